#include "kiosk/ui/controls.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

struct ButtonLook {
    Colour ground = 0;
    Colour ink = 0;
    Colour edge = 0; ///< 0 for none
    Colour lip = 0;  ///< the lower edge that makes it stand out from the page; 0 for none
};

ButtonLook look_of(const Palette& palette, const Button& button, bool held) {
    if (!button.enabled) {
        return {palette.of(Meaning::plain).ground, palette.page.soft_ink, 0, 0};
    }
    switch (button.kind) {
    case ButtonKind::primary:
        return {held ? palette.pressed.ground : palette.primary.ground, palette.primary.ink, 0,
                palette.pressed.ground};
    case ButtonKind::danger:
        return {held ? blend(palette.danger.ground, palette.shadow, 0.3F) : palette.danger.ground,
                palette.danger.ink, 0, blend(palette.danger.ground, palette.shadow, 0.4F)};
    case ButtonKind::quiet: {
        const Tone& plain = palette.of(Meaning::plain);
        return {held ? plain.line : plain.ground, plain.ink, 0, 0};
    }
    case ButtonKind::secondary: break;
    }
    const Tone& good = palette.of(Meaning::good);
    return {held ? good.ground : palette.card.ground, palette.primary.ground, palette.primary.ground, 0};
}

void paint_button_ground(Kit& kit, const Rect& rect, const ButtonLook& look) {
    const Measures& measures = kit.measures();
    ImDrawList& draw = kit.draw();
    const float lip = measures.mm(0.7F);
    if (look.lip != 0) {
        fill_round(draw, rect, measures.radius(), look.lip);
        fill_round(draw, {rect.left, rect.top, rect.right, rect.bottom - lip}, measures.radius(),
                   look.ground);
    } else {
        fill_round(draw, rect, measures.radius(), look.ground);
    }
    if (look.edge != 0) {
        stroke_round(draw, rect, measures.radius(), look.edge, measures.hairline());
    }
}

/// Icon and label side by side, together in the middle. Returns true when the label was shortened.
bool paint_beside(Kit& kit, Rect inside, const Button& button, Colour ink) {
    const bool large = button.kind == ButtonKind::primary && inside.height() > kit.mm(12);
    const TextStyle first = large ? TextStyle::title : TextStyle::strong;
    const float icon = button.icon == Icon::none ? 0 : std::min(inside.height(), kit.mm(large ? 8.5F : 6.5F));
    const float gap = icon > 0 ? kit.mm(2.2F) : 0;
    const float room = inside.width() - icon - gap;
    const float wanted = std::min(room, text_width(kit, first, button.label));
    const float start = std::floor((inside.width() - icon - gap - wanted) / 2);
    if (wanted < room) {
        inside.cut_left(start);
    }
    if (icon > 0) {
        draw_icon(kit.draw(), button.icon, inside.cut_left(icon), ink);
        inside.cut_left(gap);
    }
    return paint_fitting(kit, inside, button.label, {first, TextStyle::strong, TextStyle::small}, ink,
                         wanted < room || icon > 0 ? Align::left : Align::centre);
}

/// The icon, and beside it the label above its caption. Returns true when one of them was shortened.
bool paint_captioned(Kit& kit, Rect inside, const Button& button, Colour ink) {
    const float icon = button.icon == Icon::none ? 0 : std::min(inside.height(), kit.mm(7));
    const float gap = icon > 0 ? kit.mm(2.8F) : 0;
    const bool large = button.kind == ButtonKind::primary &&
                       text_width(kit, TextStyle::title, button.label) <= inside.width() - icon - gap;
    const TextStyle first = large ? TextStyle::title : TextStyle::strong;
    const float wanted =
        std::max(text_width(kit, first, button.label), text_width(kit, TextStyle::small, button.caption)) + 1;
    inside = inside.middle(std::min(inside.width(), icon + gap + wanted), inside.height());
    draw_icon(kit.draw(), button.icon, inside.cut_left(icon), ink);
    inside.cut_left(gap);
    inside = inside.middle(inside.width(), line_height(kit, first) + line_height(kit, TextStyle::small));
    const bool shortened = paint_line(kit, inside.cut_top(line_height(kit, first)), button.label,
                                      {.style = first, .colour = ink});
    return paint_line(kit, inside, button.caption, {.style = TextStyle::small, .colour = ink}) || shortened;
}

