#include "drivers/scanner/decoder.hpp"

#include "drivers/scanner/zxing_reader.hpp"

#include <algorithm>

namespace guichet::scanner {
namespace {

/// No smaller frame holds a symbol: 21 modules with a quiet zone, at a pixel each.
constexpr int least_side = 24;

/// Up to this width a code rarely has pixels to spare: full resolution comes first.
constexpr int narrow_width = 800;

void enlarge_corners(std::vector<Reading>& readings, int scale) {
    for (Reading& reading : readings)
        for (Corner& corner : reading.corners)
            corner = {corner.x * scale, corner.y * scale};
}

} // namespace

std::vector<Reading> Decoder::decode(const ports::Frame& frame, Effort effort) {
    if (frame.luma == nullptr || frame.width < least_side || frame.height < least_side)
        return {};
    has_half_ = false;
    return effort == Effort::live ? look_live(frame) : look_thoroughly(frame);
}

std::vector<Reading> Decoder::look_live(const ports::Frame& frame) {
    using Chain = std::array<Pass, 2>;
    using Turns = std::array<Pass, 3>;
    const bool narrow = frame.width <= narrow_width;
    const Chain always = narrow ? Chain{Pass::full, Pass::half} : Chain{Pass::half, Pass::quarter};
    const Turns in_turn = narrow ? Turns{Pass::inverted, Pass::threshold, Pass::quarter}
                                 : Turns{Pass::inverted, Pass::full, Pass::threshold};
    for (const Pass pass : always)
        if (auto readings = look(pass, frame); !readings.empty())
            return readings;
    return look(in_turn[turn_++ % in_turn.size()], frame);
}

std::vector<Reading> Decoder::look_thoroughly(const ports::Frame& frame) {
    for (const Pass pass : {Pass::full, Pass::half, Pass::quarter, Pass::threshold, Pass::inverted,
                            Pass::full_threshold, Pass::full_inverted})
        if (auto readings = look(pass, frame); !readings.empty())
            return readings;
    return {};
}

ports::Frame Decoder::half_of(const ports::Frame& frame) {
    if (!has_half_)
        halve(frame, half_);
    has_half_ = true;
    return half_.frame();
}

ports::Frame Decoder::quarter_of(const ports::Frame& frame) {
    halve(half_of(frame), quarter_);
    return quarter_.frame();
}

std::vector<Reading> Decoder::look(Pass pass, const ports::Frame& frame) {
    const bool inverted = pass == Pass::inverted || pass == Pass::full_inverted;
    const Ink ink = inverted ? Ink::light : Ink::dark;
    std::vector<Reading> readings;
    switch (pass) {
    case Pass::full: read_qr_codes(frame, Shades::gray, readings); break;
    case Pass::half: read_qr_codes(half_of(frame), Shades::gray, readings); break;
    case Pass::quarter: read_qr_codes(quarter_of(frame), Shades::gray, readings); break;
    case Pass::threshold:
    case Pass::inverted:
        threshold_.apply(half_of(frame), ink, black_white_);
        read_qr_codes(black_white_.frame(), Shades::black_white, readings);
        break;
    case Pass::full_threshold:
    case Pass::full_inverted:
        threshold_.apply(frame, ink, black_white_);
        read_qr_codes(black_white_.frame(), Shades::black_white, readings);
        break;
    }
    const bool half = pass == Pass::half || pass == Pass::threshold || pass == Pass::inverted;
    enlarge_corners(readings, pass == Pass::quarter ? 4 : half ? 2 : 1);
    for (Reading& reading : readings)
        reading.inverted = inverted;
    return readings;
}

} // namespace guichet::scanner
