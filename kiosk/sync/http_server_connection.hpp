#pragma once
// The server over HTTP: the kiosk's end of the protocol in server/openapi.yaml.

#include "kiosk/ports/server.hpp"
#include "kiosk/sync/identity.hpp"
#include "kiosk/sync/transfer.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace guichet::sync {

/// Where the server is and how long to wait for it.
struct ConnectionOptions {
    std::string url; ///< "http://127.0.0.1:8080", without a path behind it; empty: as the enrolment says

    /// The server's public key (hexadecimal), when it is known already: a manifest signed by another is
    /// refused. Without it, the key of the first manifest is kept for this connection.
    std::optional<std::string> server_key{};

    std::chrono::milliseconds connect_timeout{2'000};
    std::chrono::milliseconds total_timeout{10'000};
    std::chrono::milliseconds manifest_timeout{60'000}; ///< a large session over a poor line

    /// Whether there is a network; asked before and during every call. The lab's switch: when it is off, no
    /// socket is opened and open ones are cut. Any thread may change what it answers.
    std::function<bool()> network_on{};

    /// Where this kiosk's key is kept; requests are signed with it, and none but an enrolment is made before
    /// it is there. Null: nothing is signed, for a server that accepts kiosks that are not enrolled.
    std::shared_ptr<IdentityKeeper> identity{};
    std::function<Instant()> now{}; ///< the kiosk's clock, for signatures; empty: the machine's
    TlsFiles tls{};
};

/// One connection for one owner thread; only `cancel` may be called from others. Connections to the server
/// are kept open between calls.
class HttpServerConnection final : public ports::ServerConnection {
public:
    /// Fails when the URL is none of http or https.
    static Result<std::unique_ptr<HttpServerConnection>> open(ConnectionOptions options);
    /// Speaks to the server through anything that carries requests.
    HttpServerConnection(ConnectionOptions options, std::unique_ptr<Exchange> exchange);
    ~HttpServerConnection() override;

    Result<std::optional<ports::StoredManifest>> fetch_manifest(const std::string& session,
                                                                std::int64_t known_revision) override;
    void remember_manifest(const std::string& session, const ports::StoredManifest& manifest) override;

    /// Sends as many events of the batch as one message may hold; the answer tells how far that was.
    Result<ports::PushAnswer> push(const ports::Batch& batch) override;
    Result<ports::PullAnswer> pull(const std::string& session, const std::string& device,
                                   std::int64_t cursor) override;
    Result<std::string> fetch_report(const std::string& session) override;
    Result<ports::CallAnswer> tell_call(const std::string& session, const HelpCall& call) override;
    [[nodiscard]] ports::Standing standing() const override { return standing_; }
    Result<> enrol(const EnrolmentTicket& ticket, const std::string& station,
                   const std::string& device) override;
    void cancel() override;

private:
    /// Signs a request of a target and carries it there; once more when the server tells its time.
    [[nodiscard]] Result<HttpAnswer> ask(HttpRequest request, const std::string& target);
    void take_identity(KioskIdentity identity);
    void forget();
    [[nodiscard]] Instant now() const;
    [[nodiscard]] Result<std::optional<ports::StoredManifest>> fetch_from(const std::string& session,
                                                                          std::int64_t known_revision);
    [[nodiscard]] Result<> check(const std::string& session, const ports::StoredManifest& manifest);
    /// Where this kiosk knows an organiser's key, its signature is needed too.
    [[nodiscard]] Result<> check_organiser(const std::string& session, const ports::StoredManifest& manifest,
                                           const std::string& signature) const;

    ConnectionOptions options_;
    std::unique_ptr<Exchange> exchange_;
    std::string url_; ///< of the server; empty: not known yet
    std::optional<KioskIdentity> identity_;
    bool withdrawn_ = false;          ///< the server said so, and the key is gone
    std::optional<Error> unreadable_; ///< why there is no identity, when its keeper failed
    std::int64_t clock_offset_ = 0;   ///< of the server's clock to this kiosk's, for signatures alone
    ports::Standing standing_ = ports::Standing::good;
    std::string known_session_; ///< whose newest manifest was fetched,
    std::string known_tag_;     ///< under this entity tag,
    std::int64_t known_revision_ = 0;
    std::string known_body_;      ///< that one: a newer one may be told as its difference
    bool known_body_bad_ = false; ///< the last answer was told by it, and was not the manifest
};

} // namespace guichet::sync
