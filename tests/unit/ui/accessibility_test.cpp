// The figures of EN 301 549 and VVSG on every screen: large enough, apart enough, named, readable.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

struct Panel {
    std::string name;
    int width;
    int height;
    float pixels_per_mm;
    std::string language;
};

class EveryScreen : public ::testing::TestWithParam<Panel> {
protected:
    /// Calls the check with the elements of each sample's screen.
    void for_each_screen(const std::function<void(const Accessibility&)>& check) {
        const TestLocality locality;
        const Panel& panel = GetParam();
        TestScreen screen(panel.width, panel.height, panel.pixels_per_mm);
        for (const Sample& sample : sample_states(panel.language)) {
            SCOPED_TRACE(sample.name);
            Screens screens(locality, test_qr);
            screen.run_screens(screens, sample.state);
            check(screens.accessibility());
        }
    }

    [[nodiscard]] float millimetres(float pixels) const { return pixels / GetParam().pixels_per_mm; }
    /// Rectangles lie on whole pixels.
    [[nodiscard]] float rounding() const { return 1.01F / GetParam().pixels_per_mm; }
};

TEST_P(EveryScreen, HasTargetsThatAFingerFinds) {
    for_each_screen([&](const Accessibility& list) {
        for (const Element& element : list.elements()) {
            if (can_be_touched(element.role)) {
                EXPECT_GE(millimetres(element.rect.width()), 12.7F - rounding()) << element.label;
                EXPECT_GE(millimetres(element.rect.height()), 12.7F - rounding()) << element.label;
            }
            if (element.role == Role::primary_button) {
                EXPECT_GE(millimetres(element.rect.height()), 20 - rounding()) << element.label;
            }
        }
    });
}

float distance(const Rect& a, const Rect& b) {
    const float across = std::max({0.0F, b.left - a.right, a.left - b.right});
    const float down = std::max({0.0F, b.top - a.bottom, a.top - b.bottom});
    return std::max(across, down);
}

TEST_P(EveryScreen, KeepsItsTargetsApart) {
    for_each_screen([&](const Accessibility& list) {
        std::vector<Element> targets;
        std::copy_if(list.elements().begin(), list.elements().end(), std::back_inserter(targets),
                     [](const Element& element) { return can_be_touched(element.role); });
        for (std::size_t n = 0; n < targets.size(); ++n) {
            for (std::size_t other = n + 1; other < targets.size(); ++other) {
                EXPECT_GE(millimetres(distance(targets[n].rect, targets[other].rect)), 2.54F - rounding())
                    << targets[n].label << " and " << targets[other].label;
            }
        }
    });
}

TEST_P(EveryScreen, NamesEverythingAndKeepsItOnTheScreen) {
    for_each_screen([&](const Accessibility& list) {
        const Panel& panel = GetParam();
        const Rect whole{0, 0, static_cast<float>(panel.width), static_cast<float>(panel.height)};
        EXPECT_FALSE(list.elements().empty());
        for (const Element& element : list.elements()) {
            EXPECT_FALSE(element.label.empty()) << "at " << element.rect.left << ", " << element.rect.top;
            EXPECT_TRUE(whole.contains(element.rect)) << element.label;
            EXPECT_FALSE(element.rect.empty()) << element.label;
        }
    });
}

/// Names of people, producers and crates come from outside and may be longer than any place for them.
bool comes_from_outside(const Element& element) {
    return element.label.starts_with("Marie-Bernadette") ||
           element.label.find("FRAIS-7") != std::string::npos ||
           element.label.starts_with("La Ferme des Cochons") ||
           element.label.starts_with("Les paniers de la");
}

TEST_P(EveryScreen, ShowsItsTextsWhole) {
    for_each_screen([&](const Accessibility& list) {
        for (const Element& element : list.elements()) {
            EXPECT_TRUE(!element.shortened || comes_from_outside(element))
                << element.label << " " << element.value;
        }
    });
}

INSTANTIATE_TEST_SUITE_P(Panels, EveryScreen,
                         ::testing::Values(Panel{"Landscape", 1280, 800, 5.9F, "fr"},
                                           Panel{"LandscapeEnglish", 1280, 800, 5.9F, "en"},
                                           Panel{"Large", 1920, 1080, 5.6F, "fr"},
                                           Panel{"Portrait", 1080, 1920, 4.0F, "fr"},
                                           Panel{"PortraitEnglish", 1080, 1920, 4.0F, "en"}),
                         [](const auto& panel) { return panel.param.name; });

TEST(Palette, HasTextOfSevenToOneOnEveryGround) {
    for (const Tone& tone : light_palette().tones()) {
        EXPECT_GE(contrast(tone.ink, tone.ground), 7.0F) << std::hex << tone.ground;
        EXPECT_GE(contrast(tone.soft_ink, tone.ground), 7.0F) << std::hex << tone.ground;
    }
}

TEST(Palette, HasContrastAsWcagDefinesIt) {
    EXPECT_FLOAT_EQ(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21.0F);
    EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.48F, 0.01F);
}

} // namespace
} // namespace guichet::ui
