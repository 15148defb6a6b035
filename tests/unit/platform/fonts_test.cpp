#include "kiosk/platform/fonts.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace guichet::platform {
namespace {

TEST(Fonts, FindsRealWeights) {
    const auto regular = find_typeface("Inter", FontWeight::regular);
    const auto bold = find_typeface("Inter", FontWeight::bold);
    ASSERT_TRUE(regular);
    ASSERT_TRUE(bold);
    EXPECT_NE(regular->file, bold->file);
}

TEST(Fonts, GoesOnWithoutTheTypeface) {
    const auto found = find_typeface("No Such Typeface", FontWeight::regular);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->stand_in);
}

TEST(Fonts, HasCapitalsOfTheHeightThatWasAskedFor) {
    ImFontAtlas atlas;
    std::vector<std::string> notices;
    const ImFont* font = add_font(atlas, FontWeight::bold, 40, Letters::all, notices);
    ASSERT_TRUE(atlas.Build());
    const ImFontGlyph* capital = font->FindGlyph('H');
    EXPECT_NEAR(capital->Y1 - capital->Y0, 40, 1.5F);
}

TEST(Fonts, HasTheLettersOfTheNamesThatOccur) {
    ImFontAtlas atlas;
    std::vector<std::string> notices;
    const ImFont* font = add_font(atlas, FontWeight::regular, 20, Letters::all, notices);
    ASSERT_TRUE(atlas.Build());
    for (const ImWchar letter : std::initializer_list<ImWchar>{0x00C9, 0x0153, 0x0141, 0x017C, 0x20AC, 0x2019,
                                                               0x2026, 0x202F, 0x2022}) {
        EXPECT_NE(font->FindGlyphNoFallback(letter), nullptr) << std::hex << letter;
    }
}

} // namespace
} // namespace guichet::platform
