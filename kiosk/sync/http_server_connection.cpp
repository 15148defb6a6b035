#include "kiosk/sync/http_server_connection.hpp"

#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/organiser.hpp"
#include "kiosk/core/signed_request.hpp"
#include "kiosk/core/wipe.hpp"
#include "kiosk/core/wire.hpp"
#include "kiosk/sync/enrolling.hpp"
#include "kiosk/sync/request_signature.hpp"
#include "kiosk/sync/signature.hpp"
#include "kiosk/sync/transfer.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace guichet::sync {

namespace {

constexpr long upgrade_required = 426; // RFC 9110, 15.5.22
constexpr long unauthorized = 401;
constexpr long forbidden = 403;

/// What to say when the server does not accept who asks.
Error not_accepted(const wire::Refusal& refusal) {
    const auto& error = refusal.error;
    if (error == wire::not_signed_error || error == wire::unknown_device_error)
        return fail("The server does not know this kiosk: it has to be enrolled. Nothing is lost; tell the "
                    "organiser.");
    if (error == wire::bad_signature_error)
        return fail(
            "The server does not accept this kiosk's signature: it has to be enrolled again. Nothing is "
            "lost; tell the organiser.");
    if (error == wire::other_station_error || error == wire::other_device_error)
        return fail(
            "The server knows this kiosk as another one, or for another station. Nothing is lost; tell "
            "the organiser.");
    return fail("The server refused ({0}): {1}", error, refusal.message);
}

/// What to say of an answer that is none of those awaited.
Error refused(const HttpAnswer& answer) {
    const auto refusal = wire::parse_refusal(answer.body);
    if (refusal && refusal->error == wire::server_too_old_error)
        return fail(
            "The server's program is too old for this kiosk: have the server updated. Nothing is lost, "
            "the kiosk goes on alone.");
    if (answer.status == upgrade_required)
        return fail(
            "This kiosk's program is too old for the server: have the kiosk updated. Nothing is lost, "
            "the kiosk goes on alone.");
    if (refusal && (answer.status == unauthorized || answer.status == forbidden))
        return not_accepted(*refusal);
    if (!refusal)
        return fail("The server answered {0} without a reason. Check that the address is that of a "
                    "guichet-server.",
                    answer.status);
    return fail("The server refused ({0}): {1}", answer.status, refusal->message);
}

std::int64_t revision_of(const HttpAnswer& answer) {
    const std::string text = header_of(answer, wire::revision_header);
    std::int64_t revision = 0;
    std::from_chars(text.data(), text.data() + text.size(), revision);
    return revision;
}

/// The acknowledgement of a batch, once it is sure that the server means the same events.
Result<ports::PushAnswer> read_acknowledgement(const HttpAnswer& answer,
                                               const std::vector<SealedEvent>& sent) {
    const auto acknowledgement = wire::parse_acknowledgement(answer.body);
    if (!acknowledgement)
        return acknowledgement.error();
    const auto& last = sent.back();
    if (acknowledgement->sequence < last.event.id.sequence)
        return fail(
            "The server acknowledged event {0} after event {1} was sent; the events stay in the queue.",
            acknowledgement->sequence, last.event.id.sequence);
    if (acknowledgement->sequence == last.event.id.sequence && acknowledgement->head != last.digest)
        return ports::PushAnswer(ports::Fork{acknowledgement->sequence});
    return ports::PushAnswer(
        ports::Acknowledged{last.event.id.sequence, acknowledgement->server_time, acknowledgement->sequence});
}

Result<ports::PushAnswer> read_conflict(const HttpAnswer& answer) {
    const auto refusal = wire::parse_refusal(answer.body);
    if (refusal && refusal->error == wire::gap_error && refusal->expected)
        return ports::PushAnswer(ports::Gap{*refusal->expected});
    if (refusal && refusal->error == wire::fork_error && refusal->sequence)
        return ports::PushAnswer(ports::Fork{*refusal->sequence});
    return refused(answer);
}

} // namespace

Result<std::unique_ptr<HttpServerConnection>> HttpServerConnection::open(ConnectionOptions options) {
    const std::string& url = options.url;
    const bool from_enrolment = url.empty() && options.identity;
    if (!from_enrolment && !url.starts_with("http://") && !url.starts_with("https://"))
        return fail("“{0}” is not the address of a server: http://HOST:PORT is expected.", url);
    while (options.url.ends_with('/'))
        options.url.pop_back();
    auto transfer = std::make_unique<Transfer>(options.network_on, options.tls);
    return std::make_unique<HttpServerConnection>(std::move(options), std::move(transfer));
}

