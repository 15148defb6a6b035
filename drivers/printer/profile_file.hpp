#pragma once
// Printer profiles as TOML files; their members are explained in assets/printers/README.md.

#include "drivers/printer/profile.hpp"
#include "kiosk/core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::printer {

/// Reads a profile. What a file leaves out has Profile's default; an unknown member, a wrong type or a value
/// out of range is an Error with file, line and what is expected. `origin` names the text in messages.
[[nodiscard]] Result<Profile> parse_profile(std::string_view toml, const std::string& origin);

/// Reads all `*.toml` of a folder, sorted by name. A missing folder has no profile, which is no fault.
[[nodiscard]] Result<std::vector<Profile>> read_profiles(const std::filesystem::path& folder);

/// The profile of that name among `profiles`; "generic-80mm" is always there.
[[nodiscard]] Result<Profile> find_profile(const std::vector<Profile>& profiles, std::string_view name);

} // namespace guichet::printer
