#pragma once
// The scenario language: one step a line. It drives tests, demonstrations and bug reports;
// tests/scenario/README.md lists the steps.

#include "kiosk/core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::lab {

struct Step {
    int line = 0; ///< in its file, 1 and up
    std::string verb;
    std::vector<std::string> arguments;
    std::string text; ///< as it was written, without its comment
};

/// Reads a scenario. The first line that is no step is an Error that names file, line and column and what is
/// expected; `name` is the file's, for the message.
[[nodiscard]] Result<std::vector<Step>> parse_scenario(std::string_view text, const std::string& name);

[[nodiscard]] Result<std::vector<Step>> read_scenario(const std::filesystem::path& file);

/// Writes an argument so that the parser reads it back: in quotes when it needs them.
[[nodiscard]] std::string in_quotes(std::string_view argument);

} // namespace guichet::lab
