#include "kiosk/ui/theme.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

float channel(Colour colour, unsigned shift) {
    return static_cast<float>((colour >> shift) & 0xFFU) / 255.0F;
}

float linear(float part) {
    return part <= 0.04045F ? part / 12.92F : std::pow((part + 0.055F) / 1.055F, 2.4F);
}

float luminance(Colour colour) {
    return 0.2126F * linear(channel(colour, IM_COL32_R_SHIFT)) +
           0.7152F * linear(channel(colour, IM_COL32_G_SHIFT)) +
           0.0722F * linear(channel(colour, IM_COL32_B_SHIFT));
}

struct Type {
    int weight;
    float capital_mm;
    bool only_codes;
};

/// By TextStyle, for a text scale of 1. EN 301 549 asks for 0.7° of view: body text of 3.5 mm has it at 290
/// mm, and a person who cannot come near chooses a larger size.
constexpr std::array<Type, text_style_count> types{{{500, 3.0F, false},
                                                    {400, 3.5F, false},
                                                    {600, 3.5F, false},
                                                    {600, 4.6F, false},
                                                    {700, 6.8F, false},
                                                    {700, 11.0F, true}}};

} // namespace

Colour with_alpha(Colour colour, float alpha) {
    const auto part = static_cast<Colour>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255.0F));
    return (colour & ~static_cast<Colour>(IM_COL32_A_MASK)) | (part << IM_COL32_A_SHIFT);
}

Colour blend(Colour first, Colour second, float share) {
    Colour mixed = 0;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
        const float part = channel(first, shift) + (channel(second, shift) - channel(first, shift)) * share;
        mixed |= static_cast<Colour>(std::lround(part * 255.0F)) << shift;
    }
    return mixed;
}

float contrast(Colour first, Colour second) {
    const float one = luminance(first);
    const float other = luminance(second);
    return (std::max(one, other) + 0.05F) / (std::min(one, other) + 0.05F);
}

std::vector<Tone> Palette::tones() const {
    std::vector<Tone> all{page, card, primary, pressed, accent, danger};
    all.insert(all.end(), meanings.begin(), meanings.end());
    all.insert(all.end(), storage.begin(), storage.end());
    return all;
}

Palette light_palette() {
    const Colour white = rgb(0xFFFFFF);
    return {
        .page = {rgb(0xF6F1E7), rgb(0x1C2A21), rgb(0x47503F), rgb(0xDCD3C0)},
        .card = {rgb(0xFFFDF9), rgb(0x1C2A21), rgb(0x4C5546), rgb(0xE3DBCB)},
        .primary = {rgb(0x1E5B3C), white, rgb(0xF0F8F0), rgb(0x1E5B3C)},
        .pressed = {rgb(0x123F28), white, rgb(0xF0F8F0), rgb(0x123F28)},
        .accent = {rgb(0xF2B33D), rgb(0x2B1D00), rgb(0x3D2900), rgb(0xC98A12)},
        .danger = {rgb(0x9C2018), white, rgb(0xFFEDEA), rgb(0x9C2018)},
        .meanings = {{
            {rgb(0xEFE8DA), rgb(0x1C2A21), rgb(0x474E40), rgb(0xD2C7B0)},
            {rgb(0xDFEFDD), rgb(0x12462B), rgb(0x23482F), rgb(0x3C8A58)},
            {rgb(0xFFEBC2), rgb(0x4F3300), rgb(0x563A06), rgb(0xB97A08)},
            {rgb(0xFCE3DE), rgb(0x7C160F), rgb(0x6E2119), rgb(0xB83A2E)},
            {rgb(0xDFECF5), rgb(0x0F4163), rgb(0x22465F), rgb(0x3A7CA5)},
        }},
        .storage = {{
            {rgb(0xF7E8CB), rgb(0x573A0B), rgb(0x57400F), rgb(0xB98331)},
            {rgb(0xDCEDF6), rgb(0x0B4468), rgb(0x1B475F), rgb(0x3C86AE)},
            {rgb(0xE4E5F8), rgb(0x2F2F86), rgb(0x3A3A7A), rgb(0x6A6CC2)},
        }},
        .crates = {rgb(0xD9A55B), rgb(0x7DB6D6), rgb(0x9DA0DE)},
        .shadow = rgb(0x4A3B1E),
        .scrim = rgb(0x17241C, 0x8C),
    };
}

FontNeed Measures::font(TextStyle style) const {
    const Type& type = types[static_cast<std::size_t>(style)];
    return {.style = style,
            .weight = type.weight,
            .capital = type.capital_mm * pixels_per_mm * text_scale,
            .only_codes = type.only_codes};
}

std::vector<FontNeed> Measures::fonts() const {
    std::vector<FontNeed> needs;
    for (std::size_t style = 0; style < text_style_count; ++style) {
        needs.push_back(font(static_cast<TextStyle>(style)));
    }
    return needs;
}

} // namespace guichet::ui
