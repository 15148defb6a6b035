#include "db/kiosk_store.hpp"

#include "db/kiosk_erasing.hpp"
#include "db/kiosk_users.hpp"
#include "db/migrations.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/resealing.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace guichet::db {

namespace {

/// Finds pages that a failing disk or a careless copy has damaged.
Result<> check_pages(Database& database) {
    auto check = database.query("PRAGMA quick_check(1)");
    if (!check)
        return check.error();
    auto row = check->step();
    if (!row)
        return row.error();
    if (const std::string found = check->text(0); found != "ok")
        return fail("The database {0} is damaged ({1}): move it to a safe place for repair, then start anew.",
                    database.path(), found);
    return Done{};
}

/// Names the journal when the file is new, and counts the start.
Result<> count_start(Database& database, const std::function<std::string()>& new_incarnation) {
    const auto known = database.integer("SELECT count(*) FROM kiosk");
    if (!known)
        return known.error();
    if (*known == 0)
        if (auto named =
                database.run("INSERT INTO kiosk (only, incarnation) VALUES (1, ?1)", new_incarnation());
            !named)
            return named;
    return database.run("UPDATE kiosk SET boot = boot + 1");
}

Result<> read_settings(Database& database, ports::Recovered& recovered) {
    const auto seen = database.integer("SELECT count(*) FROM setting WHERE name = 'tour_seen'");
    if (!seen)
        return seen.error();
    recovered.tour_seen = *seen > 0;
    auto rows = database.query("SELECT CAST(substr(name, length('interrupted_printer.') + 1) AS INTEGER) "
                               "FROM setting WHERE name LIKE 'interrupted_printer.%' ORDER BY 1");
    if (!rows)
        return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step())
        recovered.interrupted_printers.push_back(rows->integer(0));
    return row ? Result<>() : row.error();
}

} // namespace

std::string random_incarnation() {
    require(sodium_init() >= 0, "libsodium starts");
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return to_hex(bytes);
}

KioskStore::KioskStore(std::filesystem::path path, std::function<std::string()> new_incarnation)
    : path_(std::move(path)), new_incarnation_(std::move(new_incarnation)) {}

Result<ports::Recovered> KioskStore::recover() {
    database_.reset();
    auto recovered = open_and_read();
    if (!recovered)
        database_.reset(); // so that a person can look at the file, and nothing is added to a broken journal
    return recovered;
}

Result<ports::Recovered> KioskStore::open_and_read() {
    auto opened = Database::open(path_);
    if (!opened)
        return opened.error();
    database_.emplace(std::move(*opened));
    if (auto sound = check_pages(*database_); !sound)
        return sound.error();
    if (auto migrated = migrate(*database_, kiosk_schema()); !migrated)
        return migrated.error();
    auto transaction = Transaction::begin(*database_);
    if (!transaction)
        return transaction.error();
    if (auto counted = count_start(*database_, new_incarnation_); !counted)
        return counted.error();
    auto content = read_all();
    if (!content)
        return content.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return take_over(std::move(*content));
}

Result<KioskContent> KioskStore::read_all() {
    auto content = read_kiosk(*database_);
    if (!content)
        return content;
    if (auto read = read_settings(*database_, content->recovered); !read)
        return read.error();
    const auto withdrawal = read_withdrawal(*database_);
    if (!withdrawal)
        return withdrawal.error();
    content->recovered.withdrawal = *withdrawal;
    return content;
}

ports::Recovered KioskStore::take_over(KioskContent content) {
    incarnation_ = content.recovered.incarnation;
    device_ = std::move(content.device);
    session_ = std::move(content.session);
    chain_ = std::move(content.chain);
    return std::move(content.recovered);
}

Result<ports::Recovered> KioskStore::begin_incarnation(const std::string& incarnation, std::int64_t from) {
    require(database_.has_value(), "the store is recovered before it is used");
    auto transaction = Transaction::begin(*database_);
    if (!transaction)
        return transaction.error();
    if (incarnation == incarnation_)
        if (auto ended = end_incarnation(from); !ended)
            return ended.error();
    auto content = read_all();
    if (!content)
        return content.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return take_over(std::move(*content));
}

