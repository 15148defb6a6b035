#include "drivers/scanner/found_scanner.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <linux/input-event-codes.h>

namespace guichet::scanner {
namespace {

namespace files = std::filesystem;

std::uint16_t hexadecimal(const std::string& text) {
    std::uint16_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

std::vector<files::path> entries_of(const files::path& folder) {
    std::vector<files::path> entries;
    std::error_code failure;
    for (files::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure))
        entries.push_back(at->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

files::path resolved(const files::path& path) {
    std::error_code failure;
    const auto real = files::canonical(path, failure);
    return failure ? path : real;
}

std::optional<Recognition> recognised(const FoundScanner& found, const ScannerSettings& settings) {
    if (!settings.device.empty())
        return is_configured(found, settings.device) ? std::optional(Recognition::configured) : std::nullopt;
    const auto* known = find_known(settings.known, found.vendor, found.product, found.kind);
    if (known != nullptr)
        return known->no_scanner ? std::nullopt : std::optional(Recognition::known);
    // A serial line may be anything: what nobody knows is left alone. A keyboard can be watched.
    return found.kind == ScannerKind::keyboard ? std::optional(Recognition::watched) : std::nullopt;
}

std::optional<FoundScanner> keyboard_at(const files::path& node) {
    const files::path folder = files::path("/sys/class/input") / node.filename() / "device";
    if (!types_codes(line_of(folder / "capabilities" / "key")))
        return std::nullopt;
    FoundScanner found;
    found.path = node.string();
    found.name = line_of(folder / "name");
    found.serial = line_of(folder / "uniq");
    found.vendor = hexadecimal(line_of(folder / "id" / "vendor"));
    found.product = hexadecimal(line_of(folder / "id" / "product"));
    return found;
}

FoundScanner serial_line_at(const files::path& node) {
    FoundScanner found;
    found.kind = ScannerKind::serial;
    found.path = node.string();
    if (const auto facts = usb_facts(files::path("/sys/class/tty") / node.filename() / "device")) {
        found.name = facts->name;
        found.vendor = facts->vendor;
        found.product = facts->product;
        found.serial = facts->serial;
    }
    return found;
}

/// A device file of the configuration that is none of the usual ones (a serial line ttyS0, ttyAMA0).
std::optional<FoundScanner> unusual_line(const std::string& device) {
    std::error_code failure;
    const auto real = files::canonical(device, failure);
    if (failure || real.string().starts_with("/dev/input/") || !files::is_character_file(real, failure))
        return std::nullopt;
    FoundScanner found = serial_line_at(real);
    found.recognition = Recognition::configured;
    return found;
}

} // namespace

std::string FoundScanner::describe() const {
    const std::string& called = name.empty() ? path : name;
    return vendor == 0 && product == 0 ? called : fmt::format("{} ({:04x}:{:04x})", called, vendor, product);
}

std::string line_of(const files::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

std::optional<UsbFacts> usb_facts(const files::path& folder) {
    for (files::path at = resolved(folder); at.has_relative_path(); at = at.parent_path()) {
        const std::string vendor = line_of(at / "idVendor");
        if (vendor.empty())
            continue;
        UsbFacts facts;
        facts.vendor = hexadecimal(vendor);
        facts.product = hexadecimal(line_of(at / "idProduct"));
        const std::string maker = line_of(at / "manufacturer");
        const std::string product = line_of(at / "product");
        facts.name = maker + (maker.empty() || product.empty() ? "" : " ") + product;
        facts.serial = line_of(at / "serial");
        return facts;
    }
    return std::nullopt;
}

bool is_configured(const FoundScanner& found, const std::string& device) {
    if (device.starts_with('/'))
        return resolved(device) == resolved(found.path);
    return found.name.find(device) != std::string::npos ||
           (!found.serial.empty() && device == found.serial) || device == found.path;
}

Error opening_problem(int error, const FoundScanner& found) {
    if (error == EACCES || error == EPERM)
        return found.kind == ScannerKind::serial
                   ? fail("The hand scanner {0} may not be read: add this user to the group \"dialout\".",
                          found.describe())
                   : fail("The hand scanner {0} may not be read: add this user to the group \"input\".",
                          found.describe());
    if (error == EBUSY)
        return fail("The hand scanner {0} is held by another program: close that program.", found.describe());
    return fail("The hand scanner {0} cannot be opened ({1}): unplug it and plug it in again.",
                found.describe(), std::strerror(error));
}

Error not_there(const std::string& device) {
    return fail("The hand scanner {0} is not there: plug it in, or correct its name in the configuration.",
                device);
}

bool types_codes(const std::string& key_capabilities) {
    // Words in hexadecimal, the lowest keys in the last one; a kernel of 32 bits has words of 32.
    const auto space = key_capabilities.rfind(' ');
    const std::string low = key_capabilities.substr(space == std::string::npos ? 0 : space + 1);
    std::uint64_t keys = 0;
    const auto read = std::from_chars(low.data(), low.data() + low.size(), keys, 16);
    std::uint64_t needed =
        std::uint64_t{1} << KEY_ENTER | std::uint64_t{1} << KEY_Q | std::uint64_t{1} << KEY_A;
    for (unsigned key = KEY_1; key <= KEY_0; ++key)
        needed |= std::uint64_t{1} << key;
    return read.ec == std::errc() && (keys & needed) == needed;
}

std::vector<FoundScanner> find_device_files(const ScannerSettings& settings) {
    std::vector<FoundScanner> all;
    for (const files::path& node : entries_of("/dev/input"))
        if (node.filename().string().starts_with("event"))
            if (auto keyboard = keyboard_at(node))
                all.push_back(std::move(*keyboard));
    for (const files::path& node : entries_of("/dev"))
        if (const auto name = node.filename().string();
            name.starts_with("ttyACM") || name.starts_with("ttyUSB"))
            all.push_back(serial_line_at(node));
    std::vector<FoundScanner> wanted;
    for (FoundScanner& found : all)
        if (const auto recognition = recognised(found, settings)) {
            found.recognition = *recognition;
            wanted.push_back(std::move(found));
        }
    if (wanted.empty() && settings.device.starts_with('/'))
        if (auto line = unusual_line(settings.device))
            wanted.push_back(std::move(*line));
    return wanted;
}

} // namespace guichet::scanner
