#include "kiosk/app/spool.hpp"
#include "kiosk/ui/screens/camera_view.hpp"
#include "kiosk/ui/screens/printing.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace guichet::ui {

namespace {

using ports::PrinterCondition;

/// What a customer is told while the printer cannot print: never a reproach, and how to go on.
PrinterCard comes_later(const View& view, PrinterCondition condition) {
    const Texts& texts = view.texts();
    PrinterCard card;
    card.picture = picture_of(condition);
    card.title = condition == PrinterCondition::paper_out
                     ? texts.get("The paper is used up: a volunteer changes it.")
                     : texts.get("The printer needs a hand: a volunteer sees to it.");
    card.text = view.keepsake != nullptr
                    ? texts.get("Your pickup is recorded. Keep the receipt with the code, or ask a volunteer "
                                "for it.")
                    : texts.get("Your pickup is recorded. You may leave without the receipt.");
    return card;
}

/// Where the receipt of this hand-over is; nothing when there is nothing to say of it.
std::optional<PrinterCard> receipt_card(const View& view, const app::HandedOver& screen) {
    const Texts& texts = view.texts();
    PrinterCard card;
    card.low = true;
    switch (app::place_of(view.state, screen.document)) {
    case app::PaperPlace::nowhere:
    case app::PaperPlace::unsure: return std::nullopt;
    case app::PaperPlace::out:
        card.meaning = Meaning::good;
        card.title = view.self_service() ? texts.get("Take your receipt.") : texts.get("The receipt is out.");
        return card;
    case app::PaperPlace::waiting: break;
    }
    const auto printer = app::printer_for(view.state, receipt::Kind::receipt);
    const app::Spool& spool = view.state.spools[*printer];
    if (spool.in_trouble()) {
        // Above the page of a volunteer stands already what the printer needs.
        return view.self_service() ? std::optional(comes_later(view, spool.status.condition)) : std::nullopt;
    }
    card.meaning = Meaning::information;
    card.title = view.self_service() ? texts.get("Your receipt is being printed.")
                                     : texts.get("The receipt is being printed.");
    return card;
}

/// Whether a volunteer can print the receipt: on paper at one's wish, and only once.
bool offers_paper(const View& view, const app::HandedOver& screen) {
    return !view.self_service() && view.state.kiosk.paper == app::ReceiptPaper::on_request &&
           app::prints_receipts(view.state) && !app::receipt_was_asked(view.state, screen.hand_over);
}

/// What a volunteer can do now. Cuts its place off the page.
void draw_volunteers_foot(const View& view, Rect& page, const app::HandedOver& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    std::vector<Button> buttons{{.label = texts.get("Undo this pickup"), .icon = Icon::undo}};
    const bool paper = offers_paper(view, screen);
    if (paper) {
        buttons.push_back({.label = texts.get("Print the receipt"), .icon = Icon::printer});
    }
    buttons.push_back(way_on(
        view, {.label = texts.get("Next customer"), .icon = Icon::forward, .kind = ButtonKind::primary}));
    const auto places = cut_buttons(kit, page, buttons);
    view.on(button(kit, places.front(), buttons.front()), app::AskUndo{});
    if (paper) {
        view.on(button(kit, places[1], buttons[1]), app::PrintReceipt{});
    }
    view.on(button(kit, places.back(), buttons.back()), app::GoHome{});
}

void draw_customers_foot(const View& view, Rect& page) {
    const std::array buttons{way_on(
        view, {.label = view.texts().get("Finish"), .icon = Icon::check, .kind = ButtonKind::primary})};
    const auto places = cut_buttons(view.kit, page, buttons);
    view.on(button(view.kit, places[0], buttons[0]), app::GoHome{});
}

/// Receipt or none: two answers of the same size, and neither is given for the customer. Cuts their place off
/// the page.
void draw_receipt_question(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Button print{
        .label = texts.get("Print my receipt"), .icon = Icon::printer, .kind = ButtonKind::primary};
    const Button none{
        .label = texts.get("No receipt, thank you"), .icon = Icon::check, .kind = ButtonKind::primary};
    const float width = (page.width() - kit.measures().gap()) / 2;
    const float high = std::max({kit.portrait() ? kit.mm(28) : kit.measures().primary_button(),
                                 button_height(kit, width, print), button_height(kit, width, none)});
    const auto places = page.cut_bottom(high).columns(2, kit.measures().gap());
    page.cut_bottom(kit.measures().gap());
    view.on(button(kit, places[0], print), app::PrintReceipt{});
    view.on(button(kit, places[1], none), app::DeclineReceipt{});
}

std::string title_of(const View& view, const app::HandedOver& screen) {
    const Texts& texts = view.texts();
    const std::string& customer = screen.basket->customer_name;
    const std::string collector = screen.proxy == nullptr ? customer : screen.proxy->collector;
    if (view.self_service())
        return collector.empty() ? texts.get("All done, thank you!")
                                 : texts.say("All done, thank you {0}!", first_name(collector));
    if (screen.proxy == nullptr)
        return texts.say("Basket handed over to {0}", customer);
    return collector.empty() ? texts.say("Basket of {0} handed over to somebody else", customer)
                             : texts.say("Basket of {0} handed over to {1}", customer, collector);
}

/// The place of the code: at the right, or below on a tall screen. Cuts it off the page.
Rect cut_keepsake(const View& view, Rect& page) {
    Kit& kit = view.kit;
    if (kit.portrait()) {
        page = page.middle(page.width(), std::min(page.height(), kit.mm(280)));
        const Rect low = page.cut_bottom(std::min(page.height() * 0.5F, kit.mm(134)));
        page.cut_bottom(kit.mm(4));
        return low.middle(std::min(low.width(), kit.mm(124)), low.height());
    }
    const Rect right = page.cut_right(std::min(page.width() * 0.42F, kit.mm(78)));
    page.cut_right(kit.mm(5));
    return right;
}

/// The card about the receipt, below; without its second sentence where there is little room. Cuts its place
/// off the page.
void draw_receipt_card(const View& view, Rect& page, PrinterCard card) {
    Kit& kit = view.kit;
    const float width = std::min(page.width(), kit.mm(165) * kit.measures().text_scale);
    if (printer_card_height(kit, width, card) > page.height() * 0.66F) {
        card.text.clear();
    }
    const float high = std::min(page.height(), printer_card_height(kit, width, card));
    Rect low = page.cut_bottom(high + kit.mm(3));
    low.cut_bottom(kit.mm(3));
    const Private everybodys(kit, Privacy::open);
    printer_card(kit, low.middle(width, low.height()), card);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::HandedOver& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const bool asks = app::asks_about_receipt(view.state);
    if (view.self_service()) {
        draw_landscape(view);
        asks ? draw_receipt_question(view, page) : draw_customers_foot(view, page);
    } else {
        draw_volunteers_foot(view, page, screen);
    }
    if (view.keepsake != nullptr) {
        draw_keepsake(view, cut_keepsake(view, page));
    }
    draw_printing(view, page);
    if (const auto receipt = receipt_card(view, screen)) {
        draw_receipt_card(view, page, *receipt);
    }
    if (page.height() < 2 * line_height(kit, TextStyle::strong)) {
        return; // what is to be done is said by the card
    }
    const Together together(kit);
    // A wish needs no room that the letters do not leave.
    const bool wish = view.self_service() && page.height() >= 6 * line_height(kit, TextStyle::body);
    statement(kit, page,
              {.icon = Icon::check,
               .meaning = Meaning::good,
               .title = title_of(view, screen),
               .text = asks   ? texts.get("Your pickup is recorded. Would you like a paper receipt?")
                       : wish ? texts.get("Enjoy your meal, and see you next time.")
                              : ""});
    if (view.state.voice.on) {
        kit.tell(page, texts.get("Content of the receipt"), screen.keepsake);
    }
}

} // namespace guichet::ui