/// The journal goes on in a new incarnation, with the facts of the events from a number on.
Result<> KioskStore::end_incarnation(std::int64_t from) {
    if (from < 1 || from > chain_.last() + 1)
        return fail("The journal ends at event {0}: it cannot part from the server's at event {1}.",
                    chain_.last(), from);
    const auto superseded = read_journal_from(*database_, incarnation_, from);
    if (!superseded)
        return superseded.error();
    const std::string begun = new_incarnation_();
    const auto sealed_anew = reseal(*superseded, begun);
    if (!sealed_anew)
        return sealed_anew.error();
    if (auto noted =
            database_->run("INSERT INTO former_incarnation (incarnation, last_sequence, head, "
                           "acknowledged, counts) SELECT incarnation, last_sequence, head, acknowledged, "
                           "?1 FROM kiosk",
                           from - 1);
        !noted)
        return noted;
    if (auto named = database_->run("UPDATE kiosk SET incarnation = ?1, acknowledged = 0, last_sequence = 0, "
                                    "head = zeroblob(32)",
                                    begun);
        !named)
        return named;
    ChainVerifier chain;
    std::string device = device_;
    return append(*sealed_anew, begun, chain, device);
}

Result<> KioskStore::commit(const ports::Commit& commit) {
    require(database_.has_value(), "the store is recovered before it is used");
    auto transaction = Transaction::begin(*database_);
    if (!transaction)
        return transaction.error();
    ChainVerifier chain = chain_;
    std::string device = device_;
    if (auto appended = append(commit.events, incarnation_, chain, device); !appended)
        return appended;
    for (const auto& entry : commit.documents)
        if (auto done = put(entry); !done)
            return done;
    for (const auto& mark : commit.printers)
        if (auto done = put(mark); !done)
            return done;
    if (auto committed = transaction->commit(); !committed)
        return committed;
    chain_ = std::move(chain);
    device_ = std::move(device);
    return Done{};
}

Result<> KioskStore::append(const std::vector<SealedEvent>& events, const std::string& incarnation,
                            ChainVerifier& chain, std::string& device) {
    if (events.empty())
        return Done{};
    auto insert = database_->prepare(
        "INSERT INTO journal (incarnation, sequence, bytes, digest) VALUES (?1, ?2, ?3, ?4)");
    if (!insert)
        return insert.error();
    for (const auto& sealed : events) {
        const auto& id = sealed.event.id;
        if (device.empty())
            device = id.device;
        if (id.device != device)
            return fail("This store holds the journal of {0}, not of {1}: give the kiosk its name back, or a "
                        "store of "
                        "its own.",
                        device, id.device);
        if (id.incarnation != incarnation)
            return fail("Event {0} belongs to the journal {1}, the store's is {2}.", id.sequence,
                        id.incarnation, incarnation);
        if (auto accepted = chain.accept(sealed); !accepted)
            return accepted;
        if (auto inserted =
                insert->bind_all(id.incarnation, id.sequence, sealed.bytes, std::span(sealed.digest)).run();
            !inserted)
            return inserted;
    }
    return database_->run("UPDATE kiosk SET last_sequence = ?1, head = ?2", chain.last(),
                          std::span(chain.head()));
}

Result<> KioskStore::put(const ports::SpoolEntry& entry) {
    // Of a known document only the state moves; the mark of a duplicate is never taken off again.
    constexpr std::int64_t none = -1;
    return database_->run(
        "INSERT INTO spool (id, document, state, duplicate, printer, confirmable) "
        "VALUES (?1, ?2, ?3, ?4, nullif(?5, -1), ?6) "
        "ON CONFLICT (id) DO UPDATE SET state = excluded.state, printer = excluded.printer, "
        "confirmable = excluded.confirmable, duplicate = max(duplicate, excluded.duplicate)",
        entry.id, entry.document, word(entry.state), std::int64_t{entry.duplicate},
        entry.printer.value_or(none), std::int64_t{entry.confirmable});
}

Result<> KioskStore::put(const ports::PrinterMark& mark) {
    if (mark.interrupted)
        return database_->run("REPLACE INTO setting (name, value) VALUES ('interrupted_printer.' || ?1, '1')",
                              mark.printer);
    return database_->run("DELETE FROM setting WHERE name = 'interrupted_printer.' || ?1", mark.printer);
}

Result<std::vector<SealedEvent>> KioskStore::read_journal(std::int64_t from) {
    require(database_.has_value(), "the store is recovered before it is used");
    std::vector<SealedEvent> events;
    if (from <= 1) {
        auto formers = read_formers(*database_);
        if (!formers)
            return formers.error();
        for (const auto& former : *formers) {
            auto counting = read_journal_from(*database_, former.incarnation, 1, former.counts);
            if (!counting)
                return counting;
            std::move(counting->begin(), counting->end(), std::back_inserter(events));
        }
    }
    auto own = read_journal_from(*database_, incarnation_, from);
    if (!own)
        return own;
    std::move(own->begin(), own->end(), std::back_inserter(events));
    return events;
}

