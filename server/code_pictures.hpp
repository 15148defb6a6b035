#pragma once
// The customers' QR codes as files.

#include "server/store.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

/// Writes into a folder, which is made if need be, a PNG picture for each customer, named by the customer's
/// reference, and codes.csv with the references, file names and short codes. Files of these names are
/// replaced.
[[nodiscard]] Result<> write_code_pictures(const std::vector<CodeRecord>& codes,
                                           const std::filesystem::path& folder);

/// A customer's reference as a file name without ending: what a file system or a shell may take for something
/// else becomes "_".
[[nodiscard]] std::string file_name_of(std::string_view customer_ref);

} // namespace guichet::server
