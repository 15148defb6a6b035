#include "kiosk/ui/screens/printing.hpp"

#include "kiosk/app/spool.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

using ports::PrinterCondition;

constexpr float picture_mm = 19; ///< height of the picture on a card that has room

float picture_height(const Kit& kit, const PrinterCard& card) {
    return card.low ? kit.measures().target() : kit.mm(picture_mm);
}

/// In a narrow card the answers stand below the words, else at their right.
bool answers_below(const Kit& kit, float width) {
    return width < kit.mm(140);
}

float answers_width(const Kit& kit, float width, const PrinterCard& card) {
    return card.yes.empty() || answers_below(kit, width) ? 0 : kit.mm(54);
}

/// The height that the answers need of their own.
float answers_height(const Kit& kit, float width, const PrinterCard& card) {
    if (card.yes.empty()) {
        return 0;
    }
    const float target = kit.measures().target();
    return answers_below(kit, width) ? target + kit.measures().gap() : 2 * target + kit.measures().gap();
}

float words_width(const Kit& kit, float width, const PrinterCard& card) {
    const float answers = answers_width(kit, width, card);
    return width - 2 * kit.measures().margin() - printer_picture_width(picture_height(kit, card)) -
           kit.mm(4) - answers - (answers > 0 ? kit.measures().gap() : 0);
}

float words_height(const Kit& kit, float room, const PrinterCard& card) {
    return paragraph_height(kit, TextStyle::strong, card.title, room) +
           (card.text.empty() ? 0 : paragraph_height(kit, TextStyle::body, card.text, room));
}

/// Words in lines of about the same length: none stands alone in the last.
void write_balanced(Kit& kit, Rect rect, const std::string& words, const TextLook& look) {
    rect.right = rect.left + balanced_width(kit, look.style, words, rect.width());
    write_paragraph(kit, rect, words, look);
}

CardTouch draw_answers(Kit& kit, const Rect& rect, const PrinterCard& card, bool below) {
    const float gap = kit.measures().gap();
    const auto places = below ? rect.columns(2, gap) : rect.rows(2, gap);
    if (button(kit, places[0], {.label = card.yes, .icon = below ? Icon::none : Icon::check})) {
        return CardTouch::yes;
    }
    return button(kit, places[1], {.label = card.no, .icon = below ? Icon::none : Icon::printer})
               ? CardTouch::no
               : CardTouch::none;
}

/// Where volunteers are told of printers that need them: not where they speak with a customer about a code.
bool tells_of_printers(const app::Screen& screen) {
    return std::holds_alternative<app::Attract>(screen) || std::holds_alternative<app::BasketWork>(screen) ||
           std::holds_alternative<app::HandedOver>(screen) || std::holds_alternative<app::Report>(screen);
}

/// Where they have the time for a question.
bool asks_about_papers(const app::State& state) {
    return std::holds_alternative<app::Attract>(state.screen) ||
           std::holds_alternative<app::HandedOver>(state.screen) ||
           std::holds_alternative<app::Report>(state.screen) ||
           (std::holds_alternative<app::Closing>(state.screen) &&
            app::closing_step(state) == app::ClosingStep::receipts);
}

PrinterCard trouble_card(const View& view, const app::Spool& spool) {
    PrinterCard card;
    card.picture = picture_of(spool.status.condition);
    card.title = view.texts().get(explain(spool.status.condition));
    card.text = waiting_words(view, spool);
    if (view.state.spools.size() > 1) {
        card.text = name_of(view, spool) + (card.text.empty() ? "" : " · ") + card.text;
    }
    card.low = std::holds_alternative<app::BasketWork>(view.state.screen);
    return card;
}

std::string question_about(const View& view, const app::Paper& paper) {
    const Texts& texts = view.texts();
    if (paper.kind == receipt::Kind::report) {
        return texts.get("Did the session report come out whole?");
    }
    if (paper.kind == receipt::Kind::slip) {
        return texts.get("Did the producers' slip come out whole?");
    }
    const Basket* basket = app::basket_of_receipt(view.state, paper.entry.id);
    return basket == nullptr ? texts.get("Did the receipt come out whole?")
                             : texts.say("Did the receipt of {0} come out whole?", basket->customer_name);
}

