#pragma once
// Inside this room: what `guichet-kiosk doctor` finds out about each part of a station.

#include "kiosk/core/result.hpp"
#include "kiosk/station/configuration.hpp"

#include <string>
#include <utility>
#include <vector>

namespace guichet::station {

/// One part that was looked at: what it is, or what is wrong with it.
struct Finding {
    std::string part;
    bool well = false;
    bool needed = true; ///< without it the kiosk cannot do its work
    std::string words;
};

inline Finding well(std::string part, std::string words) {
    return {std::move(part), true, true, std::move(words)};
}
inline Finding unwell(std::string part, const Error& error, bool needed) {
    return {std::move(part), false, needed, error.english()};
}

/// The camera of the configuration, and what else is plugged in.
[[nodiscard]] std::vector<Finding> examine_cameras(const Configuration& configuration);
/// The hand scanners.
[[nodiscard]] std::vector<Finding> examine_hand_scanners(const Configuration& configuration);

} // namespace guichet::station
