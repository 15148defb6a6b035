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
        const double factor = scale == Scale::triple ? 3 : 1.0 / divisor_of(scale);
        return {std::clamp(static_cast<int>(std::lround(4.5 * module * factor)), 5, 120), 0};
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

void Passes::perform(const Pass& pass, double module, std::vector<Reading>& readings) {
    if (std::min(picture_.width, picture_.height) < least_side * divisor_of(pass.scale))
        return;
    if (pass.scale == Scale::triple && std::max(picture_.width, picture_.height) > small_side)
        return;
    const ports::Frame view = treated(scaled(pass.scale), pass, module);
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
