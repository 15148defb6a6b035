#pragma once
// The panels, languages and looks in which screens are drawn for pictures.

#include "kiosk/app/appearance.hpp"

#include <array>
#include <string>
#include <vector>

namespace guichet::ui {

struct PanelSize {
    std::string name;
    int width = 0; ///< in pixels
    int height = 0;
    float pixels_per_mm = 0;
};

struct Look {
    std::string name;
    app::Appearance appearance;
};

/// One way to see the whole app.
struct Setting {
    PanelSize panel;
    std::string language;
    Look look;

    [[nodiscard]] std::string name() const { return panel.name + "-" + language + "-" + look.name; }
};

/// A panel of 10 inches, one of 15.6 inches, and one of 22 inches that stands upright.
inline const std::array<PanelSize, 3> panels{
    {{"1280x800", 1280, 800, 5.9F}, {"1920x1080", 1920, 1080, 5.6F}, {"1080x1920", 1080, 1920, 4.0F}}};

inline const std::array<Look, 6> looks{{{"light", {}},
                                        {"dark", {.colours = app::Colours::dark}},
                                        {"high-contrast", {.colours = app::Colours::high_contrast}},
                                        {"large", {.text_size = app::TextSize::large}},
                                        {"larger", {.text_size = app::TextSize::larger}},
                                        {"largest", {.text_size = app::TextSize::largest}}}};

} // namespace guichet::ui