PrinterCard question_card(const View& view) {
    const Texts& texts = view.texts();
    const auto more = static_cast<std::int64_t>(view.state.unsure.size()) - 1;
    PrinterCard card;
    card.picture = PrinterPicture::question;
    card.meaning = Meaning::information;
    card.title = question_about(view, view.state.unsure.front());
    card.text = texts.get("This printer cannot tell: please look at the paper.");
    if (more > 0) {
        card.text += "\n" + texts.say("After that, {0} more.", more);
    }
    card.yes = texts.get("Yes, it is out");
    card.no = texts.get("No, print it again");
    return card;
}

std::vector<PrinterCard> trouble_cards(const View& view) {
    std::vector<PrinterCard> cards;
    const bool busy = std::holds_alternative<app::BasketWork>(view.state.screen);
    for (const app::Spool& spool : view.state.spools) {
        if (tells_of_printers(view.state.screen) && spool.in_trouble() && (!busy || spool.papers() > 0)) {
            cards.push_back(trouble_card(view, spool));
        }
    }
    return cards;
}

/// A person is asked when the printer is well: what it still had to print has then come out.
bool asks_now(const app::State& state) {
    if (state.unsure.empty() || !asks_about_papers(state)) {
        return false;
    }
    const auto printer = app::printer_for(state, state.unsure.front());
    return !printer || !state.spools[*printer].in_trouble();
}

/// One card across the page, or two beside each other. Cuts their place off the page.
void draw_cards(const View& view, Rect& page, const std::vector<PrinterCard>& cards) {
    Kit& kit = view.kit;
    const auto places = page.columns(cards.size(), kit.measures().gap());
    float height = 0;
    for (const PrinterCard& card : cards) {
        height = std::max(height, printer_card_height(kit, places.front().width(), card));
    }
    page.cut_top(height + kit.measures().gap());
    for (std::size_t n = 0; n < cards.size(); ++n) {
        const Rect place{places[n].left, places[n].top, places[n].right, places[n].top + height};
        // A question about a paper names its customer.
        const Private privacy(kit, cards[n].yes.empty() ? Privacy::open : Privacy::texts);
        const CardTouch touch = printer_card(kit, place, cards[n]);
        if (touch != CardTouch::none) {
            view.send(app::AnswerPaper{view.state.unsure.front().entry.id, touch == CardTouch::yes});
        }
    }
}

/// Small: there is still time.
void draw_near_end(const View& view, Rect& page, const app::Spool& spool) {
    Kit& kit = view.kit;
    std::string words = view.texts().get("The paper is nearly used up: have a roll ready.");
    if (view.state.spools.size() > 1) {
        words = name_of(view, spool) + " · " + words;
    }
    chip(kit, page.cut_top(line_height(kit, TextStyle::small) + kit.mm(1.2F)),
         {.label = words, .icon = Icon::receipt, .tone = &view.palette().of(Meaning::attention)});
    page.cut_top(kit.measures().gap());
}

} // namespace

float printer_card_height(const Kit& kit, float width, const PrinterCard& card) {
    const float words =
        std::max(words_height(kit, words_width(kit, width, card), card), picture_height(kit, card));
    const float answers = answers_height(kit, width, card);
    return (answers_below(kit, width) ? words + answers : std::max(words, answers)) + 2 * kit.mm(2.2F);
}

CardTouch printer_card(Kit& kit, const Rect& rect, const PrinterCard& card) {
    const Live live(kit);
    const Tone& tone = kit.palette().of(card.meaning);
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
    Rect inside = rect.inset(kit.measures().margin(), kit.mm(2.2F));
    const bool below = answers_below(kit, rect.width());
    Rect answers = inside;
    if (card.yes.empty()) {
        answers = {};
    } else if (below) {
        answers = inside.cut_bottom(kit.measures().target());
        inside.cut_bottom(kit.measures().gap());
    } else {
        answers = inside.cut_right(answers_width(kit, rect.width(), card));
    }
    const float height = picture_height(kit, card);
    const Rect picture = inside.cut_left(printer_picture_width(height));
    draw_printer_picture(kit.draw(), card.picture, picture.middle(picture.width(), height), kit.palette(),
                         tone.ground);
    inside.cut_left(kit.mm(4));
    const float room = words_width(kit, rect.width(), card);
    Rect words{inside.left, inside.top, inside.left + room, inside.bottom};
    words = words.middle(room, std::min(words.height(), words_height(kit, room, card)));
    write_balanced(kit, words.cut_top(paragraph_height(kit, TextStyle::strong, card.title, room)), card.title,
                   {.style = TextStyle::strong, .colour = tone.ink});
    if (!card.text.empty()) {
        write_balanced(kit, words, card.text, {.style = TextStyle::body, .colour = tone.soft_ink});
    }
    return card.yes.empty() ? CardTouch::none : draw_answers(kit, answers, card, below);
}

