#pragma once
// What stands above a page because it cannot wait, and how much of the page it may take.

#include "kiosk/ui/screens/printer_card.hpp"
#include "kiosk/ui/screens/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guichet::ui {

/// One thing that somebody must see now, most urgent first in a list of them.
struct Alert {
    /// As it stands where there is little room, and its title and sign where there is more.
    SlimBanner slim;
    std::string text = {};  ///< what is said below the title where there is room
    std::string brief = {}; ///< the title in a few words, for the lowest pages; empty for the title itself
    std::vector<app::Event> answers = {}; ///< by action
    Privacy privacy = Privacy::open;
    std::optional<PrinterCard> card = {}; ///< at its ease it is a card with a picture of the printer
    bool can_wait = false;                ///< at its ease it is a small chip
};

/// Draws what there is above the page and cuts its place off. Never more than a good third of the page: else
/// each is a low bar, and those that have no room wait until the more urgent ones are settled; the lights of
/// the header tell of them when they are touched.
void draw_alerts(const View& view, Rect& page);

/// Of these, what is told of printers, above the page of "done" beside its code: draw_alerts leaves it there.
void draw_printing(const View& view, Rect& page);

/// A banner over a part of the page, as a low bar where it would take more than `most` of its height. Cuts
/// its place off.
void draw_notice(const View& view, Rect& page, const Banner& banner, float most);

} // namespace guichet::ui
