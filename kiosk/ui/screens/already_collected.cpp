#include "kiosk/app/spool.hpp"
#include "kiosk/receipt/vocabulary.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

/// The receipt of this hand-over again, whichever kiosk recorded it.
Button reprint_button(const View& view, const app::AlreadyCollected& screen) {
    const Texts& texts = view.texts();
    const auto place = app::place_of(view.state, screen.reprint);
    const bool waits = place == app::PaperPlace::waiting || place == app::PaperPlace::unsure;
    const bool again = app::receipt_was_asked(view.state, screen.delivery.event);
    return {.label = again ? texts.get("Print the receipt again") : texts.get("Print the receipt"),
            .icon = Icon::printer,
            .enabled = !screen.saving && !waits};
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

/// Cuts the buttons off the page.
void draw_foot(const View& view, Rect& page, const app::AlreadyCollected& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    std::vector<Button> foot;
    if (!view.self_service()) {
        foot.push_back(
            {.label = texts.get("Undo this pickup"), .icon = Icon::undo, .enabled = !screen.saving});
    }
    const bool prints = !view.self_service() && app::prints_receipts(view.state);
    if (prints) {
        foot.push_back(reprint_button(view, screen));
    }
    foot.push_back(way_on(view, {.label = texts.get("Close"),
                                 .icon = Icon::check,
                                 .kind = ButtonKind::primary,
                                 .enabled = !screen.saving}));
    const auto places = cut_buttons(kit, page, foot);
    if (!view.self_service()) {
        view.on(button(kit, places[0], foot[0]), app::AskUndo{});
    }
    if (prints) {
        view.on(button(kit, places[1], foot[1]), app::PrintReceipt{});
    }
    view.on(button(kit, places.back(), foot.back()), app::GoHome{});
}

} // namespace

void draw_screen(const View& view, Rect page, const app::AlreadyCollected& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    draw_foot(view, page, screen);
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
    constexpr std::array reasons{UndoReason::wrong_tap, UndoReason::wrong_customer,
                                 UndoReason::goods_returned};
    const Button cancel{.label = texts.get("Cancel"), .kind = ButtonKind::quiet};
    const float gap = kit.measures().gap();
    const auto height = [&](float width) {
        float high = buttons_height(kit, width, {&cancel, 1});
        for (const UndoReason reason : reasons) {
            high += std::max(kit.mm(20), button_height(kit, width, {.label = say(reason, texts)})) + gap;
        }
        return high;
    };
    Rect inside = dialog(kit, {texts.get("Why is this pickup undone?"), kit.mm(140), height});
    view.on(button(kit, cut_buttons(kit, inside, {&cancel, 1}).front(), cancel), app::CancelQuestion{});
    const auto rows = inside.rows(reasons.size(), gap);
    for (std::size_t n = 0; n < reasons.size(); ++n) {
        view.on(button(kit, rows[n], {.label = say(reasons[n], texts)}), app::ConfirmUndo{reasons[n]});
    }
}

} // namespace guichet::ui
