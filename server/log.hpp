#pragma once
// The server's log: one line of JSON for each request and for each incident. It holds no names, no codes, no
// bodies, and nothing of a path but its template.

#include "kiosk/core/clock.hpp"
#include "server/route.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace guichet::server {

/// A request that was answered, as far as it is told of.
struct ServedRequest {
    std::string method; ///< as the client wrote it; only methods that exist are told
    Route route = Route::unreadable;
    unsigned status = 0;
    std::string error{};    ///< the refusal's word, empty when it was none
    std::string incident{}; ///< what a person should know of it, empty when there is nothing
    std::chrono::nanoseconds took{};
    std::size_t received = 0; ///< bytes on the wire, headers included
    std::size_t sent = 0;
};

enum class Level : std::uint8_t { info, warning, error };

/// Any thread may write.
class Log {
public:
    using Sink = std::function<void(std::string_view)>;

    /// `sink` takes each line with its line feed. Without one, nothing is logged.
    Log() = default;
    Log(std::function<Instant()> now, Sink sink) : now_(std::move(now)), sink_(std::move(sink)) {}

    void request(const ServedRequest& served);
    void tell(Level level, std::string_view message);

private:
    void write(const std::string& line);

    std::function<Instant()> now_;
    Sink sink_;
    std::mutex mutex_;
};

/// A sink for programs: where systemd, and a person at a terminal, look for it.
void write_to_stderr(std::string_view line);

} // namespace guichet::server
