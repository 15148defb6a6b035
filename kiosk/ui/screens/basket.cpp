#include "kiosk/ui/crate_tile.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

using app::BasketWork;

std::string place_of(const Crate& crate, const Texts& texts) {
    return crate.location.empty() ? say(crate.storage, texts) : crate.location;
}

bool is_done(const BasketWork& work, const Crate& crate) {
    return std::all_of(crate.groups.begin(), crate.groups.end(), [&](const ProducerGroup& group) {
        return std::all_of(group.lines.begin(), group.lines.end(),
                           [&](const CrateLine& line) { return work.choices.contains(line.key); });
    });
}

/// The crates in the order in which they are opened: one below the other at the left, or in a row on a tall
/// screen. Cuts their place off the page.
void draw_crates(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const float gap = kit.mm(3);
    const std::size_t across = kit.portrait() ? std::clamp<std::size_t>(work.crates.size(), 2, 3) : 1;
    const std::size_t down = (work.crates.size() + across - 1) / across;
    const auto number = static_cast<float>(down);
    const float room = kit.portrait() ? page.height() * 0.3F : page.height();
    const float height = std::floor(std::min(kit.mm(34), (room - gap * (number - 1)) / number));
    Rect rest = kit.portrait() ? page.cut_top((height + gap) * number - gap) : page.cut_left(kit.mm(56));
    kit.portrait() ? page.cut_top(kit.mm(4)) : page.cut_left(kit.mm(4));
    for (std::size_t row = 0; row < down; ++row) {
        const auto places = rest.cut_top(height).columns(across, gap);
        rest.cut_top(gap);
        for (std::size_t n = 0; n < across && row * across + n < work.crates.size(); ++n) {
            const Crate& crate = work.crates[row * across + n];
            crate_tile(kit, places[n],
                       {.location = crate.location,
                        .storage = crate.storage,
                        .kept = say(crate.storage, view.texts()),
                        .caption = say_articles(crate.line_count(), view.texts()),
                        .done = is_done(work, crate)});
        }
    }
}

LineMark mark_of(const BasketWork& work, const LineKey& key) {
    const auto choice = work.choices.find(key);
    if (choice == work.choices.end()) {
        return LineMark::open;
    }
    switch (choice->second.outcome) {
    case Outcome::collected:
    case Outcome::substituted: return LineMark::collected;
    case Outcome::short_: return LineMark::short_;
    case Outcome::missing: return LineMark::missing;
    case Outcome::refused: return LineMark::refused;
    }
    return LineMark::open;
}

/// One thing in the list of a basket: the heading of a crate, of a producer in it, or a line.
struct Item {
    const Crate* crate = nullptr;
    const ProducerGroup* group = nullptr;
    const CrateLine* line = nullptr;
};

std::vector<Item> items_of(const BasketWork& work) {
    std::vector<Item> items;
    for (const Crate& crate : work.crates) {
        items.push_back({&crate, nullptr, nullptr});
        for (const ProducerGroup& group : crate.groups) {
            items.push_back({&crate, &group, nullptr});
            for (const CrateLine& line : group.lines) {
                items.push_back({&crate, &group, &line});
            }
        }
    }
    return items;
}

CheckLine check_line_of(const View& view, const BasketWork& work, const CrateLine& line) {
    const auto choice = work.choices.find(line.key);
    return {.label = line.line->product,
            .quantity = format_quantity(line.line->quantity, view.texts()),
            .mark = mark_of(work, line.key),
            .state = choice != work.choices.end() ? say(choice->second, *line.line, view.texts()) : "",
            .enabled = !work.saving};
}

List list_of(const View& view, const BasketWork& work, const std::vector<Item>& items) {
    const Kit& kit = view.kit;
    return {.name = "lines",
            .count = items.size(),
            .height =
                [&](std::size_t n, float width) {
                    if (items[n].line != nullptr) {
                        return check_line_height(kit, check_line_of(view, work, *items[n].line), width);
                    }
                    return line_height(kit, items[n].group == nullptr ? TextStyle::strong : TextStyle::small);
                },
            .heads = [&items](std::size_t n) { return items[n].line == nullptr; },
            .narrowest = kit.mm(60)};
}

void draw_item(const View& view, Rect rect, const BasketWork& work, const Item& item) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    if (item.line != nullptr) {
        view.on(check_line(kit, rect, check_line_of(view, work, *item.line)), app::AskLine{item.line->key});
        return;
    }
    if (item.group != nullptr) {
        write_line(kit, rect, view.manifest().producers[item.group->producer],
                   {.style = TextStyle::small, .colour = view.palette().card.soft_ink});
        return;
    }
    const Tone& tone = view.palette().of(item.crate->storage);
    draw_icon(kit.draw(), icon_of(item.crate->storage), rect.cut_left(kit.mm(6)), tone.ink);
    rect.cut_left(kit.mm(2));
    write_line(kit, rect, texts.say("Crate {0}", place_of(*item.crate, texts)),
               {.style = TextStyle::strong, .colour = tone.ink}, Role::heading);
}

std::string greeting_of(const View& view, const BasketWork& work) {
    const std::string& customer = work.basket->customer_name;
    if (!view.self_service())
        return customer;
    const std::string& person = work.proxy != nullptr ? work.proxy->collector : customer;
    return person.empty() ? view.texts().get("Hello") : view.texts().say("Hello {0}", person);
}

