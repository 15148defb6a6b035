// Buttons: their looks, and how an icon and words find room in them.
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
    const Tone& plain = palette.of(Meaning::plain);
    if (!button.enabled) {
        return {plain.ground, plain.soft_ink, palette.page.line, 0};
    }
    const bool outlined = palette.surfaces == Surfaces::outlined;
    switch (button.kind) {
    case ButtonKind::primary:
        return {held ? palette.pressed.ground : palette.primary.ground, palette.primary.ink, 0,
                palette.pressed.ground};
    case ButtonKind::danger:
        return {held ? blend(palette.danger.ground, palette.shadow, 0.3F) : palette.danger.ground,
                palette.danger.ink, palette.danger.line, blend(palette.danger.ground, palette.shadow, 0.4F)};
    case ButtonKind::quiet:
        return held && outlined ? ButtonLook{plain.ink, plain.ground, palette.edge, 0}
                                : ButtonLook{held ? plain.line : plain.ground, plain.ink, palette.edge, 0};
    case ButtonKind::secondary: break;
    }
    if (held && outlined) {
        return {palette.primary.ground, palette.primary.ink, palette.primary.ground, 0};
    }
    return {held ? palette.of(Meaning::good).ground : palette.card.ground, palette.primary.ground,
            palette.primary.ground, 0};
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

/// What of a button is shown, and how.
struct Face {
    Fitted label;
    Wrapped caption; ///< in small; without lines for none
    float icon = 0;  ///< its side; 0 for none
    float gap = 0;   ///< between icon and words
    bool above = false;

    [[nodiscard]] bool whole() const { return !label.text.shortened && !label.text.broken; }
};

/// Words that have so little room are set without the icon.
Face with_icon(const Kit& kit, const Button& button, float side) {
    Face face;
    if (button.icon != Icon::none && side > 0) {
        face.icon = side;
        face.gap = kit.mm(2.2F);
    }
    return face;
}

float words_height(const Kit& kit, const Face& face) {
    return line_height(kit, face.label.style) * static_cast<float>(face.label.text.lines.size()) +
           line_height(kit, TextStyle::small) * static_cast<float>(face.caption.lines.size());
}

/// One attempt: the icon of this side (or none) before words in these styles.
Face beside(const Kit& kit, const Rect& inside, const Button& button, float icon,
            std::span<const TextStyle> styles, std::size_t most) {
    Face face = with_icon(kit, button, icon);
    const float room = inside.width() - face.icon - face.gap;
    float height = inside.height();
    if (!button.caption.empty()) {
        face.caption = wrap(kit, TextStyle::small, button.caption, room, 2);
        height -= line_height(kit, TextStyle::small) * static_cast<float>(face.caption.lines.size());
    }
    face.label = fit(kit, room, height + kit.mm(1), button.label, styles, most);
    // A line may reach a little beyond its place: nothing but the tails of letters is there.
    const bool too_high =
        words_height(kit, face) - line_height(kit, face.label.style) * 0.25F > inside.height();
    face.label.text.broken = face.label.text.broken || face.caption.broken;
    face.label.text.shortened = face.label.text.shortened || face.caption.shortened || too_high;
    return face;
}

/// The label large before small, on one line before several, and with its icon before without.
Face arrange_beside(const Kit& kit, const Rect& inside, const Button& button) {
    using enum TextStyle;
    const bool large = button.kind == ButtonKind::primary && inside.height() > kit.mm(12);
    const float icon = std::min(inside.height(), kit.measures().sign(large ? 8.5F : 6.5F));
    constexpr std::array title_and_strong{title, strong};
    constexpr std::array only_strong{strong};
    constexpr std::array only_small{small};
    constexpr std::array strong_and_small{strong, small};
    constexpr std::size_t any = 100;
    const std::span<const TextStyle> first =
        large ? std::span<const TextStyle>(title_and_strong) : only_strong;
    struct Attempt {
        float icon;
        std::span<const TextStyle> styles;
        std::size_t most;
    };
    for (const Attempt& attempt :
         {Attempt{icon, first, 1}, Attempt{icon, only_strong, any}, Attempt{0, only_strong, any},
          Attempt{icon * 0.7F, only_small, any}, Attempt{0, only_small, any}}) {
        if (Face face = beside(kit, inside, button, attempt.icon, attempt.styles, attempt.most);
            face.whole()) {
            return face;
        }
    }
    Button bare = button;
    bare.caption.clear();
    return beside(kit, inside, bare, 0, strong_and_small, any);
}