HttpServerConnection::HttpServerConnection(ConnectionOptions options, std::unique_ptr<Exchange> exchange)
    : options_(std::move(options)), exchange_(std::move(exchange)), url_(options_.url) {
    if (!options_.identity)
        return;
    auto kept = options_.identity->load();
    if (!kept)
        unreadable_ = kept.error();
    else if (*kept && (*kept)->enrolled())
        take_identity(std::move(**kept));
}

HttpServerConnection::~HttpServerConnection() = default;

Result<std::optional<ports::StoredManifest>>
HttpServerConnection::fetch_manifest(const std::string& session, std::int64_t known_revision) {
    if (known_session_ != session)
        known_body_.clear();
    auto fetched = fetch_from(session, known_revision);
    if (fetched || !known_body_bad_)
        return fetched;
    // Whatever came of the difference, it was not the manifest: the whole is asked for.
    known_body_.clear();
    return fetch_from(session, known_revision);
}

Result<std::optional<ports::StoredManifest>> HttpServerConnection::fetch_from(const std::string& session,
                                                                              std::int64_t known_revision) {
    known_body_bad_ = false;
    const bool tag_known = known_session_ == session && known_revision_ == known_revision;
    auto answer = ask({.url = {},
                       .if_none_match = tag_known ? known_tag_ : std::string(),
                       .connect_timeout = options_.connect_timeout,
                       .total_timeout = options_.manifest_timeout,
                       .dictionary = known_body_},
                      wire::manifest_path(session));
    if (!answer)
        return answer.error();
    if (tag_known && answer->status == 304)
        return std::optional<ports::StoredManifest>();
    if (answer->status != 200)
        return refused(*answer);
    ports::StoredManifest manifest{std::move(answer->body), revision_of(*answer),
                                   header_of(*answer, wire::signature_header),
                                   header_of(*answer, wire::server_key_header)};
    auto checked = check(session, manifest);
    if (checked)
        checked = check_organiser(session, manifest, header_of(*answer, wire::organiser_signature_header));
    if (!checked) {
        known_body_bad_ = header_of(*answer, "content-encoding") == dcz_coding;
        return checked.error();
    }
    remember_manifest(session, manifest);
    if (manifest.revision == known_revision)
        return std::optional<ports::StoredManifest>();
    return std::optional(std::move(manifest));
}

void HttpServerConnection::remember_manifest(const std::string& session,
                                             const ports::StoredManifest& manifest) {
    known_session_ = session;
    known_tag_ = wire::manifest_tag(digest_of(manifest.body));
    known_revision_ = manifest.revision;
    known_body_ = manifest.body;
}

Result<> HttpServerConnection::check(const std::string& session, const ports::StoredManifest& stored) {
    if (options_.server_key && *options_.server_key != stored.server_key)
        return fail(
            "The manifest is signed by another server than the one this kiosk knows. Nothing was taken "
            "over; check the server's address.");
    const auto statement = manifest_statement(session, stored.revision, digest_of(stored.body));
    if (!verify_signature(stored.server_key, statement, stored.signature))
        return fail("The manifest's signature is wrong: it was altered on its way, or is of another session. "
                    "Nothing was taken over.");
    const auto manifest = parse_manifest(stored.body);
    if (!manifest)
        return manifest.error();
    if (manifest->session() != session || manifest->revision != stored.revision)
        return fail(
            "The server gave the manifest of {0}, revision {1}, when {2} was asked for. Nothing was taken "
            "over.",
            manifest->session(), manifest->revision, session);
    options_.server_key = stored.server_key;
    return Done{};
}

Result<> HttpServerConnection::check_organiser(const std::string& session,
                                               const ports::StoredManifest& stored,
                                               const std::string& signature) const {
    if (!identity_ || identity_->organiser_key.empty() ||
        verify_signature(identity_->organiser_key,
                         manifest_statement(session, stored.revision, digest_of(stored.body)), signature))
        return Done{};
    return fail("The organiser did not sign these orders. Nothing was taken over; tell the organiser.");
}

