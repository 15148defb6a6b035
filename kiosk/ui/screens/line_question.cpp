// What became of one line: taken, missing, incomplete, refused, and the details of the last two.
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

void draw_kinds(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    struct Kind {
        std::string label;
        Icon icon;
        Outcome outcome;
    };
    const std::array<Kind, 4> kinds{{{texts.get("Taken"), Icon::check, Outcome::collected},
                                     {texts.get("Missing"), Icon::cross, Outcome::missing},
                                     {texts.get("Incomplete"), Icon::scales, Outcome::short_},
                                     {texts.get("Refused"), Icon::hand, Outcome::refused}}};
    const auto rows = rect.rows(2, kit.measures().gap());
    for (std::size_t n = 0; n < kinds.size(); ++n) {
        const Rect place = rows[n / 2].columns(2, kit.measures().gap())[n % 2];
        view.on(button(kit, place, {.label = kinds[n].label, .icon = kinds[n].icon}),
                app::AnswerLine{kinds[n].outcome});
    }
}

void draw_reasons(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const auto rows = rect.rows(2, kit.measures().gap());
    for (std::size_t n = 0; n < 4; ++n) {
        const auto reason = static_cast<RefusalReason>(n);
        const Rect place = rows[n / 2].columns(2, kit.measures().gap())[n % 2];
        view.on(button(kit, place, {.label = say(reason, view.texts())}), app::AnswerReason{reason});
    }
}

/// The typed digits with their unit: pieces, or grams for whatever is weighed.
std::string shown_amount(const OrderLine& line, const std::string& typed) {
    return typed.empty() ? "" : typed + (line.quantity.weighed() ? "\u00a0g" : "");
}

std::string question_of(const View& view, const app::LineQuestion& question) {
    if (!question.outcome) {
        return {};
    }
    return *question.outcome == Outcome::short_ ? view.texts().get("How much was handed over?")
                                                : view.texts().get("Why is it refused?");
}

/// What was ordered, and what is asked or wrong.
struct Words {
    std::string ordered;
    std::string question; ///< empty for none
    bool wrong = false;
    TextStyle style = TextStyle::body; ///< what is wrong takes more lines, and is set smaller
    TextStyle question_style = TextStyle::strong;
};

Words words_of(const View& view, const app::BasketWork& work, const OrderLine& line) {
    Words words{view.texts().say("Ordered: {0}", format_quantity(line.quantity, view.texts())),
                question_of(view, *work.question)};
    const bool full = view.kit.measures().text_scale > 2 && !view.kit.portrait();
    if (full && work.question->outcome == Outcome::refused) {
        words.ordered.clear(); // the reasons need the room
    }
    if (work.problem) {
        words.question = view.texts().say(*work.problem);
        words.wrong = true;
        words.style = words.question_style = TextStyle::small;
    }
    return words;
}

float words_height(const Kit& kit, const Words& words, float width) {
    const float ordered =
        words.ordered.empty() ? 0 : paragraph_height(kit, words.style, words.ordered, width);
    return ordered + paragraph_height(kit, words.question_style, words.question, width) + kit.mm(2.5F);
}

void draw_words(const View& view, Rect& rect, const Words& words) {
    Kit& kit = view.kit;
    Rect place = rect.cut_top(words_height(kit, words, rect.width()));
    if (!words.ordered.empty()) {
        const float ordered = paragraph_height(kit, words.style, words.ordered, place.width());
        write_paragraph(kit, place.cut_top(ordered), words.ordered,
                        {.style = words.style, .colour = view.palette().card.soft_ink});
    }
    if (!words.question.empty()) {
        const Palette& palette = view.palette();
        write_paragraph(kit, place, words.question,
                        {.style = words.question_style,
                         .colour = words.wrong ? palette.of(Meaning::bad).ink : palette.card.ink});
    }
}

/// Digits at the left; what is asked and typed at their right.
void draw_amount(const View& view, Rect rect, const app::BasketWork& work, const OrderLine& line) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    {
        const Together digits(kit);
        if (const auto stroke = keypad(kit, rect.cut_left(keypad_width(kit)))) {
            stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
        }
    }
    rect.cut_left(kit.mm(5));
    const Together words(kit);
    draw_words(view, rect, words_of(view, work, line));
    text_field(kit, rect.cut_top(kit.measures().button()), shown_amount(line, work.question->typed),
               line.quantity.weighed() ? texts.get("in grams") : texts.get("how many"));
}

/// How high the middle of the dialog is: digits, or two rows of answers.
float middle_height(const View& view, const app::BasketWork& work, const OrderLine& line, float width) {
    const Kit& kit = view.kit;
    const Words words = words_of(view, work, line);
    if (work.question->outcome == Outcome::short_) {
        const float right = width - keypad_width(kit) - kit.mm(5);
        return std::max(keypad_height(kit), words_height(kit, words, right) + kit.measures().button());
    }
    const float answer =
        words.ordered.empty() ? kit.mm(27) : kit.mm(22); // of two lines where letters are largest
    return words_height(kit, words, width) + 2 * answer + kit.measures().gap();
}

/// Cancel, and for an amount also confirm.
std::vector<Button> foot_of(const View& view, const app::LineQuestion& question) {
    const Texts& texts = view.texts();
    std::vector<Button> foot{{.label = texts.get("Cancel"), .kind = ButtonKind::quiet}};
    if (question.outcome == Outcome::short_) {
        foot.push_back({.label = texts.get("Confirm"),
                        .icon = Icon::check,
                        .kind = ButtonKind::primary,
                        .enabled = !question.typed.empty()});
    }
    return foot;
}

} // namespace

void draw_line_question(const View& view, const app::BasketWork& work) {
    Kit& kit = view.kit;
    const app::LineQuestion& question = *work.question;
    const OrderLine& line = *work.basket->find_line(question.line);
    const auto foot = foot_of(view, question);
    const auto height = [&](float width) {
        return middle_height(view, work, line, width) + buttons_height(kit, width, foot);
    };
    Rect inside = dialog(kit, {line.product, kit.mm(168), height});
    const auto places = cut_buttons(kit, inside, foot);
    view.on(button(kit, places.front(), foot.front()), app::CancelQuestion{});
    if (question.outcome == Outcome::short_) {
        view.on(button(kit, places.back(), foot.back()), app::AnswerAmount{});
        draw_amount(view, inside, work, line);
        return;
    }
    draw_words(view, inside, words_of(view, work, line));
    question.outcome ? draw_reasons(view, inside) : draw_kinds(view, inside);
}

} // namespace guichet::ui
