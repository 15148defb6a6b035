#pragma once
// The look as data: colours, letters and measures. Another theme is another set of these values.

#include "kiosk/app/appearance.hpp"
#include "kiosk/core/order.hpp"

#include <imgui.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace guichet::ui {

/// A colour as Dear ImGui packs it.
using Colour = ImU32;

/// From the way that designers write it: 0x1B5E3A.
[[nodiscard]] constexpr Colour rgb(unsigned hex, unsigned alpha = 0xFF) {
    return IM_COL32((hex >> 16U) & 0xFFU, (hex >> 8U) & 0xFFU, hex & 0xFFU, alpha);
}
[[nodiscard]] Colour with_alpha(Colour colour, float alpha);
/// `share` 0 gives the first colour, 1 the second.
[[nodiscard]] Colour blend(Colour first, Colour second, float share);
/// Contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
[[nodiscard]] float contrast(Colour first, Colour second);

/// A surface and what is written on it: text of at least 7:1, its softer second text also.
struct Tone {
    Colour ground = 0;
    Colour ink = 0;
    Colour soft_ink = 0; ///< for what is said beside the main text
    Colour line =
        0; ///< the border that sets the surface apart, at least 3:1 where it is a control's only edge
};

/// What a colour tells; a word and a shape always tell it as well.
enum class Meaning : std::uint8_t { plain, good, attention, bad, information };

/// What sets a surface apart from the page: a soft shadow under cards and dialogs; a line around them, where
/// shadows are not seen; or a line around everything, also what is otherwise told by its tint.
enum class Surfaces : std::uint8_t { shaded, lined, outlined };

struct Palette {
    Tone page;    ///< behind everything
    Tone card;    ///< what lies on the page
    Tone primary; ///< the one thing to do next
    Tone pressed; ///< the primary button under a finger
    Tone accent;  ///< the warm second colour, for what wants a look
    Tone danger;
    std::array<Tone, 5> meanings; ///< by Meaning, as soft grounds
    std::array<Tone, 3> storage;  ///< by StorageClass, as soft grounds
    std::array<Colour, 3> crates; ///< by StorageClass, the wood of the crate pictures
    Colour edge = 0; ///< around what can be touched: at least 3:1 on page, card and plain grounds
    Colour shadow = 0;
    Colour scrim = 0; ///< over the page while a dialog is open
    Surfaces surfaces = Surfaces::shaded;

    [[nodiscard]] const Tone& of(Meaning meaning) const {
        return meanings[static_cast<std::size_t>(meaning)];
    }
    [[nodiscard]] const Tone& of(StorageClass kept) const { return storage[static_cast<std::size_t>(kept)]; }
    [[nodiscard]] Colour crate(StorageClass kept) const { return crates[static_cast<std::size_t>(kept)]; }

    /// Every pair of text and ground in use.
    [[nodiscard]] std::vector<Tone> tones() const;
};

[[nodiscard]] Palette light_palette();
[[nodiscard]] Palette dark_palette();
/// Black, white and one colour: for those who see little.
[[nodiscard]] Palette high_contrast_palette();
[[nodiscard]] Palette palette_of(app::Colours colours);

/// The body text's capitals are 3.5, 4.9, 6.7 and 9 mm high.
[[nodiscard]] float text_scale_of(app::TextSize size);

/// The sizes of text, by their place on a screen.
enum class TextStyle : std::uint8_t { small, body, strong, title, display, location };
constexpr std::size_t text_style_count = 6;

/// What a text style asks of a typeface. `weight` as in OpenType (400 regular to 700 bold).
struct FontNeed {
    TextStyle style = TextStyle::body;
    int weight = 400;
    float capital = 0;       ///< height of capital letters in pixels
    bool only_codes = false; ///< only the letters of codes and numbers are drawn in it
};

/// Millimetres to pixels, and all that follows from them.
struct Measures {
    float pixels_per_mm = 5.9F; ///< of the panel; 5.9 is a 10.1-inch panel of 1280 × 800
    float text_scale = 1.0F;    ///< the person's choice of text size, 1 to 2.6

    [[nodiscard]] float mm(float millimetres) const { return std::round(millimetres * pixels_per_mm); }

    [[nodiscard]] float target() const { return mm(12.7F); }      ///< smallest thing to touch
    [[nodiscard]] float button() const { return mm(14); }         ///< height of a secondary button
    [[nodiscard]] float primary_button() const { return mm(20); } ///< height of the main button
    [[nodiscard]] float gap() const { return mm(2.7F); }    ///< between things to touch: 2.54 mm at least
    [[nodiscard]] float margin() const { return mm(4.5F); } ///< around the screen and in cards
    [[nodiscard]] float radius() const { return mm(3); }    ///< of the corners
    /// A pictogram beside text: it grows with the text, but less.
    [[nodiscard]] float sign(float millimetres) const {
        return mm(millimetres * (1 + (text_scale - 1) * 0.3F));
    }
    [[nodiscard]] float hairline() const { return std::fmax(1.0F, std::round(0.3F * pixels_per_mm)); }

    [[nodiscard]] FontNeed font(TextStyle style) const;
    [[nodiscard]] std::vector<FontNeed> fonts() const;
};

struct Theme {
    Palette palette = light_palette();
    Measures measures;
    std::array<ImFont*, text_style_count> fonts{}; ///< by TextStyle, for these measures

    [[nodiscard]] ImFont* font(TextStyle style) const { return fonts[static_cast<std::size_t>(style)]; }
};

} // namespace guichet::ui
