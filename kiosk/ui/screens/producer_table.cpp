#include "kiosk/ui/screens/producer_table.hpp"

#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/pace.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

constexpr std::size_t figure_columns = 4;

std::string number(std::int64_t count) {
    return fmt::format("{}", count);
}

/// How the table is set: smaller where there is little room.
struct Table {
    TextStyle style = TextStyle::small;
    float row = 0;  ///< height of one with a name of one line
    float cell = 0; ///< width of a figure's column
};

Table table_for(const Kit& kit, const Rect& rect, const SessionReport& report) {
    const auto rows = static_cast<float>(std::max<std::size_t>(1, report.producers.size()));
    const float room = rect.height() / rows;
    Table table;
    table.style = room >= line_height(kit, TextStyle::body) * 1.5F && rect.width() > kit.mm(150)
                      ? TextStyle::body
                      : TextStyle::small;
    table.row = std::clamp(room, line_height(kit, table.style), kit.mm(12));
    const std::string widest = number(std::max<std::int64_t>(100, report.counts.lines));
    table.cell = text_width(kit, table.style, widest.substr(0, 3)) + kit.mm(2.4F);
    return table;
}

float name_width(const Kit& kit, const Table& table, float row) {
    return row - table.cell * static_cast<float>(figure_columns) - kit.mm(2);
}

/// A long name takes the lines that it needs: a producer has to find itself.
float row_height(const Kit& kit, const Table& table, const ProducerReport& producer, float width) {
    const float room = name_width(kit, table, width);
    const float high = paragraph_height(kit, table.style, producer.name, room);
    return std::max(table.row, high > line_height(kit, table.style) * 1.5F ? high + kit.mm(1) : high);
}

/// One row: a name and right-aligned figures beside its first line.
void draw_row(const View& view, Rect rect, const ProducerReport& producer, const Table& table) {
    Kit& kit = view.kit;
    const Colour ink = view.palette().card.ink;
    const OutcomeCounts& counts = producer.counts;
    const std::array cells{number(counts.lines), number(counts.collected), number(counts.not_handed_over()),
                           number(counts.unclaimed)};
    const float width = name_width(kit, table, rect.width());
    const float high = paragraph_height(kit, table.style, producer.name, width);
    rect.cut_top(std::max(0.0F, (rect.height() - high) / 2));
    Rect right = rect.cut_right(table.cell * static_cast<float>(figure_columns));
    right.bottom = right.top + line_height(kit, table.style);
    rect.cut_right(kit.mm(2));
    write_paragraph(kit, rect, producer.name, {.style = table.style, .colour = ink});
    for (const std::string& cell : cells) {
        write_line(kit, right.cut_left(table.cell), cell,
                   {.style = table.style, .colour = ink, .align = Align::right});
    }
}

void draw_head(const View& view, Rect rect, const Table& table) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::array<std::pair<Icon, std::string>, figure_columns> columns{
        {{Icon::list, texts.get("ordered")},
         {Icon::check, texts.get("collected")},
         {Icon::warning, texts.get("missing, incomplete or refused")},
         {Icon::clock, texts.get("articles not claimed")}}};
    Rect signs = rect.cut_right(table.cell * static_cast<float>(columns.size()));
    write_line(kit, rect, texts.get("Producers"),
               {.style = TextStyle::strong, .colour = view.palette().card.ink}, Role::heading);
    for (const auto& [icon, meaning] : columns) {
        Rect cell = signs.cut_left(table.cell);
        const Rect place = cell.cut_right(kit.mm(5.5F));
        draw_icon(kit.draw(), icon, place, view.palette().card.soft_ink);
        kit.show(place, Role::image, meaning);
    }
}

/// Where the card of the producers ends, so that it is no higher than it needs to be.
float card_end(const Kit& kit, const Rect& rect, const Table& table, const SessionReport& report,
               float around) {
    float high = around + kit.mm(1);
    for (const ProducerReport& producer : report.producers) {
        high += row_height(kit, table, producer, rect.width() - 2 * kit.mm(3.5F));
    }
    return std::min(rect.bottom, rect.top + high);
}

} // namespace

void draw_producers_and_pace(const View& view, const Rect& rect, const SessionReport& report) {
    Kit& kit = view.kit;
    const float head = std::max(kit.mm(7.5F), line_height(kit, TextStyle::strong));
    const float around = 2 * kit.mm(2.5F) + head;
    const Table table = table_for(kit, {rect.left, rect.top, rect.right, rect.bottom - around}, report);
    Rect producers = rect;
    producers.bottom = card_end(kit, rect, table, report, around);
    const bool handed_over = !report.hours.empty();
    const float below = rect.bottom - producers.bottom - kit.mm(3);
    const bool pace_below = handed_over && below >= pace_height(kit);
    const bool pace_on_page = handed_over && !pace_below;
    card(kit, producers);
    Rect inside = producers.inset(kit.mm(3.5F), kit.mm(2.5F));
    const Rect top = inside.cut_top(head);
    const List list{.name = "producers",
                    .count = report.producers.size() + (pace_on_page ? 1 : 0),
                    .height =
                        [&](std::size_t n, float width) {
                            return n == report.producers.size()
                                       ? std::min(inside.height(), pace_height(kit))
                                       : row_height(kit, table, report.producers[n], width);
                        },
                    .heads = {},
                    .narrowest = kit.mm(110) * kit.measures().text_scale,
                    .gap = 0};
    paged_list(kit, inside, list, [&](std::size_t n, const Rect& place) {
        if (n == report.producers.size()) { // it has a heading of its own
            draw_pace(view,
                      place.top == inside.top ? Rect{place.left, top.top, place.right, place.bottom} : place);
            return;
        }
        if (place.top == inside.top) {
            draw_head(view, {place.left, top.top, place.right, top.bottom}, table);
        }
        draw_row(view, place, report.producers[n], table);
    });
    if (pace_below) {
        const float high = std::min(below, pace_height(kit) + kit.mm(30));
        const float from = producers.bottom + kit.mm(3);
        draw_pace(view, {rect.left, from, rect.right, from + high});
    }
}

} // namespace guichet::ui
