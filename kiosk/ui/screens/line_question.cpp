// What became of one line: taken, missing, incomplete, refused, and the details of the last two.
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

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
void draw_amount(const View& view, Rect rect, const app::BasketWork& work, const OrderLine& line) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect right = rect.cut_right(rect.width() * 0.5F);
    rect.cut_right(kit.mm(5));
    if (const auto stroke = keypad(kit, rect)) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
    }
    const bool weighed = line.quantity.weighed();
    const std::string& typed = work.question->typed;
    const std::string shown = typed.empty() ? "" : typed + (weighed ? "\u00a0g" : "");
    text_field(kit, right.cut_top(kit.measures().button()), shown,
               weighed ? texts.get("in grams") : texts.get("how many"));
    right.cut_top(kit.mm(3));
    const Rect confirm = right.cut_bottom(kit.measures().primary_button());
    view.on(button(kit, confirm,
                   {.label = texts.get("Confirm"),
                    .icon = Icon::check,
                    .kind = ButtonKind::primary,
                    .enabled = !typed.empty()}),
            app::AnswerAmount{});
    if (work.problem) {
        write_paragraph(kit, right, texts.say(*work.problem),
                        {.style = TextStyle::small, .colour = view.palette().of(Meaning::bad).ink});
    }
}

std::string title_of(const View& view, const app::LineQuestion& question) {
    if (!question.outcome) {
        return {};
    }
    return *question.outcome == Outcome::short_ ? view.texts().get("How much was handed over?")
                                                : view.texts().get("Why is it refused?");
}

} // namespace

void draw_line_question(const View& view, const app::BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const app::LineQuestion& question = *work.question;
    const OrderLine& line = *work.basket->find_line(question.line);
    const bool amount = question.outcome == Outcome::short_;
    Rect inside = dialog(kit, kit.mm(168), amount ? kit.mm(126) : kit.mm(112), line.product);
    write_line(kit, inside.cut_top(line_height(kit, TextStyle::body)),
               texts.say("Ordered: {0}", format_quantity(line.quantity, texts)),
               {.style = TextStyle::body, .colour = view.palette().card.soft_ink});
    if (const std::string title = title_of(view, question); !title.empty()) {
        write_line(kit, inside.cut_top(line_height(kit, TextStyle::strong)), title,
                   {.style = TextStyle::strong, .colour = view.palette().card.ink});
    }
    inside.cut_top(kit.mm(3));
    view.on(button(kit, inside.cut_bottom(kit.measures().button()),
                   {.label = texts.get("Cancel"), .kind = ButtonKind::quiet}),
            app::CancelQuestion{});
    inside.cut_bottom(kit.measures().gap());
    if (!question.outcome) {
        draw_kinds(view, inside);
    } else if (amount) {
        draw_amount(view, inside, work, line);
    } else {
        draw_reasons(view, inside);
    }
}

} // namespace guichet::ui
