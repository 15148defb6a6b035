#pragma once
// What the server answers: every route of openapi.yaml as a function from request to answer. It knows no
// sockets.

#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/report_csv.hpp"
#include "server/call_board.hpp"
#include "server/device_check.hpp"
#include "server/metrics.hpp"
#include "server/session_report.hpp"
#include "server/store.hpp"

#include <functional>
#include <map>
#include <memory>
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

/// An answer that says why not.
[[nodiscard]] Answer refuse(unsigned status, std::string error, std::string message);

/// Answers requests from a store. One thread calls it.
class Service {
public:
    /// The store outlives the service; `now` tells the time. What becomes of batches and manifests is counted
    /// in `metrics`, which are also what /metrics tells.
    static Result<Service> open(Store& store, std::function<Instant()> now,
                                std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>(),
                                Unenrolled unenrolled = Unenrolled::refused);

    [[nodiscard]] Answer answer(const Request& request);

    /// Answers requests that came at once, in their order. Batches of events among them share one commit,
    /// which costs more than all the rest; so a server that has much to do has less to do for each.
    [[nodiscard]] std::vector<Answer> answer_all(const std::vector<Request>& requests);

private:
    /// A manifest as it goes out.
    struct Published {
        std::string body;
        std::string tag; ///< the entity tag: the body's digest in quotes
        std::string signature;
        std::int64_t revision = 0;
        std::string packed{}; ///< the body as Zstandard; made when it is first asked for
        std::map<DictionaryName, std::string> deltas{}; ///< the body in the coding dcz, by what it builds on
    };

    Service(Store& store, std::function<Instant()> now, std::shared_ptr<Metrics> metrics, SigningKey key,
            Unenrolled unenrolled)
        : store_(store), now_(std::move(now)), metrics_(std::move(metrics)), key_(key),
          devices_(store, key, unenrolled) {}

    [[nodiscard]] Answer of_session(Route route, const Request& request, const wire::Target& target,
                                    const Asker& asker);
    [[nodiscard]] Answer health();
    [[nodiscard]] Answer manifest(const Request& request, const SessionKey& session);
    [[nodiscard]] Answer events(const wire::Target& target, const SessionKey& session);
    /// As JSON, or one of its tables.
    [[nodiscard]] Answer report(const SessionKey& session, std::optional<CsvTable> table = {});
    [[nodiscard]] Answer report_csv(const wire::Target& target, const SessionKey& session);
    [[nodiscard]] Answer call(const SessionKey& session, const std::string& body, const Asker& asker);
    /// The answer to a request, or the batch that is to be stored for it.
    [[nodiscard]] std::variant<Answer, wire::Batch> begin(const Request& request);
    [[nodiscard]] std::variant<Answer, wire::Batch> read_batch(const std::string& device,
                                                               const std::string& body, const Asker& asker);
    [[nodiscard]] Answer told(const wire::Batch& batch, const Result<AppendOutcome>& outcome);
    [[nodiscard]] Result<ServerReport> made_report(const SessionKey& session, std::int64_t revision);
    [[nodiscard]] Result<Published*> published(const SessionKey& session, std::int64_t revision);
    /// Puts the body into the answer in the smallest coding that the client takes.
    void fill_in(Answer& answer, const Request& request, const SessionKey& session, Published& current);
    [[nodiscard]] const std::string* delta(const Request& request, const SessionKey& session,
                                           Published& current);

    Store& store_;
    std::function<Instant()> now_;
    std::shared_ptr<Metrics> metrics_;
    SigningKey key_;
    DeviceCheck devices_;
    std::map<std::string, Published> published_; ///< by session
    /// The report that was made last: all kiosks of a session ask for it at its end.
    struct MadeReport {
        std::string session;
        std::int64_t revision = 0;
        Instant made;
        ServerReport report;
    };
    std::optional<MadeReport> made_report_;
    CallBoard calls_;
};

} // namespace guichet::server