Result<> KioskStore::save_manifest(const ports::StoredManifest& manifest) {
    require(database_.has_value(), "the store is recovered before it is used");
    const auto parsed = parse_manifest(manifest.body);
    if (!parsed)
        return parsed.error();
    if (parsed->revision != manifest.revision)
        return fail("A manifest was refused: it was announced as revision {0} and says revision {1}.",
                    manifest.revision, parsed->revision);
    const std::string session = parsed->session();
    auto transaction = Transaction::begin(*database_);
    if (!transaction)
        return transaction.error();
    auto known =
        database_->query("SELECT coalesce(max(revision), 0) FROM manifest WHERE session = ?1", session);
    if (!known)
        return known.error();
    if (auto row = known->step(); !row)
        return row.error();
    if (manifest.revision < known->integer(0))
        return fail("The manifest of {0} in revision {1} was refused: revision {2} is known already.",
                    session, manifest.revision, known->integer(0));
    known->reset();
    if (auto noted = database_->run("INSERT OR IGNORE INTO session (session) VALUES (?1)", session); !noted)
        return noted;
    auto saved =
        database_->run("REPLACE INTO manifest (only, session, revision, body, signature, server_key) "
                       "VALUES (1, ?1, ?2, ?3, ?4, ?5)",
                       session, manifest.revision, manifest.body, manifest.signature, manifest.server_key);
    if (saved)
        saved = transaction->commit();
    if (saved)
        session_ = session;
    return saved;
}

Result<> KioskStore::save_foreign(const ports::ForeignEvents& foreign) {
    require(database_.has_value(), "the store is recovered before it is used");
    if (session_.empty())
        return fail("Events of other kiosks were refused: no session is known yet.");
    auto transaction = Transaction::begin(*database_);
    if (!transaction)
        return transaction.error();
    auto insert =
        database_->prepare("INSERT OR IGNORE INTO foreign_event (device, incarnation, sequence, session, "
                           "bytes, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    if (!insert)
        return insert.error();
    for (const auto& sealed : foreign.events) {
        const auto& [id, session] = std::tie(sealed.event.id, sealed.event.session);
        if (session != session_)
            return fail("Events of the session {0} were refused: the kiosk works for {1}.", session,
                        session_);
        if (auto saved = insert
                             ->bind_all(id.device, id.incarnation, id.sequence, session, sealed.bytes,
                                        std::span(sealed.digest))
                             .run();
            !saved)
            return saved;
    }
    if (auto moved =
            database_->run("UPDATE session SET foreign_cursor = max(foreign_cursor, ?1) WHERE session = ?2",
                           foreign.cursor, session_);
        !moved)
        return moved;
    return transaction->commit();
}

Result<> KioskStore::save_acknowledged(std::int64_t sequence) {
    require(database_.has_value(), "the store is recovered before it is used");
    if (sequence > chain_.last())
        return fail("The server says that it has event {0} of this kiosk, whose journal ends at {1}.",
                    sequence, chain_.last());
    return database_->run("UPDATE kiosk SET acknowledged = max(acknowledged, ?1)", sequence);
}

Result<> KioskStore::save_reconciled(const std::string& session) {
    require(database_.has_value(), "the store is recovered before it is used");
    if (auto saved = database_->run("UPDATE session SET reconciled = 1 WHERE session = ?1", session); !saved)
        return saved;
    if (database_->changes() == 0)
        return fail("The session {0} was never worked for here, so it cannot be settled.", session);
    return Done{};
}

Result<> KioskStore::save_countersignature(const Closure& closure) {
    require(database_.has_value(), "the store is recovered before it is used");
    return database_->run("REPLACE INTO setting (name, value) VALUES (?1, ?2)",
                          countersignature_setting(closure.session), to_json(closure));
}

Result<> KioskStore::save_tour_seen() {
    require(database_.has_value(), "the store is recovered before it is used");
    return database_->run("REPLACE INTO setting (name, value) VALUES ('tour_seen', '1')");
}

Result<> KioskStore::erase_people() {
    require(database_.has_value(), "the store is recovered before it is used");
    session_.clear();
    return db::erase_people(*database_, key_file_of(path_));
}

Result<> KioskStore::save_enrolled() {
    require(database_.has_value(), "the store is recovered before it is used");
    return forget_withdrawal(*database_);
}

std::filesystem::path key_file_of(const std::filesystem::path& store) {
    return store.string() + "-key";
}

Result<std::vector<ports::User>> KioskStore::save_user(const ports::UserChange& change) {
    require(database_.has_value(), "the store is recovered before it is used");
    return db::save_user(*database_, change);
}

Result<ports::PinAnswer> KioskStore::check_pin(const ports::PinQuestion& question) {
    require(database_.has_value(), "the store is recovered before it is used");
    return db::check_pin(*database_, question);
}

} // namespace guichet::db
