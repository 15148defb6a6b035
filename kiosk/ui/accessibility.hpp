#pragma once
// What is on the screen, as a list: it drives the taps of scenarios, the tests of sizes, labels and contrast,
// the order of focus and what is spoken (EN 301 549 V3.2.1, 5.1.3 "Non-visual access").

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
    std::string value; ///< what changes: "chosen", a typed text, a light's state; may be empty
    bool enabled = true;
    /// The text did not fit and was shortened with an ellipsis; `label` is the whole of it.
    bool shortened = false;
    /// It names the customer or tells of their goods: spoken into headphones only.
    bool personal = false;
    /// News of its own (a printer's trouble, a refused code): said when it appears, wherever the focus is.
    bool live = false;
    /// Leads back from the screen, or closes the dialog: what the keypad's "back" does.
    bool leads_back = false;
    /// For speech alone: nothing is drawn at its place.
    bool only_spoken = false;
    std::uint16_t section = 0; ///< 0 the header, 1 the page, 2 and up dialogs: read one after another
    std::uint16_t group = 0;   ///< elements of one number (not 0) are read together, in the order of drawing

    /// Overwrites its texts: they may name people.
    void forget();
};

/// Whether the keypad's "next" stops at it: everything that can be touched now, and every text.
[[nodiscard]] bool is_stop(const Element& element);

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

    /// Sorts the elements, added as they were drawn, into reading order: section by section, and in each from
    /// the top down where it falls into rows, from left to right where it falls into columns.
    void sort_for_reading();

    [[nodiscard]] const std::vector<Element>& elements() const { return elements_; }

    /// The section on top, to which a person can get: the dialog's, if there is one.
    [[nodiscard]] std::uint16_t top_section() const;

    /// The control of the top section that leads back; null when there is none.
    [[nodiscard]] const Element* find_back() const;

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
