#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace guichet::scanner {

/// Which keyboard a scanner pretends to be: it is set up in the scanner, whatever the machine's own layout.
enum class KeyLayout { us, french };

/// Follows the keys of a scanner, so that neither the system's keyboard layout nor its Caps Lock garbles a
/// code. Key numbers are those of linux/input-event-codes.h.
class KeyMap {
public:
    explicit KeyMap(KeyLayout layout = KeyLayout::us) : layout_(layout) {}

    /// What a key did.
    struct Typed {
        std::string text; ///< UTF-8; "\n" for Enter, "\t" for Tab; empty: nothing
        bool stroke =
            false; ///< a key that types a part of a character, or one that this layout does not have

        friend bool operator==(const Typed&, const Typed&) = default;
    };

    /// A key went down (repeats of a held key must not be passed) or up. A character may be typed by its
    /// number on the keypad while Alt is held (as Windows reads it: a leading zero or a number above 255 is
    /// Unicode's, else code page 437's), and a control character by Ctrl and a letter.
    [[nodiscard]] Typed key(std::uint16_t code, bool down);

    /// All keys are up and Caps Lock is off.
    void release();

    /// Whether a key types something (Shift, Ctrl, Alt and the locks do not).
    [[nodiscard]] static bool types(std::uint16_t code);

private:
    [[nodiscard]] std::string numbered_character();
    [[nodiscard]] Typed pressed(std::uint16_t code);
    [[nodiscard]] bool modifier(std::uint16_t code, bool down);

    KeyLayout layout_;
    bool left_shift_ = false;
    bool right_shift_ = false;
    bool control_ = false;
    bool alt_ = false;
    bool alt_graph_ = false;
    bool caps_lock_ = false; ///< the scanner's own; the system's never comes here
    std::string number_;     ///< digits on the keypad since Alt went down
};

} // namespace guichet::scanner
