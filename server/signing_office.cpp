#include "server/signing_office.hpp"

#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/words.hpp"
#include "server/office.hpp"
#include "server/office_reading.hpp"

#include <array>

namespace guichet::server {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 4> task_words{"list_drafts", "read_draft", "release_draft",
                                                     "adopt_organiser"};

bool is_of_a_session(SigningTask task) {
    return task == SigningTask::read_draft || task == SigningTask::release;
}

Result<SigningAnswer> list(Store& store, const PublicKey& organiser) {
    const auto in_force = store.organiser();
    if (!in_force)
        return in_force.error();
    auto drafts = store.drafts(organiser);
    if (!drafts)
        return drafts.error();
    return SigningAnswer{*in_force ? to_hex(**in_force) : std::string(), std::move(*drafts), {}};
}

Result<SigningAnswer> done(const Result<>& result) {
    return result ? Result<SigningAnswer>(SigningAnswer{}) : result.error();
}

/// What one draft holds, read from the bytes that are signed.
Result<SignedDraft> look_at(const Draft& draft, const std::string& body) {
    const auto manifest = parse_manifest(body);
    if (!manifest)
        return manifest.error();
    if (manifest->session() != draft.session.text())
        return fail("The server gave the manifest of {0} when {1} was asked for: nothing was signed.",
                    manifest->session(), draft.session.text());
    return SignedDraft{{draft.session, manifest->revision},
                       manifest->baskets.size(),
                       manifest->order_count(),
                       manifest->line_count()};
}

} // namespace

Result<SigningAnswer> perform(Store& store, const SigningRequest& request) {
    switch (request.task) {
    case SigningTask::list_drafts: return list(store, request.organiser);
    case SigningTask::release:
        return done(store.release({request.organiser, request.session, request.revision, request.signature}));
    case SigningTask::adopt: return done(store.adopt_organiser(request.organiser));
    case SigningTask::read_draft: break;
    }
    const auto draft = store.draft(request.session);
    if (!draft)
        return draft.error();
    return SigningAnswer{.body = to_json(*draft)};
}

Result<SigningAnswer> perform(const std::string& url, const SigningRequest& request) {
    const auto answer = ask_office(url, Opening::existing, encode(request));
    return answer ? parse_signing_answer(*answer) : Result<SigningAnswer>(answer.error());
}

bool is_signing_request(std::string_view bytes) {
    return is_task_of(task_words, bytes);
}

std::string answer_signing_request(Store& store, std::string_view bytes) {
    const auto request = parse_signing_request(bytes);
    return encode(request ? perform(store, *request) : Result<SigningAnswer>(request.error()));
}

std::string encode(const SigningRequest& request) {
    json value =
        json_object({{"do", word_in(task_words, request.task)}, {"organiser", to_hex(request.organiser)}});
    if (is_of_a_session(request.task))
        add_members(value, {{"station", request.session.station}, {"date", request.session.date}});
    if (request.task == SigningTask::release)
        add_members(value, {{"revision", request.revision}, {"signature", request.signature}});
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string encode(const Result<SigningAnswer>& answer) {
    if (!answer)
        return json_object({{"error", answer.error().english()}})
            .dump(-1, ' ', false, json::error_handler_t::replace);
    json drafts = json::array();
    for (const auto& draft : answer->drafts)
        drafts.push_back(json_object({{"station", draft.session.station},
                                      {"date", draft.session.date},
                                      {"revision", draft.revision}}));
    return json_object(
               {{"in_force", answer->in_force}, {"drafts", std::move(drafts)}, {"body", answer->body}})
        .dump();
}

Result<SigningRequest> parse_signing_request(std::string_view bytes) {
    return read_office_message<SigningRequest>(bytes, [](JsonValue value) {
        SigningRequest request{
            .task = taken(value_in<SigningTask>(task_words, value.at("do").text(), "task of the office"))};
        const auto key = parse_public_key(value.at("organiser").text());
        if (!key)
            throw Refused{fail("This is not a message of the office: {0}", "organiser")};
        request.organiser = *key;
        if (is_of_a_session(request.task))
            request.session = taken(make_session_key(value.at("station").text(), value.at("date").text()));
        if (request.task == SigningTask::release) {
            request.revision = value.at("revision").whole<std::int64_t>();
            request.signature = value.at("signature").text();
        }
        return request;
    });
}

Result<SigningAnswer> parse_signing_answer(std::string_view bytes) {
    return read_office_message<SigningAnswer>(bytes, [](JsonValue value) {
        if (const auto error = value.find("error"))
            throw Refused{fail("{0}", error->view())};
        SigningAnswer answer{value.at("in_force").text(), {}, value.at("body").text()};
        for (const auto draft : value.at("drafts").list())
            answer.drafts.push_back(
                {taken(make_session_key(draft.at("station").text(), draft.at("date").text())),
                 draft.at("revision").whole<std::int64_t>()});
        return answer;
    });
}

Result<> sign_drafts(const std::string& store, const SigningKey& key,
                     const std::function<void(const SignedDraft&)>& told) {
    const auto waiting = perform(store, SigningRequest{SigningTask::list_drafts, key.public_key});
    if (!waiting)
        return waiting.error();
    for (const auto& draft : waiting->drafts) {
        const auto read =
            perform(store, SigningRequest{SigningTask::read_draft, key.public_key, draft.session});
        if (!read)
            return read.error();
        const auto seen = look_at(draft, read->body);
        if (!seen)
            return seen.error();
        told(*seen);
        const auto statement =
            manifest_statement(draft.session.text(), seen->draft.revision, digest_of(read->body));
        const auto released =
            perform(store, SigningRequest{SigningTask::release, key.public_key, draft.session,
                                          seen->draft.revision, key.sign(statement)});
        if (!released)
            return released.error();
    }
    return Done{};
}

} // namespace guichet::server
