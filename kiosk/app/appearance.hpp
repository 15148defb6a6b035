#pragma once
// How a person wants the screen to look. A customer's choice ends with their visit.

#include <cstdint>

namespace guichet::app {

enum class TextSize : std::uint8_t { normal, large, larger, largest };

enum class Colours : std::uint8_t { light, dark, high_contrast };

struct Appearance {
    TextSize text_size = TextSize::normal;
    Colours colours = Colours::light;
    bool calm = false; ///< nothing moves on the screen

    friend bool operator==(const Appearance&, const Appearance&) = default;
};

} // namespace guichet::app
