// The hand scanners, as `guichet-kiosk doctor` sees them.

#include "drivers/scanner/hand_scanners.hpp"
#include "kiosk/station/findings.hpp"
#include "kiosk/station/scanners.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::station {

namespace {

using scanner::Recognition;
using scanner::ScannerFinding;
using scanner::ScannerKind;

constexpr const char* part = "hand scanner";

std::string_view words_of(ScannerKind kind) {
    switch (kind) {
    case ScannerKind::keyboard: return "acts as a keyboard";
    case ScannerKind::serial: return "on a serial line";
    case ScannerKind::hid_pos: return "HID bar code scanner";
    }
    return {};
}

std::string_view words_of(Recognition recognition) {
    switch (recognition) {
    case Recognition::configured: return "named in the configuration";
    case Recognition::known: return "known by its ids";
    case Recognition::announced: return "says itself that it is one";
    case Recognition::watched: return "a keyboard; taken for a scanner when it types like one";
    }
    return {};
}

Finding finding_of(const ScannerFinding& one) {
    const bool keyboard = one.found.recognition == Recognition::watched;
    if (one.problem) {
        Finding finding = unwell(keyboard ? "keyboard" : part, *one.problem, false);
        if (one.in_use)
            finding.words += "\nWhen that program is the kiosk, all is well.";
        return finding;
    }
    return well(keyboard ? "keyboard" : part,
                fmt::format("{} at {}: {}, {}", one.found.describe(), one.found.path,
                            words_of(one.found.kind), words_of(one.found.recognition)));
}

} // namespace

std::vector<Finding> examine_hand_scanners(const Configuration& configuration) {
    const auto& wanted = configuration.hand_scanner;
    if (!wanted.any)
        return {well(part, "the configuration says that there is none")};
    const auto all = scanner::examine_scanners(scanner_settings(wanted));
    std::vector<Finding> findings;
    std::transform(all.begin(), all.end(), std::back_inserter(findings), finding_of);
    const bool none = std::all_of(all.begin(), all.end(), [](const ScannerFinding& one) {
        return one.found.recognition == Recognition::watched;
    });
    if (none && !wanted.device.empty())
        findings.push_back(unwell(part, scanner::not_there(wanted.device), false));
    else if (none)
        findings.push_back(well(part, "none is plugged in, and none is named in the configuration"));
    return findings;
}

} // namespace guichet::station
