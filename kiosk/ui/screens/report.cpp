#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

std::string number(std::int64_t count) {
    return fmt::format("{}", count);
}

void draw_figures(const View& view, const Rect& rect, const SessionReport& report) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto incidents = static_cast<std::int64_t>(report.incidents.size());
    const auto not_handed = report.counts.missing + report.counts.short_ + report.counts.refused;
    const std::array<Figure, 6> figures{
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
    const std::size_t across = kit.portrait() ? 2 : 1;
    const auto rows = rect.rows(figures.size() / across, kit.mm(1.8F));
    for (std::size_t n = 0; n < figures.size(); ++n) {
        figure(kit, rows[n / across].columns(across, kit.mm(1.8F))[n % across], figures[n]);
    }
}

constexpr float cell_mm = 12;

/// One row of the table: a name and right-aligned columns.
void draw_row(const View& view, Rect rect, const std::string& name, const std::array<std::string, 4>& cells,
              TextStyle style, Colour colour) {
    Kit& kit = view.kit;
    const float width = kit.mm(cell_mm);
    Rect right = rect.cut_right(width * static_cast<float>(cells.size()));
    rect.cut_right(kit.mm(2));
    write_line(kit, rect, name, {.style = style, .colour = colour});
    for (const std::string& cell : cells) {
        write_line(kit, right.cut_left(width), cell,
                   {.style = style, .colour = colour, .align = Align::right});
    }
}

void draw_table_head(const View& view, Rect rect) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::array<std::pair<Icon, std::string>, 4> columns{
        {{Icon::list, texts.get("ordered")},
         {Icon::check, texts.get("collected")},
         {Icon::warning, texts.get("missing, incomplete or refused")},
         {Icon::clock, texts.get("articles not claimed")}}};
    Rect signs = rect.cut_right(kit.mm(cell_mm) * static_cast<float>(columns.size()));
    write_line(kit, rect, texts.get("Producers"),
               {.style = TextStyle::strong, .colour = view.palette().card.ink}, Role::heading);
    for (const auto& [icon, meaning] : columns) {
        Rect cell = signs.cut_left(kit.mm(cell_mm));
        const Rect place = cell.cut_right(kit.mm(5.5F));
        draw_icon(kit.draw(), icon, place, view.palette().card.soft_ink);
        kit.show(place, Role::image, meaning);
    }
}

void draw_producers(const View& view, const Rect& rect, const SessionReport& report) {
    Kit& kit = view.kit;
    card(kit, rect);
    const Rect inside = rect.inset(kit.mm(3.5F), kit.mm(2.5F));
    const List list{.name = "producers",
                    .count = report.producers.size(),
                    .height = [&kit](std::size_t, float) { return line_height(kit, TextStyle::small); },
                    .heads = {},
                    .narrowest = inside.width() * 0.6F,
                    .gap = kit.mm(0.3F)};
    Rect table = inside;
    const Rect head = table.cut_top(kit.mm(7.5F));
    paged_list(kit, table, list, [&](std::size_t n, const Rect& place) {
        const ProducerReport& producer = report.producers[n];
        const OutcomeCounts& counts = producer.counts;
        if (place.top == table.top) {
            draw_table_head(view, {place.left, head.top, place.right, head.bottom});
        }
        draw_row(view, place, producer.name,
                 {number(counts.lines), number(counts.collected),
                  number(counts.short_ + counts.missing + counts.refused), number(counts.unclaimed)},
                 TextStyle::small, view.palette().card.ink);
    });
}

/// The day, and whether kiosk and server agree on it.
void draw_head(const View& view, Rect& page, const app::Report& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect line = page.cut_top(line_height(kit, TextStyle::title) + kit.mm(1));
    page.cut_top(kit.mm(2));
    if (!screen.difference) {
        const Rect agrees = chip(kit, line,
                                 {.label = texts.get("Kiosk and server agree."),
                                  .icon = Icon::check,
                                  .tone = &view.palette().of(Meaning::good)},
                                 Align::right);
        line.right = agrees.left - kit.measures().gap();
    }
    write_line(kit, line, texts.say("Report of {0}", say_date(view.manifest().date, texts)),
               {.style = TextStyle::title, .colour = view.palette().page.ink}, Role::heading);
    if (screen.difference) {
        const Banner difference{.meaning = Meaning::bad,
                                .icon = Icon::warning,
                                .title = texts.get("Kiosk and server do not agree."),
                                .text = texts.say(*screen.difference),
                                .action = {}};
        banner(kit, page.cut_top(banner_height(kit, page.width(), difference)), difference);
        page.cut_top(kit.measures().gap());
    }
}

bool slips_wait(const app::State& state) {
    const auto is_slip = [](const app::Paper& paper) { return paper.kind == receipt::Kind::slip; };
    return std::any_of(state.spools.begin(), state.spools.end(), [&](const app::Spool& spool) {
        return (spool.printing && is_slip(*spool.printing)) ||
               std::any_of(spool.waiting.begin(), spool.waiting.end(), is_slip);
    });
}

/// What can be printed of the session: its report, and one slip for each producer.
void draw_papers(const View& view, Rect foot, const SessionReport& report) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto slips =
        std::count_if(report.producers.begin(), report.producers.end(),
                      [](const ProducerReport& producer) { return producer.counts.lines > 0; });
    view.on(button(kit, foot.cut_left(foot.width() * 0.45F),
                   {.label = texts.say("The producers' slips ({0})", slips),
                    .icon = Icon::list,
                    .enabled = slips > 0 && !slips_wait(view.state)}),
            app::PrintSlips{});
    foot.cut_left(kit.measures().gap());
    view.on(
        button(kit, foot,
               {.label = texts.get("Print the report"), .icon = Icon::printer, .kind = ButtonKind::primary}),
        app::PrintReport{});
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Report& screen) {
    Kit& kit = view.kit;
    const SessionReport& report = screen.report;
    if (!view.state.spools.empty()) {
        draw_papers(view, cut_foot(view, page), report);
    }
    draw_head(view, page, screen);
    Rect left = kit.portrait() ? page.cut_top(page.height() * 0.25F) : page.cut_left(page.width() * 0.37F);
    kit.portrait() ? page.cut_top(kit.mm(4)) : page.cut_left(kit.mm(4));
    draw_figures(view, left, report);
    draw_producers(view, page, report);
}

} // namespace guichet::ui
