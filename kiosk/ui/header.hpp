#pragma once
// The bar at the top of every screen: where one is, what works, the language, the display, and help.

#include "kiosk/ui/controls.hpp"

#include <string>
#include <vector>

namespace guichet::ui {

/// One device or service as a light; shape and icon tell its state as well as the colour.
struct StatusLight {
    Icon icon = Icon::none;
    std::string label;               ///< "Printer"
    std::string state;               ///< "ready", "out of paper"
    Meaning meaning = Meaning::good; ///< `plain` for what does not work and needs nobody
    std::int64_t count = 0;          ///< what waits there; 0 for nothing
    bool paused = false;             ///< it works, and rests for the moment
};

struct Header {
    std::string title;               ///< the station
    std::string subtitle;            ///< the session or the step
    std::vector<StatusLight> lights; ///< for volunteers
    std::string language;            ///< the present one in its own words, "Français"; empty for no choice
    std::string display;             ///< "Display"; empty for no choice
    std::string help;                ///< "Call a volunteer"; empty for none
    bool help_called = false;
    std::string paused;   ///< that no code is read now; empty while they are
    std::string practice; ///< a mark that this is not the real session; empty for none
};

struct HeaderTouch {
    bool language = false;
    bool display = false;
    bool help = false;
    int light = -1; ///< index of the light that was touched
};

/// How high it must be at this width. Where there is too little room it gives up the subtitle, the title and
/// the words of its buttons, in this order, but never those of `help`.
[[nodiscard]] float header_height(const Kit& kit, float width, const Header& header);
HeaderTouch header(Kit& kit, const Rect& rect, const Header& header);

} // namespace guichet::ui
