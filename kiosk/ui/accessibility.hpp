#pragma once
// What is on the screen, as a list: it drives the taps of scenarios, the tests of sizes and labels, and later
// speech and the order of focus.

#include "kiosk/ui/geometry.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::ui {

enum class Role : std::uint8_t {
    heading,
    text,
    button,
    primary_button,
    check,
    key,
    light,
    field,
    image,
    dialog
};

/// True for what a person can touch.
[[nodiscard]] bool can_be_touched(Role role);

struct Element {
    Rect rect; ///< in pixels
    Role role = Role::text;
    std::string label; ///< in the language of the screen
    std::string value; ///< what changes: "ticked", a typed text, a light's state; may be empty
    bool enabled = true;
    /// The text did not fit and was shortened with an ellipsis; `label` is the whole of it.
    bool shortened = false;
};

/// The elements of one frame, in reading order.
class Accessibility {
public:
    ~Accessibility() { clear(); }
    Accessibility() = default;
    Accessibility(const Accessibility&) = default;
    Accessibility& operator=(const Accessibility&) = default;

    /// Overwrites the texts before they go: they name people.
    void clear();
    void add(Element element) { elements_.push_back(std::move(element)); }

    [[nodiscard]] const std::vector<Element>& elements() const { return elements_; }

    /// The control with this label that can be touched now: exactly so written, else the only one that begins
    /// with it. Null when there is none. Valid until the next frame. Here as in `shows`, no-break spaces are
    /// spaces: nobody types them.
    [[nodiscard]] const Element* find_control(std::string_view label) const;

    /// True when the text stands somewhere, within a label or a value.
    [[nodiscard]] bool shows(std::string_view text) const;

private:
    std::vector<Element> elements_;
};

} // namespace guichet::ui
