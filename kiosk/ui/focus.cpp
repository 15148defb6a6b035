#include "kiosk/ui/focus.hpp"

#include "kiosk/core/wipe.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::ui {

Focus::Mark Focus::mark_of(const Accessibility& list, std::size_t element) {
    const Element& marked = list.elements()[element];
    Mark mark{marked.role, marked.label, 0, marked.rect, marked.section};
    for (std::size_t n = 0; n < element; ++n) {
        const Element& other = list.elements()[n];
        mark.twin += other.role == mark.role && other.label == mark.label ? 1 : 0;
    }
    return mark;
}

std::optional<std::size_t> Focus::find(const Accessibility& list, const Mark& mark, bool same_place) {
    std::size_t twin = 0;
    std::optional<std::size_t> in_its_place;
    for (std::size_t n = 0; n < list.elements().size(); ++n) {
        const Element& element = list.elements()[n];
        if (!is_stop(element) || element.section != mark.section) {
            continue;
        }
        if (element.role == mark.role && element.label == mark.label && twin++ == mark.twin) {
            return n;
        }
        const ImVec2 middle = mark.rect.centre();
        const bool there = element.rect.contains({middle.x, middle.y, middle.x, middle.y});
        if (!in_its_place && there && can_be_touched(element.role) == can_be_touched(mark.role)) {
            in_its_place = n;
        }
    }
    return same_place ? in_its_place : std::nullopt;
}

/// The stop of the same section that stands nearest.
std::optional<std::size_t> Focus::nearest(const Accessibility& list, const Mark& mark) {
    std::optional<std::size_t> nearest;
    float least = 0;
    for (std::size_t n = 0; n < list.elements().size(); ++n) {
        const Element& element = list.elements()[n];
        if (!is_stop(element) || element.section != mark.section) {
            continue;
        }
        const ImVec2 here = element.rect.centre();
        const ImVec2 there = mark.rect.centre();
        const float distance = std::abs(here.x - there.x) + std::abs(here.y - there.y);
        if (!nearest || distance < least) {
            nearest = n;
            least = distance;
        }
    }
    return nearest;
}

/// The heading of the top section, or what is read first there.
std::optional<std::size_t> Focus::beginning(const Accessibility& list) {
    const auto top = list.top_section();
    std::optional<std::size_t> first;
    for (std::size_t n = 0; n < list.elements().size(); ++n) {
        const Element& element = list.elements()[n];
        if (element.section != top || !is_stop(element)) {
            continue;
        }
        if (element.role == Role::heading) {
            return n;
        }
        first = first ? first : n;
    }
    return first;
}

void Focus::forget_marks() {
    wipe(mark_.label);
    mark_ = {};
    if (below_) {
        wipe(below_->label);
    }
    below_.reset();
}

void Focus::reset() {
    forget_marks();
    *this = {};
}

void Focus::stand_at(const Accessibility& list, std::optional<std::size_t> element) {
    at_ = element;
    if (at_) {
        wipe(mark_.label);
        mark_ = mark_of(list, *at_);
    }
}

void Focus::show(const Accessibility& list) {
    if (!shown_) {
        shown_ = true;
        follow(list, screen_);
    }
}

void Focus::move(const Accessibility& list, int steps) {
    if (!shown_) {
        show(list);
        return;
    }
    // A dialog keeps the focus to itself; without one, header and page are walked through together.
    const auto top = list.top_section();
    std::vector<std::size_t> stops;
    for (std::size_t n = 0; n < list.elements().size(); ++n) {
        const Element& element = list.elements()[n];
        if (is_stop(element) && (top < 2 || element.section == top)) {
            stops.push_back(n);
        }
    }
    if (stops.empty()) {
        at_.reset();
        return;
    }
    const auto here = at_ ? std::find(stops.begin(), stops.end(), *at_) : stops.end();
    const auto count = static_cast<int>(stops.size());
    const int from = here == stops.end() ? (steps > 0 ? -1 : 0) : static_cast<int>(here - stops.begin());
    stand_at(list, stops[static_cast<std::size_t>(((from + steps) % count + count) % count)]);
}

void Focus::follow(const Accessibility& list, std::string_view screen) {
    const auto top = list.top_section();
    const bool same_screen = screen == screen_;
    if (!same_screen) {
        screen_ = screen;
        forget_marks();
    }
    if (same_screen && top > std::max<std::uint16_t>(top_, 1) && at_ && !below_) {
        below_ = mark_;
    }
    const bool closed = same_screen && top < top_;
    top_ = top;
    if (!shown_) {
        at_.reset();
        return;
    }
    std::optional<std::size_t> found;
    if (closed && below_) {
        found = find(list, *below_, true);
        below_.reset();
    } else if (same_screen && !mark_.label.empty() && (top < 2 || mark_.section == top)) {
        found = find(list, mark_, true);
        found = found || mark_.section >= 2 ? found : nearest(list, mark_);
    }
    stand_at(list, found ? found : beginning(list));
}

const Element* Focus::element(const Accessibility& list) const {
    return shown_ && at_ && *at_ < list.elements().size() ? &list.elements()[*at_] : nullptr;
}

} // namespace guichet::ui
