#pragma once
// Which key of a keyboard or keypad does what.

#include "kiosk/platform/input_queue.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct SDL_Keysym;

namespace guichet::platform {

/// The keys of a keyboard (Tab, arrows, Enter, Escape, the loudness keys), and those that the configuration
/// adds.
///
/// Keypads made for people who do not see or do not reach the screen are keyboards too: each of their keys
/// sends the code of a function key that ordinary keyboards lack, F13 to F24, and can be programmed to send
/// another (Storm "1400 Series AudioNav EF, Config Utility & API", Rev 1.2, pages 5 to 15: three code tables,
/// the last one free; EZ Access keypads alike: "EZ-Key Keypad with integrated audio, Technical Manual", Rev
/// 1, page 5). The same document, page 25, gives "<<", the top key, as HID usage 0x72 of the default table,
/// which is F23: it is `back` here. Which of the others does what is named in the configuration, by the key
/// names that the kiosk logs when an unknown function key is pressed. Their loudness key sends the ordinary
/// "volume up" and "volume down".
class KeyNames {
public:
    /// The ordinary ones.
    KeyNames();

    /// Whether a keyboard can have a key of this name: "F18", "Keypad 6", "Page Down" (SDL's names).
    [[nodiscard]] static bool known(const std::string& name);

    /// This key does that. False when its name is not known.
    bool add(const std::string& name, Key key);

    [[nodiscard]] std::optional<Key> key_of(const SDL_Keysym& pressed) const;

    /// The name of a function key that nothing is known of, for the log; empty for all others.
    [[nodiscard]] std::string unknown_function_key(const SDL_Keysym& pressed) const;

private:
    std::map<int, Key> keys_; ///< by SDL_Scancode: where the key is, whatever is printed on it
};

} // namespace guichet::platform
