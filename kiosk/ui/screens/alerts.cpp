#include "kiosk/ui/screens/alerts.hpp"

#include "kiosk/app/spool.hpp"
#include "kiosk/ui/screens/calls.hpp"
#include "kiosk/ui/screens/printing.hpp"

#include <algorithm>
#include <functional>

namespace guichet::ui {

namespace {

/// The part of a page that its alerts may take at their ease, and as low bars. Where somebody types or works
/// on a basket, the page is worth more.
float most_of(const View& view, const Rect& page, bool as_bars) {
    const bool works = std::holds_alternative<app::BasketWork>(view.state.screen) ||
                       std::holds_alternative<app::Search>(view.state.screen) ||
                       std::holds_alternative<app::TypeCode>(view.state.screen);
    return page.height() * (works ? 0.24F : as_bars ? 0.36F : 0.34F);
}

// At their ease

Banner banner_of(const Alert& alert) {
    return {.meaning = alert.slim.meaning,
            .icon = alert.slim.icon,
            .title = alert.slim.title,
            .text = alert.text,
            .action = alert.slim.actions.empty() ? "" : alert.slim.actions.front()};
}

Chip chip_of(const View& view, const Alert& alert) {
    return {
        .label = alert.slim.title, .icon = alert.slim.icon, .tone = &view.palette().of(alert.slim.meaning)};
}

/// One row of the page: an alert, or printers' cards beside each other.
struct Row {
    std::vector<const Alert*> alerts;
    float height = 0;
};

float height_of(const View& view, float width, const Alert& alert) {
    return alert.card       ? printer_card_height(view.kit, width, *alert.card)
           : alert.can_wait ? chip_height(view.kit, width, chip_of(view, alert))
                            : banner_height(view.kit, width, banner_of(alert));
}

std::vector<Row> rows_of(const View& view, float width, const std::vector<Alert>& alerts) {
    const Kit& kit = view.kit;
    // Two cards stand beside each other where the panel is wide.
    const std::size_t beside = width < kit.mm(180) * kit.measures().text_scale ? 1 : 2;
    std::vector<Row> rows;
    for (const Alert& alert : alerts) {
        const bool joins = !rows.empty() && alert.card && rows.back().alerts.front()->card &&
                           rows.back().alerts.size() < beside;
        if (!joins) {
            rows.emplace_back();
        }
        rows.back().alerts.push_back(&alert);
    }
    for (Row& row : rows) {
        const auto count = static_cast<float>(row.alerts.size());
        const float each = (width - kit.measures().gap() * (count - 1)) / count;
        for (const Alert* alert : row.alerts) {
            row.height = std::max(row.height, height_of(view, each, *alert));
        }
    }
    return rows;
}

float height_of(const Kit& kit, const std::vector<Row>& rows) {
    float height = 0;
    for (const Row& row : rows) {
        height += row.height + kit.measures().gap();
    }
    return height;
}

void answer(const View& view, const Alert& alert, std::size_t action) {
    view.send(alert.answers[action]);
}

void draw_whole(const View& view, const Rect& rect, const Alert& alert) {
    Kit& kit = view.kit;
    const Private privacy(kit, alert.privacy);
    if (alert.card) {
        const CardTouch touch = printer_card(kit, rect, *alert.card);
        if (touch != CardTouch::none) {
            answer(view, alert, touch == CardTouch::yes ? 0 : 1);
        }
    } else if (alert.can_wait) {
        chip(kit, rect, chip_of(view, alert));
    } else if (banner(kit, rect, banner_of(alert))) {
        answer(view, alert, 0);
    }
}

void draw_rows(const View& view, Rect& page, const std::vector<Row>& rows) {
    const float gap = view.kit.measures().gap();
    for (const Row& row : rows) {
        const auto places = page.cut_top(row.height).columns(row.alerts.size(), gap);
        page.cut_top(gap);
        for (std::size_t n = 0; n < places.size(); ++n) {
            draw_whole(view, places[n], *row.alerts[n]);
        }
    }
}

// As low bars

/// The alert as a bar no higher than `most`, if that can be said so.
SlimBanner slim_of(const Kit& kit, float width, const Alert& alert, std::int64_t more, float most) {
    SlimBanner slim = alert.slim;
    slim.more += more;
    if (!alert.brief.empty() && slim_banner_height(kit, width, slim) > most) {
        slim.title = alert.brief;
    }
    return slim;
}

/// As many as there is room for, and one in any case; the last one counts the others.
void draw_bars(const View& view, Rect& page, const std::vector<Alert>& alerts, float most) {
    Kit& kit = view.kit;
    const float gap = kit.measures().gap();
    float left = most;
    for (std::size_t n = 0; n < alerts.size(); ++n) {
        const auto others = static_cast<std::int64_t>(alerts.size() - n) - 1;
        SlimBanner slim = slim_of(kit, page.width(), alerts[n], 0, left - gap);
        const float high = slim_banner_height(kit, page.width(), slim) + gap;
        // The next one, at its lowest, must have room below.
        const bool last =
            others == 0 || high + kit.measures().target() + gap > left ||
            slim_banner_height(kit, page.width(), slim_of(kit, page.width(), alerts[n + 1], others - 1, 0)) +
                    high + gap >
                left;
        if (last) {
            slim = slim_of(kit, page.width(), alerts[n], others, left - gap);
        }
        const Private privacy(kit, alerts[n].privacy);
        const Rect place = page.cut_top(slim_banner_height(kit, page.width(), slim));
        page.cut_top(gap);
        left -= place.height() + gap;
        if (const auto action = slim_banner(kit, place, slim)) {
            answer(view, alerts[n], *action);
        }
        if (last) {
            return;
        }
    }
}

void draw_in(const View& view, Rect& page, const std::vector<Alert>& alerts) {
    if (alerts.empty()) {
        return;
    }
    const auto rows = rows_of(view, page.width(), alerts);
    if (height_of(view.kit, rows) <= most_of(view, page, false)) {
        draw_rows(view, page, rows);
    } else {
        draw_bars(view, page, alerts, most_of(view, page, true));
    }
}

Alert told(const View& view, const Error& what, Icon icon) {
    return {.slim = {.meaning = Meaning::attention, .icon = icon, .title = view.texts().say(what)}};
}

/// "Done" has a code beside the page and tells of printers there, unless there is something else to tell.
bool stands_beside_code(const app::State& state) {
    return std::holds_alternative<app::HandedOver>(state.screen) && !state.aside && state.calls.heard.empty();
}

} // namespace

void draw_alerts(const View& view, Rect& page) {
    const app::State& state = view.state;
    std::vector<Alert> alerts;
    // What was just shown goes with the next touch: it is first.
    if (state.aside) {
        alerts.push_back(told(view, *state.aside, Icon::qr_code));
    }
    if (auto call = heard_call(view)) {
        alerts.push_back(std::move(*call));
    }
    // Of a locked kiosk nothing is seen.
    if (!stands_beside_code(state) && !std::holds_alternative<app::SignIn>(state.screen)) {
        for (Alert& alert : printing_alerts(view)) {
            alerts.push_back(std::move(alert));
        }
    }
    const bool in_trouble = std::any_of(state.spools.begin(), state.spools.end(),
                                        [](const app::Spool& spool) { return spool.in_trouble(); });
    // One thing at a time: a printer that is in trouble is seen already.
    if (state.practice && state.practice->outside && !in_trouble) {
        alerts.push_back(told(view, *state.practice->outside, Icon::information));
    }
    draw_in(view, page, alerts);
}

void draw_printing(const View& view, Rect& page) {
    if (stands_beside_code(view.state)) {
        draw_in(view, page, printing_alerts(view));
    }
}

void draw_notice(const View& view, Rect& page, const Banner& banner, float most) {
    Kit& kit = view.kit;
    const float whole = banner_height(kit, page.width(), banner);
    if (whole <= page.height() * most) {
        ui::banner(kit, page.cut_top(whole), banner);
    } else {
        const SlimBanner slim{.meaning = banner.meaning, .icon = banner.icon, .title = banner.title};
        slim_banner(kit, page.cut_top(slim_banner_height(kit, page.width(), slim)), slim);
    }
    page.cut_top(kit.measures().gap());
}

} // namespace guichet::ui
