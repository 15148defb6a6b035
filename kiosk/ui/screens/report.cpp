#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

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
         {number(not_handed), texts.get("missing, incomplete or refused"), Icon::warning,
          not_handed > 0 ? Meaning::attention : Meaning::plain},
         {number(report.counts.unclaimed), texts.get("articles not claimed"), Icon::clock, Meaning::plain},
         {number(report.totals.receipts_printed + report.totals.receipts_duplicate), texts.get("receipts"),
          Icon::receipt, Meaning::plain},
         {number(incidents), texts.get("incidents"), Icon::flag,
          incidents > 0 ? Meaning::bad : Meaning::plain}}};
    const auto rows = rect.rows(3, kit.measures().gap());
    for (std::size_t n = 0; n < figures.size(); ++n) {
        figure(kit, rows[n / 2].columns(2, kit.measures().gap())[n % 2], figures[n]);
    }
}

/// One row of the table: a name and right-aligned columns.
void draw_row(const View& view, Rect rect, const std::string& name, const std::array<std::string, 4>& cells,
              TextStyle style, Colour colour) {
    Kit& kit = view.kit;
    const float width = kit.mm(15);
    Rect right = rect.cut_right(width * static_cast<float>(cells.size()));
    rect.cut_right(kit.mm(2));
    write_line(kit, rect, name, {.style = style, .colour = colour});
    for (const std::string& cell : cells) {
        write_line(kit, right.cut_left(width), cell,
                   {.style = style, .colour = colour, .align = Align::right});
    }
}

void draw_producers(const View& view, const Rect& rect, const SessionReport& report) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    card(kit, rect);
    Rect inside = rect.inset(kit.mm(3.5F), kit.mm(2.5F));
    const Tone& tone = view.palette().card;
    Rect head = inside.cut_top(kit.mm(7));
    Rect signs = head.cut_right(kit.mm(60));
    write_line(kit, head, texts.get("Producers"), {.style = TextStyle::strong, .colour = tone.ink},
               Role::heading);
    for (const Icon icon : {Icon::list, Icon::check, Icon::warning, Icon::clock}) {
        Rect cell = signs.cut_left(kit.mm(15));
        draw_icon(kit.draw(), icon, cell.cut_right(kit.mm(6)), tone.soft_ink);
    }
    inside.cut_top(kit.mm(1));
    const List list{.name = "producers",
                    .heights =
                        std::vector<float>(report.producers.size(), line_height(kit, TextStyle::small)),
                    .headings = {}};
    paged_list(kit, inside, list, [&](std::size_t n, const Rect& place) {
        const ProducerReport& producer = report.producers[n];
        const OutcomeCounts& counts = producer.counts;
        draw_row(view, place, producer.name,
                 {number(counts.lines), number(counts.collected),
                  number(counts.short_ + counts.missing + counts.refused), number(counts.unclaimed)},
                 TextStyle::small, tone.ink);
    });
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Report& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const SessionReport& report = screen.report;
    view.on(
        button(kit, cut_foot(view, page),
               {.label = texts.get("Print the report"), .icon = Icon::printer, .kind = ButtonKind::primary}),
        app::PrintReport{});
    const Banner agreement = screen.difference
                                 ? Banner{.meaning = Meaning::bad,
                                          .icon = Icon::warning,
                                          .title = texts.get("Kiosk and server do not agree."),
                                          .text = texts.say(*screen.difference),
                                          .action = {}}
                                 : Banner{.meaning = Meaning::good,
                                          .icon = Icon::check,
                                          .title = texts.get("Kiosk and server agree, to the last line."),
                                          .text = {},
                                          .action = {}};
    Rect heading = page.cut_top(line_height(kit, TextStyle::title));
    write_line(kit, heading, texts.say("Report of {0}", say_date(view.manifest().date, texts)),
               {.style = TextStyle::title, .colour = view.palette().page.ink}, Role::heading);
    page.cut_top(kit.mm(2));
    banner(kit, page.cut_top(banner_height(kit, page.width(), agreement)), agreement);
    page.cut_top(kit.measures().gap());
    Rect left = kit.portrait() ? page.cut_top(page.height() * 0.45F) : page.cut_left(page.width() * 0.46F);
    kit.portrait() ? page.cut_top(kit.mm(4)) : page.cut_left(kit.mm(4));
    draw_figures(view, left, report);
    draw_producers(view, page, report);
}

} // namespace guichet::ui
