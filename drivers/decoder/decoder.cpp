#include "drivers/decoder/decoder.hpp"

#include "drivers/decoder/finder_patterns.hpp"
#include "drivers/decoder/zxing_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guichet::decoder {
namespace {

/// No smaller frame holds a symbol: 21 modules with a little margin, at a pixel each.
constexpr int least_side = 24;

/// Up to this width a code rarely has pixels to spare: full resolution comes first.
constexpr int narrow_width = 800;

/// Up to these sides it is worth while to look at a picture enlarged.
constexpr int small_side = 800;

ports::Frame mirror_of(const ports::Frame& frame) {
    return {frame.luma + std::ptrdiff_t{frame.step} * (frame.width - 1), frame.width, frame.height,
            frame.stride, -frame.step};
}

} // namespace

std::vector<Reading> Decoder::decode(const ports::Frame& frame, Effort effort) {
    if (frame.luma == nullptr || frame.width < least_side || frame.height < least_side)
        return {};
    has_half_ = false;
    if (effort == Effort::thorough)
        return look_thoroughly(frame);
    auto readings = look_live(frame);
    if (!readings.empty())
        unreadable_looks_ = 0;
    else if (turn_ % frames_between_looks == 0)
        unreadable_looks_ = looks_unreadable(frame) ? unreadable_looks_ + 1 : 0;
    return readings;
}

bool Decoder::looks_unreadable(const ports::Frame& frame) {
    const Scale sharp = frame.width <= narrow_width ? Scale::full : Scale::half;
    return looks_like_qr_code(treated(scaled(frame, sharp), sharp, Look::dark_ink)) ||
           looks_like_qr_code(treated(scaled(frame, sharp), sharp, Look::light_ink));
}

std::vector<Reading> Decoder::look_live(const ports::Frame& frame) {
    static constexpr Pass full{Scale::full, Look::gray};
    static constexpr Pass half{Scale::half, Look::gray};
    static constexpr Pass quarter{Scale::quarter, Look::gray};
    // A code stays in view for many frames: what read it last reads it again.
    if (const auto successful = std::exchange(successful_, std::nullopt))
        if (auto readings = perform(*successful, frame); !readings.empty())
            return readings;
    const bool narrow = frame.width <= narrow_width;
    for (const Pass& pass : narrow ? std::array{full, half} : std::array{half, quarter})
        if (auto readings = perform(pass, frame); !readings.empty())
            return readings;
    const Scale sharpest = narrow ? Scale::full : Scale::half; // that is cheap enough for a threshold
    const std::array costly = {Pass{sharpest, Look::light_ink}, narrow ? quarter : full,
                               Pass{sharpest, Look::dark_ink}};
    return perform(costly[turn_++ % costly.size()], frame);
}

std::vector<Reading> Decoder::look_thoroughly(const ports::Frame& frame) {
    static constexpr std::array passes = {
        Pass{Scale::full, Look::gray},       Pass{Scale::half, Look::gray},
        Pass{Scale::quarter, Look::gray},    Pass{Scale::half, Look::dark_ink},
        Pass{Scale::half, Look::light_ink},  Pass{Scale::full, Look::dark_ink},
        Pass{Scale::full, Look::light_ink},  Pass{Scale::full, Look::negative},
        Pass{Scale::half, Look::negative},   Pass{Scale::full, Look::gray, true},
        Pass{Scale::half, Look::gray, true}, Pass{Scale::triple, Look::dark_ink},
    };
    for (const Pass& pass : passes)
        if (auto readings = perform(pass, frame); !readings.empty())
            return readings;
    return {};
}

ports::Frame Decoder::scaled(const ports::Frame& frame, Scale scale) {
    if (scale == Scale::full)
        return frame;
    if (scale == Scale::triple) {
        triple(frame, other_scale_);
        return other_scale_.frame();
    }
    if (!has_half_)
        halve(frame, half_);
    has_half_ = true;
    if (scale == Scale::half)
        return half_.frame();
    halve(half_.frame(), other_scale_);
    return other_scale_.frame();
}

ports::Frame Decoder::treated(const ports::Frame& frame, Scale scale, Look look) {
    if (look == Look::gray)
        return frame;
    if (look == Look::negative) {
        negate(frame, treated_);
        return treated_.frame();
    }
    // A code of 25 to 33 modules at the limit of reading is about as wide as this window: a wider one would
    // follow the light less closely, a narrower one would hollow out the finder patterns of a near code. In
    // an enlarged picture the code is large, and the noise is spread out.
    const bool enlarged = scale == Scale::triple;
    const LocalThreshold::Window window{std::clamp(frame.width / (enlarged ? 12 : 24), 4, 120),
                                        enlarged ? 0 : 4};
    threshold_.apply(frame, look == Look::dark_ink ? Ink::dark : Ink::light, window, treated_);
    return treated_.frame();
}

std::vector<Reading> Decoder::perform(const Pass& pass, const ports::Frame& frame) {
    if (pass.scale == Scale::triple && std::max(frame.width, frame.height) > small_side)
        return {};
    const ports::Frame view = treated(scaled(frame, pass.scale), pass.scale, pass.look);
    const bool threshold = pass.look == Look::dark_ink || pass.look == Look::light_ink;
    std::vector<Reading> readings;
    read_qr_codes(pass.mirrored ? mirror_of(view) : view, threshold ? Shades::black_white : Shades::gray,
                  readings);
    for (Reading& reading : readings) {
        reading.inverted = pass.look == Look::negative || pass.look == Look::light_ink;
        for (Corner& corner : reading.corners) {
            const int x = pass.mirrored ? view.width - 1 - corner.x : corner.x;
            corner = {x * frame.width / view.width, corner.y * frame.height / view.height};
        }
    }
    if (!readings.empty())
        successful_ = pass;
    return readings;
}

} // namespace guichet::decoder
