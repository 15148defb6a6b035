#include "kiosk/ui/tap_guard.hpp"

#include <algorithm>
#include <utility>

namespace guichet::ui {

namespace {

bool contains(const Rect& rect, ImVec2 place) {
    return place.x >= rect.left && place.x < rect.right && place.y >= rect.top && place.y < rect.bottom;
}

Rect common(const Rect& one, const Rect& other) {
    return {std::max(one.left, other.left), std::max(one.top, other.top), std::min(one.right, other.right),
            std::min(one.bottom, other.bottom)};
}

} // namespace

void TapGuard::saw(const Accessibility& shown, Time now) {
    std::swap(controls_, before_);
    controls_.clear();
    for (const Element& element : shown.elements()) {
        if (!can_be_touched(element.role) || !element.enabled) {
            continue;
        }
        // Of several with one label, each is the first one not yet taken: they come in reading order.
        const auto same = std::find_if(before_.begin(), before_.end(), [&](const Control& control) {
            return control.label == element.label;
        });
        Control control{element.label, element.rect, now, element.rect, now};
        if (same != before_.end()) {
            if (now >= same->moved + unseen) {
                same->steady = same->rect;
                same->since = same->moved;
            }
            const Rect steady = common(same->steady, element.rect);
            if (same->rect == element.rect) {
                control.moved = same->moved;
            }
            if (!steady.empty()) {
                control.steady = steady;
                control.since = same->since;
            }
            same->label.clear();
        }
        controls_.push_back(std::move(control));
    }
}

bool TapGuard::allows(ImVec2 place, Time when) const {
    const auto under = std::find_if(controls_.begin(), controls_.end(),
                                    [&](const Control& control) { return contains(control.rect, place); });
    return under == controls_.end() || when >= under->moved + unseen ||
           (contains(under->steady, place) && when >= under->since + unseen);
}

} // namespace guichet::ui
