#include "kiosk/ui/text.hpp"

#include <algorithm>
#include <cfloat>
#include <string>

namespace guichet::ui {

namespace {

constexpr std::string_view ellipsis = "…";
constexpr float letter_share =
    0.74F;                       // of a font's height, from the foot of its letters to above its capitals
constexpr float leading = 1.06F; // the typeface's own line is close to its letters

ImVec2 extent(const ImFont& font, std::string_view text) {
    return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
}

/// Cuts off the last letter, whole as UTF-8.
void cut_letter(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
        text.pop_back();
    }
    if (!text.empty()) {
        text.pop_back();
    }
}

std::string with_ellipsis(const ImFont& font, std::string text, float width) {
    while (!text.empty() && extent(font, text + std::string(ellipsis)).x > width) {
        cut_letter(text);
    }
    return text + std::string(ellipsis);
}

/// What stays on one line with the word before it: the unit of a number ("500 g"), and an initial ("Camille
/// D.", also at a sentence's end or before a comma).
bool belongs_to(std::string_view word, std::string_view next) {
    constexpr std::size_t longest_unit = 2;
    const bool number = !word.empty() && word.back() >= '0' && word.back() <= '9';
    if (number && next.size() <= longest_unit)
        return true;
    const auto letter = next.empty() ? 0U : static_cast<unsigned char>(next.front());
    const std::size_t length = letter < 0x80 ? 1 : 2; // UTF-8; names have no others here
    const bool capital = (letter >= 'A' && letter <= 'Z') || letter >= 0xC3;
    return capital && next.size() <= length + 2 &&
           next.substr(std::min(length, next.size())).starts_with('.');
}

/// Where a word ends, or what stays with it.
std::size_t end_of_unit(std::string_view text, std::size_t start, std::size_t end) {
    if (end == start || end >= text.size() || text[end] != ' ') {
        return end;
    }
    const auto after = std::min(text.find_first_of(" \n", end + 1), text.size());
    const bool together = belongs_to(text.substr(start, end - start), text.substr(end + 1, after - end - 1));
    return together ? after : end;
}

/// Takes the next word with the space before it.
std::string_view next_word(std::string_view& rest) {
    const auto start = std::min(rest.find_first_not_of(' '), rest.size());
    const auto end = std::min(rest.find_first_of(" \n", start), rest.size());
    const std::size_t unit = end_of_unit(rest, start, end);
    const auto word = rest.substr(start, unit - start);
    rest.remove_prefix(unit);
    return word;
}

float aligned(const Rect& rect, float width, Align align) {
    switch (align) {
    case Align::left: return rect.left;
    case Align::centre: return std::floor(rect.left + (rect.width() - width) / 2);
    case Align::right: return std::floor(rect.right - width);
    }
    return rect.left;
}

void paint_at(const Kit& kit, const Rect& rect, float top, std::string_view line, const TextLook& look) {
    ImFont& font = *kit.theme().font(look.style);
    const float width = extent(font, line).x;
    const float x = aligned(rect, width, look.align);
    note_ink(Ink::Kind::text,
             {std::floor(x), std::floor(top), std::ceil(x + width), std::ceil(top + font.FontSize)},
             look.colour);
    kit.draw().AddText(&font, font.FontSize, {std::floor(x), std::floor(top)}, look.colour, line.data(),
                       line.data() + line.size());
}

std::size_t lines_in(const Kit& kit, TextStyle style, float height) {
    // A line may reach a little below its place: nothing but the tails of letters is there.
    return static_cast<std::size_t>(std::max(1.0F, std::floor(height / line_height(kit, style) + 0.12F)));
}

Rect paint_block(const Kit& kit, const Rect& rect, const Wrapped& text, const TextLook& look) {
    const float step = line_height(kit, look.style);
    float top = rect.top;
    for (const auto& line : text.lines) {
        paint_at(kit, rect, top, line, look);
        top += step;
    }
    return {rect.left, rect.top, rect.right, top};
}

} // namespace

float line_height(const Kit& kit, TextStyle style) {
    return std::round(kit.theme().font(style)->FontSize * leading);
}

