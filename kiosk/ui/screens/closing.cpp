#include "kiosk/app/closing.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/printing.hpp"
#include "kiosk/ui/screens/status.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace guichet::ui {

namespace {

std::vector<const Basket*> unclaimed_baskets(const View& view) {
    std::vector<const Basket*> unclaimed;
    for (const Basket& basket : view.manifest().baskets) {
        if (view.state.ledger->basket(basket.id).lines.size() < basket.line_count()) {
            unclaimed.push_back(&basket);
        }
    }
    return unclaimed;
}

std::string crates_in_words(const Basket& basket, const Texts& texts) {
    std::string words;
    for (const Crate& crate : crates_of(basket)) {
        const std::string place = crate.location.empty() ? say(crate.storage, texts) : crate.location;
        words += (words.empty() ? "" : ", ") + place;
    }
    return words;
}

/// Name and places beside each other, or below each other where they are too long.
bool stands_below(const Kit& kit, float width, const std::string& name, const std::string& places) {
    return text_width(kit, TextStyle::strong, name) + text_width(kit, TextStyle::small, places) + kit.mm(9) >
           width;
}

float unclaimed_height(const View& view, const Basket& basket, float width) {
    const Kit& kit = view.kit;
    const bool below = stands_below(kit, width, basket.customer_name, crates_in_words(basket, view.texts()));
    return line_height(kit, TextStyle::strong) + (below ? line_height(kit, TextStyle::small) : 0) + kit.mm(4);
}

void draw_unclaimed(const View& view, const Rect& rect, const Basket& basket) {
    Kit& kit = view.kit;
    const Private names(kit);
    surface(kit, rect, view.palette().card);
    const std::string places = crates_in_words(basket, view.texts());
    const bool below = stands_below(kit, rect.width(), basket.customer_name, places);
    Rect inside = rect.inset(kit.mm(3), kit.mm(2));
    Rect first = below ? inside.cut_top(line_height(kit, TextStyle::strong)) : inside;
    Rect second = inside;
    if (!below) {
        second = first.cut_right(text_width(kit, TextStyle::small, places) + 1);
    }
    write_line(kit, first, basket.customer_name,
               {.style = TextStyle::strong, .colour = view.palette().card.ink});
    write_line(kit, second, places,
               {.style = TextStyle::small,
                .colour = view.palette().primary.ground,
                .align = below ? Align::left : Align::right});
}

void draw_confirm(const View& view, Rect page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::array foot{
        Button{.label = texts.get("Not yet"), .icon = Icon::back, .kind = ButtonKind::quiet},
        Button{.label = texts.get("Close the session"), .icon = Icon::lock, .kind = ButtonKind::primary}};
    const auto buttons = cut_buttons(kit, page, foot);
    view.on(button(kit, buttons[0], foot[0]), app::GoHome{});
    view.on(button(kit, buttons[1], foot[1]), app::ConfirmClosing{});
    const auto unclaimed = unclaimed_baskets(view);
    const std::string final = texts.get("After the closing nothing can be handed over or undone.");
    if (unclaimed.empty()) {
        statement(kit, page,
                  {.icon = Icon::check,
                   .meaning = Meaning::good,
                   .title = texts.get("Every basket has been collected"),
                   .text = final});
        return;
    }
    const auto count = static_cast<std::int64_t>(unclaimed.size());
    draw_heading(view, page,
                 texts.count("{0} basket was not collected", "{0} baskets were not collected", count));
    const auto words = [&](float width) { return paragraph_height(kit, TextStyle::small, final, width); };
    const TextLook look{.style = TextStyle::small, .colour = view.palette().page.soft_ink};
    // Written large, these words are worth more as a part of the list's first page.
    const std::size_t before = words(page.width()) > line_height(kit, TextStyle::small) ? 1 : 0;
    if (before == 0) {
        write_paragraph(kit, page.cut_top(words(page.width())), final, look);
        page.cut_top(kit.mm(2));
    }
    const List list{.name = "unclaimed",
                    .count = unclaimed.size() + before,
                    .height =
                        [&](std::size_t n, float width) {
                            return n < before ? words(width)
                                              : unclaimed_height(view, *unclaimed[n - before], width);
                        },
                    .heads = {},
                    .narrowest = kit.mm(78) * std::sqrt(kit.measures().text_scale),
                    .gap = kit.mm(1.8F)};
    paged_list(kit, page, list, [&](std::size_t n, const Rect& place) {
        const Private names(kit, n < before ? Privacy::open : Privacy::all);
        if (n < before) {
            write_paragraph(kit, place, final, look);
        } else {
            draw_unclaimed(view, place, *unclaimed[n - before]);
        }
    });
}

/// The first printer with receipts that it cannot print.
const app::Spool* stuck_printer(const app::State& state) {
    const auto found = std::find_if(state.spools.begin(), state.spools.end(), [](const app::Spool& spool) {
        return !can_print(spool.status.condition) && spool.papers() > 0;
    });
    return found == state.spools.end() ? nullptr : &*found;
}

void draw_receipts(const View& view, Rect page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const app::Spool* stuck = stuck_printer(view.state);
    if (stuck != nullptr || !view.state.unsure.empty()) {
        const Button give_up{.label = texts.get("Close without these receipts"), .icon = Icon::forward};
        view.on(button(kit, cut_buttons(kit, page, {&give_up, 1}).front(), give_up), app::GiveUpReceipts{});
    }
    if (stuck != nullptr) {
        const PrinterCard card{.picture = picture_of(stuck->status.condition),
                               .title = texts.get(explain(stuck->status.condition)),
                               .text = waiting_words(view, *stuck)};
        const Rect low = page.cut_bottom(printer_card_height(kit, page.width(), card));
        page.cut_bottom(kit.measures().gap());
        printer_card(kit, low, card);
    }
    statement(kit, page,
              {.icon = Icon::printer,
               .meaning = stuck == nullptr ? Meaning::information : Meaning::attention,
               .title = texts.count("{0} receipt has still to come out",
                                    "{0} receipts have still to come out", app::receipts_waiting(view.state)),
               .text = {}});
}

std::string names_of_open_kiosks(const View& view) {
    std::string names;
    for (const std::string& device : app::kiosks_waited_for(view.state)) {
        names += (names.empty() ? "" : ", ") + view.state.ledger->kiosk_name(device);
    }
    return names;
}

Statement sending(const View& view) {
    const Texts& texts = view.texts();
    if (view.state.sync.refusal) {
        return {.icon = Icon::warning,
                .meaning = Meaning::bad,
                .title = texts.get("The server does not accept this kiosk's journal"),
                .text = texts.say(*view.state.sync.refusal)};
    }
    if (view.state.sync.online) {
        return {.icon = Icon::network,
                .meaning = Meaning::information,
                .title = texts.get("Everything is being sent to the server"),
                .text = texts.count("{0} entry waits to be sent.", "{0} entries wait to be sent.",
                                    view.state.unsent_events())};
    }
    return {.icon = Icon::network,
            .meaning = Meaning::attention,
            .title = texts.get("Not everything has been sent yet"),
            .text =
                texts.count("{0} entry waits to be sent.", "{0} entries wait to be sent.",
                            view.state.unsent_events()) +
                "\n" + why_unsent(view) + "\n" +
                texts.get("All of it is sent by itself as soon as that is possible. Nothing is lost, even "
                          "when the kiosk is switched off until then.")};
}

Statement waiting_for_server(const View& view, app::ClosingStep step) {
    const Texts& texts = view.texts();
    if (step == app::ClosingStep::other_kiosks) {
        return {.icon = Icon::clock,
                .meaning = Meaning::information,
                .title = texts.get("The other kiosks have still to close"),
                .text =
                    texts.say("{0}: what was recorded there may not have come yet. The report waits for it.",
                              names_of_open_kiosks(view))};
    }
    if (step == app::ClosingStep::sending) {
        return sending(view);
    }
    return {.icon = Icon::scales,
            .meaning = Meaning::information,
            .title = texts.get("Kiosk and server compare their figures"),
            .text = texts.get("One moment…")};
}

/// What it means not to wait any longer.
void draw_force_question(const View& view, Rect page, const app::Closing& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::array foot{Button{.label = texts.get("Keep waiting"),
                                 .icon = Icon::back,
                                 .kind = ButtonKind::quiet,
                                 .enabled = !screen.saving},
                          Button{.label = texts.get("Make the report now"),
                                 .icon = Icon::forward,
                                 .kind = ButtonKind::primary,
                                 .enabled = !screen.saving}};
    const auto buttons = cut_buttons(kit, page, foot);
    view.on(button(kit, buttons[0], foot[0]), app::GoHome{});
    view.on(button(kit, buttons[1], foot[1]), app::ForceClosing{});
    statement(
        kit, page,
        {.icon = Icon::warning,
         .meaning = Meaning::attention,
         .title = texts.say("Without waiting for {0}?", names_of_open_kiosks(view)),
         .text = screen.problem
                     ? texts.say(*screen.problem)
                     : texts.get("What was handed over there and has not come yet will lack in the report, "
                                 "and the report says so. When it comes later, a new report is made.")});
}

void draw_waiting(const View& view, Rect page, app::ClosingStep step) {
    Kit& kit = view.kit;
    std::vector<Button> foot{menu_button(view)};
    if (step == app::ClosingStep::other_kiosks) {
        foot.push_back({.label = view.texts().get("Do not wait any longer"), .icon = Icon::forward});
    }
    if (foot.size() == 1) {
        const float wide = std::max(kit.mm(42), page.width() * 0.25F);
        view.on(button(kit, cut_foot(view, page).cut_left(wide), foot[0]), app::ShowStaff{});
    } else {
        const auto places = cut_buttons(kit, page, foot);
        view.on(button(kit, places[0], foot[0]), app::ShowStaff{});
        view.on(button(kit, places[1], foot[1]), app::AskToForceClosing{});
    }
    statement(kit, page, waiting_for_server(view, step));
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Closing& screen) {
    const app::ClosingStep step = app::closing_step(view.state);
    if (screen.asks_to_force && step == app::ClosingStep::other_kiosks) {
        draw_force_question(view, page, screen);
    } else if (step == app::ClosingStep::confirm) {
        draw_confirm(view, page);
    } else if (step == app::ClosingStep::receipts) {
        draw_receipts(view, page);
    } else {
        draw_waiting(view, page, step);
    }
}

} // namespace guichet::ui
