// The menu of those who work here, in groups: each tile leads somewhere or does one thing.
#include "kiosk/app/glance.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/status.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace guichet::ui {

namespace {

struct Group {
    std::string title;
    std::vector<Choice> choices;
};

Group session_group(const View& view) {
    const Texts& texts = view.texts();
    Group group{texts.get("Session"), {}};
    if (!view.state.ledger) {
        return group;
    }
    const Ledger& ledger = *view.state.ledger;
    group.choices.push_back({{.label = texts.get("At a glance"),
                              .caption = texts.say("{0} of {1} collected", ledger.totals().baskets_collected,
                                                   view.manifest().baskets.size()),
                              .icon = Icon::scales},
                             app::ShowGlance{}});
    if (view.self_service()) {
        return group;
    }
    const auto open = ledger.open_incidents();
    group.choices.push_back({{.label = texts.get("Incidents"),
                              .caption = open == 0 ? texts.get("none to settle")
                                                   : texts.count("{0} to settle", "{0} to settle", open),
                              .icon = Icon::flag,
                              .meaning = open == 0 ? Meaning::plain : Meaning::bad},
                             app::ShowIncidents{}});
    if (view.state.phase == app::SessionPhase::planned) {
        group.choices.push_back(
            {{.label = texts.get("Open the session"), .icon = Icon::forward}, app::OpenSession{}});
    } else if (view.state.phase == app::SessionPhase::open) {
        group.choices.push_back(
            {{.label = texts.get("Close the session"), .icon = Icon::lock}, app::ShowClosing{}});
    } else {
        group.choices.push_back(
            {{.label = texts.get("Reconciliation and report"), .icon = Icon::scales}, app::GoHome{}});
    }
    return group;
}

Group papers_group(const View& view) {
    const Texts& texts = view.texts();
    Group group{texts.get("Papers"), {}};
    if (view.state.spools.empty()) {
        return group;
    }
    if (!view.self_service()) {
        group.choices.push_back(
            {{.label = texts.get("Print the last receipt again"),
              .icon = Icon::receipt,
              .enabled = app::prints_receipts(view.state) && app::last_hand_over(view.state) != nullptr &&
                         view.state.phase == app::SessionPhase::open},
             app::ReprintLast{}});
    }
    const bool one = view.state.spools.size() == 1;
    group.choices.push_back({{.label = texts.get("Test page"),
                              .icon = Icon::printer,
                              .enabled = !one || can_print(view.state.spools[0].status.condition)},
                             one ? app::Event(app::PrintTestPage{0}) : app::Event(app::ShowDevices{})});
    return group;
}

Group devices_group(const View& view) {
    const Texts& texts = view.texts();
    const auto parts = all_parts(view);
    const auto troubled = std::find_if(parts.begin(), parts.end(), [](const Light& part) {
        return part.light.meaning == Meaning::attention || part.light.meaning == Meaning::bad;
    });
    const bool well = troubled == parts.end();
    return {texts.get("Devices"),
            {{{.label = texts.get("State of the devices"),
               .caption = well ? texts.get("all is well")
                               : texts.say("{0}: {1}", troubled->light.label, troubled->light.state),
               .icon = well ? Icon::check : Icon::warning,
               .meaning = well ? Meaning::plain : Meaning::attention},
              app::ShowDevices{}}}};
}

Group team_group(const View& view) {
    const Texts& texts = view.texts();
    Group group{texts.get("Team"), {}};
    if (view.self_service()) {
        const bool calls = view.state.calls.own.has_value();
        group.choices.push_back(
            {{.label = texts.get("I am coming"),
              .caption = calls ? texts.get("A customer asks for a volunteer.") : texts.get("nobody calls"),
              .icon = Icon::hand,
              .meaning = calls ? Meaning::attention : Meaning::plain,
              .enabled = calls},
             app::VolunteerCame{}});
        return group;
    }
    if (view.state.practice) {
        return group; // the team is the real kiosk's
    }
    if (!app::has_users(view.state)) {
        group.choices.push_back({{.label = texts.get("Protect with a PIN"),
                                  .caption = texts.get("who works here, and who may close"),
                                  .icon = Icon::lock},
                                 app::ShowUsers{}});
        return group;
    }
    const auto* user = app::signed_in(view.state);
    group.choices.push_back({{.label = texts.get("Lock"),
                              .caption = user != nullptr ? texts.say("{0} is working here", user->name) : "",
                              .icon = Icon::lock},
                             app::LockKiosk{}});
    group.choices.push_back(
        {{.label = texts.get("Who works here"),
          .caption = texts.count("{0} person", "{0} people",
                                 static_cast<std::int64_t>(app::active_users(view.state).size())),
          .icon = Icon::person},
         app::ShowUsers{}});
    return group;
}

Group help_group(const View& view) {
    const Texts& texts = view.texts();
    Group group{texts.get("Help"), {}};
    if (view.self_service()) {
        return group;
    }
    if (!view.state.practice) {
        group.choices.push_back(
            {{.label = texts.get("Practise"), .icon = Icon::basket}, app::StartPractice{}});
    }
    group.choices.push_back(
        {{.label = texts.get("Guided tour"), .icon = Icon::information}, app::ShowTour{}});
    group.choices.push_back({{.label = texts.get("Your data"), .icon = Icon::lock}, app::ShowPrivacy{}});
    return group;
}

std::vector<Group> groups_of(const View& view) {
    std::vector<Group> groups{session_group(view), papers_group(view), devices_group(view), team_group(view),
                              help_group(view)};
    std::erase_if(groups, [](const Group& group) { return group.choices.empty(); });
    return groups;
}

/// The menu in columns, no group parted.
struct Columns {
    std::vector<std::size_t> starts; ///< the first group of each column
    float tile = 0;                  ///< least height of a tile
    float height = 0;                ///< of the highest column
};

float group_height(const View& view, float width, const Group& group, float least) {
    const Kit& kit = view.kit;
    float height = paragraph_height(kit, TextStyle::small, group.title, width) + kit.mm(1);
    for (const Choice& choice : group.choices) {
        height += std::max(least, tile_height(kit, width, choice.tile)) + kit.measures().gap();
    }
    return height - kit.measures().gap();
}

constexpr float between_groups_mm = 4.5F;

/// The way into so many columns with the lowest highest one.
Columns best_columns(const View& view, const std::vector<Group>& groups, float width, std::size_t count,
                     float least) {
    const float between = view.kit.mm(between_groups_mm);
    std::vector<float> heights;
    for (const Group& group : groups) {
        heights.push_back(group_height(view, width, group, least));
    }
    Columns best{{}, least, 1e9F};
    // Each bit says whether a column begins at that group: there are four or five.
    for (unsigned cut = 0; cut < 1U << (groups.size() - 1); ++cut) {
        Columns tried{{0}, least, 0};
        float column = 0;
        for (std::size_t n = 0; n < groups.size(); ++n) {
            const bool begins = n > 0 && (cut >> (n - 1) & 1U) != 0;
            if (begins) {
                tried.starts.push_back(n);
                column = 0;
            }
            column += (column > 0 ? between : 0) + heights[n];
            tried.height = std::max(tried.height, column);
        }
        if (tried.starts.size() == count && tried.height < best.height) {
            best = tried;
        }
    }
    return best;
}

/// No word of a tile is parted at this width.
bool words_stay_whole(const View& view, const std::vector<Group>& groups, float width) {
    const Kit& kit = view.kit;
    const float inside = width - kit.mm(6);
    return std::all_of(groups.begin(), groups.end(), [&](const Group& group) {
        return std::all_of(group.choices.begin(), group.choices.end(), [&](const Choice& choice) {
            return !wrap(kit, TextStyle::small, choice.tile.label, inside, 100).shortened &&
                   !wrap(kit, TextStyle::small, choice.tile.caption, inside, 100).shortened;
        });
    });
}

void draw_group(const View& view, Rect& column, const Group& group, float least) {
    Kit& kit = view.kit;
    const float title = paragraph_height(kit, TextStyle::small, group.title, column.width());
    write_paragraph(kit, column.cut_top(title), group.title,
                    {.style = TextStyle::small, .colour = view.palette().page.soft_ink}, Role::heading);
    column.cut_top(kit.mm(1));
    for (const Choice& choice : group.choices) {
        const Rect place = column.cut_top(std::max(least, tile_height(kit, column.width(), choice.tile)));
        view.on(tile(kit, place, choice.tile), choice.event);
        column.cut_top(kit.measures().gap());
    }
    column.cut_top(kit.mm(between_groups_mm) - kit.measures().gap());
}

/// With letters so large that no columns will do: one list with pages.
void draw_as_list(const View& view, const Rect& rect, const std::vector<Group>& groups) {
    std::vector<const Choice*> choices;
    for (const Group& group : groups) {
        for (const Choice& choice : group.choices) {
            choices.push_back(&choice);
        }
    }
    Kit& kit = view.kit;
    const List list{
        .name = "menu",
        .count = choices.size(),
        .height = [&](std::size_t n, float width) { return tile_height(kit, width, choices[n]->tile); },
        .heads = {},
        .narrowest = kit.mm(70) * kit.measures().text_scale};
    paged_list(kit, rect, list, [&](std::size_t n, const Rect& place) {
        view.on(tile(kit, place, choices[n]->tile), choices[n]->event);
    });
}

void draw_groups(const View& view, const Rect& rect, const std::vector<Group>& groups) {
    const Kit& kit = view.kit;
    const std::size_t widest = kit.portrait() ? 2 : 4;
    for (const float least_mm : {22.0F, 19.0F, 16.0F, 12.7F}) {
        for (std::size_t count = std::min(widest, groups.size()); count >= 1; --count) {
            const auto places = rect.columns(count, kit.mm(5));
            const float width = places.front().width();
            if (width < kit.mm(48) || !words_stay_whole(view, groups, width)) {
                continue;
            }
            const Columns columns = best_columns(view, groups, width, count, kit.mm(least_mm));
            if (columns.height > rect.height()) {
                continue;
            }
            for (std::size_t n = 0; n < columns.starts.size(); ++n) {
                Rect column = places[n];
                const auto end = n + 1 < columns.starts.size() ? columns.starts[n + 1] : groups.size();
                for (std::size_t group = columns.starts[n]; group < end; ++group) {
                    draw_group(view, column, groups[group], columns.tile);
                }
            }
            return;
        }
    }
    draw_as_list(view, rect, groups);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Staff&) {
    draw_way_back(view, page, app::GoHome{});
    draw_staff_heading(view, page, view.texts().get("Menu"));
    draw_groups(view, page, groups_of(view));
}

} // namespace guichet::ui
