#include "kiosk/app/spool.hpp"
#include "kiosk/receipt/vocabulary.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <array>

namespace guichet::ui {

namespace {

/// The receipt of this hand-over again, whichever kiosk recorded it. Cuts its place off the foot.
void draw_reprint(const View& view, Rect& foot, const app::AlreadyCollected& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    if (!app::prints_receipts(view.state)) {
        return;
    }
    const auto place = app::place_of(view.state, screen.reprint);
    const bool waits = place == app::PaperPlace::waiting || place == app::PaperPlace::unsure;
    const bool again = app::receipt_was_asked(view.state, screen.delivery.event);
    view.on(button(kit, foot.cut_left(kit.mm(72)),
                   {.label = again ? texts.get("Print the receipt again") : texts.get("Print the receipt"),
                    .icon = Icon::printer,
                    .enabled = !screen.saving && !waits}),
            app::PrintReceipt{});
    foot.cut_left(kit.measures().gap());
}

/// How far the receipt that was asked for has come; empty when none was.
std::string words_of_reprint(const View& view, const app::AlreadyCollected& screen) {
    const Texts& texts = view.texts();
    switch (app::place_of(view.state, screen.reprint)) {
    case app::PaperPlace::out: return texts.get("The receipt is out.");
    case app::PaperPlace::nowhere:
    case app::PaperPlace::unsure: return {};
    case app::PaperPlace::waiting: break;
    }
    const auto printer = app::printer_for(view.state, receipt::Kind::receipt);
    const app::Spool& spool = view.state.spools[*printer];
    return spool.in_trouble() ? texts.get(explain(spool.status.condition))
                              : texts.get("The receipt is being printed.");
}

/// When and where it was collected and by whom, then what matters most now.
std::string words_of(const View& view, const app::AlreadyCollected& screen) {
    const Texts& texts = view.texts();
    const DeliveryRecord& delivery = screen.delivery;
    std::string text = texts.say("At {0}, at “{1}”.", say_time(delivery.time.wall, view.locality, texts),
                                 view.state.ledger->kiosk_name(delivery.event.device));
    if (!delivery.proxy.empty()) {
        const ProxyCode* proxy = view.manifest().find_proxy(delivery.proxy);
        text += "\n" + receipt::collected_by(proxy != nullptr ? proxy->collector : "", texts);
        if (!text.ends_with('.')) // an initial brings its own
            text += '.';
    }
    if (screen.saving) {
        text += "\n" + texts.get("Saving…");
    } else if (screen.problem) {
        text += "\n" + texts.say(*screen.problem);
    } else if (const std::string printing = words_of_reprint(view, screen); !printing.empty()) {
        text += "\n" + printing;
    } else if (view.self_service()) {
        text += "\n" + texts.get("If it was not you, call a volunteer with the button at the top.");
    } else {
        text += "\n" + texts.get("If the basket is still on the shelf, undo this pickup and begin again.");
    }
    return text;
}

} // namespace

void draw_screen(const View& view, Rect page, const app::AlreadyCollected& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect foot = cut_foot(view, page);
    if (!view.self_service()) {
        view.on(
            button(kit, foot.cut_left(kit.mm(60)),
                   {.label = texts.get("Undo this pickup"), .icon = Icon::undo, .enabled = !screen.saving}),
            app::AskUndo{});
        foot.cut_left(kit.measures().gap());
        draw_reprint(view, foot, screen);
    }
    view.on(button(kit, foot,
                   way_on(view, {.label = texts.get("Close"),
                                 .icon = Icon::check,
                                 .kind = ButtonKind::primary,
                                 .enabled = !screen.saving})),
            app::GoHome{});
    statement(kit, page,
              {.icon = Icon::clock,
               .meaning = Meaning::attention,
               .title = screen.delivery.proxy.empty()
                            ? texts.say("Basket already handed over to {0}", screen.basket->customer_name)
                            : texts.say("Basket of {0} already handed over", screen.basket->customer_name),
               .text = words_of(view, screen)});
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
