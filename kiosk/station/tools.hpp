#pragma once
// The tools of guichet-kiosk. Each gives the program's exit code: 0 = done, 1 = could not, with the reason on
// stderr.

#include "kiosk/core/result.hpp"
#include "kiosk/ports/users.hpp"

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
    std::string paper = "receipt"; ///< receipt, duplicate, report, slip or test
    std::string customer;          ///< of a receipt or its duplicate
    std::string producer;          ///< of a slip
    std::string format;            ///< escpos, png, pdf or text
    std::string profile = "generic-80mm";
    std::filesystem::path output;
};

/// Any paper, from the store of a kiosk: a customer's receipt or its duplicate, the session report, a
/// producer's slip, the test page.
int write_receipt(const ReceiptOptions& options);

/// Checks the chain of a store; 1 and the place of the first break when it is broken.
int verify_journal(const std::filesystem::path& database);

/// Writes the journal's archive to standard output.
int export_journal(const std::filesystem::path& database);

/// Whether the server has everything that a stopped kiosk recorded, as is asked before an update; 1 when it
/// has not, or when that cannot be said. A kiosk that never started has nothing.
int tell_unsent(const std::filesystem::path& configuration);

/// The USB printers that are plugged in: profile, firmware, status, what they can do.
int list_printers(bool json);

struct PrintTestOptions {
    std::string printer; ///< USB port or serial number; empty: the first one
    std::string profile; ///< empty: found by what the printer tells of itself
};

/// Prints a test page and says how it went; waits for a printer that needs something until it is well or the
/// program is interrupted. 1 when it did not come out.
int print_test(const PrintTestOptions& options);

struct EnrolOptions {
    std::filesystem::path configuration;
    std::string code;     ///< as it was dictated, or the text of the QR
    std::string url = {}; ///< of the server, when neither the QR nor the configuration names it
    std::string server_key =
        {}; ///< hexadecimal; without it and without a QR, the one that answers is trusted
};

/// Makes a stopped kiosk known to its server.
int enrol(const EnrolOptions& options);

struct UsersOptions {
    std::filesystem::path configuration;
    std::string verb = {}; ///< list, add, pin, deactivate or activate
    std::string name = {}; ///< of the user; but for `add`, the id will do
    std::string role = "volunteer";
};

/// Lists or changes those who work with a kiosk, while it is stopped; a PIN is read from standard input. All
/// users as lines: `id TAB role TAB active|inactive TAB name`.
int manage_users(const UsersOptions& options);

/// The same for one change, in a store that may have to be made.
[[nodiscard]] Result<> add_user(const std::filesystem::path& store, const ports::UserChange& change);

/// Says on stderr what went wrong; gives the exit code.
int ended(const Result<>& result);

struct DoctorOptions {
    std::filesystem::path configuration; ///< empty: /etc/guichet/kiosk.toml
    std::filesystem::path frame;         ///< PNG file for the camera's last picture; empty: none
    bool json = false;
};

/// Every device, the store, the server and the clock: what is well, what is not, what to do. 1 when something
/// the kiosk needs is not well, or a picture that was asked for could not be saved.
int examine(const DoctorOptions& options);

} // namespace guichet::station
