#pragma once

#include <filesystem>
#include <string>

namespace guichet::station {

/// A folder of the program's data ("translations", "printers"): share/guichet beside the program's bin
/// folder, as it lies in the build and as it is installed.
[[nodiscard]] std::filesystem::path resource_folder(const std::string& name);

} // namespace guichet::station
