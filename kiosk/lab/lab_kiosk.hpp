#pragma once
// A kiosk with simulated hardware that does what it is told over a pipe: the scenario player's other end.

#include "kiosk/lab/lab_hardware.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/station/configuration.hpp"
#include "kiosk/station/kiosk.hpp"
#include "kiosk/station/kiosk_screen.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace guichet::lab {

/// The lab's time: it stands still until it is set.
class LabClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return {milliseconds_.load()}; }
    void set(Instant moment) { milliseconds_ = moment.milliseconds; }

private:
    std::atomic<std::int64_t> milliseconds_ = 0;
};

class LabKiosk {
public:
    /// Starts the kiosk of a configuration on a surface in memory; `folder` holds its simulated printer.
    [[nodiscard]] static Result<std::unique_ptr<LabKiosk>> start(const station::Configuration& configuration,
                                                                 const std::filesystem::path& folder);

    /// Lets time go on to `moment` and everything that falls due happen.
    [[nodiscard]] Result<> pass_time(Instant moment);

    /// Does one step (see tests/scenario/README.md). The Error says what was expected and what was there.
    [[nodiscard]] Result<> perform(const std::string& verb, const std::vector<std::string>& arguments);

    /// The kiosk's report and measurements as JSON, see KioskFigures.
    [[nodiscard]] std::string figures() const;

private:
    LabKiosk() = default;

    Result<> present(const std::string& file, const std::string& conditions);
    Result<> show_before_camera(const pictures::GrayPicture& code, const Conditions& conditions, bool& read);
    void take_code_away();
    Result<> scan(const std::string& text);
    Result<> tap(const std::string& label);
    Result<> type(const std::string& text);
    Result<> expect(const std::string& what, const std::string& wanted);
    Result<> expect_text(const std::string& text, bool wanted);
    Result<> set_printer(const std::vector<std::string>& arguments);
    Result<> screenshot(const std::string& file);
    Result<> receipt(const std::string& file);

    Result<> settle();
    [[nodiscard]] bool printer_agrees() const;
    void measure_scan();
    [[nodiscard]] bool turn_page();
    [[nodiscard]] std::string what_is_there() const;

    // In the order in which they need each other.
    LabClock clock_;
    std::unique_ptr<platform::StationLocality> locality_;
    LabHardware hardware_;
    std::unique_ptr<platform::Window> window_;
    std::unique_ptr<station::Kiosk> kiosk_;
    std::unique_ptr<station::KioskScreen> screen_;
    std::vector<double> scan_to_screen_; ///< milliseconds
};

/// Runs a LabKiosk on standard input and output until the input ends. Gives the program's exit code.
int serve_lab_kiosk(const std::filesystem::path& configuration, const std::filesystem::path& folder);

} // namespace guichet::lab
