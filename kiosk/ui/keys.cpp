#include "kiosk/ui/keys.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

/// The rows of letters as keyboards of the language have them; in the last, two keys are space and erase.
using Rows = std::array<std::string_view, 3>;

constexpr Rows azerty{"AZERTYUIOP", "QSDFGHJKLM", "WXCVBN'-"};
constexpr Rows qwertz{"QWERTZUIOP", "ASDFGHJKL'", "YXCVBNM-"};
constexpr Rows qwerty{"QWERTYUIOP", "ASDFGHJKL'", "ZXCVBNM-"};
constexpr Rows spanish{"QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM-"};

const Rows& rows_of(const std::string& language) {
    if (language == "fr") {
        return azerty;
    }
    return language == "de" ? qwertz : language == "es" ? spanish : qwerty;
}

/// Large enough for a finger; on a higher panel a little higher.
float key_height(const Kit& kit) {
    return std::clamp(std::round(kit.screen().height() * 0.085F), kit.measures().target(), kit.mm(17));
}

/// Keys wider than this would look like buttons.
constexpr float widest_key_mm = 23;

Rect place_of(const Kit& kit, const Rect& rect, float columns) {
    const float widest = columns * kit.mm(widest_key_mm) + (columns - 1) * kit.measures().gap();
    return rect.middle(std::min(rect.width(), widest), rect.height());
}

constexpr std::string_view ten_digits = "1234567890";

bool key(Kit& kit, const Rect& rect, const std::string& label, Icon icon, TextStyle style) {
    const Palette& palette = kit.palette();
    const Touch touch = kit.touch(rect, Role::key, label);
    const float lip = kit.mm(0.5F);
    const bool quiet = icon != Icon::none;
    const Colour face = quiet ? palette.of(Meaning::plain).ground : palette.card.ground;
    const float radius = kit.mm(2.2F);
    const bool lit = touch.held && palette.surfaces == Surfaces::outlined;
    const Colour ink = lit ? palette.primary.ink : palette.card.ink;
    fill_round(kit.draw(), rect, radius, palette.edge);
    Rect top = rect.inset(kit.measures().hairline());
    touch.held ? top.cut_top(lip) : top.cut_bottom(lip);
    fill_round(kit.draw(), top, radius,
               lit          ? palette.primary.ground
               : touch.held ? palette.of(Meaning::good).ground
                            : face);
    if (icon != Icon::none) {
        draw_icon(kit.draw(), icon, top.middle(kit.mm(7), kit.mm(7)), ink);
    } else {
        paint_line(kit, top, label, {.style = style, .colour = ink, .align = Align::centre});
    }
    return touch.tapped;
}

/// The keys of one row of letters, each in its place.
std::optional<Stroke> key_row(Kit& kit, const std::vector<Rect>& places, std::string_view letters) {
    std::optional<Stroke> stroke;
    for (std::size_t n = 0; !letters.empty(); ++n) {
        const std::string letter(letters.substr(0, letters.front() < 0 ? 2 : 1)); // UTF-8
        letters.remove_prefix(letter.size());
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
        const bool wide = text_width(kit, TextStyle::title, shown) > inside.width();
        const TextStyle style = wide ? TextStyle::small : TextStyle::title;
        const float cursor = kit.mm(1.5F) + std::min(inside.width(), text_width(kit, style, shown));
        paint_line(kit, inside, shown, {.style = style, .colour = palette.card.ink});
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

float keypad_height(const Kit& kit) {
    return 4 * key_height(kit) + 3 * kit.measures().gap();
}

float keypad_width(const Kit& kit) {
    return 3 * kit.mm(19) + 2 * kit.measures().gap();
}

float code_keys_height(const Kit& kit) {
    return 3 * std::max(key_height(kit), kit.mm(14)) + 2 * kit.measures().gap();
}

std::optional<Stroke> code_keys(Kit& kit, const Rect& rect) {
    static constexpr std::array<std::string_view, 3> rows{"1234567890", "ABCDEFGHJKM", "NPQRSTVWXYZ"};
    const float gap = kit.measures().gap();
    const auto places = place_of(kit, rect, 11).rows(rows.size(), gap);
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
    return rows * key_height(kit) + (rows - 1) * kit.measures().gap();
}

std::optional<Stroke> keyboard(Kit& kit, const Rect& rect, bool digits) {
    const float gap = kit.measures().gap();
    const auto rows = place_of(kit, rect, 10).rows(digits ? 4 : 3, gap);
    const Rows& letters_of_rows = rows_of(kit.texts().language());
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
    take(rows[row++].columns(10, gap), letters_of_rows[0]);
    take(rows[row++].columns(10, gap), letters_of_rows[1]);
    const auto last = rows[row].columns(10, gap);
    take(last, letters_of_rows[2]);
    if (key(kit, last[8], kit.texts().get("Space"), Icon::space, TextStyle::small)) {
        stroke = Stroke{.text = " ", .erase = false};
    }
    if (key(kit, last[9], kit.texts().get("Erase"), Icon::erase, TextStyle::strong)) {
        stroke = Stroke{.text = {}, .erase = true};
    }
    return stroke;
}

} // namespace guichet::ui
