#include "kiosk/platform/key_names.hpp"

#include <SDL.h>

namespace guichet::platform {

KeyNames::KeyNames()
    : keys_{{SDL_SCANCODE_RETURN, Key::enter},        {SDL_SCANCODE_KP_ENTER, Key::enter},
            {SDL_SCANCODE_BACKSPACE, Key::backspace}, {SDL_SCANCODE_ESCAPE, Key::escape},
            {SDL_SCANCODE_AC_BACK, Key::back},        {SDL_SCANCODE_TAB, Key::next},
            {SDL_SCANCODE_RIGHT, Key::next},          {SDL_SCANCODE_DOWN, Key::next},
            {SDL_SCANCODE_LEFT, Key::previous},       {SDL_SCANCODE_UP, Key::previous},
            {SDL_SCANCODE_SELECT, Key::choose},       {SDL_SCANCODE_VOLUMEUP, Key::louder},
            {SDL_SCANCODE_VOLUMEDOWN, Key::softer},   {SDL_SCANCODE_F23, Key::back}} {}

bool KeyNames::known(const std::string& name) {
    return SDL_GetScancodeFromName(name.c_str()) != SDL_SCANCODE_UNKNOWN;
}

bool KeyNames::add(const std::string& name, Key key) {
    const auto code = SDL_GetScancodeFromName(name.c_str());
    if (code == SDL_SCANCODE_UNKNOWN) {
        return false;
    }
    keys_[code] = key;
    return true;
}

std::optional<Key> KeyNames::key_of(const SDL_Keysym& pressed) const {
    // With other modifiers it is a shortcut of somebody's, and none of ours.
    if ((pressed.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0) {
        return std::nullopt;
    }
    const auto found = keys_.find(pressed.scancode);
    if (found == keys_.end()) {
        return std::nullopt;
    }
    const bool back_tab = pressed.scancode == SDL_SCANCODE_TAB && (pressed.mod & KMOD_SHIFT) != 0;
    return back_tab ? Key::previous : found->second;
}

std::string KeyNames::unknown_function_key(const SDL_Keysym& pressed) const {
    const bool function = pressed.scancode >= SDL_SCANCODE_F13 && pressed.scancode <= SDL_SCANCODE_F24;
    return function && !keys_.contains(pressed.scancode) ? SDL_GetScancodeName(pressed.scancode) : "";
}

} // namespace guichet::platform
