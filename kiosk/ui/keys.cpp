#include "kiosk/ui/keys.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

constexpr std::array<std::string_view, 3> azerty{"AZERTYUIOP", "QSDFGHJKLM", "WXCVBN'-"};
constexpr std::string_view ten_digits = "1234567890";

bool key(Kit& kit, const Rect& rect, const std::string& label, Icon icon, TextStyle style) {
    const Palette& palette = kit.palette();
    const Touch touch = kit.touch(rect, Role::key, label);
    const float lip = kit.mm(0.5F);
    const bool quiet = icon != Icon::none;
    const Colour face = quiet ? palette.of(Meaning::plain).ground : palette.card.ground;
    const float radius = kit.mm(2.2F);
    fill_round(kit.draw(), rect, radius, palette.of(Meaning::plain).line);
    Rect top = rect;
    touch.held ? top.cut_top(lip) : top.cut_bottom(lip);
    fill_round(kit.draw(), top, radius, touch.held ? palette.of(Meaning::good).ground : face);
    stroke_round(kit.draw(), rect, radius, palette.of(Meaning::plain).line, kit.measures().hairline());
    if (icon != Icon::none) {
        draw_icon(kit.draw(), icon, top.middle(kit.mm(7), kit.mm(7)), palette.card.ink);
    } else {
        paint_line(kit, top, label, {.style = style, .colour = palette.card.ink, .align = Align::centre});
    }
    return touch.tapped;
}

/// The keys of one row of letters, each in its place.
std::optional<Stroke> key_row(Kit& kit, const std::vector<Rect>& places, std::string_view letters) {
    std::optional<Stroke> stroke;
    for (std::size_t n = 0; n < letters.size(); ++n) {
        const std::string letter(letters.substr(n, 1));
        if (key(kit, places[n], letter, Icon::none, TextStyle::strong)) {
            stroke = Stroke{.text = letter, .erase = false};
        }
    }
    return stroke;
}

} // namespace

void text_field(Kit& kit, const Rect& rect, const std::string& typed, const std::string& hint, bool secret) {
    const Palette& palette = kit.palette();
    std::string shown = typed;
    if (secret) {
        shown.clear();
        for (std::size_t n = 0; n < typed.size(); ++n) {
            shown += "• ";
        }
    }
    fill_round(kit.draw(), rect, kit.measures().radius(), palette.card.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(), palette.primary.ground,
                 2 * kit.measures().hairline());
    const Rect inside = rect.inset(kit.mm(4), 0);
    if (shown.empty()) {
        paint_fitting(kit, inside, hint, {TextStyle::body, TextStyle::small}, palette.card.soft_ink,
                      Align::left);
    } else {
        const float cursor =
            kit.mm(1.5F) + std::min(inside.width(), text_width(kit, TextStyle::title, shown));
        paint_line(kit, inside, shown, {.style = TextStyle::title, .colour = palette.card.ink});
        const Rect mark = Rect{inside.left + cursor, rect.top,
                               inside.left + cursor + kit.measures().hairline() * 2, rect.bottom};
        fill_round(kit.draw(), mark.inset(0, rect.height() * 0.24F), 0, palette.primary.ground, no_corners);
    }
    const Private typing(kit);
    kit.show(rect, Role::field, hint, shown);
}

std::optional<Stroke> keypad(Kit& kit, const Rect& rect) {
    const float gap = kit.measures().gap();
    const float largest = kit.mm(24);
    const Rect place = rect.middle(std::min(rect.width(), 3 * largest + 2 * gap),
                                   std::min(rect.height(), 4 * largest * 0.8F + 3 * gap));
    std::optional<Stroke> stroke;
    const auto rows = place.rows(4, gap);
    for (std::size_t n = 0; n < 11; ++n) {
        const std::size_t column = n < 9 ? n % 3 : n - 8;
        const Rect at = rows[std::min<std::size_t>(n / 3, 3)].columns(3, gap)[column];
        const bool erase = n == 10;
        const std::string label = erase ? kit.texts().get("Erase") : std::string(1, ten_digits[n]);
        if (key(kit, at, label, erase ? Icon::erase : Icon::none, TextStyle::title)) {
            stroke = Stroke{.text = erase ? "" : label, .erase = erase};
        }
    }
    return stroke;
}

float code_keys_height(const Kit& kit) {
    return 3 * kit.measures().target() * 1.1F + 2 * kit.measures().gap();
}

std::optional<Stroke> code_keys(Kit& kit, const Rect& rect) {
    static constexpr std::array<std::string_view, 3> rows{"1234567890", "ABCDEFGHJKM", "NPQRSTVWXYZ"};
    const float gap = kit.measures().gap();
    const auto places = rect.rows(rows.size(), gap);
    std::optional<Stroke> stroke;
    for (std::size_t n = 0; n < rows.size(); ++n) {
        if (const auto typed = key_row(kit, places[n].columns(11, gap), rows[n])) {
            stroke = typed;
        }
    }
    if (key(kit, places[0].columns(11, gap).back(), kit.texts().get("Erase"), Icon::erase,
            TextStyle::strong)) {
        stroke = Stroke{.text = {}, .erase = true};
    }
    return stroke;
}

float keyboard_height(const Kit& kit, bool digits) {
    const float rows = digits ? 4 : 3;
    return rows * kit.measures().target() + (rows - 1) * kit.measures().gap();
}

std::optional<Stroke> keyboard(Kit& kit, const Rect& rect, bool digits) {
    const float gap = kit.measures().gap();
    const auto rows = rect.rows(digits ? 4 : 3, gap);
    std::size_t row = 0;
    std::optional<Stroke> stroke;
    const auto take = [&](const std::vector<Rect>& places, std::string_view letters) {
        if (const auto typed = key_row(kit, places, letters)) {
            stroke = typed;
        }
    };
    if (digits) {
        take(rows[row++].columns(10, gap), ten_digits);
    }
    take(rows[row++].columns(10, gap), azerty[0]);
    take(rows[row++].columns(10, gap), azerty[1]);
    const auto last = rows[row].columns(10, gap);
    take(last, azerty[2]);
    if (key(kit, last[8], kit.texts().get("Space"), Icon::space, TextStyle::small)) {
        stroke = Stroke{.text = " ", .erase = false};
    }
    if (key(kit, last[9], kit.texts().get("Erase"), Icon::erase, TextStyle::strong)) {
        stroke = Stroke{.text = {}, .erase = true};
    }
    return stroke;
}

} // namespace guichet::ui
