#pragma once
// What a person hears of the screen. A customer's choice ends with their visit.

#include <cstdint>

namespace guichet::app {

enum class Loudness : std::uint8_t { soft, normal, loud };

struct Voice {
    bool on = false; ///< the screen is spoken
    Loudness loudness = Loudness::normal;
    bool headphones = false; ///< they are plugged in: what is personal may be spoken

    friend bool operator==(const Voice&, const Voice&) = default;
};

} // namespace guichet::app
