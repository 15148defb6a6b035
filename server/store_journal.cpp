// The kiosks' journals in the store.

#include "server/store_dialect.hpp"
#include "server/store_tables.hpp"

#include <map>
#include <span>

namespace guichet::server {

namespace {

/// Events that are read at once where all of them are wanted.
constexpr std::int64_t piece = 1000;

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

Result<Head> find_head(sql::Connection& database, const wire::Batch& batch) {
    const auto head = first_row(
        database,
        "SELECT sequence, digest FROM event WHERE device = ? AND incarnation = ? ORDER BY sequence DESC "
        "LIMIT 1",
        [](const sql::Rows& row) {
            return Head{row.integer(0), read_digest(row.blob(1))};
        },
        batch.device, batch.incarnation);
    return head ? Result<Head>(head->value_or(Head{})) : head.error();
}

/// The digests of the events that the store has already under the numbers of a batch without gaps.
Result<std::map<std::int64_t, Digest>> known_digests(sql::Connection& database, const wire::Batch& batch,
                                                     const Head& head) {
    std::map<std::int64_t, Digest> known;
    if (batch.events.empty() || batch.events.front().event.id.sequence > head.sequence)
        return known;
    const auto first = batch.events.front().event.id.sequence;
    auto rows = database.query("SELECT sequence, digest FROM event WHERE device = ? AND incarnation = ?"
                               " AND sequence >= ? ORDER BY sequence LIMIT ?",
                               batch.device, batch.incarnation, first, std::ssize(batch.events));
    if (!rows)
        return rows.error();
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        known.emplace(rows->integer(0), read_digest(rows->blob(1)));
    if (!more)
        return more.error();
    return known;
}

/// Inserts events, many with one statement, which costs less than one for each.
Result<> insert(sql::Connection& database, std::span<const SealedEvent> events) {
    constexpr std::size_t most_rows = 40;
    static const auto statement = [](std::size_t rows) {
        std::string sql = "INSERT INTO event (session, device, incarnation, sequence, digest, bytes) VALUES ";
        for (std::size_t row = 0; row < rows; ++row)
            sql += row == 0 ? "(?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?)";
        return sql;
    };
    static const std::string many = statement(most_rows);
    static const std::string one = statement(1);
    std::vector<sql::Value> values;
    while (!events.empty()) {
        const std::size_t rows = events.size() >= most_rows ? most_rows : 1;
        values.clear();
        for (const auto& sealed : events.first(rows)) {
            const auto& [device, incarnation, sequence] = sealed.event.id;
            values.insert(values.end(), {sealed.event.session, device, incarnation, sequence,
                                         std::span<const std::uint8_t>(sealed.digest), sealed.bytes});
        }
        if (auto saved = database.run_later_with(rows == 1 ? one : many, values); !saved)
            return saved;
        events = events.subspan(rows);
    }
    return Done{};
}

/// What a batch adds to the standing of its kiosk in one session.
struct Addition {
    std::int64_t events = 0;
    bool closes = false;
};

Result<> add_to_standing(sql::Connection& database, const std::string& device,
                         const std::map<std::string, Addition>& additions) {
    for (const auto& [session, added] : additions) {
        auto saved = database.run_later(
            "INSERT INTO kiosk_standing (session, device, events, closed) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (session, device) DO UPDATE SET events = kiosk_standing.events + excluded.events,"
            " closed = CASE WHEN excluded.closed = 1 THEN 1 ELSE kiosk_standing.closed END",
            session, device, added.events, std::int64_t{added.closes ? 1 : 0});
        if (!saved)
            return saved;
    }
    return Done{};
}

/// Adds the events behind the head, which moves on; compares the others.
Result<std::optional<AppendOutcome>> add_events(sql::Connection& database, const wire::Batch& batch,
                                                Head& head) {
    const auto digests = known_digests(database, batch, head);
    if (!digests)
        return digests.error();
    ChainVerifier chain(batch.incarnation, head.sequence, head.digest);
    std::map<std::string, Addition> additions;
    const std::int64_t known = head.sequence;
    std::int64_t expected = batch.events.empty() ? 0 : batch.events.front().event.id.sequence;
    for (const auto& sealed : batch.events) {
        const auto sequence = sealed.event.id.sequence;
        if (sequence <= known) {
            if (sequence != expected++)
                return std::optional<AppendOutcome>(
                    Broken{fail("Event {0} is out of its order in the batch.", sequence)});
            const auto stored = digests->find(sequence);
            if (stored == digests->end() || stored->second != sealed.digest)
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
        auto& added = additions[sealed.event.session];
        ++added.events;
        added.closes = added.closes || std::holds_alternative<SessionClosed>(sealed.event.body);
    }
    const auto fresh = std::span(batch.events).last(static_cast<std::size_t>(chain.last() - known));
    if (auto inserted = insert(database, fresh); !inserted)
        return inserted.error();
    if (auto added = add_to_standing(database, batch.device, additions); !added)
        return added.error();
    head = {chain.last(), chain.head()};
    return std::optional<AppendOutcome>();
}

/// Nobody else appends to the batches' journals or to the sessions of their events.
Result<> lock_for(sql::Connection& database, const std::vector<wire::Batch>& batches) {
    std::vector<std::string> names;
    for (const auto& batch : batches) {
        names.push_back("journal " + batch.device + "/" + batch.incarnation);
        for (const auto& sealed : batch.events)
            if (auto name = "session " + sealed.event.session; name != names.back())
                names.push_back(std::move(name));
    }
    return lock_events(database, names);
}

/// A batch within a transaction; what is refused has written nothing.
Result<AppendOutcome> append_batch(sql::Connection& database, const wire::Batch& batch, Instant now) {
    auto head = find_head(database, batch);
    if (!head)
        return head.error();
    const std::int64_t known = head->sequence;
    auto refused = add_events(database, batch, *head);
    if (!refused)
        return refused.error();
    if (*refused)
        return std::move(**refused);
    return AppendOutcome(Stored{{head->sequence, head->digest, now}, head->sequence - known});
}

/// Verifies the chains of a device, from its first event on.
Result<> verify_device(sql::Connection& database, const std::string& device) {
    ChainVerifier chain;
    std::string incarnation;
    std::int64_t sequence = 0;
    for (std::int64_t count = piece; count == piece;) {
        auto rows = database.query("SELECT incarnation, sequence, bytes, digest FROM event"
                                   " WHERE device = ? AND (incarnation, sequence) > (?, ?)"
                                   " ORDER BY incarnation, sequence LIMIT ?",
                                   device, incarnation, sequence, piece);
        if (!rows)
            return rows.error();
        count = 0;
        auto more = rows->step();
        for (; more && *more; more = rows->step(), ++count) {
            incarnation = rows->text(0);
            sequence = rows->integer(1);
            auto event = unseal(rows->text(2));
            if (!event)
                return event.error();
            event->digest = read_digest(rows->blob(3));
            if (auto accepted = chain.accept(*event); !accepted)
                return accepted;
        }
        if (!more)
            return more.error();
    }
    return Done{};
}

} // namespace

Result<std::vector<AppendOutcome>> append_events(sql::Connection& database,
                                                 const std::vector<wire::Batch>& batches, Instant now) {
    auto transaction = sql::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (auto locked = lock_for(database, batches); !locked)
        return locked.error();
    std::vector<AppendOutcome> outcomes;
    for (const auto& batch : batches) {
        auto outcome = append_batch(database, batch, now);
        if (!outcome)
            return outcome.error();
        outcomes.push_back(std::move(*outcome));
    }
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return outcomes;
}

Result<wire::PageToSend> load_page(sql::Connection& database, const std::string& session,
                                   const std::string& except_device, std::int64_t cursor) {
    const auto snapshot = sql::Transaction::begin(database, sql::Isolation::snapshot);
    if (!snapshot)
        return snapshot.error();
    wire::PageToSend page;
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
        auto event = rows->text(1);
        bytes += event.size();
        page.more = page.events.size() == wire::most_events ||
                    (!page.events.empty() && bytes > wire::most_event_bytes);
        if (page.more)
            break;
        page.cursor = rows->integer(0);
        page.events.push_back(std::move(event));
    }
    if (!more)
        return more.error();
    auto kiosks = load_kiosks(database, session);
    if (!kiosks)
        return kiosks.error();
    page.kiosks = std::move(*kiosks);
    return page;
}

Result<> load_events(sql::Connection& database, const std::string& session,
                     const std::function<void(const SealedEvent&)>& take) {
    std::int64_t position = 0;
    // Piece by piece: a database may give the rows of a query all at once.
    for (std::int64_t count = piece; count == piece;) {
        auto rows = database.query("SELECT position, bytes FROM event WHERE session = ? AND position > ?"
                                   " ORDER BY position LIMIT ?",
                                   session, position, piece);
        if (!rows)
            return rows.error();
        count = 0;
        auto more = rows->step();
        for (; more && *more; more = rows->step(), ++count) {
            position = rows->integer(0);
            const auto event = unseal(rows->text(1));
            if (!event)
                return event.error();
            take(*event);
        }
        if (!more)
            return more.error();
    }
    return Done{};
}

Result<std::vector<wire::KioskStanding>> load_kiosks(sql::Connection& database, const std::string& session) {
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

Result<> verify_chains(sql::Connection& database, const std::string& session) {
    const auto kiosks = load_kiosks(database, session);
    if (!kiosks)
        return kiosks.error();
    for (const auto& kiosk : *kiosks)
        if (auto verified = verify_device(database, kiosk.device); !verified)
            return verified;
    return Done{};
}

} // namespace guichet::server
