#pragma once
// The tools of guichet-kiosk. Each gives the program's exit code: 0 = done, 1 = could not, with the reason on
// stderr.

#include <filesystem>
#include <string>
#include <vector>

namespace guichet::station {

struct DecodeOptions {
    std::vector<std::string> pictures;
    bool json = false;
};

/// One line for each picture: `path TAB ok|none TAB text`. 1 when a file is no picture.
int decode_pictures(const DecodeOptions& options);

struct ReceiptOptions {
    std::filesystem::path database;
    std::string customer;
    std::string format; ///< escpos, png, pdf or text
    std::string profile = "generic-80mm";
    std::filesystem::path output;
};

/// The receipt of a customer's hand-over, from the store of a kiosk that does not run.
int write_receipt(const ReceiptOptions& options);

/// Checks the chain of a store; 1 and the place of the first break when it is broken.
int verify_journal(const std::filesystem::path& database);

/// Writes the journal's archive to standard output.
int export_journal(const std::filesystem::path& database);

/// Every device, the store, the server and the clock: what is well, what is not, what to do. 1 when something
/// the kiosk needs is not well. `configuration` empty: /etc/guichet/kiosk.toml.
int examine(const std::filesystem::path& configuration, bool json);

} // namespace guichet::station
