#pragma once
// Inside this room: what `guichet-kiosk doctor` finds out about each part of a station.

#include "drivers/camera/v4l2_calls.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/station/configuration.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace guichet::station {

/// One part that was looked at: what it is, or what is wrong with it.
struct Finding {
    std::string part;
    bool well = false;
    bool needed = true;                                ///< without it the kiosk cannot do its work
    std::string words;                                 ///< in one or more lines
    nlohmann::json details = nlohmann::json::object(); ///< members for programs, beside the words
};

inline Finding well(std::string part, std::string words) {
    return {std::move(part), true, true, std::move(words), nlohmann::json::object()};
}
inline Finding unwell(std::string part, const Error& error, bool needed) {
    return {std::move(part), false, needed, error.english(), nlohmann::json::object()};
}

/// The camera of the configuration ("camera") and every other one that is plugged in ("other camera"): what
/// it offers, the mode it is used in, and what came of a second and a half of its pictures. The
/// configuration's camera comes first. Its last picture goes to the PNG file `frame`, unless that is empty; a
/// picture that was asked for and cannot be had is a finding "frame" that is not well.
[[nodiscard]] std::vector<Finding> examine_cameras(const Configuration& configuration,
                                                   const std::filesystem::path& frame,
                                                   camera::V4l2Calls& calls = camera::kernel_calls());
/// The hand scanners.
[[nodiscard]] std::vector<Finding> examine_hand_scanners(const Configuration& configuration);

} // namespace guichet::station
