// Draws every screen in its sample states, for the eyes.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"
#include "tests/unit/ui/settings.hpp"

#include "kiosk/ui/screens.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

namespace guichet::ui {
namespace {

/// What is to be drawn: empty means all of a kind.
struct Wanted {
    std::filesystem::path folder;
    std::string name; ///< a part of the samples' names
    std::string look = "light";
    std::set<std::string> panels;
    std::set<std::string> languages;
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

void draw_all(const std::filesystem::path& folder, const std::string& only, const Setting& setting) {
    const TestLocality locality;
    TestScreen screen(setting.panel.width, setting.panel.height, setting.panel.pixels_per_mm);
    screen.dress(setting.look.appearance);
    const CameraPicture camera = camera_picture(screen);
    const auto place = folder / setting.name();
    std::filesystem::create_directories(place);
    for (Sample& sample : sample_states(setting.language)) {
        if (sample.name.find(only) == std::string::npos) {
            continue;
        }
        sample.state.appearance = setting.look.appearance;
        Screens screens(locality, test_qr);
        const bool blind = !sample.state.camera.well;
        screen.look_at(screens, sample, locality.texts(setting.language), true,
                       blind ? CameraPicture{} : camera);
        const auto written = platform::write_png((place / (sample.name + ".png")).string(), screen.picture());
        require(written.ok(), "the folder for the pictures can be written");
    }
}

std::vector<Setting> wanted_settings(const Wanted& wanted) {
    std::vector<Setting> settings;
    for (const Look& look : looks) {
        for (const PanelSize& panel : panels) {
            for (const std::string& language : TestLocality().languages()) {
                const bool is_wanted = (wanted.look == "all" || wanted.look == look.name) &&
                                       (wanted.panels.empty() || wanted.panels.contains(panel.name)) &&
                                       (wanted.languages.empty() || wanted.languages.contains(language));
                if (is_wanted) {
                    settings.push_back({panel, language, look});
                }
            }
        }
    }
    return settings;
}

/// For the page: each panel in each language, and in French each look.
std::vector<Setting> page_settings() {
    std::vector<Setting> settings;
    for (const PanelSize& panel : panels) {
        for (const std::string& language : TestLocality().languages()) {
            for (const Look& look : looks) {
                if (look.name == "light" || language == "fr") {
                    settings.push_back({panel, language, look});
                }
            }
        }
    }
    std::stable_partition(settings.begin(), settings.end(), [](const Setting& setting) {
        return setting.language == "fr" && setting.look.name == "light";
    });
    return settings;
}

constexpr std::string_view page_head = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Guichet: all screens</title>
<style>
body { font: 15px/1.4 sans-serif; margin: 0; background: #e9e5dc; color: #1c2a21 }
header { position: sticky; top: 0; background: #fffdf9; padding: 12px 20px; box-shadow: 0 1px 6px #0003 }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(var(--wide, 420px), 1fr)); gap: 20px; padding: 20px }
figure { margin: 0 } figcaption { margin-bottom: 4px } img { width: 100%; border-radius: 6px; box-shadow: 0 1px 8px #0004 }
</style>
)";

constexpr std::string_view page_script = R"(<script>
function show(setting) {
  document.querySelector('main').style.setProperty('--wide', setting.startsWith('1080x1920') ? '260px' : '420px');
  for (const image of document.images) { image.src = setting + '/' + image.dataset.name + '.png'; image.parentNode.href = image.src; }
}
</script>
)";

void write_page(const std::filesystem::path& folder, const std::vector<Setting>& settings) {
    std::ofstream page(folder / "index.html");
    page << page_head
         << "<header><label>All screens, as they are in <select onchange=\"show(this.value)\">\n";
    for (const Setting& setting : settings) {
        page << fmt::format("<option value=\"{0}\">{1} · {2} · {3}</option>\n", setting.name(),
                            setting.panel.name, setting.language, setting.look.name);
    }
    page << "</select></label></header>\n<main>\n";
    for (const Sample& sample : sample_states("fr")) {
        page << fmt::format(
            "<figure><figcaption>{1}</figcaption><a href=\"{0}/{1}.png\">"
            "<img loading=\"lazy\" data-name=\"{1}\" src=\"{0}/{1}.png\" alt=\"{1}\"></a></figure>\n",
            settings.front().name(), sample.name);
    }
    page << "</main>\n" << page_script << "</html>\n";
    require(page.good(), "the folder for the page can be written");
}

} // namespace
} // namespace guichet::ui

int main(int count, char** arguments) {
    using namespace guichet::ui;
    Wanted wanted;
    bool page = false;
    CLI::App app{"Draws every screen in its sample states."};
    app.add_option("folder", wanted.folder, "where the pictures go")->required();
    app.add_option("name", wanted.name, "only samples with this in their names");
    app.add_option("look", wanted.look, "light, dark, high-contrast, large, larger, largest or all");
    app.add_option("--panel", wanted.panels, "only these panels: 1280x800, 1920x1080, 1080x1920");
    app.add_option("--language", wanted.languages, "only these languages");
    app.add_flag("--page", page, "a page that shows them all, with a choice of panel, language and look");
    CLI11_PARSE(app, count, arguments);
    const auto settings = page ? page_settings() : wanted_settings(wanted);
    for (const Setting& setting : settings) {
        draw_all(wanted.folder, wanted.name, setting);
        std::fprintf(stderr, "%s\n", setting.name().c_str());
    }
    if (page) {
        write_page(wanted.folder, settings);
    }
    return 0;
}
