// Contrast as it is on the screen: the colour of each text and icon against the pixels around its strokes.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/inks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace guichet::ui {
namespace {

struct Look {
    std::string name;
    app::Colours colours;
    int width;
    int height;
    float pixels_per_mm;
};

/// What lies in a rectangle of a picture: each colour with its share.
std::map<Colour, float> colours_in(const platform::Screenshot& picture, const Rect& rect) {
    std::map<Colour, float> shares;
    const int left = std::max(0, static_cast<int>(rect.left));
    const int top = std::max(0, static_cast<int>(rect.top));
    const int right = std::min(picture.width, static_cast<int>(rect.right));
    const int bottom = std::min(picture.height, static_cast<int>(rect.bottom));
    const auto one = 1.0F / static_cast<float>(std::max(1, (right - left) * (bottom - top)));
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const auto* at = &picture.rgba[static_cast<std::size_t>(4 * (y * picture.width + x))];
            shares[IM_COL32(at[0], at[1], at[2], 255)] += one;
        }
    }
    return shares;
}

int difference(Colour one, Colour other) {
    int most = 0;
    for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT}) {
        most = std::max(most, std::abs(static_cast<int>((one >> shift) & 0xFFU) -
                                       static_cast<int>((other >> shift) & 0xFFU)));
    }
    return most;
}

/// Grounds: the colours of large parts of the place that are not the ink. What lies between ink and ground is
/// the soft edge of the strokes, and every colour of it is rare.
float least_contrast(const Ink& ink, const std::map<Colour, float>& shares) {
    const float large = ink.kind == Ink::Kind::text ? 0.2F : 0.2F;
    float least = 21;
    for (const auto& [colour, share] : shares) {
        if (share >= large && difference(colour, ink.colour) > 12) {
            least = std::min(least, contrast(colour, ink.colour));
        }
    }
    return least;
}

/// The colour that was said to be drawn is there.
bool is_there(const Ink& ink, const std::map<Colour, float>& shares) {
    return std::any_of(shares.begin(), shares.end(),
                       [&](const auto& part) { return difference(part.first, ink.colour) <= 24; });
}

bool is_disabled(const Ink& ink, const Accessibility& list) {
    return std::any_of(list.elements().begin(), list.elements().end(), [&](const Element& element) {
        return !element.enabled && element.rect.contains(ink.rect);
    });
}

class EveryScreensContrast : public ::testing::TestWithParam<Look> {};

TEST_P(EveryScreensContrast, IsSevenToOneForTextAndThreeToOneForIcons) {
    const Look& look = GetParam();
    const TestLocality locality;
    TestScreen screen(look.width, look.height, look.pixels_per_mm);
    screen.dress({.colours = look.colours});
    int texts = 0;
    int icons = 0;
    for (Sample& sample : sample_states("fr")) {
        SCOPED_TRACE(sample.name);
        sample.state.appearance.colours = look.colours;
        Screens screens(locality, test_qr);
        screen.show_screens(screens, sample.state);
        const auto picture = screen.picture();
        InkWatch watch;
        screen.stage().ask_for_frames(1);
        screen.show_screens(screens, sample.state);
        for (const Ink& ink : watch.inks()) {
            if (ink.rect.empty() || is_disabled(ink, screens.accessibility())) {
                continue;
            }
            const auto shares = colours_in(picture, ink.rect);
            const bool text = ink.kind == Ink::Kind::text;
            ++(text ? texts : icons);
            const auto found = screens.accessibility().elements();
            const auto what = std::find_if(found.begin(), found.end(), [&](const Element& element) {
                return element.role != Role::dialog && element.rect.overlaps(ink.rect);
            });
            const std::string near = what != found.end() ? what->label : "";
            EXPECT_TRUE(is_there(ink, shares)) << "no " << std::hex << ink.colour << " near " << near;
            EXPECT_GE(least_contrast(ink, shares), text ? 7.0F : 3.0F)
                << (text ? "text" : "icon") << " near “" << near << "” at " << ink.rect.left << ", "
                << ink.rect.top << ", ink " << std::hex << ink.colour;
        }
    }
    EXPECT_GT(texts, 500);
    EXPECT_GT(icons, 200);
}

INSTANTIATE_TEST_SUITE_P(Looks, EveryScreensContrast,
                         ::testing::Values(Look{"Light", app::Colours::light, 1280, 800, 5.9F},
                                           Look{"Dark", app::Colours::dark, 1280, 800, 5.9F},
                                           Look{"HighContrast", app::Colours::high_contrast, 1280, 800, 5.9F},
                                           Look{"LightPortrait", app::Colours::light, 1080, 1920, 4.0F},
                                           Look{"DarkPortrait", app::Colours::dark, 1080, 1920, 4.0F},
                                           Look{"HighContrastPortrait", app::Colours::high_contrast, 1080,
                                                1920, 4.0F}),
                         [](const auto& look) { return look.param.name; });

} // namespace
} // namespace guichet::ui
