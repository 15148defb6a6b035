#pragma once
// The real guichet-server as a process, on a store of its own or on a given one.

#include "kiosk/core/result.hpp"
#include "kiosk/lab/process.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace guichet::exchange {

inline const std::string station_name = "saint-flour";
inline const std::string session_date = "2020-04-17";

class ServerProgram {
public:
    /// `store`: its URL; logs and order files go to `folder`. `programs`: where guichet-server is.
    ServerProgram(std::filesystem::path programs, std::filesystem::path folder, std::string store)
        : programs_(std::move(programs)), folder_(std::move(folder)), store_(std::move(store)) {}

    /// Imports an order file's text into the session; the server must not run on SQLite.
    [[nodiscard]] Result<> import(const std::string& orders);

    /// Starts it; at a further start it listens where it did before.
    [[nodiscard]] Result<> start();

    /// Asks it to end (SIGTERM) and gives its exit code; -1 when a signal ended it.
    int stop();
    /// Ends it on the spot (SIGKILL).
    void kill() { process_.reset(); }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::int64_t peak_memory() const { return process_ ? process_->peak_memory() : 0; }

    /// Its report as JSON, by the program; the server must not run on SQLite.
    [[nodiscard]] Result<std::string> report() const;

private:
    [[nodiscard]] std::vector<std::string> with_place(std::vector<std::string> arguments) const;

    std::filesystem::path programs_;
    std::filesystem::path folder_;
    std::string store_;
    std::optional<lab::Process> process_;
    std::uint16_t port_ = 0;
};

} // namespace guichet::exchange
