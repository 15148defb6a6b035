#pragma once

#include <cstdint>
#include <optional>

namespace guichet::scanner {

/// Follows the keys of a scanner that sends US key positions, so that neither the system's keyboard layout
/// nor Caps Lock garbles a code. Key numbers are those of linux/input-event-codes.h.
class UsKeyboard {
public:
    /// A key went down (repeats of a held key must not be passed) or up. Gives the character it types:
    /// printable ASCII, '\n' for Enter, '\t' for Tab.
    [[nodiscard]] std::optional<char> key(std::uint16_t code, bool down);

private:
    bool left_shift_ = false;
    bool right_shift_ = false;
};

} // namespace guichet::scanner
