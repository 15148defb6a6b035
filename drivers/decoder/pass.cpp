#include "drivers/decoder/pass.hpp"

#include "drivers/decoder/zxing_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace guichet::decoder {
namespace {

/// No smaller picture holds a symbol: 21 modules with a little margin, at a pixel each.
constexpr int least_side = 24;
/// Up to these sides it is worth while to look at a picture enlarged.
constexpr int small_side = 800;

ports::Frame mirror_of(const ports::Frame& frame) {
    return {frame.luma + std::ptrdiff_t{frame.step} * (frame.width - 1), frame.width, frame.height,
            frame.stride, -frame.step};
}

double factor_of(Scale scale) {
    return scale == Scale::triple ? 3 : scale == Scale::half ? 0.5 : scale == Scale::quarter ? 0.25 : 1;
}

int divisor_of(Scale scale) {
    return scale == Scale::half ? 2 : scale == Scale::quarter ? 4 : 1;
}

/// The square whose mean a pixel is compared with. A code of 25 to 33 modules at the limit of reading is
/// about as wide as the square for a whole frame: a wider one would follow the light less closely, a narrower
/// one would hollow out the finder patterns of a near code. In an enlarged picture the code is large, and the
/// noise is spread out.
LocalThreshold::Window window_for(const ports::Frame& view, Scale scale, double module) {
    constexpr int least_difference = 4;
    if (module > 0) {
        return {std::clamp(static_cast<int>(std::lround(4.5 * module * factor_of(scale))), 5, 120), 0};
    }
    if (scale == Scale::triple)
        return {std::clamp(view.width / 12, 4, 120), 0};
    return {std::clamp(view.width / 24, 4, 120), least_difference};
}

} // namespace

void Passes::aim(const ports::Frame& picture) {
    picture_ = picture;
    has_half_ = false;
}

ports::Frame Passes::scaled(Scale scale) {
    if (scale == Scale::full)
        return picture_;
    if (scale == Scale::triple) {
        triple(picture_, other_scale_);
        return other_scale_.frame();
    }
    if (!has_half_)
        halve(picture_, half_);
    has_half_ = true;
    if (scale == Scale::half)
        return half_.frame();
    halve(half_.frame(), other_scale_);
    return other_scale_.frame();
}

/// An empty frame where there is nothing to put right.
ports::Frame Passes::repaired(const ports::Frame& stepped, const Pass& pass, const Hint& hint) {
    if (pass.repair == Repair::none)
        return stepped;
    ports::Frame frame = stepped;
    if (frame.step != 1) {
        copy(frame, packed_);
        frame = packed_.frame();
    }
    const double module = hint.module * factor_of(pass.scale);
    const bool light = pass.look == Look::light_ink || pass.look == Look::negative;
    if (pass.repair == Repair::sharpen) {
        const int radius = std::clamp(static_cast<int>(std::lround(0.9 * module)), 1, 16);
        guichet::decoder::sharpen(frame, radius, 2.0, scratch_, repaired_);
        return repaired_.frame();
    }
    // Each edge has moved by half of the growth.
    const int radius = static_cast<int>(std::lround(std::abs(hint.growth) * module / 2));
    if (radius < 1)
        return {};
    const bool thin = hint.growth < 0;
    grow(frame, thin != light ? Growing::dark : Growing::light, std::min(radius, 8), scratch_, repaired_);
    return repaired_.frame();
}

ports::Frame Passes::treated(const ports::Frame& frame, const Pass& pass, double module) {
    if (pass.look == Look::gray)
        return frame;
    if (pass.look == Look::negative) {
        negate(frame, treated_);
        return treated_.frame();
    }
    threshold_.apply(frame, pass.look == Look::dark_ink ? Ink::dark : Ink::light,
                     window_for(frame, pass.scale, module), treated_);
    return treated_.frame();
}

void Passes::perform(const Pass& pass, const Hint& hint, std::vector<Reading>& readings) {
    if (std::min(picture_.width, picture_.height) < least_side * divisor_of(pass.scale))
        return;
    if (pass.scale == Scale::triple && std::max(picture_.width, picture_.height) > small_side)
        return;
    const ports::Frame sound = repaired(scaled(pass.scale), pass, hint);
    if (sound.luma == nullptr)
        return;
    const ports::Frame view = treated(sound, pass, hint.module);
    const bool threshold = pass.look == Look::dark_ink || pass.look == Look::light_ink;
    const std::size_t first = readings.size();
    read_qr_codes(pass.mirrored ? mirror_of(view) : view, threshold ? Shades::black_white : Shades::gray,
                  readings);
    for (std::size_t at = first; at < readings.size(); ++at) {
        readings[at].inverted = pass.look == Look::negative || pass.look == Look::light_ink;
        for (Corner& corner : readings[at].corners) {
            const int x = pass.mirrored ? view.width - 1 - corner.x : corner.x;
            corner = {x * picture_.width / view.width, corner.y * picture_.height / view.height};
        }
    }
}

} // namespace guichet::decoder
