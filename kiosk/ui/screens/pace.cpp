#include "kiosk/ui/screens/pace.hpp"

#include "kiosk/app/glance.hpp"
#include "kiosk/ui/charts.hpp"
#include "kiosk/ui/controls.hpp"
#include "kiosk/ui/screens/words.hpp"
#include "kiosk/ui/tiles.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::ui {

namespace {

std::string title_of(const app::Pace& pace, const Texts& texts) {
    constexpr std::int64_t hour = 3'600'000;
    if (pace.length < hour) {
        return texts.get("Hand-overs each half hour");
    }
    if (pace.length == hour) {
        return texts.get("Hand-overs each hour");
    }
    return texts.count("Hand-overs each {0} hour", "Hand-overs each {0} hours", pace.length / hour);
}

} // namespace

float pace_height(const Kit& kit) {
    return line_height(kit, TextStyle::strong) + 2 * line_height(kit, TextStyle::small) + kit.mm(24);
}

void draw_pace(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect inside = panel(kit, rect, view.palette().card).inset(-kit.mm(1));
    const auto most =
        static_cast<std::size_t>(std::max(1.0F, std::floor(inside.width() / narrowest_column(kit))));
    const auto pace = app::pace_of(*view.state.ledger, std::min<std::size_t>(12, most));
    const std::string title =
        pace.stretches.empty() ? texts.get("No basket was handed over yet.") : title_of(pace, texts);
    const auto style = whole_words(kit, inside.width(), title, {TextStyle::strong, TextStyle::small});
    const float high = paragraph_height(kit, style, title, inside.width());
    write_paragraph(kit, inside.cut_top(high), title, {.style = style, .colour = view.palette().card.ink},
                    Role::heading);
    inside.cut_top(kit.mm(1.5F));
    std::vector<Column> columns;
    for (const auto& stretch : pace.stretches) {
        const auto begin = say_time(stretch.begin, view.locality, texts);
        columns.push_back(
            {stretch.hand_overs, begin, begin,
             texts.count("{0} basket handed over", "{0} baskets handed over", stretch.hand_overs)});
    }
    if (!columns.empty()) {
        inside.bottom = std::min(inside.bottom, inside.top + kit.mm(58));
        column_chart(kit, inside, columns);
    }
}

} // namespace guichet::ui
