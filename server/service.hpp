#pragma once
// What the server answers: every route of openapi.yaml as a function from request to answer. It knows no
// sockets.

#include "kiosk/core/report_csv.hpp"
#include "server/call_board.hpp"
#include "server/device_check.hpp"
#include "server/manifest_desk.hpp"
#include "server/message.hpp"
#include "server/metrics.hpp"
#include "server/session_report.hpp"
#include "server/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guichet::server {

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
    Service(Store& store, std::function<Instant()> now, std::shared_ptr<Metrics> metrics, SigningKey key,
            Unenrolled unenrolled)
        : store_(store), now_(std::move(now)), metrics_(std::move(metrics)), key_(key),
          devices_(store, key, unenrolled), manifests_(store, key, *metrics_) {}

    [[nodiscard]] Answer of_session(Route route, const Request& request, const wire::Target& target,
                                    const Asker& asker);
    [[nodiscard]] Answer health();
    [[nodiscard]] Answer events(const wire::Target& target, const KnownSession& session);
    /// As JSON, or one of its tables.
    [[nodiscard]] Answer report(const KnownSession& session, std::optional<CsvTable> table = {});
    [[nodiscard]] Answer report_csv(const wire::Target& target, const KnownSession& session);
    [[nodiscard]] Answer call(const KnownSession& session, const std::string& body, const Asker& asker);
    /// The answer to a request, or the batch that is to be stored for it.
    [[nodiscard]] std::variant<Answer, wire::Batch> begin(const Request& request);
    [[nodiscard]] std::variant<Answer, wire::Batch> read_batch(const std::string& device,
                                                               const std::string& body, const Asker& asker);
    [[nodiscard]] Answer told(const wire::Batch& batch, const Result<AppendOutcome>& outcome);
    [[nodiscard]] Result<ServerReport> made_report(const KnownSession& session);
    Store& store_;
    std::function<Instant()> now_;
    std::shared_ptr<Metrics> metrics_;
    SigningKey key_;
    DeviceCheck devices_;
    ManifestDesk manifests_;
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
