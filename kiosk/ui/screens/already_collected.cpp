#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <array>

namespace guichet::ui {

void draw_screen(const View& view, Rect page, const app::AlreadyCollected& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect foot = cut_foot(view, page);
    if (!view.self_service()) {
        view.on(
            button(kit, foot.cut_left(kit.mm(72)),
                   {.label = texts.get("Undo this pickup"), .icon = Icon::undo, .enabled = !screen.saving}),
            app::AskUndo{});
        foot.cut_left(kit.measures().gap());
    }
    view.on(button(kit, foot,
                   {.label = texts.get("Close"),
                    .icon = Icon::check,
                    .kind = ButtonKind::primary,
                    .enabled = !screen.saving}),
            app::GoHome{});
    const DeliveryRecord& delivery = screen.delivery;
    std::string text = texts.say("At {0}, at “{1}”.", say_time(delivery.time.wall, view.locality, texts),
                                 view.state.ledger->kiosk_name(delivery.event.device));
    if (screen.saving) {
        text += "\n" + texts.get("Saving…");
    } else if (screen.problem) {
        text += "\n" + texts.say(*screen.problem);
    } else if (view.self_service()) {
        text += "\n" + texts.get("If it was not you, call a volunteer with the button at the top.");
    } else {
        text += "\n" + texts.get("If the basket is still on the shelf, undo this pickup and begin again.");
    }
    statement(kit, page,
              {.icon = Icon::clock,
               .meaning = Meaning::attention,
               .title = texts.say("Basket already handed over to {0}", screen.basket->customer_name),
               .text = text});
}

void draw_undo_question(const View& view, const app::AlreadyCollected&) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect inside = dialog(kit, kit.mm(140), kit.mm(118), texts.get("Why is this pickup undone?"));
    view.on(button(kit, inside.cut_bottom(kit.measures().button()),
                   {.label = texts.get("Cancel"), .kind = ButtonKind::quiet}),
            app::CancelQuestion{});
    inside.cut_bottom(kit.measures().gap());
    const auto rows = inside.rows(3, kit.measures().gap());
    constexpr std::array reasons{UndoReason::wrong_tap, UndoReason::wrong_customer,
                                 UndoReason::goods_returned};
    for (std::size_t n = 0; n < reasons.size(); ++n) {
        view.on(button(kit, rows[n], {.label = say(reasons[n], texts)}), app::ConfirmUndo{reasons[n]});
    }
}

} // namespace guichet::ui
