#include "server/manifest_desk.hpp"

#include "kiosk/core/compression.hpp"
#include "kiosk/core/organiser.hpp"
#include "kiosk/core/signed_request.hpp"
#include "server/content_coding.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace guichet::server {

namespace {

/// Big manifests are kept for this many sessions; with more, all are built anew.
constexpr std::size_t most_published = 8;
/// So many differences of one manifest are kept: kiosks are seldom more than a few revisions behind.
constexpr std::size_t most_deltas = 8;

} // namespace

Answer ManifestDesk::answer(const Request& request, const KnownSession& session) {
    const auto found = published(session.key, session.revision);
    if (!found)
        return store_failed(found.error());
    Published& current = **found;
    Answer answer;
    answer.headers = {{"ETag", current.tag},
                      {std::string(wire::revision_header), fmt::format("{}", current.revision)},
                      {std::string(wire::signature_header), current.signature},
                      {std::string(wire::server_key_header), to_hex(key_.public_key)},
                      {"Vary", "Accept-Encoding, Available-Dictionary"}};
    const auto released = store_.released(session.key);
    if (!released)
        return store_failed(released.error());
    if (*released && (*released)->revision == current.revision)
        answer.headers.emplace_back(wire::organiser_signature_header, (*released)->signature);
    // A weak comparison (RFC 9110, 13.1.2): tags are digests and are never part of one another.
    if (request.if_none_match == "*" || request.if_none_match.find(current.tag) != std::string::npos)
        answer.status = 304;
    else
        fill_in(answer, request, session.key, current);
    metrics_.count_manifest(answer.status == 200);
    return answer;
}

Result<ManifestDesk::Published*> ManifestDesk::published(const SessionKey& session, std::int64_t revision) {
    const auto known = published_.find(session.text());
    if (known != published_.end() && known->second.revision == revision)
        return &known->second;
    const auto manifest = store_.manifest(session);
    if (!manifest)
        return manifest.error();
    if (published_.size() >= most_published)
        published_.clear();
    Published built;
    built.body = to_json(*manifest);
    built.revision = manifest->revision;
    const Digest digest = digest_of(built.body);
    built.tag = wire::manifest_tag(digest);
    built.signature = key_.sign(manifest_statement(session.text(), built.revision, digest));
    // What is not kept costs the next kiosk a whole manifest, and nothing else.
    [[maybe_unused]] const auto kept = store_.keep_body(session, built.revision, built.body);
    return &(published_[session.text()] = std::move(built));
}

void ManifestDesk::fill_in(Answer& answer, const Request& request, const SessionKey& session,
                           Published& current) {
    // RFC 9842, 2.1: this body may serve for the next revision of the same resource.
    answer.headers.emplace_back("Use-As-Dictionary",
                                fmt::format("match=\"{}\"", wire::manifest_path(session.text())));
    const auto coded = [&](std::string_view coding, const std::string& body) {
        answer.body = body;
        answer.headers.emplace_back("Content-Encoding", coding);
        // A strong tag would name these very bytes, which are not the same plain (RFC 9110, 8.8.3.3).
        for (auto& [name, value] : answer.headers)
            if (name == "ETag")
                value.insert(0, "W/");
    };
    if (const auto* difference = delta(request, session, current))
        return coded(dcz_coding, *difference);
    if (!accepts_coding(request.accept_encoding, zstd_coding)) {
        answer.body = current.body;
        return;
    }
    if (current.packed.empty())
        current.packed = compress(current.body);
    coded(zstd_coding, current.packed);
}

const std::string* ManifestDesk::delta(const Request& request, const SessionKey& session,
                                       Published& current) {
    const auto name = parse_available_dictionary(request.available_dictionary);
    if (!name || !accepts_coding(request.accept_encoding, dcz_coding))
        return nullptr;
    if (const auto made = current.deltas.find(*name); made != current.deltas.end())
        return &made->second;
    const auto before = store_.body(session, *name);
    if (!before || !*before) // not kept: the whole is sent
        return nullptr;
    if (current.deltas.size() >= most_deltas)
        current.deltas.clear();
    return &(current.deltas[*name] = compress_with(**before, current.body));
}

} // namespace guichet::server
