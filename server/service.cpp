#include "server/service.hpp"

#include "server/enrolment.hpp"
#include "server/session_report.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace guichet::server {

namespace {

Answer not_found(const std::string& target) {
    return refuse(404, "not_found", fmt::format("There is nothing at {}; see server/openapi.yaml.", target));
}

Answer wrong_method(std::string_view allowed) {
    auto answer = refuse(405, "method_not_allowed", fmt::format("Only {} is answered here.", allowed));
    answer.headers.emplace_back("Allow", allowed);
    return answer;
}

/// Reads a session as journals write it, "station/date".
Result<SessionKey> read_session(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos)
        return fail("“{0}” is not a session: station and date with a slash between are expected.", text);
    return make_session_key(text.substr(0, slash), text.substr(slash + 1));
}

/// Refuses a kiosk whose messages this program does not speak, before anything of them is read.
std::optional<Answer> check_protocol(const std::string& spoken) {
    const auto version = spoken.empty() ? std::optional(1) : wire::parse_protocol_version(spoken);
    if (!version)
        return bad_request(fail("The header {0} holds no version: a whole number is expected.",
                                std::string(wire::protocol_header)));
    const bool old = *version < wire::oldest_protocol_version;
    if (!old && *version <= wire::protocol_version)
        return std::nullopt;
    auto answer =
        refuse(426, std::string(old ? wire::kiosk_too_old_error : wire::server_too_old_error),
               fmt::format("This kiosk speaks version {} of the protocol, and this server speaks {} "
                           "to {}: update the {}. Nothing was changed; what the kiosk has not sent "
                           "stays with it.",
                           *version, wire::oldest_protocol_version, wire::protocol_version,
                           old ? "kiosk" : "server"));
    // RFC 9110, 15.5.22: the answer names what is wanted.
    answer.headers = {{"Upgrade", fmt::format("Guichet/{}", wire::protocol_version)},
                      {"Connection", "Upgrade"}};
    answer.incident = fmt::format("A kiosk speaks version {} of the protocol: update the {}.", *version,
                                  old ? "kiosk" : "server");
    return answer;
}

/// Whether the events of a batch are of the device and the incarnation that it names.
Result<> check_batch(const wire::Batch& batch, const std::string& device) {
    if (batch.device != device || !wire::is_name(device) || !wire::is_name(batch.incarnation))
        return fail("The batch is of device “{0}”, incarnation “{1}”, and was sent to “{2}”.", batch.device,
                    batch.incarnation, device);
    for (const auto& sealed : batch.events)
        if (sealed.event.id.device != batch.device || sealed.event.id.incarnation != batch.incarnation)
            return fail("Event {0} is of another device or incarnation than its batch.",
                        sealed.event.id.sequence);
    return Done{};
}

Answer answer_of(const wire::Batch& batch, const AppendOutcome& outcome) {
    if (const auto* stored = std::get_if<Stored>(&outcome))
        return {200, wire::encode(stored->acknowledgement)};
    if (const auto* gap = std::get_if<Gap>(&outcome))
        return refuse_with(409,
                           wire::Refusal{std::string(wire::gap_error),
                                         fmt::format("Events are missing before this batch: send from {} on.",
                                                     gap->expected),
                                         gap->expected, std::nullopt});
    if (const auto* fork = std::get_if<Fork>(&outcome)) {
        auto answer = refuse_with(
            409, wire::Refusal{std::string(wire::fork_error),
                               fmt::format("Another event is stored under number {}. Nothing was changed; a "
                                           "person must compare the kiosk's journal with the server's.",
                                           fork->sequence),
                               std::nullopt, fork->sequence});
        answer.incident = fmt::format("Kiosk {} sent an event of its journal {} under number {}, where "
                                      "another is stored. Nothing was changed: compare both journals.",
                                      batch.device, batch.incarnation, fork->sequence);
        return answer;
    }
    return bad_request(std::get<Broken>(outcome).error);
}

