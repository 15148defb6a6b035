#include "kiosk/lab/demo.hpp"
#include "kiosk/lab/lab_hardware.hpp"
#include "kiosk/lab/lab_panel.hpp"
#include "kiosk/lab/lab_station.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/run.hpp"
#include "kiosk/station/speech.hpp"

#include <cstdio>

namespace guichet::lab {

namespace {

constexpr int panel_width = 620;
constexpr const char* kiosk_name = "counter";

/// The day of the demonstration, going on at the pace of real time.
class DemonstrationClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override {
        const auto since = std::chrono::steady_clock::now() - begin_;
        return lab_session_start + std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// The two windows, side by side as far as the desktop has room.
struct Windows {
    std::unique_ptr<platform::Window> kiosk;
    std::unique_ptr<platform::Window> panel;
};

Result<Windows> open_windows(const station::ScreenConfiguration& screen) {
    auto kiosk = platform::Window::open({"Guichet", screen.width, screen.height, false});
    if (!kiosk)
        return kiosk.error();
    auto panel = platform::Window::open({"Guichet – labo", panel_width, screen.height, false});
    if (!panel)
        return panel.error();
    platform::stand_side_by_side(**kiosk, **panel);
    return Windows{std::move(*kiosk), std::move(*panel)};
}

Result<> show(const DemoOptions& options) {
    std::error_code ignored;
    std::filesystem::remove_all(options.out, ignored);
    const auto folder = std::filesystem::absolute(options.out / "station");
    std::fprintf(stderr, "Préparation : commandes, codes et serveur …\n");
    auto station =
        LabStation::build({.folder = folder, .orders = {}, .seed = options.seed, .scale = options.scale});
    if (!station)
        return station.error();
    auto configuration = station::read_configuration(station->configuration(kiosk_name));
    if (!configuration)
        return configuration.error();
    const platform::StationLocality locality(station::resource_folder("translations"),
                                             configuration->time_zone);
    auto windows = open_windows(configuration->screen);
    if (!windows)
        return windows.error();
    auto hardware = LabHardware::plug_in(*configuration, station->kiosk_folder(kiosk_name),
                                         std::chrono::milliseconds{33});
    if (!hardware)
        return hardware.error();
    const DemonstrationClock clock;
    auto devices = devices_of(*hardware, *configuration, [&clock] { return clock.now(); });
    if (!devices)
        return devices.error();
    station::add_audio(*devices, configuration->speech, station::log_line);
    station::Kiosk kiosk(configuration->kiosk, std::move(*devices),
                         {clock, locality, platform::wake, station::log_line});
    auto screen = station::KioskScreen::make(*windows->kiosk, kiosk, locality, configuration->screen);
    if (!screen)
        return screen.error();
    LabPanel panel(*windows->panel, *hardware, locality,
                   make_demonstration(options.seed, options.scale).customers, station->codes());
    if (auto loaded = panel.load_fonts(); !loaded)
        return loaded;
    station::run_loop(
        kiosk, **screen, [&] { return windows->panel->close_asked(); }, [&] { panel.frame(); },
        {windows->panel.get()});
    return Done{};
}

} // namespace

int run_interactive_demo(const DemoOptions& options) {
    if (!platform::has_display()) {
        std::fprintf(stderr, "There is no display: the session plays by itself.\n");
        return run_headless_demo(options);
    }
    const auto shown = show(options);
    if (!shown)
        std::fprintf(stderr, "%s\n", shown.error().english().c_str());
    return shown ? 0 : 1;
}

} // namespace guichet::lab
