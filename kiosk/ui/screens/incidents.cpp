// The incidents of the session, in words for people, and how each is settled.
#include "kiosk/app/glance.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

std::string customer_of(const View& view, const std::string& basket) {
    const auto* found = view.manifest().find_basket(basket);
    return found == nullptr ? basket : found->customer_name;
}

std::string when_and_where(const View& view, const HybridTime& time, const std::string& device) {
    return view.texts().say("{0}, {1}", say_time(time.wall, view.locality, view.texts()),
                            view.state.ledger->kiosk_name(device));
}

std::string what_was_lost(const View& view, const Incident& incident) {
    const auto* event = view.state.ledger->find(incident.event);
    const auto* lost = event == nullptr ? nullptr : std::get_if<ReceiptLost>(&event->body);
    const auto* basket = lost == nullptr ? nullptr : app::basket_of_receipt(view.state, lost->document);
    return basket == nullptr ? view.texts().get("A receipt that never came out")
                             : view.texts().say("A receipt that never came out: {0}", basket->customer_name);
}

std::string what_happened(const View& view, const Incident& incident) {
    const Texts& texts = view.texts();
    switch (incident.kind) {
    case IncidentKind::double_hand_over:
        return texts.say("Handed over twice: {0}", customer_of(view, incident.basket));
    case IncidentKind::unknown_code: return texts.get("A code that nobody knows");
    case IncidentKind::lost_print: return what_was_lost(view, incident);
    }
    return {};
}

std::string say(Resolution resolution, const Texts& texts) {
    switch (resolution) {
    case Resolution::seen_with_customer: return texts.get("Seen with the customer");
    case Resolution::typing_error: return texts.get("A mistake in the entry");
    case Resolution::refund_due: return texts.get("A refund is due");
    case Resolution::no_action: return texts.get("Nothing to do");
    }
    return {};
}

std::string details(const View& view, const Incident& incident) {
    const Texts& texts = view.texts();
    std::string words = when_and_where(view, incident.time, incident.event.device);
    if (incident.earlier) {
        words += "\n" + texts.say("First: {0}", when_and_where(view, incident.earlier->time,
                                                               incident.earlier->event.device));
    }
    if (incident.settled) {
        const auto* by = app::find_user(view.state, incident.settled->by);
        words += "\n" + texts.say("Settled: {0}", say(incident.settled->resolution, texts));
        if (by != nullptr) {
            words += " (" + by->name + ")";
        }
    }
    return words;
}

Tile tile_of(const View& view, const Incident& incident, bool touchable) {
    return {.label = what_happened(view, incident),
            .caption = details(view, incident),
            .icon = incident.settled ? Icon::check : Icon::flag,
            .meaning = incident.settled ? Meaning::good : Meaning::bad,
            .touchable = touchable && !incident.settled,
            .personal = incident.kind != IncidentKind::unknown_code};
}

/// Nothing follows the closing event of this kiosk; another one's journal may still take it.
std::string who_settles(const View& view) {
    std::string names;
    for (const std::string& name : app::others_that_settle(view.state)) {
        names += (names.empty() ? "" : ", ") + name;
    }
    return names.empty()
               ? view.texts().get("The session is closed: what is open here stays in the report, "
                                  "and the organiser settles it.")
               : view.texts().say("This kiosk has closed. What is open here can still be settled at "
                                  "another one: {0}.",
                                  names);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Incidents&) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    draw_way_back(view, page, app::ShowStaff{});
    auto incidents = view.state.ledger->incidents();
    std::stable_partition(incidents.begin(), incidents.end(),
                          [](const Incident& incident) { return !incident.settled; });
    const auto open = view.state.ledger->open_incidents();
    draw_staff_heading(view, page,
                       open == 0 ? texts.get("No incident to settle")
                                 : texts.count("{0} incident to settle", "{0} incidents to settle", open));
    const bool can_settle = app::can_settle(view.state);
    if (incidents.empty()) {
        statement(kit, page,
                  {.icon = Icon::check,
                   .meaning = Meaning::good,
                   .title = texts.get("Everything went well so far"),
                   .text = texts.get("Handed over twice, unknown codes and lost receipts are listed here.")});
        return;
    }
    if (!can_settle) {
        const std::string text = who_settles(view);
        const float high = paragraph_height(kit, TextStyle::small, text, page.width());
        write_paragraph(kit, page.cut_top(high), text,
                        {.style = TextStyle::small, .colour = view.palette().page.soft_ink});
        page.cut_top(kit.mm(2));
    }
    std::vector<Choice> rows;
    for (const Incident& incident : incidents) {
        rows.push_back({tile_of(view, incident, can_settle), app::ChooseIncident{incident.event}});
    }
    const Private names(kit);
    draw_choices(view, page, "incidents", rows, 88);
}

namespace {

std::vector<Choice> resolutions(const View& view, const app::Incidents& screen) {
    constexpr std::array icons{Icon::person, Icon::keyboard, Icon::receipt, Icon::check};
    std::vector<Choice> choices;
    for (std::size_t n = 0; n < icons.size(); ++n) {
        const auto resolution = static_cast<Resolution>(n);
        choices.push_back(
            {{.label = say(resolution, view.texts()), .icon = icons[n], .enabled = !screen.saving},
             app::SettleIncident{*screen.chosen, resolution}});
    }
    return choices;
}

} // namespace

void draw_incident_question(const View& view, const app::Incidents& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Private names(kit, Privacy::texts);
    const auto incidents = view.state.ledger->incidents();
    const auto found = std::find_if(incidents.begin(), incidents.end(), [&](const Incident& incident) {
        return incident.event == *screen.chosen;
    });
    if (found == incidents.end()) {
        return;
    }
    const Private privacy(kit, found->kind != IncidentKind::unknown_code ? Privacy::texts : kit.privacy());
    const auto choices = resolutions(view, screen);
    const std::string text = screen.problem ? texts.say(*screen.problem) : details(view, *found);
    const Button cancel{.label = texts.get("Cancel"), .kind = ButtonKind::quiet};
    const float gap = kit.measures().gap();
    const auto below = [&](float width) {
        const float column = (width - gap) / 2;
        float high = kit.mm(17);
        for (const Choice& choice : choices) {
            high = std::max(high, tile_height(kit, column, choice.tile));
        }
        return 2 * high + 2 * gap + std::max(kit.measures().button(), button_height(kit, width, cancel));
    };
    const auto words = [&](float width) {
        return paragraph_height(kit, TextStyle::small, text, width) + kit.mm(2.5F);
    };
    Rect inside =
        dialog(kit, {.title = what_happened(view, *found), .width = kit.mm(150), .height = [&](float width) {
                         return words(width) + below(width);
                     }});
    const float end = std::max(kit.measures().button(), button_height(kit, inside.width(), cancel));
    view.on(button(kit, inside.cut_bottom(end), cancel), app::ChooseIncident{});
    inside.cut_bottom(gap);
    // Where there is no room for all, the words give way: they stood in the list a moment ago.
    if (inside.height() + end + gap >= words(inside.width()) + below(inside.width()) - 1) {
        write_paragraph(
            kit, inside.cut_top(words(inside.width())), text,
            {.style = TextStyle::small,
             .colour = screen.problem ? view.palette().of(Meaning::bad).ink : view.palette().card.soft_ink});
    }
    draw_large_choices(view, inside, "resolutions", choices, 60);
}

} // namespace guichet::ui
