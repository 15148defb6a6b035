// The kiosks in the store: their keys, and the codes with which they become known.

#include "server/store_dialect.hpp"
#include "server/store_tables.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace guichet::server {

namespace {

using Bytes = std::span<const std::uint8_t>;

/// Changes of kiosks are one after the other.
constexpr const char* all_devices = "kiosks and their keys";

constexpr const char* select_keys = R"(
    SELECT device, station, public_key, enrolled_at, revoked_at, reason FROM device_key
    WHERE (?1 = '' OR device = ?1) AND (?2 = '' OR station = ?2) ORDER BY device, id DESC)";

/// What is said of a key that a newer one of the same kiosk replaced.
constexpr const char* replaced = "replaced by a new key of the same kiosk";

std::string bytes_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<std::vector<PinnedKey>> read_keys(sql::Connection& database, const std::string& device,
                                         const std::string& station) {
    auto rows = database.query(select_keys, device, station);
    if (!rows)
        return rows.error();
    std::vector<PinnedKey> keys;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        PinnedKey key{{rows->text(1), rows->text(0)}, {}, {rows->integer(3)}, {}, rows->text(5)};
        const auto bytes = rows->blob(2);
        if (!copy_bytes(bytes, key.public_key))
            return fail("The key of the kiosk {0} in {1} is damaged: restore the store from its backup.",
                        key.name.device, database.name());
        if (!rows->is_null(4))
            key.revoked = Instant{rows->integer(4)};
        keys.push_back(std::move(key));
    }
    if (!more)
        return more.error();
    return keys;
}

/// The enrolment code of a kiosk.
struct CodeRow {
    std::string station;
    std::string digest;
    Instant expires;
    std::int64_t wrong = 0;
    std::string used_by; ///< empty: nobody
};

Result<std::optional<CodeRow>> find_code(sql::Connection& database, const std::string& device) {
    return first_row(
        database, "SELECT station, digest, expires_at, wrong, used_by FROM enrolment_code WHERE device = ?",
        [](const sql::Rows& row) {
            return CodeRow{row.text(0), row.blob(1), {row.integer(2)}, row.integer(3), row.blob(4)};
        },
        device);
}

Result<sql::Transaction> begin_change(sql::Connection& database) {
    auto transaction = sql::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (auto locked = lock_events(database, {all_devices}); !locked)
        return locked.error();
    return transaction;
}

Result<> pin_in(sql::Connection& database, const DeviceName& name, const PublicKey& key, Instant now) {
    auto done =
        database.run_later("UPDATE device_key SET revoked_at = ?, reason = ? WHERE device = ? AND revoked_at "
                           "IS NULL",
                           now.milliseconds, replaced, name.device);
    if (done)
        done = database.run_later(
            "INSERT INTO device_key (device, station, public_key, enrolled_at) VALUES (?, ?, ?, ?)",
            name.device, name.station, Bytes(key), now.milliseconds);
    return done;
}

/// What is to be said of a code, before anything is changed; nothing: the key is to be pinned.
std::optional<CodeOutcome> judge(const CodeRow& row, const EnrolmentClaim& claim,
                                 const std::vector<PinnedKey>& keys, Instant now) {
    if (row.wrong >= most_guesses)
        return CodeOutcome::guessed;
    if (row.digest != bytes_text(claim.code))
        return CodeOutcome::unknown;
    const auto same = std::find_if(keys.begin(), keys.end(),
                                   [&](const PinnedKey& key) { return key.public_key == claim.key; });
    // The answer to the first time may have been lost: the kiosk asks again.
    if (same != keys.end())
        return !same->revoked && row.used_by == bytes_text(claim.key) ? CodeOutcome::pinned
                                                                      : CodeOutcome::used;
    if (!row.used_by.empty())
        return CodeOutcome::used;
    return now > row.expires ? std::optional(CodeOutcome::expired) : std::nullopt;
}

/// How the kiosks of these keys stand; the newest of each comes first.
std::map<std::string, DeviceStanding> standings_of(const std::vector<PinnedKey>& keys) {
    std::map<std::string, DeviceStanding> standings;
    for (const auto& key : keys)
        standings.try_emplace(key.name.device, DeviceStanding{key.name, key});
    return standings;
}

} // namespace

Result<std::vector<PinnedKey>> load_device_keys(sql::Connection& database, const std::string& device) {
    return device.empty() ? Result<std::vector<PinnedKey>>(std::vector<PinnedKey>())
                          : read_keys(database, device, "");
}