BatchAnswer batch_answer(const Answer& answer) {
    if (answer.status == 200)
        return BatchAnswer::acknowledged;
    if (answer.error == wire::gap_error)
        return BatchAnswer::gap;
    if (answer.error == wire::fork_error)
        return BatchAnswer::fork;
    return answer.status < 500 ? BatchAnswer::refused : BatchAnswer::failed;
}

} // namespace

Result<Service> Service::open(Store& store, std::function<Instant()> now, std::shared_ptr<Metrics> metrics,
                              Unenrolled unenrolled) {
    const auto key = store.signing_key();
    if (!key)
        return key.error();
    return Service(store, std::move(now), std::move(metrics), *key, unenrolled);
}

std::variant<Answer, wire::Batch> Service::begin(const Request& request) {
    const auto target = wire::parse_target(request.target);
    if (!target)
        return bad_request(target.error());
    const Route route = find_route(target->segments);
    if (route == Route::unknown)
        return not_found(request.target);
    if (request.method != method_of(route))
        return wrong_method(method_of(route));
    if (route == Route::healthz)
        return health();
    if (route == Route::metrics)
        return Answer{200, metrics_->text(), std::string(Metrics::content_type)};
    if (auto refused = check_protocol(request.protocol))
        return std::move(*refused);
    if (route == Route::enrolments)
        return answer_enrolment(store_, key_, request.body, now_());
    Asker asker;
    if (auto refused = devices_.check(request, now_(), asker)) {
        if (route == Route::push)
            metrics_->count_batch(batch_answer(*refused), 0);
        return std::move(*refused);
    }
    if (route == Route::push)
        return read_batch(target->segments[2], request.body, asker);
    return of_session(route, request, *target, asker);
}

Answer Service::health() {
    const auto readable = store_.readable();
    return readable ? Answer{200, R"({"status":"ok"})"} : store_failed(readable.error(), 503);
}

Answer Service::of_session(Route route, const Request& request, const wire::Target& target,
                           const Asker& asker) {
    const auto session = make_session_key(target.segments[2], target.segments[3]);
    if (!session)
        return bad_request(session.error());
    if (auto refused = DeviceCheck::check_station(asker, session->station))
        return std::move(*refused);
    const auto revision = store_.revision(*session);
    if (!revision)
        return store_failed(revision.error());
    if (!*revision)
        return session_unknown(*session);
    const KnownSession known{*session, **revision};
    if (route == Route::calls)
        return call(known, request.body, asker);
    if (route == Route::manifest)
        return manifests_.answer(request, known);
    if (route == Route::events)
        return events(target, known);
    return route == Route::report ? report(known) : report_csv(target, known);
}

Answer Service::events(const wire::Target& target, const KnownSession& session) {
    std::int64_t cursor = 0;
    const std::string after = target.parameter("after").value_or("0");
    const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), cursor);
    if (error != std::errc{} || end != after.data() + after.size() || cursor < 0)
        return bad_request(fail("“{0}” is not a cursor: a whole number is expected.", after));
    auto page = store_.events(session.key, target.parameter("device").value_or(""), cursor);
    if (!page)
        return store_failed(page.error());
    page->manifest_revision = session.revision;
    page->calls = calls_.standing(session.key.text(), now_());
    return {200, wire::encode(*page)};
}

/// As long as neither the orders nor the numbers of events change, and for half a minute, it is the same.
Result<ServerReport> Service::made_report(const KnownSession& session) {
    constexpr std::int64_t longest = 30'000;
    const auto kiosks = store_.kiosks(session.key);
    if (!kiosks)
        return kiosks.error();
    const auto now = now_();
    if (made_report_ && made_report_->session == session.key.text() &&
        made_report_->revision == session.revision && made_report_->report.kiosks == *kiosks &&
        now >= made_report_->made && now - made_report_->made < longest)
        return made_report_->report;
    auto report = make_server_report(store_, session.key);
    if (report)
        made_report_ = MadeReport{session.key.text(), session.revision, now, *report};
    return report;
}

