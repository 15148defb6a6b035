#include "kiosk/ui/screens/printing.hpp"

#include "kiosk/app/spool.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

using ports::PrinterCondition;

constexpr float picture_mm = 19; ///< height of the picture on a card that has room

/// How a card is set: as it looks best, smaller, or with its title alone, so that the screen below it stays
/// of use. What is left out stands behind the printer's light.
struct CardStyle {
    TextStyle title = TextStyle::strong;
    TextStyle text = TextStyle::body;
    bool with_text = true;
    bool with_picture = true;
};

constexpr std::array<CardStyle, 4> card_styles{{{},
                                                {TextStyle::strong, TextStyle::small, true, true},
                                                {TextStyle::small, TextStyle::small, true, false},
                                                {TextStyle::small, TextStyle::small, false, false}}};

/// Where everything of a card stands.
struct CardParts {
    CardStyle style;
    float picture = 0; ///< its height; 0 for none
    float words = 0;   ///< width of the words
    float title_height = 0;
    float text_height = 0;
    bool below = false;       ///< the answers stand below the words
    bool answers_row = false; ///< and beside each other
    float answers = 0;        ///< width of them beside the words
    float answers_height = 0;

    [[nodiscard]] float height(const Kit& kit) const {
        const float high = std::max(title_height + text_height, picture);
        return (below ? high + answers_height + kit.measures().gap() : std::max(high, answers_height)) +
               2 * kit.mm(2.2F);
    }
};

Button yes_button(const PrinterCard& card, bool with_icon) {
    return {.label = card.yes, .icon = with_icon ? Icon::check : Icon::none};
}

Button no_button(const PrinterCard& card, bool with_icon) {
    return {.label = card.no, .icon = with_icon ? Icon::printer : Icon::none};
}

/// In a narrow card the answers stand below the words, else at their right.
void place_answers(const Kit& kit, float width, const PrinterCard& card, CardParts& parts) {
    if (card.yes.empty()) {
        return;
    }
    const float gap = kit.measures().gap();
    const float target = kit.measures().target();
    const float wide =
        std::max(button_width(kit, yes_button(card, true)), button_width(kit, no_button(card, true)));
    parts.below = wide > width * 0.38F || width < kit.mm(140);
    if (!parts.below) {
        parts.answers = std::max(kit.mm(54), wide);
        parts.answers_height = 2 * target + gap;
        return;
    }
    const float half = (width - 2 * kit.measures().margin() - gap) / 2;
    const float high = std::max(button_height(kit, half, yes_button(card, false)),
                                button_height(kit, half, no_button(card, false)));
    parts.answers_row = high <= 2 * target;
    parts.answers_height = parts.answers_row ? std::max(target, high) : 2 * target + gap;
}

CardParts parts_in(const Kit& kit, float width, const PrinterCard& card, const CardStyle& style) {
    CardParts parts{.style = style};
    parts.picture = !style.with_picture ? 0 : card.low ? kit.measures().target() : kit.mm(picture_mm);
    place_answers(kit, width, card, parts);
    parts.words = width - 2 * kit.measures().margin();
    if (parts.picture > 0) {
        parts.words -= printer_picture_width(parts.picture) + kit.mm(4);
    }
    if (parts.answers > 0) {
        parts.words -= parts.answers + kit.measures().gap();
    }
    parts.title_height = paragraph_height(kit, style.title, card.title, parts.words);
    if (style.with_text && !card.text.empty()) {
        parts.text_height = paragraph_height(kit, style.text, card.text, parts.words);
    }
    return parts;
}

CardParts parts_of(const Kit& kit, float width, const PrinterCard& card) {
    const float most = kit.screen().height() * 0.32F;
    CardParts parts;
    for (const CardStyle& style : card_styles) {
        parts = parts_in(kit, width, card, style);
        if (parts.height(kit) <= most) {
            break;
        }
    }
    return parts;
}

/// Words in lines of about the same length: none stands alone in the last.
void write_balanced(Kit& kit, Rect rect, const std::string& words, const TextLook& look) {
    rect.right = rect.left + balanced_width(kit, look.style, words, rect.width());
    write_paragraph(kit, rect, words, look);
}

CardTouch draw_answers(Kit& kit, const Rect& rect, const PrinterCard& card, bool row) {
    const float gap = kit.measures().gap();
    const auto places = row ? rect.columns(2, gap) : rect.rows(2, gap);
    if (button(kit, places[0], yes_button(card, !row))) {
        return CardTouch::yes;
    }
    return button(kit, places[1], no_button(card, !row)) ? CardTouch::no : CardTouch::none;
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
    const Chip shown{.label = words, .icon = Icon::receipt, .tone = &view.palette().of(Meaning::attention)};
    chip(kit, page.cut_top(chip_height(kit, page.width(), shown)), shown);
    page.cut_top(kit.measures().gap());
}

} // namespace

float printer_card_height(const Kit& kit, float width, const PrinterCard& card) {
    return parts_of(kit, width, card).height(kit);
}

CardTouch printer_card(Kit& kit, const Rect& rect, const PrinterCard& card) {
    const Live live(kit);
    const Tone& tone = kit.palette().of(card.meaning);
    const CardParts parts = parts_of(kit, rect.width(), card);
    surface(kit, rect, tone);
    Rect inside = rect.inset(kit.measures().margin(), kit.mm(2.2F));
    Rect answers = inside;
    if (parts.below) {
        answers = inside.cut_bottom(parts.answers_height);
        inside.cut_bottom(kit.measures().gap());
    } else {
        answers = inside.cut_right(parts.answers);
        answers = answers.middle(answers.width(), std::min(answers.height(), kit.mm(46)));
    }
    if (parts.picture > 0) {
        const Rect picture = inside.cut_left(printer_picture_width(parts.picture));
        draw_printer_picture(kit.draw(), card.picture, picture.middle(picture.width(), parts.picture),
                             kit.palette(), tone.ground);
        inside.cut_left(kit.mm(4));
    }
    const float high = std::min(inside.height(), parts.title_height + parts.text_height);
    Rect words =
        Rect{inside.left, inside.top, inside.left + parts.words, inside.bottom}.middle(parts.words, high);
    write_balanced(kit, words.cut_top(parts.title_height), card.title,
                   {.style = parts.style.title, .colour = tone.ink});
    if (parts.text_height > 0) {
        write_balanced(kit, words, card.text, {.style = parts.style.text, .colour = tone.soft_ink});
    }
    return card.yes.empty() ? CardTouch::none : draw_answers(kit, answers, card, parts.answers_row);
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
    const std::size_t room = page.width() < view.kit.mm(180) * view.kit.measures().text_scale ? 1 : 2;
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