Result<> offer_enrolment(sql::Connection& database, const DeviceName& name, const Digest& code,
                         Instant expires) {
    auto transaction = begin_change(database);
    if (!transaction)
        return transaction.error();
    const auto keys = read_keys(database, name.device, "");
    if (!keys)
        return keys.error();
    if (!keys->empty() && !keys->front().revoked && keys->front().name.station != name.station)
        return fail("“{0}” is a kiosk of station {1}, and a kiosk's name is unique at the organiser: choose "
                    "another name for it, or revoke that one first.",
                    name.device, keys->front().name.station);
    auto done = database.run_later("DELETE FROM enrolment_code WHERE device = ?", name.device);
    if (done)
        done = database.run_later(
            "INSERT INTO enrolment_code (device, station, digest, expires_at) VALUES (?, ?, ?, ?)",
            name.device, name.station, Bytes(code), expires.milliseconds);
    return done ? transaction->commit() : done;
}

Result<EnrolmentOutcome> enrol(sql::Connection& database, const EnrolmentClaim& claim, Instant now) {
    auto transaction = begin_change(database);
    if (!transaction)
        return transaction.error();
    const auto row = find_code(database, claim.device);
    if (!row)
        return row.error();
    if (!*row)
        return EnrolmentOutcome{CodeOutcome::unknown};
    const auto keys = read_keys(database, "", "");
    if (!keys)
        return keys.error();
    const auto judged = judge(**row, claim, *keys, now);
    Result<> done;
    if (judged == CodeOutcome::unknown)
        done =
            database.run_later("UPDATE enrolment_code SET wrong = wrong + 1 WHERE device = ?", claim.device);
    if (!judged) {
        done = pin_in(database, {(*row)->station, claim.device}, claim.key, now);
        if (done)
            done = database.run_later("UPDATE enrolment_code SET used_by = ? WHERE device = ?",
                                      Bytes(claim.key), claim.device);
    }
    if (done)
        done = transaction->commit();
    if (!done)
        return done.error();
    return EnrolmentOutcome{judged.value_or(CodeOutcome::pinned), (*row)->station};
}

Result<> pin_device(sql::Connection& database, const DeviceName& name, const PublicKey& key, Instant now) {
    auto transaction = begin_change(database);
    if (!transaction)
        return transaction.error();
    auto done = pin_in(database, name, key, now);
    return done ? transaction->commit() : done;
}

Result<std::vector<DeviceStanding>> load_devices(sql::Connection& database, const std::string& station) {
    const auto keys = read_keys(database, "", station);
    if (!keys)
        return keys.error();
    auto standings = standings_of(*keys);
    auto codes = database.query(
        "SELECT device, expires_at FROM enrolment_code WHERE station = ? AND used_by IS NULL", station);
    if (!codes)
        return codes.error();
    auto more = codes->step();
    for (; more && *more; more = codes->step()) {
        const auto device = codes->text(0);
        standings.try_emplace(device, DeviceStanding{{station, device}, {}}).first->second.code_expires =
            Instant{codes->integer(1)};
    }
    if (!more)
        return more.error();
    std::vector<DeviceStanding> sorted;
    sorted.reserve(standings.size());
    for (auto& [device, standing] : standings)
        sorted.push_back(std::move(standing));
    return sorted;
}

Result<DeviceStanding> revoke_device(sql::Connection& database, const DeviceName& name,
                                     const std::string& reason, Instant now) {
    auto transaction = begin_change(database);
    if (!transaction)
        return transaction.error();
    auto dropped = database.run("DELETE FROM enrolment_code WHERE device = ? AND station = ? AND used_by IS "
                                "NULL",
                                name.device, name.station);
    if (!dropped)
        return dropped.error();
    auto done = database.run_later("UPDATE device_key SET revoked_at = ?, reason = ?"
                                   " WHERE device = ? AND station = ? AND revoked_at IS NULL",
                                   now.milliseconds, reason, name.device, name.station);
    if (!done)
        return done.error();
    const auto keys = read_keys(database, name.device, name.station);
    if (!keys)
        return keys.error();
    if (keys->empty() && *dropped == 0)
        return fail("There is no kiosk “{0}” at station {1}: `guichet-server devices --station {1}` lists "
                    "them.",
                    name.device, name.station);
    if (done = transaction->commit(); !done)
        return done.error();
    return keys->empty() ? DeviceStanding{name, {}} : DeviceStanding{name, keys->front()};
}

} // namespace guichet::server