Face arrange_above(const Kit& kit, const Rect& inside, const Button& button) {
    constexpr std::array styles{TextStyle::title, TextStyle::strong, TextStyle::small};
    Face face = with_icon(kit, button, std::min(inside.height() * 0.45F, kit.mm(13)));
    face.above = true;
    const float room = inside.height() - face.icon - face.gap;
    face.label = fit(kit, inside.width(), room, button.label, styles);
    const bool too_high = line_height(kit, face.label.style) * 0.8F > room;
    return face.whole() && !too_high ? face : arrange_beside(kit, inside, button);
}

void paint_face(Kit& kit, Rect inside, const Button& button, const Face& face, Colour ink) {
    const float high = words_height(kit, face);
    if (face.above) {
        inside = inside.middle(inside.width(), face.icon + face.gap + high);
        draw_icon(kit.draw(), button.icon, inside.cut_top(face.icon), ink);
        inside.cut_top(face.gap);
        paint_fitted(kit, inside, face.label, ink, Align::centre);
        return;
    }
    float wide = 1;
    for (const std::string& line : face.label.text.lines) {
        wide = std::max(wide, text_width(kit, face.label.style, line) + 1);
    }
    for (const std::string& line : face.caption.lines) {
        wide = std::max(wide, text_width(kit, TextStyle::small, line) + 1);
    }
    inside = inside.middle(std::min(inside.width(), face.icon + face.gap + wide), inside.height());
    if (face.icon > 0) {
        draw_icon(kit.draw(), button.icon, inside.cut_left(face.icon), ink);
        inside.cut_left(face.gap);
    }
    const Align align = face.icon > 0 || !face.caption.lines.empty() ? Align::left : Align::centre;
    Rect words = inside.middle(inside.width(), high);
    const Rect label = words.cut_top(high - line_height(kit, TextStyle::small) *
                                                static_cast<float>(face.caption.lines.size()));
    paint_fitted(kit, label, face.label, ink, align);
    paint_lines(kit, words, face.caption, {.style = TextStyle::small, .colour = ink, .align = align});
}

Rect inside_of(const Kit& kit, const Rect& rect) {
    const float side = std::min(kit.mm(3), rect.width() * 0.08F);
    return rect.inset(side, kit.mm(1.2F));
}

} // namespace

float button_width(const Kit& kit, const Button& button) {
    const bool large = button.kind == ButtonKind::primary;
    const float icon =
        button.icon == Icon::none ? 0 : kit.measures().sign(large ? 8.5F : 6.5F) + kit.mm(2.2F);
    const float label = text_width(kit, large ? TextStyle::title : TextStyle::strong, button.label);
    return std::max(label, text_width(kit, TextStyle::small, button.caption)) + icon + 2 * kit.mm(3) + 2;
}

float button_height(const Kit& kit, float width, const Button& button) {
    const bool large = button.kind == ButtonKind::primary;
    const float least = large ? kit.measures().primary_button() : kit.measures().button();
    const float step = line_height(kit, TextStyle::strong) / 2;
    const int steps = static_cast<int>(3 * least / step);
    for (int taller = 0; taller <= steps; ++taller) {
        const float height = least + step * static_cast<float>(taller);
        const Rect inside = inside_of(kit, {0, 0, width, height - (large ? kit.mm(0.7F) : 0)});
        const Face face = arrange_beside(kit, inside, button);
        if (face.whole() && (face.label.style != TextStyle::small || height >= 1.8F * least)) {
            return std::round(height);
        }
    }
    return std::round(2 * least);
}

