#pragma once
// The simulated devices of one kiosk, and the way a kiosk is given them.

#include "drivers/lab/camera/lab_camera.hpp"
#include "drivers/lab/printer/lab_printer.hpp"
#include "drivers/lab/scanner/lab_scanner.hpp"
#include "drivers/lab/speech/lab_speech.hpp"
#include "kiosk/station/configuration.hpp"
#include "kiosk/station/kiosk.hpp"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace guichet::lab {

struct LabHardware {
    std::vector<std::shared_ptr<LabPrinter>> printers; ///< in the configuration's order
    std::unique_ptr<LabCamera> camera;
    std::unique_ptr<LabScanner> hand_scanner;
    std::shared_ptr<std::atomic<bool>> network; ///< whether the kiosk reaches its server

    /// The printers of a configuration, each kept in `folder`, a camera before which nothing is held, and a
    /// network.
    [[nodiscard]] static Result<LabHardware> plug_in(const station::Configuration& configuration,
                                                     const std::filesystem::path& folder,
                                                     std::chrono::milliseconds frame_interval);
};

/// The simulated printer that a printer's profile stands for: "lab-silent" for a clone that prints and tells
/// nothing, one of 58 mm for every profile that says so, else one of 80 mm that does everything.
[[nodiscard]] LabPrinterModel lab_model(const std::string& profile);

/// The kiosk's devices: its store and server as configured, the rest simulated. The server's program knows
/// the real time only; what it tells the kiosk is replaced by `server_time`, the time of the simulated day.
[[nodiscard]] Result<station::Devices> devices_of(const LabHardware& hardware,
                                                  const station::Configuration& configuration,
                                                  std::function<Instant()> server_time);

/// The conditions under which a code is held: a name of named_conditions(), "damaged", or "random:SEED".
[[nodiscard]] Result<Conditions> conditions_of(const std::string& words);

} // namespace guichet::lab
