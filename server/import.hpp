#pragma once
// From an order file to a session in the store: whole, or not at all.

#include "server/store.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace guichet::server {

struct ImportRequest {
    SessionKey session;
    std::optional<std::string>
        station_name; ///< without it the station keeps its name, or is called by its id
    CodeMaker make_code;
};

/// What came of reading a file; without an outcome it was refused for its faults, and nothing changed.
struct ImportReport {
    Faults faults;
    std::vector<Fault> notices;
    std::optional<ImportOutcome> outcome;
};

/// Imports an order file. An Error is about the store, not about the file's contents.
[[nodiscard]] Result<ImportReport> import_orders(Store& store, const ImportRequest& request,
                                                 ByteSource source);

/// The bytes of a file.
[[nodiscard]] Result<ByteSource> open_order_file(const std::filesystem::path& file);

} // namespace guichet::server
