#pragma once
// What is asked of the server and what it says, without sockets.

#include "kiosk/core/result.hpp"
#include "kiosk/core/wire.hpp"
#include "server/store.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace guichet::server {

/// A request, as far as the service looks at it.
struct Request {
    std::string method;        ///< "GET"
    std::string target;        ///< path and query
    std::string if_none_match; ///< the header's value, empty when there is none
    std::string body;
    std::string protocol{}; ///< the value of wire::protocol_header, empty when there is none
    // Of wire::device_header, time_header and request_signature_header; empty: nobody signed.
    std::string device{};
    std::string time{};
    std::string signature{};
    std::string accept_encoding{};
    std::string available_dictionary{}; ///< RFC 9842
};

struct Answer {
    unsigned status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string error{};    ///< a refusal's word, for the log
    std::string incident{}; ///< for the log: what a person should know of it; no names, no codes
};

/// A session that the store has, and the revision of its orders when it was asked.
struct KnownSession {
    SessionKey key;
    std::int64_t revision = 0;
};

/// An answer that says why not.
[[nodiscard]] Answer refuse(unsigned status, std::string error, std::string message);
[[nodiscard]] Answer refuse_with(unsigned status, const wire::Refusal& refusal);

/// A message for whoever made the request; it is also what the log says.
[[nodiscard]] Answer bad_request(const Error& error);

/// The store is the reason; a person should know of it.
[[nodiscard]] Answer store_failed(const Error& error, unsigned status = 500);

[[nodiscard]] Answer session_unknown(const SessionKey& session);

} // namespace guichet::server
