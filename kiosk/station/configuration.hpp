#pragma once
// The kiosk's configuration file (TOML 1.0). What each key means stands in systemd/kiosk.toml.

#include "drivers/scanner/scanner_settings.hpp"
#include "kiosk/app/state.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/platform/input_queue.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guichet::station {

struct ScreenConfiguration {
    int width = 1280; ///< pixels, 640 to 7680
    int height = 800; ///< pixels, 480 to 4320
    double pixels_per_millimetre =
        5.9; ///< of the panel, 2 to 20; what it says of itself is not to be trusted
    bool full_screen = true;
};

/// One receipt printer on USB.
struct PrinterConfiguration {
    app::PrinterRoles roles;
    std::string profile; ///< a profile's name; empty: found by what the printer tells of itself
    std::string
        port; ///< serial number or port path; empty only for a kiosk's only printer: whichever is found

    friend bool operator==(const PrinterConfiguration&, const PrinterConfiguration&) = default;
};

/// Which hand scanners are read, and how.
struct HandScannerConfiguration {
    bool any = true;    ///< false: this kiosk has none
    std::string device; ///< device file, name or serial number of the only one; empty: all that are found
    scanner::Framing framing;
    std::chrono::milliseconds gap{100};       ///< silence that ends a code, 20 to 1000 ms
    int baud = 9600;                          ///< one of scanner::baud_rates
    std::optional<scanner::KeyLayout> layout; ///< nothing: found out by itself

    friend bool operator==(const HandScannerConfiguration&, const HandScannerConfiguration&) = default;
};

/// The voice and its devices.
struct SpeechConfiguration {
    bool voice = true;       ///< the screen can be read aloud
    std::string loudspeaker; ///< beginning of an audio device's name; empty: the system's choice
    std::string headphones;  ///< the same; empty: a jack that feels its plug
    bool jack = true;        ///< a plug in a jack means headphones on the loudspeaker's device

    friend bool operator==(const SpeechConfiguration&, const SpeechConfiguration&) = default;
};

/// The keypad for those who do not use the screen by touch.
struct KeypadConfiguration {
    std::vector<std::pair<std::string, platform::Key>> keys; ///< beside the ordinary ones, by SDL's names
    std::chrono::milliseconds double_strike{500}; ///< in which the same key does not count again, 0 to 2000

    friend bool operator==(const KeypadConfiguration&, const KeypadConfiguration&) = default;
};

/// Files (PEM) for TLS with the server; empty ones are not used.
struct ServerCertificates {
    std::string authority;   ///< in place of the system's
    std::string certificate; ///< of this kiosk,
    std::string key;         ///< and its private key

    friend bool operator==(const ServerCertificates&, const ServerCertificates&) = default;
};

struct Configuration {
    app::Identity kiosk; ///< its date is empty when the file names none: then it is today's
    std::string time_zone = "Europe/Paris";
    std::filesystem::path translations = "/etc/guichet/translations"; ///< the station's own languages
    std::string server_url; ///< http:// or https://; empty: as the enrolment says
    bool enrolment = true;  ///< the kiosk signs what it asks, and trusts the one server that it enrolled with
    ServerCertificates tls;
    std::filesystem::path store_file;
    std::string camera; ///< device file or name; empty: the first one
    HandScannerConfiguration hand_scanner;
    std::vector<PrinterConfiguration> printers; ///< as many as kiosk.printers has roles
    ScreenConfiguration screen;
    SpeechConfiguration speech;
    KeypadConfiguration keypad;
};

/// Reads a configuration. An unknown key, a missing one or a value out of range is an Error that names file,
/// line and column and what is expected. `name` is the file's, for the message.
[[nodiscard]] Result<Configuration> parse_configuration(std::string_view toml, const std::string& name);

[[nodiscard]] Result<Configuration> read_configuration(const std::filesystem::path& file);

} // namespace guichet::station