/// Above the basket: that somebody else collects it. Cuts its place off the page.
void draw_proxy(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::string& customer = work.basket->customer_name;
    const std::string& collector = work.proxy->collector;
    const Banner banner_of_proxy{
        .meaning = Meaning::information,
        .icon = Icon::person,
        .title = collector.empty() ? texts.say("Pickup by somebody else for {0}", customer)
                                   : texts.say("Pickup by {0} for {1}", collector, customer),
        .text = view.self_service() || collector.empty() ? "" : texts.get("Ask the person for their name."),
        .action = {}};
    banner(kit, page.cut_top(banner_height(kit, page.width(), banner_of_proxy)), banner_of_proxy);
    page.cut_top(kit.measures().gap());
}

void draw_greeting(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect line = page.cut_top(line_height(kit, TextStyle::display));
    page.cut_top(kit.mm(2.5F));
    const std::string count = fmt::format(
        "{} · {}", texts.count("{0} crate", "{0} crates", static_cast<std::int64_t>(work.crates.size())),
        say_articles(work.line_count, texts));
    const Rect chip_at =
        chip(kit, line, {.label = count, .icon = Icon::crate, .tone = nullptr}, Align::right);
    line.right = chip_at.left - kit.mm(5);
    const std::string greeting = greeting_of(view, work);
    const float rest = line.width() - text_width(kit, TextStyle::display, greeting) - kit.mm(6);
    if (rest > kit.mm(55) && !work.complete()) {
        const std::string hint = texts.get("Touch an article that is missing or not right.");
        const Rect place = line.cut_right(rest);
        paint_fitting(kit, place, hint, {TextStyle::small}, view.palette().page.soft_ink, Align::right);
        const Private everybodys(kit, Privacy::open);
        kit.show(place, Role::text, hint);
    }
    write_line(kit, line, greeting, {.style = TextStyle::display, .colour = view.palette().page.ink},
               Role::heading);
}

/// Who comes next: at the counter one touch changes places; customers are only told, without a name. Cuts
/// its place off the foot.
void draw_next(const View& view, Rect& foot, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto& next = view.state.next_basket;
    if (!next) {
        return;
    }
    const float wide = std::max(kit.mm(74), foot.width() * 0.33F);
    const Rect place = foot.cut_left(std::min(wide, foot.width() * 0.45F));
    foot.cut_left(kit.measures().gap());
    if (!view.self_service()) {
        view.on(button(kit, place,
                       {.label = next->basket->customer_name,
                        .icon = Icon::swap,
                        .enabled = !work.saving,
                        .caption = fmt::format(
                            "{} · {}", next->begun() ? texts.get("On hold") : texts.get("Next customer"),
                            say_articles(next->line_count, texts)),
                        .personal = true}),
                app::SwapBaskets{});
        return;
    }
    const Tone& tone = view.palette().of(Meaning::information);
    const std::string words = texts.get("The next code is read: its basket opens after this one.");
    fill_round(kit.draw(), place, kit.measures().radius(), tone.ground);
    const Private everybodys(kit, Privacy::open);
    const Live live(kit);
    kit.show(place, Role::text, words);
    Rect inside = place.inset(kit.mm(3), kit.mm(1));
    draw_icon(kit.draw(), Icon::qr_code, inside.cut_left(kit.mm(7)), tone.ink);
    inside.cut_left(kit.mm(2.8F));
    paint_fitting(kit, inside, words, {TextStyle::small}, tone.ink, Align::left);
}

void draw_foot(const View& view, Rect foot, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    view.on(button(kit, foot.cut_left(std::min(kit.mm(42), foot.width() * 0.3F)),
                   {.label = texts.get("Back"),
                    .icon = Icon::back,
                    .kind = ButtonKind::quiet,
                    .enabled = !work.saving}),
            app::GoHome{});
    foot.cut_left(kit.measures().gap());
    draw_next(view, foot, work);
    if (work.saving) {
        button(kit, foot,
               {.label = texts.get("Saving…"),
                .icon = Icon::clock,
                .kind = ButtonKind::primary,
                .enabled = false});
    } else if (work.complete()) {
        view.on(
            button(
                kit, foot,
                {.label = texts.get("Confirm the pickup"), .icon = Icon::check, .kind = ButtonKind::primary}),
            app::ConfirmHandOver{});
    } else {
        view.on(
            button(
                kit, foot,
                {.label = texts.get("Everything is here"), .icon = Icon::check, .kind = ButtonKind::primary}),
            app::EverythingHere{});
    }
}

} // namespace

void draw_screen(const View& view, Rect page, const BasketWork& work) {
    Kit& kit = view.kit;
    draw_foot(view, cut_foot(view, page), work);
    draw_greeting(view, page, work);
    if (work.proxy != nullptr) {
        draw_proxy(view, page, work);
    }
    if (work.problem && !work.question) {
        const Private everybodys(kit, Privacy::open);
        const Banner problem{.meaning = Meaning::attention,
                             .icon = Icon::warning,
                             .title = view.texts().say(*work.problem),
                             .text = {},
                             .action = {}};
        banner(kit, page.cut_top(banner_height(kit, page.width(), problem)), problem);
        page.cut_top(kit.measures().gap());
    }
    draw_crates(view, page, work);
    card(kit, page);
    Rect inside = page.inset(kit.mm(3), kit.mm(2));
    const auto items = items_of(work);
    paged_list(kit, inside, list_of(view, work, items),
               [&](std::size_t n, const Rect& rect) { draw_item(view, rect, work, items[n]); });
}

} // namespace guichet::ui