std::string name_of(const View& view, const app::Spool& spool) {
    const Texts& texts = view.texts();
    if (view.state.spools.size() < 2) {
        return texts.get("Printer");
    }
    std::string roles;
    const auto add = [&](bool has, std::string_view name) {
        if (has) {
            roles += (roles.empty() ? "" : ", ") + texts.get(name);
        }
    };
    add(spool.roles.receipt, sentence("receipts"));
    add(spool.roles.label, sentence("slips"));
    add(spool.roles.report, sentence("reports"));
    return texts.say("Printer ({0})", roles);
}

std::string waiting_words(const View& view, const app::Spool& spool) {
    if (spool.papers() == 0) {
        return {};
    }
    const auto is_receipt = [](const app::Paper& paper) { return paper.kind == receipt::Kind::receipt; };
    const bool receipts = std::all_of(spool.waiting.begin(), spool.waiting.end(), is_receipt) &&
                          (!spool.printing || is_receipt(*spool.printing));
    const Texts& texts = view.texts();
    return receipts ? texts.count("Waiting to be printed: {0} receipt. It comes out by itself.",
                                  "Waiting to be printed: {0} receipts. They come out by themselves.",
                                  spool.papers())
                    : texts.count("Waiting to be printed: {0} paper. It comes out by itself.",
                                  "Waiting to be printed: {0} papers. They come out by themselves.",
                                  spool.papers());
}

void draw_printing(const View& view, Rect& page) {
    if (view.self_service()) {
        return;
    }
    std::vector<PrinterCard> cards = trouble_cards(view);
    for (const app::Spool& spool : view.state.spools) {
        if (spool.heard && spool.status.condition == PrinterCondition::paper_near_end &&
            tells_of_printers(view.state.screen) &&
            !std::holds_alternative<app::BasketWork>(view.state.screen)) {
            draw_near_end(view, page, spool);
        }
    }
    const bool asks = asks_now(view.state);
    // Two cards stand beside each other; of more, the lights at the top tell.
    const std::size_t room = page.width() < view.kit.mm(180) ? 1 : 2;
    cards.resize(std::min(cards.size(), asks ? room - 1 : room));
    if (asks) {
        cards.push_back(question_card(view));
    }
    if (!cards.empty()) {
        draw_cards(view, page, cards);
    }
}

void draw_keepsake(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const std::string words = view.texts().get("Keep your receipt: photograph this code.");
    card(kit, rect);
    // As white as the code's own margin, which may then be the card's.
    fill_round(kit.draw(), rect, kit.measures().radius(), rgb(0xFFFFFF));
    Rect inside = rect.inset(kit.mm(1));
    float high = paragraph_height(kit, TextStyle::strong, words, inside.width()) + kit.mm(1);
    const float least = kit.mm(0.5F) * static_cast<float>(view.keepsake->size);
    if (inside.height() - high < least) {
        high = 0; // where there is so little room, a code that can be read is worth more than its words
    }
    const float side = qr_side(kit, *view.keepsake, std::min(inside.width(), inside.height() - high));
    inside = inside.middle(inside.width(), std::min(inside.height(), side + high));
    draw_qr(kit, inside.cut_top(side), *view.keepsake, words);
    if (high > 0) {
        const float width = balanced_width(kit, TextStyle::strong, words, inside.width());
        write_paragraph(
            kit, inside.middle(width, inside.height()), words,
            {.style = TextStyle::strong, .colour = light_palette().card.ink, .align = Align::centre});
    }
}

} // namespace guichet::ui
