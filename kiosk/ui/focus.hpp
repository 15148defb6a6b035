#pragma once
// Where a person is who works the screen with keys: one element at a time, in reading order, around and
// around.

#include "kiosk/ui/accessibility.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace guichet::ui {

/// The focus of one screen. It is hidden until a key is pressed, and again when a finger touches the screen.
class Focus {
public:
    /// Forwards or backwards through the stops of the top section; past the last comes the first. The first
    /// key only shows where one is: at the screen's heading.
    void move(const Accessibility& list, int steps);

    /// Shows where one is, without moving.
    void show(const Accessibility& list);
    void hide() { shown_ = false; }

    /// Looks for the element in the new frame's list: itself, or what now stands in its place; else the
    /// heading of the top section. `screen` names the screen: on another one it begins at the heading. When a
    /// dialog closes, it returns to where it was before.
    void follow(const Accessibility& list, std::string_view screen);

    [[nodiscard]] bool shown() const { return shown_; }

    /// The focused element, in the list that was followed last; null while hidden or when nothing is there.
    [[nodiscard]] const Element* element(const Accessibility& list) const;

    /// Forgets everything: for the next person.
    void reset();

private:
    /// How an element is known again in the next frame.
    struct Mark {
        Role role = Role::text;
        std::string label;
        std::size_t twin = 0; ///< among those of the same role and label
        Rect rect;
        std::uint16_t section = 0;
    };

    [[nodiscard]] static Mark mark_of(const Accessibility& list, std::size_t element);
    [[nodiscard]] static std::optional<std::size_t> find(const Accessibility& list, const Mark& mark,
                                                         bool same_place);
    [[nodiscard]] static std::optional<std::size_t> nearest(const Accessibility& list, const Mark& mark);
    [[nodiscard]] static std::optional<std::size_t> beginning(const Accessibility& list);
    void stand_at(const Accessibility& list, std::optional<std::size_t> element);

    /// Overwrites them: they may name people.
    void forget_marks();

    bool shown_ = false;
    std::optional<std::size_t> at_; ///< in the list
    Mark mark_;
    std::optional<Mark> below_; ///< where it was when a dialog opened over it
    std::string screen_;
    std::uint16_t top_ = 0;
};

} // namespace guichet::ui
