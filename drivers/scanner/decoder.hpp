#pragma once
// The scanning pipeline: a frame in, QR codes out. It knows no camera and no file.

#include "drivers/scanner/plane.hpp"
#include "kiosk/ports/frame.hpp"

#include <array>
#include <string>
#include <vector>

namespace guichet::scanner {

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

private:
    enum class Pass { full, half, quarter, threshold, inverted, full_inverted, full_threshold };

    [[nodiscard]] std::vector<Reading> look(Pass pass, const ports::Frame& frame);
    [[nodiscard]] std::vector<Reading> look_live(const ports::Frame& frame);
    [[nodiscard]] std::vector<Reading> look_thoroughly(const ports::Frame& frame);
    [[nodiscard]] ports::Frame half_of(const ports::Frame& frame);
    [[nodiscard]] ports::Frame quarter_of(const ports::Frame& frame);

    Plane half_;
    Plane quarter_;
    bool has_half_ = false; ///< of the frame being decoded
    Plane black_white_;
    LocalThreshold threshold_;
    unsigned turn_ = 0; ///< whose turn it is among the costly passes
};

} // namespace guichet::scanner