Answer Service::report(const KnownSession& session, std::optional<CsvTable> table) {
    const auto report = made_report(session);
    if (!report)
        return store_failed(report.error());
    if (!table)
        return {200, to_json(report->report)};
    const auto file = fmt::format("{}_{}_{}.csv", session.key.station, session.key.date,
                                  csv_table_names.at(static_cast<std::size_t>(*table)));
    return {200,
            to_csv(report->report, *table),
            "text/csv; charset=utf-8; header=present",
            {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", file)}}};
}

Answer Service::report_csv(const wire::Target& target, const KnownSession& session) {
    const auto name = target.parameter("table").value_or("");
    const auto table = csv_table_of(name);
    if (!table)
        return refuse(400, "bad_request",
                      fmt::format("“{}” is no table of a report: one of {} is expected.", name,
                                  fmt::join(csv_table_names, ", ")));
    return report(session, table);
}

Answer Service::call(const KnownSession& session, const std::string& body, const Asker& asker) {
    const auto call = wire::parse_call(body);
    if (!call)
        return bad_request(call.error());
    // Any kiosk of the station may answer a call; only the kiosk itself calls.
    if (call->standing == CallStanding::calling)
        if (auto refused = devices_.check_device(asker, call->device))
            return std::move(*refused);
    if (!calls_.tell(session.key.text(), *call, now_()))
        return refuse(429, "too_many_calls",
                      fmt::format("{} kiosks of this session call already.", CallBoard::most_calls));
    return {200, R"({"status":"ok"})"};
}

Answer Service::answer(const Request& request) {
    auto begun = begin(request);
    if (auto* answer = std::get_if<Answer>(&begun))
        return std::move(*answer);
    const auto& batch = std::get<wire::Batch>(begun);
    return told(batch, store_.append(batch, now_()));
}

std::vector<Answer> Service::answer_all(const std::vector<Request>& requests) {
    std::vector<Answer> answers(requests.size());
    std::vector<wire::Batch> batches;
    std::vector<std::size_t> places; // of the batches' requests
    for (std::size_t at = 0; at < requests.size(); ++at) {
        auto begun = begin(requests[at]);
        if (auto* batch = std::get_if<wire::Batch>(&begun)) {
            batches.push_back(std::move(*batch));
            places.push_back(at);
        } else {
            answers[at] = std::move(std::get<Answer>(begun));
        }
    }
    if (batches.empty())
        return answers;
    const auto outcomes = store_.append_all(batches, now_());
    // What cannot be done for all together may still be done for some.
    for (std::size_t at = 0; at < batches.size(); ++at)
        answers[places[at]] = told(batches[at], outcomes ? Result<AppendOutcome>((*outcomes)[at])
                                                         : store_.append(batches[at], now_()));
    return answers;
}

std::variant<Answer, wire::Batch> Service::read_batch(const std::string& device, const std::string& body,
                                                      const Asker& asker) {
    const auto refused = [this](Answer answer) {
        metrics_->count_batch(batch_answer(answer), 0);
        return answer;
    };
    auto batch = wire::parse_batch(body);
    if (!batch)
        return refused(bad_request(batch.error()));
    if (auto checked = check_batch(*batch, device); !checked)
        return refused(bad_request(checked.error()));
    if (auto other = devices_.check_device(asker, device))
        return refused(std::move(*other));
    if (auto unsigned_batch = DeviceCheck::check_batch(asker, *batch))
        return refused(std::move(*unsigned_batch));
    const auto session = read_session(batch->session);
    if (!session)
        return refused(bad_request(session.error()));
    const auto revision = store_.revision(*session);
    if (!revision)
        return refused(store_failed(revision.error()));
    if (!*revision)
        return refused(session_unknown(*session));
    return std::move(*batch);
}

Answer Service::told(const wire::Batch& batch, const Result<AppendOutcome>& outcome) {
    auto answer = outcome ? answer_of(batch, *outcome) : store_failed(outcome.error());
    const auto* done = outcome ? std::get_if<Stored>(&*outcome) : nullptr;
    metrics_->count_batch(batch_answer(answer), done != nullptr ? done->added : 0);
    return answer;
}

} // namespace guichet::server
