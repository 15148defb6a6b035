#include "kiosk/ui/accessibility.hpp"

#include "kiosk/core/wipe.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

/// The text with every no-break space (U+00A0, U+202F) as a plain one.
std::string with_plain_spaces(std::string_view text) {
    constexpr std::array<std::string_view, 2> no_break{"\u00a0", "\u202f"};
    std::string plain;
    while (!text.empty()) {
        const auto* const found =
            std::find_if(no_break.begin(), no_break.end(),
                         [text](std::string_view space) { return text.starts_with(space); });
        plain += found == no_break.end() ? text.front() : ' ';
        text.remove_prefix(found == no_break.end() ? 1 : found->size());
    }
    return plain;
}

} // namespace

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

void Element::forget() {
    wipe(label);
    wipe(value);
}

void Accessibility::clear() {
    for (Element& element : elements_) {
        element.forget();
    }
    elements_.clear();
}

const Element* Accessibility::find_control(std::string_view label) const {
    const std::string wanted = with_plain_spaces(label);
    const Element* begins = nullptr;
    int beginning = 0;
    for (const Element& element : elements_) {
        if (!can_be_touched(element.role) || !element.enabled) {
            continue;
        }
        const std::string written = with_plain_spaces(element.label);
        if (written == wanted) {
            return &element;
        }
        if (written.starts_with(wanted)) {
            begins = &element;
            ++beginning;
        }
    }
    return beginning == 1 ? begins : nullptr;
}

bool is_stop(const Element& element) {
    // A dialog's title is its heading too.
    return !element.label.empty() && element.role != Role::dialog &&
           (element.enabled || !can_be_touched(element.role));
}

std::uint16_t Accessibility::top_section() const {
    std::uint16_t top = 0;
    for (const Element& element : elements_) {
        top = std::max(top, element.section);
    }
    return top;
}

const Element* Accessibility::find_back() const {
    const auto top = top_section();
    const auto found = std::find_if(elements_.begin(), elements_.end(), [top](const Element& element) {
        return element.leads_back && element.enabled && element.section == top;
    });
    return found == elements_.end() ? nullptr : &*found;
}

bool Accessibility::shows(std::string_view text) const {
    const std::string wanted = with_plain_spaces(text);
    return std::any_of(elements_.begin(), elements_.end(), [&wanted](const Element& element) {
        return with_plain_spaces(element.label).find(wanted) != std::string::npos ||
               with_plain_spaces(element.value).find(wanted) != std::string::npos;
    });
}

} // namespace guichet::ui
