#pragma once
// What the screens for those who work here share.

#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/tiles.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guichet::ui {

/// A tile and what a touch on it does.
struct Choice {
    Tile tile;
    app::Event event;
};

/// Tiles in a list that turns pages; `narrowest` is a column's width at normal text size, in millimetres.
void draw_choices(const View& view, const Rect& rect, const std::string& name,
                  const std::vector<Choice>& choices, float narrowest_mm);

/// Few tiles, as large as they are worth: in rows and columns while they fit so, else as such a list.
void draw_large_choices(const View& view, const Rect& rect, const std::string& name,
                        const std::vector<Choice>& choices, float narrowest_mm);

/// How high they are one below another.
[[nodiscard]] float choices_height(const View& view, float width, const std::vector<Choice>& choices);
/// One below another, without pages: for dialogs that made room for them.
void draw_stack(const View& view, Rect rect, const std::vector<Choice>& choices);

/// A foot that only leads back.
void draw_way_back(const View& view, Rect& page, app::Event event);

/// The page's heading, and at its right who works here.
void draw_staff_heading(const View& view, Rect& page, const std::string& text);

/// What a PIN is asked for, and how far it is typed.
struct PinPanel {
    std::string title; ///< may be empty
    std::string text;
    std::size_t typed = 0;
    bool waiting = false; ///< it is being looked at or kept
    std::optional<Error> problem = {};
    std::string confirm; ///< the button's label
};
/// Keys, dots and the button that confirms; true when that was tapped. While a pause after wrong PINs lasts,
/// it is counted down here.
bool draw_pin_panel(const View& view, Rect rect, const PinPanel& panel);

/// The lock at the right end of a customers' kiosk's foot, where those who work here begin; none without
/// users. Cuts off its place.
void cut_staff_lock(const View& view, Rect& foot);

/// The role in a word: "Volunteer", "Coordinator".
[[nodiscard]] std::string say(ports::UserRole role, const Texts& texts);

} // namespace guichet::ui
