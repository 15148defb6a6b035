#pragma once
// Where the programs find what they read when they run.

#include <filesystem>
#include <string>

namespace guichet::resources {

/// A folder of the program's data ("translations", "printers"): share/guichet beside the program's bin
/// folder, as it lies in the build and as it is installed.
[[nodiscard]] std::filesystem::path resource_folder(const std::string& name);

} // namespace guichet::resources
