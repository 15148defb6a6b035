// The kiosks' journals in SQLite.

#include "server/sqlite_tables.hpp"

#include <span>

namespace guichet::server {

namespace {

/// The newest event that the store has of one incarnation of a device.
struct Head {
    std::int64_t sequence = 0;
    Digest digest{};
};

Digest read_digest(const std::string& bytes) {
    Digest digest{};
    require(bytes.size() == digest.size(), "the table holds whole digests");
    for (std::size_t at = 0; at < digest.size(); ++at)
        digest.at(at) = static_cast<std::uint8_t>(bytes[at]);
    return digest;
}

Result<Head> find_head(db::Database& database, const wire::Batch& batch) {
    auto row = database.query("SELECT sequence, digest FROM event WHERE device = ? AND incarnation = ?"
                              " ORDER BY sequence DESC LIMIT 1",
                              batch.device, batch.incarnation);
    if (!row)
        return row.error();
    const auto found = row->step();
    if (!found)
        return found.error();
    return *found ? Head{row->integer(0), read_digest(row->blob(1))} : Head{};
}

/// Whether the store holds exactly this event.
Result<bool> holds(db::Database& database, const SealedEvent& sealed) {
    const auto& id = sealed.event.id;
    auto row =
        database.query("SELECT digest FROM event WHERE device = ? AND incarnation = ? AND sequence = ?",
                       id.device, id.incarnation, id.sequence);
    if (!row)
        return row.error();
    const auto found = row->step();
    if (!found)
        return found.error();
    return *found && read_digest(row->blob(0)) == sealed.digest;
}

Result<> insert(db::Database& database, const SealedEvent& sealed) {
    const auto& event = sealed.event;
    const bool closes = std::holds_alternative<SessionClosed>(event.body);
    auto saved = database.run("INSERT INTO event (session, device, incarnation, sequence, digest, bytes)"
                              " VALUES (?, ?, ?, ?, ?, ?)",
                              event.session, event.id.device, event.id.incarnation, event.id.sequence,
                              std::span<const std::uint8_t>(sealed.digest), sealed.bytes);
    if (!saved)
        return saved;
    return database.run("INSERT INTO kiosk_standing (session, device, events, closed) VALUES (?, ?, 1, ?)"
                        " ON CONFLICT (session, device) DO UPDATE"
                        " SET events = events + 1, closed = max(closed, excluded.closed)",
                        event.session, event.id.device, std::int64_t{closes ? 1 : 0});
}

/// Adds the events behind the head; compares the others.
Result<std::optional<AppendOutcome>> add_events(db::Database& database, const wire::Batch& batch,
                                                Head& head) {
    ChainVerifier chain(batch.incarnation, head.sequence, head.digest);
    const std::int64_t known = head.sequence;
    for (const auto& sealed : batch.events) {
        const auto sequence = sealed.event.id.sequence;
        if (sequence <= known) {
            const auto same = holds(database, sealed);
            if (!same)
                return same.error();
            if (!*same)
                return std::optional<AppendOutcome>(Fork{sequence});
            continue;
        }
        if (chain.last() == known && sequence > known + 1)
            return std::optional<AppendOutcome>(Gap{known + 1});
        // What does not follow from the last known event follows from another one of that number.
        if (sequence == known + 1 && known > 0 && sealed.event.previous != head.digest)
            return std::optional<AppendOutcome>(Fork{known});
        if (auto accepted = chain.accept(sealed); !accepted)
            return std::optional<AppendOutcome>(Broken{accepted.error()});
        if (auto inserted = insert(database, sealed); !inserted)
            return inserted.error();
    }
    head = {chain.last(), chain.head()};
    return std::optional<AppendOutcome>();
}

} // namespace

Result<AppendOutcome> append_events(db::Database& database, const wire::Batch& batch, Instant now) {
    auto transaction = db::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    auto head = find_head(database, batch);
    if (!head)
        return head.error();
    auto refused = add_events(database, batch, *head);
    if (!refused)
        return refused.error();
    if (*refused)
        return std::move(**refused);
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return AppendOutcome(wire::Acknowledgement{head->sequence, head->digest, now});
}

Result<wire::Page> load_page(db::Database& database, const std::string& session,
                             const std::string& except_device, std::int64_t cursor) {
    wire::Page page;
    page.cursor = cursor;
    auto rows =
        database.query("SELECT position, bytes FROM event WHERE session = ? AND position > ? AND device <> ?"
                       " ORDER BY position LIMIT ?",
                       session, cursor, except_device, static_cast<std::int64_t>(wire::most_events) + 1);
    if (!rows)
        return rows.error();
    std::size_t bytes = 0;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        auto event = unseal(rows->text(1));
        if (!event)
            return event.error();
        bytes += event->bytes.size();
        page.more = page.events.size() == wire::most_events ||
                    (!page.events.empty() && bytes > wire::most_event_bytes);
        if (page.more)
            break;
        page.cursor = rows->integer(0);
        page.events.push_back(std::move(*event));
    }
    if (!more)
        return more.error();
    auto kiosks = load_kiosks(database, session);
    if (!kiosks)
        return kiosks.error();
    page.kiosks = std::move(*kiosks);
    return page;
}

Result<> load_events(db::Database& database, const std::string& session,
                     const std::function<void(const SealedEvent&)>& take) {
    auto rows = database.query("SELECT bytes FROM event WHERE session = ? ORDER BY position", session);
    if (!rows)
        return rows.error();
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        const auto event = unseal(rows->text(0));
        if (!event)
            return event.error();
        take(*event);
    }
    if (!more)
        return more.error();
    return Done{};
}

Result<std::vector<wire::KioskStanding>> load_kiosks(db::Database& database, const std::string& session) {
    auto rows = database.query(
        "SELECT device, events, closed FROM kiosk_standing WHERE session = ? ORDER BY device", session);
    if (!rows)
        return rows.error();
    std::vector<wire::KioskStanding> kiosks;
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        kiosks.push_back({rows->text(0), rows->integer(1), rows->integer(2) != 0});
    if (!more)
        return more.error();
    return kiosks;
}

Result<> verify_chains(db::Database& database, const std::string& session) {
    auto rows = database.query("SELECT bytes, digest FROM event WHERE device IN"
                               " (SELECT device FROM kiosk_standing WHERE session = ?)"
                               " ORDER BY device, incarnation, sequence",
                               session);
    if (!rows)
        return rows.error();
    ChainVerifier chain;
    std::string device;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        auto event = unseal(rows->text(0));
        if (!event)
            return event.error();
        event->digest = read_digest(rows->blob(1));
        if (event->event.id.device != device) {
            device = event->event.id.device;
            chain = {};
        }
        if (auto accepted = chain.accept(*event); !accepted)
            return accepted;
    }
    if (!more)
        return more.error();
    return Done{};
}

} // namespace guichet::server
