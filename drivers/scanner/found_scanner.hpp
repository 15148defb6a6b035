#pragma once
// What is plugged in that is a scanner or may turn out to be one, found without opening anything (sysfs).

#include "drivers/scanner/known_scanners.hpp"
#include "drivers/scanner/scanner_settings.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace guichet::scanner {

/// Why a device is taken for a scanner.
enum class Recognition {
    configured, ///< the configuration names it
    known,      ///< its ids are in the list
    announced,  ///< it says so itself (HID bar code scanner page)
    watched,    ///< a keyboard like a person's: only its rhythm can tell
};

struct FoundScanner {
    ScannerKind kind = ScannerKind::keyboard;
    Recognition recognition = Recognition::watched;
    std::string name; ///< as it calls itself, or its device file
    std::string path; ///< "/dev/input/event3", "/dev/ttyACM0"; for HID-POS the USB port, "1-2.3"
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string serial; ///< serial number; empty: none

    /// "Honeywell Voyager 1450g (0c2e:0b6a)".
    [[nodiscard]] std::string describe() const;
};

/// What a USB device tells of itself, as the kernel keeps it (sysfs).
struct UsbFacts {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string name; ///< maker and product
    std::string serial;
};

/// Of the USB device that `folder` of sysfs belongs to; nothing when there is none above it.
[[nodiscard]] std::optional<UsbFacts> usb_facts(const std::filesystem::path& folder);

/// The first line of a file; empty when it cannot be read.
[[nodiscard]] std::string line_of(const std::filesystem::path& file);

/// Whether the settings' device is this one: by device file (or a link to it), a part of its name, or its
/// serial number.
[[nodiscard]] bool is_configured(const FoundScanner& found, const std::string& device);

/// Why a device file cannot be opened (`errno`), and what to do.
[[nodiscard]] Error opening_problem(int error, const FoundScanner& found);

/// The device that the configuration names is not plugged in.
[[nodiscard]] Error not_there(const std::string& device);

/// Keyboards and serial lines that the settings allow; HID-POS scanners are found over libusb.
[[nodiscard]] std::vector<FoundScanner> find_device_files(const ScannerSettings& settings);

/// Whether a keyboard can type codes: the low word of its capabilities ("capabilities/key" of sysfs).
[[nodiscard]] bool types_codes(const std::string& key_capabilities);

} // namespace guichet::scanner
