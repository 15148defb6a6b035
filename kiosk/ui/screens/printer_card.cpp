#include "kiosk/ui/screens/printer_card.hpp"

#include "kiosk/ui/controls.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

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

} // namespace guichet::ui
