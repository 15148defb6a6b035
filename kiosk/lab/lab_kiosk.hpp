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

/// How a kiosk's simulated hardware is when it starts.
struct LabKioskOptions {
    std::filesystem::path configuration;
    std::filesystem::path folder; ///< of its simulated printer
    std::string network = "on";   ///< or "off"
    std::string camera = "plug";  ///< or "unplug"
    std::string scanner = "plug"; ///< or "unplug"
};

class LabKiosk {
public:
    /// Starts the kiosk of a configuration on a surface in memory.
    [[nodiscard]] static Result<std::unique_ptr<LabKiosk>> start(const station::Configuration& configuration,
                                                                 const LabKioskOptions& options);

    /// Lets time go on to `moment` and everything that falls due happen.
    [[nodiscard]] Result<> pass_time(Instant moment);

    /// Does one step (see tests/scenario/README.md). The Error says what was expected and what was there.
    [[nodiscard]] Result<> perform(const std::string& verb, const std::vector<std::string>& arguments);

    /// The kiosk's report and measurements as JSON, see KioskFigures.
    [[nodiscard]] std::string figures() const;

private:
    LabKiosk() = default;

    Result<> present(const std::string& file, const std::string& conditions);
    Result<> hold(const std::string& file, const std::string& conditions);
    /// Holds a code before the camera until it is read or cannot be; tells whether it was read.
    bool show_before_camera(const pictures::GrayPicture& code, const Conditions& conditions);
    void take_code_away();
    /// Lets the camera see what is held before it now, in whole frames.
    void look(std::uint64_t frames);
    Result<> scan(const std::string& text);
    Result<> tap(const std::string& label);
    Result<> press_key(const std::string& name);
    /// Presses "next" until this has the focus.
    Result<> go_to(const std::string& label);
    Result<> expect_spoken(const std::string& text, bool wanted);
    Result<> type(const std::string& text);
    Result<> expect(const std::string& what, const std::string& wanted, const std::string& printer);
    Result<> expect_papers(const std::string& wanted, const std::string& printer);
    Result<> expect_duplicates(const std::string& wanted);
    Result<> expect_qr(const std::string& text);
    Result<> expect_text(const std::string& text, bool wanted);
    void set_clock_error(const std::string& minutes);
    void set_camera(bool plugged);
    void set_scanner(bool plugged);
    Result<> set_printer(const std::vector<std::string>& arguments);
    Result<> screenshot(const std::string& file);
    Result<> receipt(const std::string& file, const std::string& printer);

    Result<> settle();
    [[nodiscard]] bool printer_agrees(std::size_t printer) const;
    /// A printer by its number in a scenario, "1" and up; empty: the first.
    [[nodiscard]] Result<LabPrinter*> printer_of(const std::string& number) const;
    [[nodiscard]] bool devices_agree() const;
    void measure_scan();
    bool turn_page(std::string_view button);
    /// Looks on the page that is shown, then on all others; stays on the one where it is found.
    [[nodiscard]] bool find_on_pages(const std::function<bool()>& found);
    [[nodiscard]] std::string what_is_there() const;

    // In the order in which they need each other.
    LabClock clock_;
    std::atomic<std::int64_t> clock_error_ = 0; ///< milliseconds that the kiosk is ahead of the day
    std::unique_ptr<platform::StationLocality> locality_;
    LabHardware hardware_;
    bool camera_plugged_ = true;
    bool holding_ = false; ///< a code stays before the camera
    bool scanner_plugged_ = true;
    std::unique_ptr<platform::Window> window_;
    std::unique_ptr<station::Kiosk> kiosk_;
    std::unique_ptr<station::KioskScreen> screen_;
    LabSpeech* speech_ = nullptr;        ///< the kiosk's
    std::vector<double> scan_to_screen_; ///< milliseconds
};

/// Runs a LabKiosk on standard input and output until the input ends. Gives the program's exit code.
int serve_lab_kiosk(const LabKioskOptions& options);

} // namespace guichet::lab
