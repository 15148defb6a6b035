// The incidents of the session, in words for people, and how each is settled.
#include "kiosk/app/glance.hpp"
#include "kiosk/app/users.hpp"
#include "kiosk/ui/screens/incident_words.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

constexpr std::size_t most_changes_in_list = 2;
constexpr std::size_t most_changes_in_dialog = 5;

Tile tile_of(const View& view, const Incident& incident, bool touchable) {
    return {.label = what_happened(view, incident),
            .caption = details(view, incident, most_changes_in_list),
            .icon = incident.settled ? Icon::check : Icon::flag,
            .meaning = incident.settled ? Meaning::good : Meaning::bad,
            .touchable = touchable && !incident.settled,
            .personal = names_somebody(incident)};
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
        statement(
            kit, page,
            {.icon = Icon::check,
             .meaning = Meaning::good,
             .title = texts.get("Everything went well so far"),
             .text = texts.get("What somebody has to look at is listed here: baskets handed over twice, "
                               "orders that changed afterwards, unknown codes, lost receipts, wrong "
                               "clocks.")});
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
        rows.push_back({tile_of(view, incident, can_settle), app::ChooseIncident{incident.key()}});
    }
    const Private names(kit);
    draw_choices(view, page, "incidents", rows, 88);
}

namespace {

Icon icon_of(Resolution resolution) {
    switch (resolution) {
    case Resolution::seen_with_customer: return Icon::person;
    case Resolution::typing_error: return Icon::keyboard;
    case Resolution::refund_due: return Icon::receipt;
    case Resolution::no_action: return Icon::check;
    }
    return Icon::check;
}

std::vector<Choice> resolution_choices(const View& view, const app::Incidents& screen, IncidentKind kind) {
    std::vector<Choice> choices;
    for (const Resolution resolution : resolutions_of(kind)) {
        choices.push_back({{.label = say(resolution, kind, view.texts()),
                            .icon = icon_of(resolution),
                            .enabled = !screen.saving},
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
        return incident.key() == *screen.chosen;
    });
    if (found == incidents.end()) {
        return;
    }
    const Private privacy(kit, names_somebody(*found) ? Privacy::texts : kit.privacy());
    const auto choices = resolution_choices(view, screen, found->kind);
    const std::string text =
        screen.problem ? texts.say(*screen.problem) : details(view, *found, most_changes_in_dialog);
    const Button cancel{.label = texts.get("Cancel"), .kind = ButtonKind::quiet};
    const float gap = kit.measures().gap();
    const auto below = [&](float width) {
        const float column = (width - gap) / 2;
        float high = kit.mm(17);
        for (const Choice& choice : choices) {
            high = std::max(high, tile_height(kit, column, choice.tile));
        }
        const auto rows = static_cast<float>((choices.size() + 1) / 2);
        return rows * high + rows * gap +
               std::max(kit.measures().button(), button_height(kit, width, cancel));
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