bool button(Kit& kit, const Rect& rect, const Button& button) {
    const Private privacy(kit, button.personal ? Privacy::all : kit.privacy());
    const float lip = kit.mm(0.7F);
    const bool lipped = look_of(kit.palette(), button, false).lip != 0;
    Rect face_rect = rect;
    if (lipped) {
        face_rect.bottom -= lip;
    }
    const Rect inside = inside_of(kit, face_rect);
    const Face face = button.tall ? arrange_above(kit, inside, button) : arrange_beside(kit, inside, button);
    const Role role = button.kind == ButtonKind::primary ? Role::primary_button : Role::button;
    const Touch touch =
        kit.touch(rect, role, button.label, button.caption, button.enabled, face.label.text.shortened);
    const ButtonLook look = look_of(kit.palette(), button, touch.held);
    paint_button_ground(kit, rect, touch.held ? ButtonLook{look.ground, look.ink, look.edge, 0} : look);
    // Under the finger the button goes down onto its lower edge.
    paint_face(kit, touch.held && lipped ? inside.moved(0, lip) : inside, button, face, look.ink);
    return touch.tapped;
}

bool choice(Kit& kit, const Rect& rect, const std::string& label, bool chosen) {
    constexpr std::array styles{TextStyle::strong, TextStyle::small};
    Rect inside = rect.inset(kit.mm(3), kit.mm(1));
    const float side = std::min(inside.height(), kit.measures().sign(6.5F));
    const Rect place = inside.cut_left(side);
    inside.cut_left(kit.mm(2.2F));
    const Fitted words = fit(kit, inside.width(), inside.height(), label, styles);
    const Touch touch = kit.touch(rect, Role::check, label, chosen ? kit.texts().get("chosen") : "", true,
                                  words.text.shortened);
    const Palette& palette = kit.palette();
    const bool lit = chosen || touch.held;
    fill_round(kit.draw(), rect, kit.measures().radius(),
               lit ? palette.of(Meaning::good).ground : palette.card.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(), lit ? palette.primary.ground : palette.edge,
                 kit.measures().hairline() * (lit ? 2.0F : 1.0F));
    const Rect mark = place.middle(side, side);
    if (chosen) {
        kit.draw().AddCircleFilled(mark.centre(), side / 2, palette.primary.ground);
        draw_icon(kit.draw(), Icon::check, mark.inset(side * 0.16F), palette.primary.ink);
    } else {
        kit.draw().AddCircle(mark.centre(), side / 2 - 1, palette.edge, 0, kit.measures().hairline());
    }
    paint_fitted(kit, inside, words, palette.card.ink, Align::left);
    return touch.tapped;
}

namespace {

/// Beside the label of a choice: the mark and the margins.
float around_choice(const Kit& kit) {
    return 2 * kit.mm(3) + kit.measures().sign(6.5F) + kit.mm(2.2F);
}

} // namespace

float choice_width(const Kit& kit, const std::string& label) {
    return text_width(kit, TextStyle::strong, label) + around_choice(kit) + 2;
}

float choice_height(const Kit& kit, float width, const std::string& label) {
    const float room = width - around_choice(kit);
    return std::max(kit.measures().button(),
                    paragraph_height(kit, TextStyle::strong, label, room) + kit.mm(2));
}

