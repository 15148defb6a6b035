#pragma once

#include <array>
#include <string>

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

} // namespace guichet::decoder
