#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/producer_table.hpp"
#include "kiosk/ui/screens/status.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace guichet::ui {

namespace {

std::string number(std::int64_t count) {
    return fmt::format("{}", count);
}

std::vector<Figure> figures_of(const View& view, const SessionReport& report) {
    const Texts& texts = view.texts();
    const auto incidents = static_cast<std::int64_t>(report.incidents.size());
    const auto not_handed = report.counts.not_handed_over();
    return {
        {{fmt::format("{}/{}", report.totals.baskets_collected, report.customers),
          texts.get("baskets collected"), Icon::basket, Meaning::good},
         {number(report.counts.collected), texts.get("articles collected"), Icon::check, Meaning::good},
         {number(not_handed), texts.get("not handed over"), Icon::warning,
          not_handed > 0 ? Meaning::attention : Meaning::plain},
         {number(report.counts.unclaimed), texts.get("articles not claimed"), Icon::clock, Meaning::plain},
         {number(report.totals.receipts_printed + report.totals.receipts_duplicate), texts.get("receipts"),
          Icon::receipt, Meaning::plain},
         {number(incidents), texts.get("incidents"), Icon::flag,
          incidents > 0 ? Meaning::bad : Meaning::plain}}};
}

/// Where there is no room for columns: each hour as a figure.
std::vector<Figure> hours_of(const View& view, const SessionReport& report) {
    std::vector<Figure> hours;
    for (const HourReport& hour : report.hours) {
        hours.push_back(
            {number(hour.hand_overs),
             view.texts().say("handed over from {0}", say_time(hour.begin, view.locality, view.texts())),
             Icon::clock, Meaning::plain});
    }
    return hours;
}

void draw_figures(Kit& kit, const Rect& rect, std::size_t across, std::vector<Figure> figures) {
    const float gap = kit.mm(1.8F);
    const auto rows = rect.rows(figures.size() / across, gap);
    // Below one another, all have their signs or none has.
    if (across == 1 && !std::all_of(figures.begin(), figures.end(), [&](const Figure& one) {
            return figure_has_sign(kit, rows.front(), one);
        })) {
        for (Figure& one : figures) {
            one.icon = Icon::none;
        }
    }
    for (std::size_t n = 0; n < figures.size(); ++n) {
        figure(kit, rows[n / across].columns(across, gap)[n % across], figures[n]);
    }
}

/// What has to be known before the figures are read: banners, or heads of a list.
std::vector<Banner> remarks_of(const View& view, const app::Report& screen) {
    const Texts& texts = view.texts();
    std::vector<Banner> remarks;
    if (screen.difference) {
        remarks.push_back({.meaning = Meaning::bad,
                           .icon = Icon::warning,
                           .title = texts.get("Kiosk and server do not agree."),
                           .text = say_difference(*screen.difference, texts),
                           .action = {}});
    }
    const app::Sync& sync = view.state.sync;
    if (sync.countersignature_fault) {
        remarks.push_back({.meaning = Meaning::bad,
                           .icon = Icon::warning,
                           .title = texts.get("The server's countersignature is wrong"),
                           .text = texts.say(*sync.countersignature_fault),
                           .action = {}});
    }
    if (!sync.unsent.empty()) {
        remarks.push_back({.meaning = sync.refusal ? Meaning::bad : Meaning::attention,
                           .icon = Icon::network,
                           .title = texts.count("{0} entry waits to be sent.", "{0} entries wait to be sent.",
                                                view.state.unsent_events()),
                           .text = why_unsent(view),
                           .action = {}});
    }
    if (!screen.report.forced_closings.empty()) {
        std::string names;
        for (const std::string& device : screen.report.left_out()) {
            names += (names.empty() ? "" : ", ") + view.state.ledger->kiosk_name(device);
        }
        remarks.push_back({.meaning = Meaning::attention,
                           .icon = Icon::warning,
                           .title = texts.say("Made without waiting for {0}.", names),
                           .text = texts.get("What was handed over there and had not come lacks."),
                           .action = {}});
    }
    return remarks;
}

/// The proof: what the server countersigned, beside whether the figures agree.
Chip proof_chip(const View& view, const SessionReport& report) {
    const auto& closures = report.standing.closures;
    const bool countersigned = !closures.empty() && closures.front().countersigned();
    return {.label = countersigned ? view.texts().get("Kiosk and server agree. Countersigned.")
                                   : view.texts().get("Kiosk and server agree."),
            .icon = Icon::check,
            .tone = &view.palette().of(Meaning::good)};
}

std::string title_of(const View& view) {
    return view.texts().say("Report of {0}", say_date(view.manifest().date, view.texts()));
}

/// Whether the proof stands in one line with the title.
bool proof_fits_beside_title(const View& view, float page_width, const SessionReport& report) {
    const Kit& kit = view.kit;
    const Chip agrees = proof_chip(view, report);
    const float width = text_width(kit, agrees.style, agrees.label) + kit.mm(14);
    return width + text_width(kit, TextStyle::title, title_of(view)) <= page_width;
}

/// The day, and whether kiosk and server agree on it; a list says the latter itself where it is long.
void draw_head(const View& view, Rect& page, const app::Report& screen, bool above_list) {
    Kit& kit = view.kit;
    const std::string title = title_of(view);
    const Chip agrees = proof_chip(view, screen.report);
    const bool beside = proof_fits_beside_title(view, page.width(), screen.report);
    Rect line = page.cut_top(paragraph_height(kit, TextStyle::title, title, page.width()) + kit.mm(1));
    if (!screen.difference && beside) {
        line.right = chip(kit, line, agrees, Align::right).left - kit.measures().gap();
    }
    line.right = line.left + balanced_width(kit, TextStyle::title, title, line.width());
    write_paragraph(kit, line, title, {.style = TextStyle::title, .colour = view.palette().page.ink},
                    Role::heading);
    if (!screen.difference && !beside && !above_list) {
        chip(kit, page.cut_top(chip_height(kit, page.width(), agrees)), agrees);
    }
    page.cut_top(kit.mm(2));
}

bool slips_wait(const app::State& state) {
    const auto is_slip = [](const app::Paper& paper) { return paper.kind == receipt::Kind::slip; };
    return std::any_of(state.spools.begin(), state.spools.end(), [&](const app::Spool& spool) {
        return (spool.printing && is_slip(*spool.printing)) ||
               std::any_of(spool.waiting.begin(), spool.waiting.end(), is_slip);
    });
}

/// The menu, and what can be printed of the session: its report, and one slip for each producer.
void draw_foot(const View& view, Rect& page, const SessionReport& report) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto slips =
        std::count_if(report.producers.begin(), report.producers.end(),
                      [](const ProducerReport& producer) { return producer.counts.lines > 0; });
    if (view.state.spools.empty()) {
        const Button menu = menu_button(view);
        const float wide = std::max(kit.mm(42), page.width() * 0.25F);
        view.on(button(kit, cut_foot(view, page).cut_left(wide), menu), app::ShowStaff{});
        return;
    }
    const std::array foot{
        menu_button(view),
        Button{.label = texts.say("The producers' slips ({0})", slips),
               .icon = Icon::list,
               .enabled = slips > 0 && !slips_wait(view.state)},
        Button{.label = texts.get("Print the report"), .icon = Icon::printer, .kind = ButtonKind::primary}};
    const auto places = cut_buttons(kit, page, foot);
    view.on(button(kit, places[0], foot[0]), app::ShowStaff{});
    view.on(button(kit, places[1], foot[1]), app::PrintSlips{});
    view.on(button(kit, places[2], foot[2]), app::PrintReport{});
}

