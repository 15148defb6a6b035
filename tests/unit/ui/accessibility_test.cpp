// The figures of EN 301 549 and VVSG on every screen: large enough, apart enough, named, readable.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace guichet::ui {
namespace {

struct Panel {
    std::string name;
    int width;
    int height;
    float pixels_per_mm;
    std::string language;
    app::TextSize size = app::TextSize::normal;
};

class EveryScreen : public ::testing::TestWithParam<Panel> {
protected:
    /// Calls the check with the elements of each sample's screen.
    void for_each_screen(const std::function<void(const Accessibility&)>& check) {
        const TestLocality locality;
        const Panel& panel = GetParam();
        TestScreen screen(panel.width, panel.height, panel.pixels_per_mm);
        screen.dress({.text_size = panel.size});
        for (Sample& sample : sample_states(panel.language)) {
            SCOPED_TRACE(sample.name);
            sample.state.appearance.text_size = panel.size;
            Screens screens(locality, test_qr);
            screen.look_at(screens, sample, locality.texts(panel.language), false);
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
           element.label.starts_with("La Ferme des Cochons") || element.label.starts_with("GAEC ") ||
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

std::vector<Panel> panels() {
    std::vector<Panel> all;
    const std::array sizes{
        std::pair{"Normal", app::TextSize::normal}, std::pair{"Large", app::TextSize::large},
        std::pair{"Larger", app::TextSize::larger}, std::pair{"Largest", app::TextSize::largest}};
    for (const auto& [size_name, size] : sizes) {
        for (const std::string language : {"fr", "en"}) {
            const std::string name = size_name + std::string(language == "fr" ? "French" : "English");
            all.push_back({"Small" + name, 1280, 800, 5.9F, language, size});
            all.push_back({"Wide" + name, 1920, 1080, 5.6F, language, size});
            all.push_back({"Portrait" + name, 1080, 1920, 4.0F, language, size});
        }
    }
    all.push_back({"SmallLongWords", 1280, 800, 5.9F, "long"});
    for (const std::string language : {"de", "es"}) {
        const std::string name = language == "de" ? "German" : "Spanish";
        all.push_back({"SmallNormal" + name, 1280, 800, 5.9F, language});
        all.push_back({"SmallLargest" + name, 1280, 800, 5.9F, language, app::TextSize::largest});
        all.push_back({"PortraitLarger" + name, 1080, 1920, 4.0F, language, app::TextSize::larger});
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Panels, EveryScreen, ::testing::ValuesIn(panels()),
                         [](const auto& panel) { return panel.param.name; });

class EveryPalette : public ::testing::TestWithParam<app::Colours> {
protected:
    Palette palette = palette_of(GetParam());
};

TEST_P(EveryPalette, HasTextOfSevenToOneOnEveryGround) {
    for (const Tone& tone : palette.tones()) {
        EXPECT_GE(contrast(tone.ink, tone.ground), 7.0F) << std::hex << tone.ground;
        EXPECT_GE(contrast(tone.soft_ink, tone.ground), 7.0F) << std::hex << tone.ground;
    }
    // What is written in the main colour on a surface: links, codes of places, secondary buttons.
    EXPECT_GE(contrast(palette.primary.ground, palette.card.ground), 7.0F);
    EXPECT_GE(contrast(palette.of(Meaning::plain).soft_ink, palette.of(Meaning::plain).ground), 7.0F)
        << "what is not enabled";
}

TEST_P(EveryPalette, HasAnEdgeOfThreeToOneAroundWhatCanBeTouched) {
    for (const Tone* below : {&palette.page, &palette.card}) {
        EXPECT_GE(contrast(palette.edge, below->ground), 3.0F);
        EXPECT_GE(contrast(palette.primary.ground, below->ground), 3.0F);
        EXPECT_GE(contrast(palette.danger.line, below->ground), 3.0F);
        // The lines of coloured surfaces, which are the edges of what is marked.
        for (const Tone& tone : palette.meanings) {
            if (&tone != &palette.of(Meaning::plain)) {
                EXPECT_GE(contrast(tone.line, below->ground), 3.0F) << std::hex << tone.line;
            }
        }
    }
    EXPECT_GE(contrast(palette.accent.line, palette.card.ground), 3.0F) << "the call for a volunteer";
}

TEST_P(EveryPalette, OutlinesEverythingWhereTintsAreTheSame) {
    const bool same = palette.card.ground == palette.page.ground;
    EXPECT_EQ(same, palette.surfaces == Surfaces::outlined);
    if (same) {
        for (const Tone& tone : palette.tones()) {
            EXPECT_GE(contrast(tone.line, palette.page.ground), 3.0F) << std::hex << tone.line;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Colours, EveryPalette,
                         ::testing::Values(app::Colours::light, app::Colours::dark,
                                           app::Colours::high_contrast));

TEST(TextSizes, GrowFromReadableToLarge) {
    for (std::size_t style = 0; style < text_style_count; ++style) {
        float before = 0;
        for (const auto size :
             {app::TextSize::normal, app::TextSize::large, app::TextSize::larger, app::TextSize::largest}) {
            const Measures measures{.pixels_per_mm = 5, .text_scale = text_scale_of(size)};
            const float capital = measures.font(static_cast<TextStyle>(style)).capital / 5;
            EXPECT_GE(capital, 3.5F - 0.01F) << style;
            EXPECT_GT(capital, before) << style;
            before = capital;
        }
        EXPECT_GE(before, 6.1F) << "0.7 degrees at 500 mm";
    }
}

TEST(Palette, HasContrastAsWcagDefinesIt) {
    EXPECT_FLOAT_EQ(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21.0F);
    EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.48F, 0.01F);
}

} // namespace
} // namespace guichet::ui
