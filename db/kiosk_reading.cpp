#include "db/kiosk_reading.hpp"

#include "db/kiosk_users.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace guichet::db {

using ports::SpoolEntry;
using ports::SpoolState;
using ports::StoredManifest;

namespace {

constexpr std::array<std::pair<SpoolState, std::string_view>, 6> spool_words{
    {{SpoolState::queued, "queued"},
     {SpoolState::sending, "sending"},
     {SpoolState::sent, "sent"},
     {SpoolState::printed, "printed"},
     {SpoolState::failed, "failed"},
     {SpoolState::unsure, "unsure"}}};

Result<SpoolState> spool_state_of(std::string_view text) {
    for (const auto& [state, name] : spool_words)
        if (name == text)
            return state;
    return fail("A document in the store is in the unknown state “{0}”.", text);
}

Digest digest_in(const Statement& row, int column) {
    const std::string bytes = row.blob(column);
    Digest digest{};
    require(bytes.size() == digest.size(), "the schema holds digests at 32 bytes");
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

/// An event from two columns of a row, bytes and digest, the latter as it is on record.
Result<SealedEvent> event_in(const Statement& row, int column) {
    auto sealed = unseal(row.text(column));
    if (sealed)
        sealed->digest = digest_in(row, column + 1);
    return sealed;
}

/// Takes the next row of the journal: its event, its place in the chain, and that it is this kiosk's.
Result<> accept(const Statement& row, OwnJournal& journal, std::string& device, ChainVerifier& chain) {
    auto event = event_in(row, 1);
    const std::int64_t sequence = row.integer(0);
    if (!event)
        return fail("Event {0} of the journal cannot be read: {1}", sequence, event.error().english());
    const auto& id = event->event.id;
    if (device.empty())
        device = id.device;
    if (id.incarnation != journal.incarnation || id.device != device)
        return fail("Event {0} of the journal is of another kiosk or of another journal ({1}, {2}).",
                    sequence, id.device, id.incarnation);
    if (auto accepted = chain.accept(*event); !accepted)
        return accepted;
    journal.events.push_back(std::move(*event));
    return Done{};
}

/// Reads one incarnation's events and verifies them up to the end on record: number and head.
Result<ChainVerifier> read_journal(Database& database, OwnJournal& journal, std::string& device,
                                   std::int64_t last) {
    ChainVerifier chain;
    auto rows =
        database.query("SELECT sequence, bytes, digest FROM journal WHERE incarnation = ?1 ORDER BY sequence",
                       journal.incarnation);
    if (!rows)
        return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step())
        if (auto accepted = accept(*rows, journal, device, chain); !accepted)
            return accepted.error();
    if (!row)
        return row.error();
    if (chain.last() < last)
        return fail("Event {0} of {1} is missing: the journal held {2} events.", chain.last() + 1, device,
                    last);
    if (chain.last() > last || chain.head() != journal.head)
        return fail("The journal of {0} does not end with event {1} as it is on record.", device, last);
    return chain;
}

/// The journals that do not go on: verified to their ends, as far as they count among the own events.
Result<> read_former_journals(Database& database, KioskContent& content) {
    auto rows = database.query(
        "SELECT incarnation, counts, last_sequence, head FROM former_incarnation ORDER BY number");
    if (!rows)
        return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        OwnJournal former{rows->text(0), {}, digest_in(*rows, 3), rows->integer(1)};
        if (auto read = read_journal(database, former, content.device, rows->integer(2)); !read)
            return read.error();
        content.recovered.formers.push_back({former.incarnation, *former.counts});
        auto& own = content.recovered.own_events;
        own.insert(own.end(), former.events.begin(), former.events.begin() + *former.counts);
        content.formers.push_back(std::move(former));
    }
    return row ? Result<>() : row.error();
}

/// The facts about the kiosk, and its journal up to the end that they name.
Result<> read_own(Database& database, KioskContent& content) {
    auto facts = database.query(
        "SELECT incarnation, boot, acknowledged, last_sequence, head FROM kiosk WHERE only = 1");
    if (!facts)
        return facts.error();
    auto row = facts->step();
    if (!row)
        return row.error();
    if (!*row)
        return fail("{0} was never used: no kiosk was started with it.", database.path());
    content.recovered.incarnation = facts->text(0);
    content.recovered.boot = facts->integer(1);
    content.recovered.acknowledged = facts->integer(2);
    if (auto read = read_former_journals(database, content); !read)
        return read;
    OwnJournal journal{facts->text(0), {}, digest_in(*facts, 4), {}};
    auto chain = read_journal(database, journal, content.device, facts->integer(3));
    if (!chain)
        return chain.error();
    content.chain = std::move(*chain);
    std::move(journal.events.begin(), journal.events.end(), std::back_inserter(content.recovered.own_events));
    return Done{};
}

