#pragma once
// The demonstration's day, written as a scenario: who comes when, to which kiosk, and what goes wrong.

#include "kiosk/lab/demonstration/demonstration_data.hpp"
#include "kiosk/ports/locality.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace guichet::lab {

struct SessionScriptData {
    const Demonstration& demonstration;
    std::map<std::string, std::string> short_codes; ///< by customer reference
    /// What the hand scanner reads of a customer's code; empty when it reads nothing.
    std::function<std::string(const std::string& customer_ref)> scanned;
    std::uint64_t seed = 1;
    int scale = 1; ///< with it grow the numbers of what goes wrong
};

/// Names of code pictures beside those of the customers, to be made in the station's folder.
inline constexpr std::string_view unknown_code_file = "special/unknown.png";
inline constexpr std::string_view foreign_code_file = "special/foreign.png";
inline constexpr std::string_view other_day_code_file = "other-codes/AUTRE-1.png";

/// The same data gives the same text. The kiosks are named "counter" and "self"; codes are in the folder
/// "codes".
[[nodiscard]] std::string write_session_script(const SessionScriptData& data,
                                               const ports::Locality& locality);

} // namespace guichet::lab