/// One producer where there is no room for a table: the name, and each figure with its sign.
void draw_producer_card(const View& view, const Rect& rect, const ProducerReport& producer) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const OutcomeCounts& counts = producer.counts;
    surface(kit, rect, view.palette().card);
    Rect inside = rect.inset(kit.mm(3), kit.mm(1.5F));
    write_line(kit, inside.cut_top(line_height(kit, TextStyle::strong)), producer.name,
               {.style = TextStyle::strong, .colour = view.palette().card.ink});
    const std::array<std::tuple<Icon, std::string, std::int64_t>, 4> cells{
        {{Icon::list, texts.get("ordered"), counts.lines},
         {Icon::check, texts.get("collected"), counts.collected},
         {Icon::warning, texts.get("missing, incomplete or refused"), counts.not_handed_over()},
         {Icon::clock, texts.get("articles not claimed"), counts.unclaimed}}};
    const auto places = inside.columns(cells.size(), kit.mm(1));
    for (std::size_t n = 0; n < cells.size(); ++n) {
        const auto& [icon, meaning, count] = cells[n];
        Rect cell = places[n];
        kit.show(cell, Role::text, meaning, number(count));
        const float side = std::min(kit.measures().sign(5.5F), cell.width() / 3);
        draw_icon(kit.draw(), icon, cell.cut_left(side), view.palette().card.soft_ink);
        cell.cut_left(kit.mm(1.2F));
        paint_fitting(kit, cell, number(count), {TextStyle::body, TextStyle::small}, view.palette().card.ink,
                      Align::left);
    }
}