namespace {

/// The buttons of one row of a foot, from `first` on.
struct FootRow {
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<float> widths;
    float height = 0;
    bool whole = true; ///< no word of a label is wider than its button
};

/// The width in which the longest word of a label stands without its icon.
float least_width(const Kit& kit, const Button& button) {
    float widest = kit.measures().target();
    std::string_view rest = button.label;
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        widest = std::max(widest, text_width(kit, TextStyle::strong, word) + 2 * kit.mm(3) + 2);
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    return widest;
}

/// Each as wide as its label on one line, and the rest shared; or, where that is too wide, nearer to its
/// longest word.
std::vector<float> foot_widths(const Kit& kit, float width, std::span<const Button> buttons, bool& whole) {
    float natural = 0;
    float least = 0;
    float shares = 0;
    const auto share_of = [](const Button& button) {
        return button.kind == ButtonKind::primary ? 2.0F : 1.0F;
    };
    for (const Button& button : buttons) {
        natural += button_width(kit, button);
        least += least_width(kit, button);
        shares += share_of(button);
    }
    whole = least <= width;
    std::vector<float> widths;
    for (const Button& button : buttons) {
        const float own = button_width(kit, button);
        const float narrow = least_width(kit, button);
        if (natural <= width) {
            widths.push_back(own + (width - natural) * share_of(button) / shares);
        } else if (whole) {
            widths.push_back(narrow + (width - least) * (own - narrow) / std::max(1.0F, natural - least));
        } else {
            widths.push_back(width * narrow / least);
        }
    }
    return widths;
}

FootRow foot_row(const Kit& kit, float width, std::span<const Button> buttons, std::size_t first,
                 std::size_t count) {
    const auto mine = buttons.subspan(first, count);
    // A way back that stands alone need not be as high as what it leads away from.
    const bool only_back = buttons.size() == 1 && buttons.front().kind == ButtonKind::quiet;
    FootRow row{
        first, count, {}, only_back ? kit.measures().button() : kit.measures().primary_button(), true};
    const float gaps = kit.measures().gap() * static_cast<float>(count - 1);
    row.widths = foot_widths(kit, width - gaps, mine, row.whole);
    for (std::size_t n = 0; n < count; ++n) {
        row.height = std::max(row.height, button_height(kit, row.widths[n], mine[n]));
    }
    return row;
}

/// Evenly over so many rows; the last, where the main button is, has the fewest.
std::vector<FootRow> foot_rows(const Kit& kit, float width, std::span<const Button> buttons,
                               std::size_t rows) {
    std::vector<FootRow> result;
    std::size_t first = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t left = buttons.size() - first;
        const std::size_t count = (left + rows - row - 1) / (rows - row);
        result.push_back(foot_row(kit, width, buttons, first, count));
        first += count;
    }
    return result;
}

} // namespace

float buttons_height(const Kit& kit, float width, std::span<const Button> buttons) {
    Rect page{0, 0, width, 1e5F};
    (void)cut_buttons(kit, page, buttons);
    return 1e5F - page.bottom;
}

std::vector<Rect> cut_buttons(const Kit& kit, Rect& page, std::span<const Button> buttons) {
    std::vector<FootRow> rows;
    float lowest = 0;
    for (std::size_t count = 1; count <= buttons.size(); ++count) {
        auto some = foot_rows(kit, page.width(), buttons, count);
        float height = 0;
        bool whole = true;
        for (const FootRow& row : some) {
            height += row.height + kit.measures().gap();
            whole = whole && row.whole;
        }
        // The lowest in which no word is parted; one button a row is the last resort.
        if (rows.empty() || (whole && height < lowest)) {
            rows = std::move(some);
            lowest = whole ? height : 1e6F;
        }
    }
    std::vector<Rect> places(buttons.size());
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        Rect line = page.cut_bottom(row->height);
        for (std::size_t n = 0; n < row->count; ++n) {
            const bool last = n + 1 == row->count;
            places[row->first + n] = last ? line : line.cut_left(row->widths[n]);
            line.cut_left(kit.measures().gap());
        }
        page.cut_bottom(kit.measures().gap());
    }
    return places;
}

} // namespace guichet::ui