bool paint_above(Kit& kit, Rect inside, const Button& button, Colour ink) {
    const float icon = std::min(inside.height() * 0.45F, kit.mm(13));
    const float words = std::min(inside.height() - icon - kit.mm(2), 2 * line_height(kit, TextStyle::title));
    inside = inside.middle(inside.width(), icon + kit.mm(2) + words);
    draw_icon(kit.draw(), button.icon, inside.cut_top(icon), ink);
    inside.cut_top(kit.mm(2));
    return paint_fitting(kit, inside, button.label, {TextStyle::title, TextStyle::strong, TextStyle::small},
                         ink);
}

} // namespace

namespace {

/// Whether a button leads back, for the keypad's "back": by its icon, or by what it says.
bool leads_back(const Kit& kit, const Button& button) {
    static constexpr std::array words{std::string_view("Back"), std::string_view("Cancel"),
                                      std::string_view("Close"), std::string_view("Understood"),
                                      std::string_view("I am still here")};
    return button.icon == Icon::back || std::any_of(words.begin(), words.end(), [&](std::string_view word) {
               return button.label == kit.texts().get(word);
           });
}

} // namespace

bool button(Kit& kit, const Rect& rect, const Button& button) {
    const Private privacy(kit, button.personal ? Privacy::all : kit.privacy());
    const Role role = button.kind == ButtonKind::primary ? Role::primary_button : Role::button;
    const Touch touch =
        kit.touch(rect, role, button.label, button.caption, button.enabled, false, leads_back(kit, button));
    const ButtonLook look = look_of(kit.palette(), button, touch.held);
    const float lip = kit.mm(0.7F);
    // Under the finger the button goes down onto its lower edge.
    Rect face = rect;
    if (look.lip != 0) {
        (touch.held ? face.top : face.bottom) += touch.held ? lip : -lip;
    }
    paint_button_ground(kit, rect, touch.held ? ButtonLook{look.ground, look.ink, look.edge, 0} : look);
    const Rect inside = face.inset(kit.mm(3), kit.mm(1.2F));
    if (button.tall) {
        paint_above(kit, inside, button, look.ink);
    } else if (!button.caption.empty()) {
        paint_captioned(kit, inside, button, look.ink);
    } else {
        paint_beside(kit, inside, button, look.ink);
    }
    return touch.tapped;
}

bool choice(Kit& kit, const Rect& rect, const std::string& label, bool chosen) {
    const Touch touch = kit.touch(rect, Role::check, label, chosen ? kit.texts().get("chosen") : "");
    const Palette& palette = kit.palette();
    const Tone& good = palette.of(Meaning::good);
    const bool lit = chosen || touch.held;
    fill_round(kit.draw(), rect, kit.measures().radius(), lit ? good.ground : palette.card.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(),
                 lit ? palette.primary.ground : palette.card.soft_ink,
                 kit.measures().hairline() * (chosen ? 2.0F : 1.0F));
    Rect inside = rect.inset(kit.mm(3), kit.mm(1));
    const Rect mark = inside.cut_left(kit.mm(7)).middle(kit.mm(6.5F), kit.mm(6.5F));
    if (chosen) {
        kit.draw().AddCircleFilled(mark.centre(), mark.width() / 2, palette.primary.ground, 40);
        draw_icon(kit.draw(), Icon::check, mark.inset(kit.mm(1)), palette.primary.ink);
    } else {
        kit.draw().AddCircle(mark.centre(), mark.width() / 2 - 1, palette.card.soft_ink, 40,
                             kit.measures().hairline());
    }
    inside.cut_left(kit.mm(2));
    paint_fitting(kit, inside, label, {TextStyle::strong, TextStyle::small}, palette.card.ink, Align::left);
    return touch.tapped;
}

Rect card(Kit& kit, const Rect& rect) {
    const Measures& measures = kit.measures();
    shadow_round(kit.draw(), rect, measures.radius(), with_alpha(kit.palette().shadow, 0.16F),
                 measures.mm(2.4F));
    fill_round(kit.draw(), rect, measures.radius(), kit.palette().card.ground);
    return rect.inset(measures.margin());
}

Rect panel(Kit& kit, const Rect& rect, const Tone& tone) {
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
    return rect.inset(kit.measures().margin());
}

