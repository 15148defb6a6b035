#pragma once
// What the server answers: every route of openapi.yaml as a function from request to answer. It knows no
// sockets.

#include "kiosk/core/report_csv.hpp"
#include "server/call_board.hpp"
#include "server/store.hpp"

#include <functional>
#include <map>
#include <optional>
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
};

struct Answer {
    unsigned status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// An answer that says why not.
[[nodiscard]] Answer refuse(unsigned status, std::string error, std::string message);

/// Answers requests from a store. One thread calls it.
class Service {
public:
    /// The store outlives the service; `now` tells the time.
    static Result<Service> open(Store& store, std::function<Instant()> now);

    [[nodiscard]] Answer answer(const Request& request);

private:
    /// A manifest as it goes out.
    struct Published {
        std::string body;
        std::string tag; ///< the entity tag: the body's digest in quotes
        std::string signature;
        std::int64_t revision = 0;
    };

    Service(Store& store, std::function<Instant()> now, SigningKey key)
        : store_(store), now_(std::move(now)), key_(key) {}

    [[nodiscard]] Answer route(const Request& request, const wire::Target& target);
    [[nodiscard]] Answer manifest(const Request& request, const SessionKey& session);
    [[nodiscard]] Answer events(const wire::Target& target, const SessionKey& session);
    /// As JSON, or one of its tables.
    [[nodiscard]] Answer report(const SessionKey& session, std::optional<CsvTable> table = {});
    [[nodiscard]] Answer report_csv(const wire::Target& target, const SessionKey& session);
    [[nodiscard]] Answer call(const SessionKey& session, const std::string& body);
    [[nodiscard]] Answer push(const std::string& device, const std::string& body);
    [[nodiscard]] Result<const Published*> published(const SessionKey& session, std::int64_t revision);

    Store& store_;
    std::function<Instant()> now_;
    SigningKey key_;
    std::map<std::string, Published> published_; ///< by session
    CallBoard calls_;
};

} // namespace guichet::server
