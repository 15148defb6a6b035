#pragma once
// The station's kiosk: real devices, a real clock, until it is asked to end.

#include "kiosk/station/configuration.hpp"
#include "kiosk/station/kiosk.hpp"
#include "kiosk/station/kiosk_screen.hpp"

#include <functional>

namespace guichet::station {

/// The wall clock of the machine.
class SystemClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// A line for the journal of systemd, on standard error; from any thread.
void log_line(const std::string& line);

/// The main loop: events, frames, sleep. Ends when the window is closed or `ended` says so; `beside` is
/// called once a turn, for what else is shown.
void run_loop(Kiosk& kiosk, KioskScreen& screen, const std::function<bool()>& ended,
              const std::function<void()>& beside = {}, std::vector<platform::Window*> windows = {});

/// `guichet-kiosk run --config FILE`. Gives the program's exit code.
int run_station(const std::filesystem::path& configuration);

} // namespace guichet::station
