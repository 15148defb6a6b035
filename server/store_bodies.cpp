// The last bodies of each session's manifest, from which newer ones are told as differences.

#include "kiosk/core/compression.hpp"
#include "server/store_tables.hpp"

#include <span>

namespace guichet::server {

namespace {

/// A kiosk that was away for more revisions is sent the whole.
constexpr std::int64_t kept_bodies = 8;

std::span<const std::uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

Result<> save_body(sql::Connection& database, const SessionKey& session, std::int64_t revision,
                   const std::string& body) {
    const auto row = find_session(database, session);
    if (!row)
        return row.error();
    if (!*row)
        return unknown_session(session);
    const auto name = dictionary_name(body);
    const auto packed = compress(body);
    // Another server that shares the database may have kept the same.
    auto saved = database.run("INSERT INTO manifest_body (session, revision, name, body) VALUES (?, ?, ?, ?)"
                              " ON CONFLICT DO NOTHING",
                              (*row)->id, revision, std::span<const std::uint8_t>(name), bytes_of(packed));
    if (!saved)
        return saved.error();
    auto forgotten = database.run("DELETE FROM manifest_body WHERE session = ? AND revision <= ?", (*row)->id,
                                  revision - kept_bodies);
    return forgotten ? Result<>() : forgotten.error();
}

Result<std::optional<std::string>> find_body(sql::Connection& database, const SessionKey& session,
                                             const DictionaryName& name) {
    const auto row = find_session(database, session);
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<std::string>();
    const auto packed = first_row(
        database, "SELECT body FROM manifest_body WHERE session = ? AND name = ?",
        [](const sql::Rows& columns) { return columns.blob(0); }, (*row)->id,
        std::span<const std::uint8_t>(name));
    if (!packed)
        return packed.error();
    std::string body;
    if (!*packed || decompress(**packed, most_body_bytes, body) != Decompression::done)
        return std::optional<std::string>(); // the whole is sent
    return std::optional(std::move(body));
}

} // namespace guichet::server
