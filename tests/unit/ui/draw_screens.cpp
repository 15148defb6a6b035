// Draws every screen in its sample states, for the eyes: draw_screens FOLDER [NAME [LOOK]], where LOOK is one
// of light, dark, high-contrast, large, larger, largest, or all (the default is light).
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/screens.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace guichet::ui {
namespace {

struct Panel {
    std::string name;
    int width;
    int height;
    float pixels_per_mm;
};

/// Something like a room in the dusk, so that the camera's picture is not empty.
CameraPicture camera_picture(TestScreen& screen) {
    constexpr int width = 320;
    constexpr int height = 240;
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double light = 120 + 60 * std::sin(x * 0.02) - 0.2 * y;
            const auto shade = static_cast<std::uint8_t>(light);
            rgba.insert(rgba.end(), {shade, shade, shade, 255});
        }
    }
    return {screen.stage().show_picture(nullptr, width, height, rgba.data()), width, height};
}

struct Look {
    std::string name;
    app::Appearance appearance;
};

void draw_all(const std::filesystem::path& folder, const std::string& only, const Panel& panel,
              const std::string& language, const Look& look) {
    const TestLocality locality;
    TestScreen screen(panel.width, panel.height, panel.pixels_per_mm);
    screen.dress(look.appearance);
    const CameraPicture camera = camera_picture(screen);
    const auto place = folder / (panel.name + "-" + language + "-" + look.name);
    std::filesystem::create_directories(place);
    for (Sample& sample : sample_states(language)) {
        sample.state.appearance = look.appearance;
        if (sample.name.find(only) == std::string::npos) {
            continue;
        }
        Screens screens(locality, test_qr);
        const bool blind = !sample.state.camera.well;
        screen.look_at(screens, sample, locality.texts(language), true, blind ? CameraPicture{} : camera);
        const auto written = platform::write_png((place / (sample.name + ".png")).string(), screen.picture());
        require(written.ok(), "the folder for the pictures can be written");
    }
}

} // namespace
} // namespace guichet::ui

int main(int count, char** arguments) {
    if (count < 2 || count > 4) {
        std::fputs("usage: draw_screens FOLDER [NAME [LOOK]]\n", stderr);
        return 2;
    }
    const std::string only = count > 2 ? arguments[2] : "";
    const std::string wanted = count > 3 ? arguments[3] : "light";
    using guichet::app::Colours;
    using guichet::app::TextSize;
    using guichet::ui::Look;
    using guichet::ui::Panel;
    for (const Look& look :
         {Look{"light", {}}, Look{"dark", {.colours = Colours::dark}},
          Look{"high-contrast", {.colours = Colours::high_contrast}},
          Look{"large", {.text_size = TextSize::large}}, Look{"larger", {.text_size = TextSize::larger}},
          Look{"largest", {.text_size = TextSize::largest}}}) {
        if (wanted != look.name && wanted != "all") {
            continue;
        }
        for (const Panel& panel : {Panel{"1280x800", 1280, 800, 5.9F}, Panel{"1920x1080", 1920, 1080, 5.6F},
                                   Panel{"1080x1920", 1080, 1920, 4.0F}}) {
            for (const std::string language : {"fr", "en"}) {
                guichet::ui::draw_all(arguments[1], only, panel, language, look);
            }
        }
    }
}
