// The organiser's key, and the revisions of manifests that it signed: with one in force, kiosks are given
// these alone.

#include "kiosk/core/compression.hpp"
#include "server/store_tables.hpp"

#include <span>

namespace guichet::server {

namespace {

std::span<const std::uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Error changed_meanwhile(const SessionKey& session) {
    return fail("The session {0} was changed while it was signed: nothing of it was released. Sign again.",
                session.text());
}

} // namespace

Result<std::optional<PublicKey>> load_organiser(sql::Connection& database) {
    const auto bytes = first_row(database, "SELECT public_key FROM organiser_key",
                                 [](const sql::Rows& row) { return row.blob(0); });
    if (!bytes)
        return bytes.error();
    if (!*bytes)
        return std::optional<PublicKey>();
    PublicKey key{};
    if (!copy_bytes(**bytes, key))
        return fail("The organiser's key in {0} is damaged: restore the store from its backup.",
                    database.name());
    return std::optional(key);
}

Result<> adopt_organiser(sql::Connection& database, const PublicKey& key) {
    const std::span<const std::uint8_t> bytes(key);
    auto transaction = sql::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    for (const auto& done : {database.run("INSERT INTO organiser_key (id, public_key) VALUES (1, ?)"
                                          " ON CONFLICT (id) DO UPDATE SET public_key = excluded.public_key",
                                          bytes),
                             database.run("DELETE FROM released_manifest WHERE public_key <> ?", bytes)})
        if (!done)
            return done.error();
    return transaction->commit();
}

Result<std::optional<std::int64_t>> load_revision(sql::Connection& database, const SessionKey& session) {
    const auto revision = first_row(
        database,
        "SELECT CASE WHEN o.id IS NULL THEN s.revision ELSE coalesce(r.revision, 0) END FROM session s"
        " LEFT JOIN organiser_key o ON o.id = 1"
        " LEFT JOIN released_manifest r ON r.session = s.id AND r.public_key = o.public_key"
        " WHERE s.station = ? AND s.date = ?",
        [](const sql::Rows& row) { return row.integer(0); }, session.station, session.date);
    if (!revision)
        return revision.error();
    return *revision && **revision > 0 ? *revision : std::nullopt; // revisions begin at 1
}

Result<std::vector<Draft>> load_drafts(sql::Connection& database, const PublicKey& organiser) {
    auto rows = database.query("SELECT s.station, s.date, s.revision FROM session s"
                               " LEFT JOIN released_manifest r ON r.session = s.id AND r.public_key = ?"
                               " WHERE r.revision IS NULL OR r.revision < s.revision"
                               " ORDER BY s.station, s.date",
                               std::span<const std::uint8_t>(organiser));
    if (!rows)
        return rows.error();
    std::vector<Draft> drafts;
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        drafts.push_back({{rows->text(0), rows->text(1)}, rows->integer(2)});
    if (!more)
        return more.error();
    return drafts;
}

Result<> release(sql::Connection& database, const Release& release) {
    const auto draft = load_manifest(database, release.session);
    if (!draft)
        return draft.error();
    if (draft->revision != release.revision)
        return changed_meanwhile(release.session);
    const auto body = to_json(*draft);
    const auto statement = manifest_statement(release.session.text(), release.revision, digest_of(body));
    if (!verify_signature(to_hex(release.organiser), statement, release.signature))
        return fail("The signature of {0}, revision {1}, is not the organiser's: nothing was released.",
                    release.session.text(), release.revision);
    const auto packed = compress(body);
    auto saved = database.run(
        "INSERT INTO released_manifest (session, public_key, revision, signature, body)"
        " SELECT id, ?, revision, ?, ? FROM session WHERE station = ? AND date = ? AND revision = ?"
        " ON CONFLICT (session, public_key) DO UPDATE SET revision = excluded.revision,"
        " signature = excluded.signature, body = excluded.body",
        std::span<const std::uint8_t>(release.organiser), release.signature, bytes_of(packed),
        release.session.station, release.session.date, release.revision);
    if (!saved)
        return saved.error();
    return *saved == 1 ? Result<>() : changed_meanwhile(release.session);
}

Result<std::optional<Released>> load_released(sql::Connection& database, const SessionKey& session) {
    return first_row(
        database,
        "SELECT r.revision, r.signature FROM session s JOIN organiser_key o ON o.id = 1"
        " JOIN released_manifest r ON r.session = s.id AND r.public_key = o.public_key"
        " WHERE s.station = ? AND s.date = ?",
        [](const sql::Rows& row) {
            return Released{row.integer(0), row.text(1)};
        },
        session.station, session.date);
}

Result<Manifest> load_given_manifest(sql::Connection& database, const SessionKey& session) {
    const auto organiser = load_organiser(database);
    if (!organiser)
        return organiser.error();
    if (!*organiser)
        return load_manifest(database, session);
    const auto row = find_session(database, session);
    if (!row)
        return row.error();
    if (!*row)
        return unknown_session(session);
    const auto packed = first_row(
        database, "SELECT body FROM released_manifest WHERE session = ? AND public_key = ?",
        [](const sql::Rows& columns) { return columns.blob(0); }, (*row)->id,
        std::span<const std::uint8_t>(**organiser));
    if (!packed)
        return packed.error();
    if (!*packed)
        return fail(
            "Nothing of the session {0} was signed with the organiser's key yet: guichet-server sign.",
            session.text());
    std::string body;
    if (decompress(**packed, most_body_bytes, body) != Decompression::done)
        return fail("What was released of {0} is damaged in {1}: restore the store from its backup, or sign "
                    "again after the next change.",
                    session.text(), database.name());
    return parse_manifest(body);
}

} // namespace guichet::server
