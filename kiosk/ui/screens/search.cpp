#include "kiosk/core/pickup_code.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

std::string places_of(const Basket& basket) {
    std::string places;
    for (const Crate& crate : crates_of(basket)) {
        if (!crate.location.empty()) {
            places += (places.empty() ? "" : ", ") + crate.location;
        }
    }
    return places;
}

ListRow row_of(const View& view, const Basket& basket) {
    const BasketState& collected = view.state.ledger->basket(basket.id);
    std::string orders;
    for (const Order& order : basket.orders) {
        orders += (orders.empty() ? "" : ", ") + order.number;
    }
    ListRow row{
        .label = basket.customer_name,
        .value = {},
        .detail = fmt::format("{} · {} · {}", orders, places_of(basket), show_short_code(basket.short_code)),
        .icon = Icon::basket,
        .meaning = Meaning::plain,
        .personal = true};
    if (const DeliveryRecord* delivery = collected.standing()) {
        row.value =
            view.texts().say("collected at {0}", say_time(delivery->time.wall, view.locality, view.texts()));
        row.icon = Icon::check;
        row.meaning = Meaning::good;
    }
    return row;
}

void draw_found(const View& view, const Rect& rect, const app::Search& screen) {
    Kit& kit = view.kit;
    if (screen.found.empty()) {
        const std::string text =
            screen.typed.empty()
                ? view.texts().get("Type the beginning of a first name, an order number or a code.")
                : view.texts().get("Nobody found: look at the spelling, or try the order number.");
        constexpr std::array smallest{TextStyle::small};
        if (fit(kit, rect.width(), rect.height(), text, smallest).text.shortened) {
            // The field says what to type; that nobody is found is to be said in any case.
            if (!screen.typed.empty()) {
                write_fitting(kit, rect, view.texts().get("Nobody found."), {TextStyle::small},
                              {.colour = view.palette().page.soft_ink, .align = Align::left});
            }
            return;
        }
        write_fitting(kit, rect, text, {TextStyle::body, TextStyle::small},
                      {.colour = view.palette().page.soft_ink, .align = Align::left});
        return;
    }
    // A low place shows more people and less of each.
    const float least = list_row_height(kit, {.label = "M", .value = {}, .detail = "M"}, rect.width());
    const bool low = rect.height() < 4 * least;
    const List list{.name = "found " + screen.typed,
                    .count = screen.found.size(),
                    .height =
                        [&](std::size_t item, float width) {
                            return low ? least
                                       : list_row_height(kit, row_of(view, *screen.found[item]), width);
                        },
                    .heads = {},
                    .narrowest = kit.mm(85) * kit.measures().text_scale};
    paged_list(kit, rect, list, [&](std::size_t item, const Rect& place) {
        const Basket& basket = *screen.found[item];
        view.on(list_row(kit, place, row_of(view, basket)), app::ChooseBasket{basket.id});
    });
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Search& screen) {
    Kit& kit = view.kit;
    const Rect keys = page.cut_bottom(keyboard_height(kit, true));
    page.cut_bottom(kit.measures().gap());
    if (const auto stroke = keyboard(kit, keys, true)) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
    }
    Rect top = page.cut_top(kit.measures().target());
    const Button back{.label = view.texts().get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet};
    view.on(button(kit, top.cut_left(std::max(kit.mm(44), button_width(kit, back))), back), app::GoHome{});
    top.cut_left(kit.measures().gap());
    text_field(kit, top, screen.typed, view.texts().get("First name, order or code"));
    page.cut_top(kit.measures().gap());
    draw_found(view, page, screen);
}

} // namespace guichet::ui