/// Everything below each other, on pages: for large text on a low panel.
void draw_as_list(const View& view, const Rect& page, const app::Report& screen) {
    Kit& kit = view.kit;
    auto figures = figures_of(view, screen.report);
    for (Figure& hour : hours_of(view, screen.report)) {
        figures.push_back(std::move(hour));
    }
    // The remarks, and what to do about them, each of a page's height at the most.
    std::vector<std::pair<Meaning, std::string>> heads;
    if (!screen.difference && !proof_fits_beside_title(view, page.width(), screen.report)) {
        heads.emplace_back(Meaning::good, proof_chip(view, screen.report).label);
    }
    for (const Banner& remark : remarks_of(view, screen)) {
        heads.emplace_back(remark.meaning, remark.title);
        heads.emplace_back(remark.meaning, remark.text);
    }
    const float side = kit.mm(3);
    const float producer =
        line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::body) + kit.mm(3);
    const List list{.name = "report",
                    .count = heads.size() + figures.size() + screen.report.producers.size(),
                    .height =
                        [&](std::size_t n, float width) {
                            if (n < heads.size()) {
                                return std::min(page.height(),
                                                paragraph_height(kit, TextStyle::small, heads[n].second,
                                                                 width - 2 * side) +
                                                    kit.mm(4));
                            }
                            return n < heads.size() + figures.size()
                                       ? std::max(kit.mm(12), line_height(kit, TextStyle::title) + kit.mm(2))
                                       : producer;
                        },
                    .heads = {},
                    .narrowest = kit.mm(95) * kit.measures().text_scale,
                    .gap = kit.mm(1.8F)};
    paged_list(kit, page, list, [&](std::size_t n, const Rect& place) {
        if (n < heads.size()) {
            const Tone& tone = view.palette().of(heads[n].first);
            surface(kit, place, tone);
            write_paragraph(kit, place.inset(side, kit.mm(2)), heads[n].second,
                            {.style = TextStyle::small, .colour = tone.ink});
        } else if (n < heads.size() + figures.size()) {
            figure(kit, place, figures[n - heads.size()]);
        } else {
            draw_producer_card(view, place, screen.report.producers[n - heads.size() - figures.size()]);
        }
    });
}

/// What the figures take of a wide page.
constexpr float figures_share = 0.35F;

/// Whether their names stand on one line.
bool figures_fit(const View& view, float width, const app::Report& screen) {
    const Kit& kit = view.kit;
    const auto figures = figures_of(view, screen.report);
    return std::all_of(figures.begin(), figures.end(), [&](const Figure& one) {
        const float value = std::max(kit.mm(14), text_width(kit, TextStyle::title, one.value) + kit.mm(3));
        return value + text_width(kit, TextStyle::small, one.label) + kit.mm(6) <= width;
    });
}

/// Figures beside or above the table of producers.
void draw_side_by_side(const View& view, Rect page, const app::Report& screen) {
    Kit& kit = view.kit;
    for (const Banner& remark : remarks_of(view, screen)) {
        banner(kit, page.cut_top(banner_height(kit, page.width(), remark)), remark);
        page.cut_top(kit.measures().gap());
    }
    const std::size_t across = !kit.portrait() ? 1 : page.width() > 3 * kit.mm(80) ? 3 : 2;
    const float rows = 6.0F / static_cast<float>(across);
    Rect left = kit.portrait() ? page.cut_top(rows * (figure_height(kit) + kit.mm(1.8F)))
                               : page.cut_left(page.width() * figures_share);
    kit.portrait() ? page.cut_top(kit.mm(3)) : page.cut_left(kit.mm(4));
    if (!kit.portrait()) { // no higher than they look well
        left = left.cut_top(std::min(left.height(), 6 * (figure_height(kit) + kit.mm(1.8F))));
    }
    draw_figures(kit, left, across, figures_of(view, screen.report));
    draw_producers_and_pace(view, page, screen.report);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Report& screen) {
    draw_foot(view, page, screen.report);
    const Kit& kit = view.kit;
    const bool large = kit.measures().text_scale > (kit.portrait() ? 1.6F : 1.2F);
    const bool narrow =
        large || (!kit.portrait() && !figures_fit(view, page.width() * figures_share, screen));
    draw_head(view, page, screen, narrow);
    narrow ? draw_as_list(view, page, screen) : draw_side_by_side(view, page, screen);
}

} // namespace guichet::ui