Result<> read_manifest(Database& database, KioskContent& content) {
    auto rows =
        database.query("SELECT m.session, m.body, m.revision, m.signature, m.server_key, s.foreign_cursor, "
                       "s.reconciled FROM manifest m JOIN session s USING (session)");
    if (!rows)
        return rows.error();
    auto row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return Done{};
    content.session = rows->text(0);
    content.recovered.manifest = StoredManifest{.body = rows->text(1),
                                                .revision = rows->integer(2),
                                                .signature = rows->text(3),
                                                .server_key = rows->text(4)};
    content.recovered.foreign.cursor = rows->integer(5);
    content.recovered.reconciled = rows->integer(6) != 0;
    return Done{};
}

/// One that cannot be read any more can be asked for again.
Result<> read_countersignature(Database& database, KioskContent& content) {
    auto rows = database.query("SELECT value FROM setting WHERE name = ?1",
                               countersignature_setting(content.session));
    if (!rows)
        return rows.error();
    const auto row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return Done{};
    if (auto closure = parse_closure(rows->text(0)))
        content.recovered.countersigned = std::move(*closure);
    return Done{};
}

Result<> read_foreign(Database& database, KioskContent& content) {
    auto rows = database.query("SELECT bytes, digest FROM foreign_event WHERE session = ?1 "
                               "ORDER BY device, incarnation, sequence",
                               content.session);
    if (!rows)
        return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        auto event = event_in(*rows, 0);
        if (!event)
            return fail("An event of another kiosk cannot be read: {0}", event.error().english());
        if (digest_of(event->bytes) != event->digest)
            return fail("Event {0} of {1}, another kiosk, was altered: its digest is not the one on record.",
                        event->event.id.sequence, event->event.id.device);
        content.recovered.foreign.events.push_back(std::move(*event));
    }
    return row ? Result<>() : row.error();
}

Result<> read_spool(Database& database, KioskContent& content) {
    auto rows = database.query("SELECT id, document, state, duplicate, printer, confirmable FROM spool "
                               "WHERE state IN ('queued', 'sending', 'unsure') ORDER BY number");
    if (!rows)
        return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        const auto state = spool_state_of(rows->text(2));
        if (!state)
            return state.error();
        SpoolEntry entry{.id = rows->text(0),
                         .document = rows->text(1),
                         .state = *state,
                         .duplicate = rows->integer(3) != 0,
                         .confirmable = rows->integer(5) != 0};
        if (!rows->is_null(4))
            entry.printer = rows->integer(4);
        content.recovered.documents.push_back(std::move(entry));
    }
    return row ? Result<>() : row.error();
}

Result<> read_people(Database& database, KioskContent& content) {
    auto users = read_users(database);
    if (!users)
        return users.error();
    const auto guard = read_guard(database);
    if (!guard)
        return guard.error();
    content.recovered.users = std::move(*users);
    content.recovered.guard = *guard;
    return Done{};
}

} // namespace

Result<std::vector<SealedEvent>> read_journal_from(Database& database, const std::string& incarnation,
                                                   std::int64_t from, std::int64_t up_to) {
    auto rows =
        database.query("SELECT bytes, digest FROM journal WHERE incarnation = ?1 AND sequence BETWEEN ?2 "
                       "AND ?3 ORDER BY sequence",
                       incarnation, from, up_to);
    if (!rows)
        return rows.error();
    std::vector<SealedEvent> events;
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        auto event = event_in(*rows, 0);
        if (!event)
            return event.error();
        events.push_back(std::move(*event));
    }
    if (!row)
        return row.error();
    return events;
}

Result<std::vector<ports::FormerIncarnation>> read_formers(Database& database) {
    auto rows = database.query("SELECT incarnation, counts FROM former_incarnation ORDER BY number");
    if (!rows)
        return rows.error();
    std::vector<ports::FormerIncarnation> formers;
    auto row = rows->step();
    for (; row && *row; row = rows->step())
        formers.push_back({rows->text(0), rows->integer(1)});
    if (!row)
        return row.error();
    return formers;
}

std::string countersignature_setting(const std::string& session) {
    return "countersignature " + session;
}

std::string_view word(SpoolState state) {
    for (const auto& [known, name] : spool_words)
        if (known == state)
            return name;
    require(false, "every state of a document has a word");
    return {};
}

Result<KioskContent> read_kiosk(Database& database) {
    KioskContent content;
    for (const auto read :
         {read_own, read_manifest, read_countersignature, read_foreign, read_spool, read_people})
        if (auto done = read(database, content); !done)
            return done.error();
    return content;
}

} // namespace guichet::db
