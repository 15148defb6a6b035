#pragma once
// A kiosk's journal and the requests that bring it to a server, for tests and benchmarks that speak HTTP
// themselves. Whatever a server wants of a batch is made here and nowhere else.

#include "kiosk/core/compression.hpp"
#include "kiosk/core/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace guichet::exchange {

/// One request as bytes; further headers end with "\r\n" each. The connection is kept.
inline std::string request(const std::string& method, const std::string& target, const std::string& body = {},
                           const std::string& headers = {}) {
    return fmt::format("{} {} HTTP/1.1\r\nHost: test\r\n{}{}\r\n{}", method, target, headers,
                       method == "GET" ? std::string() : fmt::format("Content-Length: {}\r\n", body.size()),
                       body);
}

/// Appends events to a chain as a kiosk does, and makes batches of them.
class SendingDevice {
public:
    explicit SendingDevice(std::string device, std::string session = "saint-flour/2020-04-17",
                           std::string incarnation = "one")
        : device_(std::move(device)), session_(std::move(session)), incarnation_(std::move(incarnation)) {}

    const SealedEvent& add(EventBody body = CodeRefused{}) {
        JournalEvent event;
        event.id = {device_, incarnation_, static_cast<std::int64_t>(events_.size()) + 1};
        event.time = {Instant{1'587'132'000'000 + event.id.sequence * 500}, 0};
        event.boot = 1;
        event.session = session_;
        event.manifest_revision = 1;
        if (!events_.empty())
            event.previous = events_.back().digest;
        event.body = std::move(body);
        events_.push_back(seal(std::move(event)));
        return events_.back();
    }

    /// A hand-over of so many lines and its receipt, as a customer leaves them.
    void add_customer(int number, int lines = 9) {
        HandOver body{fmt::format("B{:04}", number), Identification::camera, Actor::volunteer, {}};
        for (int line = 1; line <= lines; ++line)
            body.lines.push_back(
                {{fmt::format("{}", 1000 + 2 * number + line % 2), line}, Outcome::collected, 0, {}});
        add(std::move(body));
        add(ReceiptPrinted{fmt::format("{}-{}-{}", device_, incarnation_, events_.size()), false, true});
    }

    /// `count` events from a number (1 and up) on; all that follow when there are fewer.
    [[nodiscard]] wire::Batch batch(std::size_t number = 1, std::size_t count = 500) const {
        const auto from = std::min(number - 1, events_.size());
        const auto first = events_.begin() + static_cast<std::ptrdiff_t>(from);
        const auto size = static_cast<std::ptrdiff_t>(std::min(count, events_.size() - from));
        return {device_, incarnation_, session_, {first, first + size}};
    }

    [[nodiscard]] const std::string& device() const { return device_; }
    [[nodiscard]] const std::string& session() const { return session_; }
    [[nodiscard]] std::vector<SealedEvent>& events() { return events_; }

    /// The request that pushes a batch, as the kiosk's program writes it; compressed when it is large.
    [[nodiscard]] std::string push(const wire::Batch& batch) const { return push(wire::encode(batch)); }
    [[nodiscard]] std::string push(const std::string& plain) const {
        const bool large = plain.size() > least_compressed_bytes;
        return request("POST", wire::push_path(device_), large ? compress(plain) : plain,
                       fmt::format("{}: {}\r\nAccept-Encoding: zstd\r\nContent-Type: application/json\r\n{}",
                                   wire::protocol_header, wire::protocol_version,
                                   large ? "Content-Encoding: zstd\r\n" : ""));
    }

private:
    std::string device_;
    std::string session_;
    std::string incarnation_;
    std::vector<SealedEvent> events_;
};

} // namespace guichet::exchange
