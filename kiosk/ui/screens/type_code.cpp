#include "kiosk/core/pickup_code.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

namespace {

/// Eight places with a dash in the middle, as the code is printed.
void draw_places(const View& view, const Rect& rect, const std::string& typed) {
    Kit& kit = view.kit;
    const float gap = kit.mm(2);
    const float dash = kit.mm(8);
    const float width = std::min(kit.mm(15), (rect.width() - dash - 6 * gap) / 8);
    Rect rest = rect.middle(8 * width + 6 * gap + dash, rect.height());
    for (std::size_t n = 0; n < short_code_length; ++n) {
        const Rect place = rest.cut_left(width);
        const bool next = n == typed.size();
        fill_round(kit.draw(), place, kit.mm(2.2F), view.palette().card.ground);
        stroke_round(kit.draw(), place, kit.mm(2.2F),
                     next ? view.palette().primary.ground : view.palette().page.line,
                     kit.measures().hairline() * (next ? 2.0F : 1.0F));
        if (n < typed.size()) {
            paint_line(
                kit, place, typed.substr(n, 1),
                {.style = TextStyle::display, .colour = view.palette().card.ink, .align = Align::centre});
        }
        if (n == short_code_length / 2 - 1) {
            const Rect between = rest.cut_left(dash);
            fill_round(kit.draw(), between.middle(kit.mm(4), kit.mm(0.8F)), 1, view.palette().page.soft_ink);
        } else {
            rest.cut_left(gap);
        }
    }
    const Private typing(kit);
    kit.show(rect, Role::field, view.texts().get("Code"), show_short_code(typed));
}

} // namespace

void draw_screen(const View& view, Rect page, const app::TypeCode& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    Rect foot = page.cut_bottom(kit.measures().button());
    page.cut_bottom(kit.measures().gap());
    view.on(button(kit, foot.cut_left(kit.mm(60)),
                   {.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet}),
            app::GoHome{});
    foot.cut_left(kit.mm(4));
    const std::string hint = screen.problem
                                 ? texts.say(*screen.problem)
                                 : texts.get("The code has eight letters and digits; it stands below the "
                                             "square code.");
    const Tone& tone = view.palette().of(Meaning::bad);
    if (screen.problem) {
        fill_round(kit.draw(), foot, kit.measures().radius(), tone.ground);
    }
    paint_fitting(kit, foot.inset(kit.mm(2), 0), hint, {TextStyle::small},
                  screen.problem ? tone.ink : view.palette().page.ink, Align::left);
    kit.set_live(screen.problem.has_value());
    kit.show(foot, Role::text, hint);
    kit.set_live(false);
    draw_heading(view, page, texts.get("Type the code"));
    const float keys = std::min(page.height() - kit.mm(18), code_keys_height(kit));
    if (const auto stroke = code_keys(kit, page.cut_bottom(keys))) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
    }
    page.cut_bottom(kit.measures().gap());
    draw_places(view, page.middle(page.width(), std::min(page.height(), kit.mm(18))), screen.typed);
}

} // namespace guichet::ui
