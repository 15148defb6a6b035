#include "kiosk/core/pickup_code.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/screens/view.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// Eight places with a dash in the middle, as the code is printed.
void draw_places(const View& view, const Rect& rect, const std::string& typed) {
    Kit& kit = view.kit;
    const float gap = kit.mm(2);
    const float dash = kit.mm(8);
    const float width = std::min(rect.height() * 0.84F, (rect.width() - dash - 6 * gap) / 8);
    Rect rest = rect.middle(8 * width + 6 * gap + dash, rect.height());
    for (std::size_t n = 0; n < short_code_length; ++n) {
        const Rect place = rest.cut_left(width);
        const bool next = n == typed.size();
        fill_round(kit.draw(), place, kit.mm(2.2F), view.palette().card.ground);
        stroke_round(kit.draw(), place, kit.mm(2.2F),
                     next ? view.palette().primary.ground : view.palette().edge,
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

/// The way back, and beside it what the code is or what is wrong with it. Cuts it off the page.
void draw_foot(const View& view, Rect& page, const app::TypeCode& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Button back{.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet};
    const float width = std::max(kit.mm(50), button_width(kit, back));
    const std::string hint = screen.problem
                                 ? texts.say(*screen.problem)
                                 : texts.get("The code has eight letters and digits; it stands below the "
                                             "square code.");
    const Tone& tone = view.palette().of(Meaning::bad);
    const float room = page.width() - width - kit.measures().gap() - 2 * kit.mm(3);
    const float words = paragraph_height(kit, TextStyle::small, hint, room);
    Rect foot = page.cut_bottom(std::max(kit.measures().button(), words + kit.mm(2)));
    page.cut_bottom(kit.measures().gap());
    const Rect left = foot.cut_left(width);
    view.on(button(kit, left.middle(width, kit.measures().button()), back), app::GoHome{});
    foot.cut_left(kit.measures().gap());
    if (screen.problem) {
        surface(kit, foot, tone);
    }
    kit.set_live(screen.problem.has_value());
    write_fitting(kit, foot.inset(kit.mm(3), 0), hint, {TextStyle::small},
                  {.colour = screen.problem ? tone.ink : view.palette().page.ink, .align = Align::left});
    kit.set_live(false);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::TypeCode& screen) {
    Kit& kit = view.kit;
    const float gap = kit.measures().gap();
    const float heading = line_height(kit, TextStyle::display) + kit.mm(2.5F);
    const float least = kit.mm(16);
    draw_foot(view, page, screen);
    // The words at the foot say what to do: where there is no room for both, the heading goes.
    if (page.height() - code_keys_height(kit) - 2 * gap - least >= heading) {
        draw_heading(view, page, view.texts().get("Type the code"));
    }
    const float keys = std::min(page.height() - least - gap, code_keys_height(kit));
    if (const auto stroke = code_keys(kit, page.cut_bottom(keys))) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
    }
    page.cut_bottom(gap);
    const float places = std::clamp(page.height() * 0.5F, least, kit.mm(30));
    draw_places(view, page.middle(page.width(), std::min(page.height(), places)), screen.typed);
}

} // namespace guichet::ui
