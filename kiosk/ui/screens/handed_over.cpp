#include "kiosk/ui/screens/camera_view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// Where the receipt of this hand-over is.
Banner receipt_banner(const View& view, const app::HandedOver& screen) {
    const Texts& texts = view.texts();
    const app::Spool& spool = view.state.spool;
    const bool printing = spool.printing && spool.printing->id == screen.document;
    const bool waiting =
        std::any_of(spool.waiting.begin(), spool.waiting.end(),
                    [&](const ports::SpoolEntry& entry) { return entry.id == screen.document; });
    if (!printing && !waiting) {
        return {.meaning = Meaning::good,
                .icon = Icon::receipt,
                .title =
                    view.self_service() ? texts.get("Take your receipt.") : texts.get("The receipt is out."),
                .text = {},
                .action = {}};
    }
    if (can_print(spool.status.condition)) {
        return {.meaning = Meaning::information,
                .icon = Icon::printer,
                .title = view.self_service() ? texts.get("Your receipt is being printed.")
                                             : texts.get("The receipt is being printed."),
                .text = {},
                .action = {}};
    }
    if (!view.self_service()) {
        return {.meaning = Meaning::attention,
                .icon = Icon::printer,
                .title = texts.get(explain(spool.status.condition)),
                .text = texts.get("The receipt comes out by itself afterwards."),
                .action = {}};
    }
    const bool paper = spool.status.condition == ports::PrinterCondition::paper_out;
    return {.meaning = Meaning::attention,
            .icon = Icon::receipt,
            .title = paper ? texts.get("The paper is used up: a volunteer changes it.")
                           : texts.get("The printer needs a hand: a volunteer sees to it."),
            .text = texts.get("Your pickup is recorded. You may leave without the receipt."),
            .action = {}};
}

} // namespace

void draw_screen(const View& view, Rect page, const app::HandedOver& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect foot = cut_foot(view, page);
    if (view.self_service()) {
        draw_landscape(view);
        view.on(button(kit, foot,
                       {.label = texts.get("Finish"), .icon = Icon::check, .kind = ButtonKind::primary}),
                app::GoHome{});
    } else {
        view.on(button(kit, foot.cut_left(kit.mm(72)),
                       {.label = texts.get("Undo this pickup"), .icon = Icon::undo}),
                app::AskUndo{});
        foot.cut_left(kit.measures().gap());
        view.on(
            button(kit, foot,
                   {.label = texts.get("Next customer"), .icon = Icon::forward, .kind = ButtonKind::primary}),
            app::GoHome{});
    }
    const Banner receipt = receipt_banner(view, screen);
    const float width = std::min(page.width(), kit.mm(165));
    Rect low = page.cut_bottom(banner_height(kit, width, receipt) + kit.mm(3));
    banner(kit, low.middle(width, low.height() - kit.mm(3)), receipt);
    statement(kit, page,
              {.icon = Icon::check,
               .meaning = Meaning::good,
               .title = view.self_service()
                            ? texts.say("All done, thank you {0}!", first_name(screen.basket->customer_name))
                            : texts.say("Basket handed over to {0}", screen.basket->customer_name),
               .text = view.self_service() ? texts.get("Enjoy your meal, and see you next time.") : ""});
}

} // namespace guichet::ui