Rect chip(Kit& kit, const Rect& place, const Chip& chip, Align align) {
    const Tone& tone = chip.tone != nullptr ? *chip.tone : kit.palette().of(Meaning::plain);
    const float height = std::min(place.height(), line_height(kit, chip.style) + kit.mm(1.2F));
    const float icon = chip.icon == Icon::none ? 0 : height * 0.62F;
    const float gap = icon > 0 ? kit.mm(1.2F) : 0;
    const float side = kit.mm(2.2F);
    const float width =
        std::min(place.width(), 2 * side + icon + gap + text_width(kit, chip.style, chip.label) + 1);
    Rect rect = place.middle(place.width(), height);
    rect = align == Align::right ? rect.cut_right(width) : rect.cut_left(width);
    fill_round(kit.draw(), rect, height / 2, tone.ground);
    Rect inside = rect.inset(side, 0);
    if (icon > 0) {
        draw_icon(kit.draw(), chip.icon, inside.cut_left(icon), tone.ink);
        inside.cut_left(gap);
    }
    const bool shortened = paint_line(kit, inside, chip.label, {.style = chip.style, .colour = tone.ink});
    kit.show(rect, Role::text, chip.label, {}, shortened);
    return rect;
}

namespace {

constexpr float banner_icon_mm = 11;

float banner_text_width(const Kit& kit, float width, const Banner& banner) {
    const float action = banner.action.empty() ? 0 : kit.mm(50) + kit.measures().gap();
    return width - 2 * kit.measures().margin() - kit.mm(banner_icon_mm + 3) - action;
}

} // namespace

float banner_height(const Kit& kit, float width, const Banner& banner) {
    const float room = banner_text_width(kit, width, banner);
    float height = paragraph_height(kit, TextStyle::strong, banner.title, room);
    if (!banner.text.empty()) {
        height += paragraph_height(kit, TextStyle::body, banner.text, room);
    }
    return std::max(height, kit.measures().target()) + 2 * kit.mm(2.5F);
}

bool banner(Kit& kit, const Rect& rect, const Banner& banner) {
    const Live live(kit);
    const Tone& tone = kit.palette().of(banner.meaning);
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
    // A bar at its side tells the meaning to those who do not see the tint.
    Rect inside = rect.inset(kit.measures().margin(), kit.mm(2.5F));
    const Rect sign =
        inside.cut_left(kit.mm(banner_icon_mm)).middle(kit.mm(banner_icon_mm), kit.mm(banner_icon_mm));
    kit.draw().AddCircleFilled(sign.centre(), sign.width() / 2, tone.ink, 48);
    draw_icon(kit.draw(), banner.icon, sign.inset(kit.mm(2.4F)), tone.ground);
    inside.cut_left(kit.mm(3));
    bool tapped = false;
    if (!banner.action.empty()) {
        const Rect action = inside.cut_right(kit.mm(50)).middle(kit.mm(50), kit.measures().button());
        tapped = button(kit, action, {.label = banner.action});
        inside.cut_right(kit.measures().gap());
    }
    const float room = inside.width();
    const float title = paragraph_height(kit, TextStyle::strong, banner.title, room);
    const float text = banner.text.empty() ? 0 : paragraph_height(kit, TextStyle::body, banner.text, room);
    Rect words = inside.middle(room, std::min(inside.height(), title + text));
    write_paragraph(kit, words.cut_top(title), banner.title,
                    {.style = TextStyle::strong, .colour = tone.ink});
    if (!banner.text.empty()) {
        write_paragraph(kit, words, banner.text, {.style = TextStyle::body, .colour = tone.soft_ink});
    }
    return tapped;
}

void progress(Kit& kit, const Rect& rect, float part, const std::string& label) {
    Rect rest = rect;
    const Rect words = rest.cut_bottom(label.empty() ? 0 : line_height(kit, TextStyle::body));
    const Rect bar = rest.middle(rest.width(), std::min(rest.height(), kit.mm(3)));
    fill_round(kit.draw(), bar, bar.height() / 2, kit.palette().of(Meaning::plain).line);
    Rect done = bar;
    fill_round(kit.draw(), done.cut_left(std::max(bar.height(), bar.width() * std::clamp(part, 0.0F, 1.0F))),
               bar.height() / 2, kit.palette().primary.ground);
    if (!label.empty()) {
        write_line(kit, words, label, {.style = TextStyle::body, .colour = kit.palette().page.soft_ink});
    }
}

