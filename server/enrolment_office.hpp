#pragma once
// What the office does with kiosks: enrolment codes, the list, revocations. While a server serves, through
// its door (office.hpp).

#include "server/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

enum class DeviceTask : std::uint8_t { enrol, list, revoke };

struct DeviceRequest {
    DeviceTask task = DeviceTask::list;
    DeviceName name = {};    ///< the device is empty for `list`
    std::int64_t hours = 24; ///< for `enrol`: how long the code is good, 1 to 720
    std::string reason = {}; ///< for `revoke`
};

struct DeviceAnswer {
    std::string code = {};          ///< for `enrol`, without dashes
    Instant expires = {};           ///< of the code
    std::string server_key = {};    ///< hexadecimal
    std::string organiser_key = {}; ///< likewise; empty: none is in force
    /// All kiosks of the station for `list`, else the one that the task was about.
    std::vector<DeviceStanding> devices = {};
};

inline constexpr std::int64_t most_code_hours = 720;

/// Does it, on a store.
[[nodiscard]] Result<DeviceAnswer> perform(Store& store, const DeviceRequest& request, Instant now);

/// Does it now, on the store of a URL: through the door of the server that serves it, or itself when none
/// does.
[[nodiscard]] Result<DeviceAnswer> perform(const std::string& store, const DeviceRequest& typed);

/// Whether a request from the door is one of these.
[[nodiscard]] bool is_device_request(std::string_view bytes);

/// Answers the bytes of such a request with the bytes of an answer.
[[nodiscard]] std::string answer_device_request(Store& store, std::string_view bytes);

// The messages through the door: JSON. Reading refuses what is none.
[[nodiscard]] std::string encode(const DeviceRequest& request);
[[nodiscard]] std::string encode(const Result<DeviceAnswer>& answer);
[[nodiscard]] Result<DeviceRequest> parse_device_request(std::string_view bytes);
[[nodiscard]] Result<DeviceAnswer> parse_device_answer(std::string_view bytes);

} // namespace guichet::server
