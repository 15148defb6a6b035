#pragma once
// The commands of guichet-server. Each gives the program's exit code: 0 = done, 1 = could not, with the
// reason on stderr.

#include "kiosk/core/report_csv.hpp"
#include "server/store.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace guichet::server {

struct ImportCommand {
    std::string store;
    SessionKey session;
    std::optional<std::string> station_name;
    std::optional<std::uint64_t> seed; ///< codes that are the same each time
    std::filesystem::path file;
};

struct CodesCommand {
    std::string store;
    SessionKey session;
    std::filesystem::path folder;
};

/// Makes a code for somebody else, and its files.
struct IssueProxyCommand {
    std::string store;
    SessionKey session;
    std::string customer_ref;
    std::string collector;
    std::optional<std::uint64_t> seed; ///< a code that is the same each time
    std::filesystem::path folder;
};

struct ListProxiesCommand {
    std::string store;
    SessionKey session;
};

struct RevokeProxyCommand {
    std::string store;
    SessionKey session;
    std::string proxy; ///< its id or its short code
};

/// Makes a new code in the place of a customer's own, and its files.
struct ReissueCommand {
    std::string store;
    SessionKey session;
    std::string customer_ref;
    std::optional<std::uint64_t> seed; ///< a code that is the same each time
    std::filesystem::path folder;
};

struct ServeCommand {
    std::string store;
    std::string listen;
    bool accept_unenrolled = false; ///< requests that nobody signed, see Unenrolled
};

/// Makes a one-time code with which a kiosk becomes known.
struct EnrolCommand {
    std::string store;
    std::string station;
    std::string device;
    std::string url;               ///< of the server, for the QR; empty: the kiosk's configuration names it
    std::int64_t hours = 24;       ///< how long the code is good
    std::filesystem::path picture; ///< where the QR goes; empty: none is made
};

struct ListDevicesCommand {
    std::string store;
    std::string station;
};

struct RevokeDeviceCommand {
    std::string store;
    std::string station;
    std::string device;
    std::string reason;
};

/// Makes an organiser's key, see kiosk/core/organiser.hpp.
struct OrganiserKeyCommand {
    std::filesystem::path file; ///< is made, readable by its owner alone; one that is there is not touched
};

/// Signs and releases all manifests that changed, with the organiser's key.
struct SignCommand {
    std::string store;
    std::filesystem::path key; ///< the file that OrganiserKeyCommand made
    bool adopt = false;        ///< puts the key in force, when it is not
};

struct ReportCommand {
    std::string store;
    SessionKey session;
    bool json = false;
    std::optional<CsvTable> csv; ///< this table instead
};

[[nodiscard]] int run(const ImportCommand& command);
[[nodiscard]] int run(const CodesCommand& command);
[[nodiscard]] int run(const IssueProxyCommand& command);
[[nodiscard]] int run(const ListProxiesCommand& command);
[[nodiscard]] int run(const RevokeProxyCommand& command);
[[nodiscard]] int run(const ReissueCommand& command);
[[nodiscard]] int run(const ServeCommand& command);
[[nodiscard]] int run(const ReportCommand& command);
[[nodiscard]] int run(const EnrolCommand& command);
[[nodiscard]] int run(const ListDevicesCommand& command);
[[nodiscard]] int run(const RevokeDeviceCommand& command);
[[nodiscard]] int run(const OrganiserKeyCommand& command);
[[nodiscard]] int run(const SignCommand& command);

} // namespace guichet::server