void figure(Kit& kit, const Rect& rect, const Figure& figure) {
    const Tone& tone = kit.palette().of(figure.meaning);
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
    bool shortened = false;
    if (rect.height() < kit.mm(15)) { // side by side
        Rect inside = rect.inset(kit.mm(3), kit.mm(0.5F));
        draw_icon(kit.draw(), figure.icon, inside.cut_left(kit.mm(6)), tone.soft_ink);
        inside.cut_left(kit.mm(2.5F));
        const float value = std::max(kit.mm(14), text_width(kit, TextStyle::title, figure.value) + kit.mm(3));
        shortened = paint_line(kit, inside.cut_left(value), figure.value,
                               {.style = TextStyle::title, .colour = tone.ink});
        shortened |= paint_fitting(kit, inside, figure.label, {TextStyle::body, TextStyle::small},
                                   tone.soft_ink, Align::left);
    } else {
        Rect inside = rect.inset(kit.mm(3.5F), kit.mm(2));
        const Rect label =
            inside.cut_bottom(std::min(inside.height() / 2, 2 * line_height(kit, TextStyle::small)));
        Rect corner = inside;
        draw_icon(kit.draw(), figure.icon, corner.cut_right(kit.mm(7)).cut_top(kit.mm(7)), tone.soft_ink);
        inside.cut_right(kit.mm(8));
        shortened = paint_fitting(kit, inside, figure.value, {TextStyle::display, TextStyle::title}, tone.ink,
                                  Align::left);
        shortened |= paint_fitting(kit, label, figure.label, {TextStyle::body, TextStyle::small},
                                   tone.soft_ink, Align::left);
    }
    kit.show(rect, Role::text, figure.label, figure.value, shortened);
}

void statement(Kit& kit, const Rect& rect, const Statement& statement) {
    const Palette& palette = kit.palette();
    const float widest = std::min(rect.width(), kit.mm(165));
    const float sign = std::min(kit.mm(30), rect.height() * 0.32F);
    const float title = paragraph_height(kit, TextStyle::display, statement.title, widest);
    const float text =
        statement.text.empty() ? 0 : paragraph_height(kit, TextStyle::body, statement.text, widest);
    const float gap = kit.mm(4);
    Rect place =
        rect.middle(widest, std::min(rect.height(), sign + gap + title + (text > 0 ? gap + text : 0)));
    const Rect circle = place.cut_top(sign).middle(sign, sign);
    const Tone& tone = palette.of(statement.meaning);
    const bool good = statement.meaning == Meaning::good;
    kit.draw().AddCircleFilled(circle.centre(), sign / 2, good ? palette.primary.ground : tone.ground, 64);
    draw_icon(kit.draw(), statement.icon, circle.inset(sign * 0.23F), good ? palette.primary.ink : tone.ink);
    place.cut_top(gap);
    const auto write = [&](const Rect& at, TextStyle style, const std::string& words, Colour colour,
                           Role role) {
        const Rect middle = at.middle(balanced_width(kit, style, words, at.width()), at.height());
        write_paragraph(kit, middle, words, {.style = style, .colour = colour, .align = Align::centre}, role);
    };
    write(place.cut_top(title), TextStyle::display, statement.title, palette.page.ink, Role::heading);
    place.cut_top(gap);
    if (text > 0) {
        write(place, TextStyle::body, statement.text, palette.page.soft_ink, Role::text);
    }
}

Rect dialog(Kit& kit, float width, float height, const std::string& title) {
    const Rect& screen = kit.screen();
    const float margin = kit.measures().margin();
    kit.draw().AddRectFilled(screen.min(), screen.max(), kit.palette().scrim);
    kit.set_section(static_cast<std::uint16_t>(kit.section() + 1));
    const Rect sheet = screen.middle(std::min(width, screen.width() - 2 * margin),
                                     std::min(height, screen.height() - 2 * margin));
    kit.show(sheet, Role::dialog, title);
    shadow_round(kit.draw(), sheet, kit.mm(4), with_alpha(kit.palette().shadow, 0.35F), kit.mm(5));
    fill_round(kit.draw(), sheet, kit.mm(4), kit.palette().card.ground);
    Rect inside = sheet.inset(kit.mm(6));
    const float high = paragraph_height(kit, TextStyle::title, title, inside.width());
    write_paragraph(kit, inside.cut_top(high), title,
                    {.style = TextStyle::title, .colour = kit.palette().card.ink}, Role::heading);
    inside.cut_top(kit.mm(3));
    return inside;
}

} // namespace guichet::ui
