#pragma once
// Inside this room: one way to look at a picture for codes.

#include "drivers/decoder/plane.hpp"
#include "drivers/decoder/reading.hpp"
#include "kiosk/ports/frame.hpp"

#include <cstdint>
#include <vector>

namespace guichet::decoder {

enum class Scale : std::uint8_t { triple, full, half, quarter };

/// What a pass makes of the pixels before ZXing sees them.
enum class Look : std::uint8_t {
    gray,      ///< nothing: ZXing finds the threshold
    negative,  ///< inverted, then likewise
    dark_ink,  ///< black and white: what is darker than its surroundings
    light_ink, ///< black and white: what is lighter
};

/// What is put right before that, for the part of a frame where a code seems to be.
enum class Repair : std::uint8_t {
    none,
    sharpen, ///< what a lens out of focus has smeared
    regrow,  ///< what bright light has eaten off the ink
};

struct Pass {
    Scale scale = Scale::full;
    Look look = Look::gray;
    bool mirrored = false;
    Repair repair = Repair::none;
};

/// What the finder patterns tell of a code.
struct Hint {
    double module = 0; ///< pixels of the picture; 0 = nothing is known
    double growth = 0; ///< as FinderPattern::growth
};

/// Looks at one picture, or a part of one, in one way after another. What several passes need is made once.
class Passes {
public:
    /// The picture to look at; it stays readable as long as passes are performed.
    void aim(const ports::Frame& picture);

    /// Adds what one pass reads, with places in the picture, to `readings`. A scale that the picture is too
    /// small or too large for reads nothing, nor does a repair where there is nothing to put right.
    void perform(const Pass& pass, const Hint& hint, std::vector<Reading>& readings);

private:
    [[nodiscard]] ports::Frame scaled(Scale scale);
    [[nodiscard]] ports::Frame repaired(const ports::Frame& frame, const Pass& pass, const Hint& hint);
    [[nodiscard]] ports::Frame treated(const ports::Frame& frame, const Pass& pass, double module);

    ports::Frame picture_;
    Plane half_;
    Plane other_scale_;
    Plane packed_;
    Plane scratch_;
    Plane repaired_;
    Plane treated_;
    bool has_half_ = false;
    LocalThreshold threshold_;
};

} // namespace guichet::decoder
