// What must hold on every screen and in the journal.

#include "tests/simulation/screen_walker.hpp"

#include <algorithm>

namespace guichet::simulation {

namespace {

std::string told(const char* what, const ui::Element& element) {
    return fmt::format("{}: “{}” ({:.0f}, {:.0f} to {:.0f}, {:.0f})", what, element.label, element.rect.left,
                       element.rect.top, element.rect.right, element.rect.bottom);
}

/// A dialog covers what lies below it: nothing that can be touched is outside.
std::string look_at_dialog(const ui::Accessibility& list) {
    const auto& elements = list.elements();
    const auto dialog = std::find_if(elements.rbegin(), elements.rend(), [](const ui::Element& element) {
        return element.role == ui::Role::dialog;
    });
    if (dialog == elements.rend())
        return {};
    for (const auto& element : elements)
        if (ui::can_be_touched(element.role) && !dialog->rect.contains(element.rect))
            return told("a control outside the dialog can be touched", element);
    return {};
}

} // namespace

std::string look_at(const ui::Accessibility& list, const ui::Rect& screen) {
    std::vector<const ui::Element*> controls;
    if (list.elements().empty())
        return "the screen is empty";
    for (const auto& element : list.elements()) {
        if (element.label.empty())
            return told("without a label", element);
        if (element.rect.empty() || !screen.contains(element.rect))
            return told("not on the screen", element);
        if (ui::can_be_touched(element.role))
            controls.push_back(&element);
    }
    for (std::size_t one = 0; one < controls.size(); ++one)
        for (std::size_t other = one + 1; other < controls.size(); ++other)
            if (controls[one]->rect.overlaps(controls[other]->rect))
                return told("two controls in one place", *controls[one]) + told(" and", *controls[other]);
    return look_at_dialog(list);
}

std::string JournalWatch::take(const JournalEvent& event) {
    if (const auto* undone = std::get_if<HandOverUndone>(&event.body)) {
        const auto found = lines_of_.find(undone->hand_over);
        if (found == lines_of_.end())
            return {}; // another kiosk's
        for (const auto& key : found->second)
            handed_over_.erase(key);
        lines_of_.erase(found);
    }
    const auto* act = std::get_if<HandOver>(&event.body);
    if (act == nullptr)
        return {};
    ++hand_overs_;
    for (const auto& line : act->lines) {
        if (!handed_over_.insert(line.key).second)
            return fmt::format("line {}/{} was handed over twice", line.key.order, line.key.line);
        lines_of_[event.id].push_back(line.key);
    }
    return {};
}

std::string JournalWatch::look(const std::vector<SealedEvent>& events) {
    for (; seen_ < events.size(); ++seen_) {
        if (const auto accepted = chain_.accept(events[seen_]); !accepted)
            return "the journal's chain is broken: " + accepted.error().english();
        if (auto wrong = take(events[seen_].event); !wrong.empty())
            return wrong;
    }
    return {};
}

} // namespace guichet::simulation
