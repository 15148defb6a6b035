#pragma once
// The scanning pipeline: a frame in, QR codes out. It knows no camera and no file.

#include "drivers/decoder/plane.hpp"
#include "kiosk/ports/frame.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace guichet::decoder {

/// A place in a frame, in pixels from its top left corner.
struct Corner {
    int x = 0;
    int y = 0;
    friend bool operator==(const Corner&, const Corner&) = default;
};

/// One code that was read.
struct Reading {
    std::string text;              ///< what it says, UTF-8; comes from outside, so anything may stand in it
    std::array<Corner, 4> corners; ///< its top left, top right, bottom right and bottom left corner
    bool inverted = false;         ///< light modules on dark, as phones in dark mode show it
    friend bool operator==(const Reading&, const Reading&) = default;
};

enum class Effort {
    live,     ///< a frame of many: the cheap passes, and the costly ones in turn from frame to frame
    thorough, ///< a picture of its own: every pass, and some more
};

/// Reads QR codes from frames by a chain of passes, each good at what another misses, until one finds
/// something. It keeps its working memory between frames, so it belongs to one thread; frames may change
/// their size at any time.
class Decoder {
public:
    /// The codes in view, most often none or one. Nothing that a frame holds makes it fail; a frame without
    /// pixels holds no code.
    [[nodiscard]] std::vector<Reading> decode(const ports::Frame& frame, Effort effort = Effort::live);

    /// How many looks in a row found a code by its patterns that cannot be read; one live frame in
    /// `frames_between_looks` is looked at so, when nothing was read in it.
    [[nodiscard]] int unreadable_looks() const { return unreadable_looks_; }
    static constexpr unsigned frames_between_looks = 4;

private:
    /// What the passes look at, and how.
    enum class Scale { full, half, quarter, triple };
    enum class Look {
        gray,      ///< as it is: ZXing finds the threshold
        negative,  ///< inverted, then likewise
        dark_ink,  ///< what is darker than its surroundings
        light_ink, ///< what is lighter
    };
    struct Pass {
        Scale scale;
        Look look;
        bool mirrored = false;
    };

    [[nodiscard]] bool looks_unreadable(const ports::Frame& frame);
    [[nodiscard]] std::vector<Reading> look_live(const ports::Frame& frame);
    [[nodiscard]] std::vector<Reading> look_thoroughly(const ports::Frame& frame);
    [[nodiscard]] std::vector<Reading> perform(const Pass& pass, const ports::Frame& frame);
    [[nodiscard]] ports::Frame scaled(const ports::Frame& frame, Scale scale);
    [[nodiscard]] ports::Frame treated(const ports::Frame& frame, Scale scale, Look look);

    Plane half_;
    Plane other_scale_;
    Plane treated_;
    bool has_half_ = false; ///< of the frame being decoded
    LocalThreshold threshold_;
    std::optional<Pass> successful_; ///< what read the frame before
    int unreadable_looks_ = 0;
    unsigned turn_ = 0; ///< whose turn it is among the costly passes
};

} // namespace guichet::decoder