Result<ports::PushAnswer> HttpServerConnection::push(const ports::Batch& batch) {
    require(!batch.events.empty(), "a batch holds events");
    wire::Batch message{batch.device, batch.incarnation, batch.session, batch.events, {}};
    message.events.resize(wire::fitting_events(message.events));
    if (identity_)
        message.signature =
            identity_->key.sign(wire::batch_statement(message.device, message.incarnation, message.events));
    const auto answer = ask({{}, wire::encode(message), {}, options_.connect_timeout, options_.total_timeout},
                            wire::push_path(batch.device));
    if (!answer)
        return answer.error();
    if (answer->status == 200)
        return read_acknowledgement(*answer, message.events);
    if (answer->status == 409)
        return read_conflict(*answer);
    return refused(*answer);
}

Result<ports::PullAnswer> HttpServerConnection::pull(const std::string& session, const std::string& device,
                                                     std::int64_t cursor) {
    const auto answer = ask({{}, {}, {}, options_.connect_timeout, options_.total_timeout},
                            wire::events_path(session, device, cursor));
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return refused(*answer);
    auto page = wire::parse_page(answer->body);
    if (!page)
        return page.error();
    ports::PullAnswer pulled{{std::move(page->events), page->cursor},
                             page->more,
                             {},
                             page->manifest_revision,
                             std::move(page->calls)};
    for (const auto& kiosk : page->kiosks)
        pulled.kiosks.push_back({kiosk.device, kiosk.events, kiosk.closed});
    return pulled;
}

Result<std::string> HttpServerConnection::fetch_report(const std::string& session) {
    auto answer =
        ask({{}, {}, {}, options_.connect_timeout, options_.manifest_timeout}, wire::report_path(session));
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return refused(*answer);
    return std::move(answer->body);
}

Result<ports::CallAnswer> HttpServerConnection::tell_call(const std::string& session, const HelpCall& call) {
    const auto answer = ask({{}, wire::encode(call), {}, options_.connect_timeout, options_.total_timeout},
                            wire::calls_path(session));
    if (!answer)
        return answer.error();
    return answer->status == 200 ? ports::CallAnswer::taken : ports::CallAnswer::not_taken;
}

Instant HttpServerConnection::now() const {
    if (options_.now)
        return options_.now();
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

void HttpServerConnection::take_identity(KioskIdentity identity) {
    options_.server_key = identity.server_key;
    if (options_.url.empty())
        url_ = identity.url;
    known_session_.clear();
    identity_ = std::move(identity);
    withdrawn_ = false;
}

/// Of a withdrawn kiosk: its key, and the names in the manifest that differences are made from.
void HttpServerConnection::forget() {
    wipe(known_body_);
    known_session_.clear();
    identity_->key.wipe();
    identity_.reset();
    withdrawn_ = true;
}

Result<HttpAnswer> HttpServerConnection::ask(HttpRequest request, const std::string& target) {
    // Who was told once goes on being told, in case that nobody heard it.
    standing_ = withdrawn_ ? ports::Standing::revoked : ports::Standing::good;
    if (options_.identity && !identity_)
        return unreadable_ ? *unreadable_ : fail("This kiosk is not enrolled yet, so it asks no server.");
    request.url = url_ + target;
    if (!identity_)
        return exchange_->perform(request);
    sign(request, target, *identity_, now() + clock_offset_);
    auto answer = exchange_->perform(request);
    if (!answer)
        return answer;
    if (const auto time = told_time(*answer, request, *identity_)) {
        clock_offset_ = *time - now();
        sign(request, target, *identity_, *time);
        answer = exchange_->perform(request);
        if (!answer)
            return answer;
    }
    if (tells_revoked(*answer, *identity_)) {
        standing_ = ports::Standing::revoked;
        forget();
    } else if ((answer->status == unauthorized || answer->status == forbidden) &&
               wire::parse_refusal(answer->body))
        standing_ = ports::Standing::refused;
    return answer;
}

Result<> HttpServerConnection::enrol(const EnrolmentTicket& ticket, const std::string& station,
                                     const std::string& device) {
    if (!options_.identity)
        return fail("This kiosk works without enrolment: its configuration says so ([server]).");
    const Enrolling kiosk{options_.url.empty() ? ticket.url : options_.url, station, device,
                          options_.connect_timeout, options_.total_timeout};
    auto identity = sync::enrol(kiosk, ticket, *options_.identity, *exchange_);
    if (!identity)
        return identity.error();
    unreadable_.reset();
    take_identity(std::move(*identity));
    return Done{};
}

void HttpServerConnection::cancel() {
    exchange_->cancel();
}

} // namespace guichet::sync
