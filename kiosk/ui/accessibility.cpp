#include "kiosk/ui/accessibility.hpp"

#include <algorithm>

namespace guichet::ui {

bool can_be_touched(Role role) {
    switch (role) {
    case Role::button:
    case Role::primary_button:
    case Role::check:
    case Role::key:
    case Role::light: return true;
    case Role::heading:
    case Role::text:
    case Role::field:
    case Role::image:
    case Role::dialog: return false;
    }
    return false;
}

const Element* Accessibility::find_control(std::string_view label) const {
    const Element* begins = nullptr;
    int beginning = 0;
    for (const Element& element : elements_) {
        if (!can_be_touched(element.role) || !element.enabled) {
            continue;
        }
        if (element.label == label) {
            return &element;
        }
        if (element.label.starts_with(label)) {
            begins = &element;
            ++beginning;
        }
    }
    return beginning == 1 ? begins : nullptr;
}

bool Accessibility::shows(std::string_view text) const {
    return std::any_of(elements_.begin(), elements_.end(), [text](const Element& element) {
        return element.label.find(text) != std::string::npos || element.value.find(text) != std::string::npos;
    });
}

} // namespace guichet::ui
