#include "kiosk/app/event.hpp"

#include "kiosk/core/wipe.hpp"

namespace guichet::app {

void wipe(Event& event) {
    if (auto* typed = std::get_if<TypeText>(&event))
        guichet::wipe(typed->text);
}

} // namespace guichet::app