float text_width(const Kit& kit, TextStyle style, std::string_view text) {
    return std::ceil(extent(*kit.theme().font(style), text).x);
}

Wrapped wrap(const Kit& kit, TextStyle style, std::string_view text, float width, std::size_t most) {
    const ImFont& font = *kit.theme().font(style);
    Wrapped result;
    std::string line;
    const auto finish = [&] {
        if (extent(font, line).x > width) {
            line = with_ellipsis(font, std::move(line), width);
            result.shortened = true;
        }
        result.lines.push_back(std::move(line));
        line.clear();
    };
    std::string_view rest = text;
    while (!rest.empty() && result.lines.size() < most) {
        if (rest.front() == '\n') {
            rest.remove_prefix(1);
            finish();
            continue;
        }
        const std::string_view before = rest;
        const std::string word(next_word(rest));
        const std::string longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && extent(font, longer).x > width) {
            rest = before;
            finish();
        } else {
            line = longer;
        }
    }
    if (!line.empty() && result.lines.size() < most) {
        finish();
    } else if (rest.find_first_not_of(" \n") != std::string_view::npos && !result.lines.empty()) {
        result.lines.back() = with_ellipsis(font, std::move(result.lines.back()), width);
        result.shortened = true;
    }
    return result;
}

float paragraph_height(const Kit& kit, TextStyle style, std::string_view text, float width) {
    constexpr std::size_t unlimited = 1000;
    return line_height(kit, style) *
           static_cast<float>(wrap(kit, style, text, width, unlimited).lines.size());
}

void paint_lines(const Kit& kit, const Rect& rect, const Wrapped& text, const TextLook& look) {
    paint_block(kit, rect, text, look);
}

float balanced_width(const Kit& kit, TextStyle style, std::string_view text, float width) {
    const float height = paragraph_height(kit, style, text, width);
    float narrow = width / 3;
    float wide = width;
    for (int step = 0; step < 6; ++step) {
        const float middle = std::floor((narrow + wide) / 2);
        (paragraph_height(kit, style, text, middle) > height ? narrow : wide) = middle;
    }
    return wide;
}

bool paint_line(const Kit& kit, const Rect& rect, std::string_view text, const TextLook& look) {
    const ImFont& font = *kit.theme().font(look.style);
    const float top = rect.top + (rect.height() - font.FontSize) / 2;
    if (extent(font, text).x <= rect.width()) {
        paint_at(kit, rect, top, text, look);
        return false;
    }
    paint_at(kit, rect, top, with_ellipsis(font, std::string(text), rect.width()), look);
    return true;
}

void write_line(Kit& kit, const Rect& rect, std::string_view text, const TextLook& look, Role role) {
    const bool shortened = paint_line(kit, rect, text, look);
    kit.show(rect, role, text, {}, shortened);
}

float write_paragraph(Kit& kit, const Rect& rect, std::string_view text, const TextLook& look, Role role) {
    const Wrapped wrapped =
        wrap(kit, look.style, text, rect.width(), lines_in(kit, look.style, rect.height()));
    const Rect used = paint_block(kit, rect, wrapped, look);
    kit.show(used, role, text, {}, wrapped.shortened);
    return used.height();
}

bool paint_fitting(const Kit& kit, const Rect& rect, std::string_view text,
                   std::initializer_list<TextStyle> styles, Colour colour, Align align) {
    Wrapped wrapped;
    TextStyle style = *styles.begin();
    for (const TextStyle candidate : styles) {
        style = candidate;
        const bool too_high = kit.theme().font(style)->FontSize * letter_share > rect.height();
        if (too_high && candidate != *(styles.end() - 1)) {
            continue;
        }
        wrapped = wrap(kit, style, text, rect.width(), lines_in(kit, style, rect.height()));
        if (!wrapped.shortened) {
            break;
        }
    }
    const float height = line_height(kit, style) * static_cast<float>(wrapped.lines.size());
    const Rect middle = rect.middle(rect.width(), height);
    paint_block(kit, middle, wrapped, {.style = style, .colour = colour, .align = align});
    return wrapped.shortened;
}

} // namespace guichet::ui
