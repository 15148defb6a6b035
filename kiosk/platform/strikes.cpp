#include "kiosk/platform/strikes.hpp"

namespace guichet::platform {

namespace {

bool acts(Key key) {
    return key == Key::enter || key == Key::choose || key == Key::back || key == Key::escape;
}

} // namespace

bool Strikes::take(Key key, Time now) {
    if (key == Key::backspace) {
        return true; // typing, at whatever speed
    }
    const Time delay = acts(key) ? delay_ : delay_ / 2;
    if (last_ == key && now - when_ < delay) {
        return false;
    }
    last_ = key;
    when_ = now;
    return true;
}

} // namespace guichet::platform
