#include "kiosk/station/run.hpp"

#include "db/kiosk_store.hpp"
#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/scanner/hand_scanners.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/station/only_instance.hpp"
#include "kiosk/station/printers.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/scanners.hpp"
#include "kiosk/station/server_options.hpp"
#include "kiosk/station/speech.hpp"

#include <linux/kd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <optional>
#include <utility>

namespace guichet::station {

namespace {

std::atomic<bool> asked_to_end = false;

void ask_to_end(int /*signal*/) {
    asked_to_end = true;
}

/// What keys on a console can send to a program; the kiosk ends with SIGTERM and SIGINT alone.
void ignore_the_console() {
    for (const int signal : {SIGTSTP, SIGQUIT, SIGHUP, SIGTTIN, SIGTTOU})
        std::signal(signal, SIG_IGN);
}

/// The console's own keys while the kiosk has the screen: no other console, no Ctrl+C, no Ctrl+Alt+Del. The
/// kiosk reads its keyboards from evdev. Nothing on a desktop, where standard input is no console.
class MutedConsole {
public:
    MutedConsole() {
        if (::ioctl(STDIN_FILENO, KDGKBMODE, &before_) == 0)
            muted_ = ::ioctl(STDIN_FILENO, KDSKBMODE, K_OFF) == 0;
    }
    ~MutedConsole() {
        if (muted_)
            ::ioctl(STDIN_FILENO, KDSKBMODE, before_);
    }
    MutedConsole(const MutedConsole&) = delete;
    MutedConsole& operator=(const MutedConsole&) = delete;

private:
    int before_ = 0;
    bool muted_ = false;
};

Result<Devices> make_devices(const Configuration& configuration) {
    Devices devices;
    devices.store = std::make_unique<db::KioskStore>(configuration.store_file);
    auto server = sync::HttpServerConnection::open(server_options(configuration));
    if (!server)
        return server.error();
    devices.server = std::move(*server);
    devices.printers = make_printers(configuration);
    devices.camera = [device = configuration.camera] { return camera::open_camera(device); };
    if (configuration.hand_scanner.any)
        devices.hand_scanner = [settings = scanner_settings(configuration.hand_scanner)] {
            return Result<std::unique_ptr<ports::Scanner>>(scanner::watch_hand_scanners(settings));
        };
    add_audio(devices, configuration.speech, log_line);
    return devices;
}

std::string today(const ports::Locality& locality, Instant now) {
    const auto local = locality.local(now);
    return fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
}

/// The window of the panel.
Result<std::unique_ptr<platform::Window>> open_window(const Configuration& configuration) {
    const auto& screen = configuration.screen;
    return platform::Window::open({"Guichet", screen.width, screen.height, screen.full_screen});
}

/// The ordinary keys, and those of the configuration.
void set_keys(platform::Window& window, const KeypadConfiguration& keypad) {
    platform::KeyNames keys;
    for (const auto& [name, key] : keypad.keys)
        keys.add(name, key);
    window.set_keys(std::move(keys), keypad.double_strike);
}

} // namespace

Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

void log_line(const std::string& line) {
    std::fprintf(stderr, "%s\n", line.c_str());
}

void run_loop(Kiosk& kiosk, KioskScreen& screen, const std::function<bool()>& ended,
              const std::function<void()>& beside, std::vector<platform::Window*> windows) {
    constexpr std::chrono::milliseconds preview_interval{66};
    constexpr std::chrono::milliseconds stop_interval{500};
    windows.insert(windows.begin(), &screen.window());
    while (!ended() && !screen.window().close_asked()) {
        if (kiosk.run_pending())
            screen.ask_for_frames();
        const bool watching = ui::shows_live_camera(kiosk.shown());
        if (screen.wants_frame() || watching)
            screen.frame(Drawing::shown);
        if (beside)
            beside();
        if (screen.wants_frame() || !kiosk.queue().empty())
            continue;
        const auto limit = std::min(
            {kiosk.time_to_deadline(), screen.time_to_motion(), watching ? preview_interval : stop_interval});
        platform::wait_for_events(windows, limit);
        if (screen.window().input().pending())
            screen.ask_for_frames();
        if (const auto unknown = screen.window().take_unknown_key(); !unknown.empty())
            log_line(
                fmt::format("The key “{0}” does nothing: give it a meaning under [keypad] in the kiosk's "
                            "configuration, such as next = \"{0}\".",
                            unknown));
    }
}

int run_station(const std::filesystem::path& file) {
    auto configuration = read_configuration(file);
    if (!configuration) {
        log_line(configuration.error().english());
        return 1;
    }
    const auto alone = OnlyInstance::claim(configuration->store_file);
    if (!alone) {
        log_line(alone.error().english());
        return 1;
    }
    std::signal(SIGTERM, ask_to_end);
    std::signal(SIGINT, ask_to_end);
    ignore_the_console();
    std::optional<MutedConsole> muted;
    if (configuration->screen.full_screen)
        muted.emplace();
    const SystemClock clock;
    const platform::StationLocality locality(resource_folder("translations"), configuration->time_zone,
                                             configuration->translations);
    for (const auto& notice : locality.notices())
        log_line(notice.english());
    if (configuration->kiosk.date.empty())
        configuration->kiosk.date = today(locality, clock.now());
    std::optional<Error> notice;
    configuration->kiosk.awaits_enrolment = awaits_enrolment(*configuration, notice);
    if (notice)
        log_line(notice->english());
    auto window = open_window(*configuration);
    if (!window) {
        log_line(window.error().english());
        return 1;
    }
    set_keys(**window, configuration->keypad);
    auto devices = make_devices(*configuration);
    if (!devices) {
        log_line(devices.error().english());
        return 1;
    }
    Kiosk kiosk(configuration->kiosk, std::move(*devices), {clock, locality, platform::wake, log_line});
    auto screen = KioskScreen::make(**window, kiosk, locality, configuration->screen);
    if (!screen) {
        log_line(screen.error().english());
        return 1;
    }
    bool shown = false;
    const auto tell_first_frame = [&shown] {
        if (!std::exchange(shown, true))
            log_line("The first frame is shown.");
    };
    run_loop(
        kiosk, **screen, [] { return asked_to_end.load(); }, tell_first_frame);
    return 0;
}

} // namespace guichet::station
