#include "db/kiosk_users.hpp"

#include "kiosk/core/words.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace guichet::db {

using ports::PinAnswer;
using ports::PinGuard;
using ports::User;
using ports::UserRole;

namespace {

constexpr std::array<std::string_view, 2> role_words{"volunteer", "coordinator"};

// Argon2id. 8 MB and three passes: some 15 ms on a small kiosk, and little enough memory to have it always.
// Four digits are few for whoever has the file: the pause after wrong ones is what protects them at the
// screen, and the file's rights what protects them beside it.
constexpr unsigned long long hash_passes = 3;
constexpr std::size_t hash_memory = std::size_t{8} * 1024 * 1024;

Result<std::string> hash_of(const Pin& pin) {
    require(sodium_init() >= 0, "libsodium starts");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const auto digits = pin.digits();
    if (crypto_pwhash_str(hash.data(), digits.data(), digits.size(), hash_passes, hash_memory) != 0)
        return fail("There is not enough memory to keep a PIN: close other programs and try again.");
    return std::string(hash.data());
}

bool is_pin_of(const Pin& pin, const std::string& hash) {
    require(sodium_init() >= 0, "libsodium starts");
    const auto digits = pin.digits();
    return crypto_pwhash_str_verify(hash.c_str(), digits.data(), digits.size()) == 0;
}

/// Seven letters that nobody takes for a name; 32^6 of them are enough for one kiosk's users.
std::string new_id() {
    require(sodium_init() >= 0, "libsodium starts");
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string id = "U";
    for (int n = 0; n < 6; ++n)
        id += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    return id;
}

Result<> keep_guard(Database& database, const PinGuard& guard) {
    return database.run("UPDATE pin_guard SET wrong = ?1, not_before = ?2", guard.wrong,
                        guard.not_before.milliseconds);
}

/// What a change would make of the users, or why it must not be.
Result<> check_change(const std::vector<User>& users, const ports::UserChange& change) {
    const auto& user = change.user;
    if (user.name.find_first_not_of(' ') == std::string::npos || user.name.size() > ports::longest_user_name)
        return fail("A user needs a name of at most {0} letters.", ports::longest_user_name);
    if ((user.id.empty() || change.pin) && !(change.pin && change.pin->whole()))
        return fail("A PIN has {0} to {1} digits, and nothing else.", shortest_pin, longest_pin);
    bool known = user.id.empty();
    bool coordinator = user.active && user.role == UserRole::coordinator;
    for (const auto& other : users) {
        known = known || other.id == user.id;
        if (other.id == user.id || !other.active)
            continue;
        coordinator = coordinator || other.role == UserRole::coordinator;
        if (user.active && other.name == user.name)
            return fail("There is already somebody called “{0}”: add an initial.", user.name);
    }
    if (!known)
        return fail("There is no user {0}.", user.id);
    if (!coordinator)
        return fail("One coordinator at least must stay: nobody could open, close or manage users any more.");
    return Done{};
}

Result<> write_change(Database& database, const ports::UserChange& change) {
    const auto& user = change.user;
    std::string hash;
    if (change.pin) {
        auto hashed = hash_of(*change.pin);
        if (!hashed)
            return hashed.error();
        hash = std::move(*hashed);
    }
    if (user.id.empty())
        return database.run("INSERT INTO user (id, name, role, pin_hash, active) VALUES (?1, ?2, ?3, ?4, ?5)",
                            new_id(), user.name, word(user.role), hash, std::int64_t{user.active});
    return database.run("UPDATE user SET name = ?2, role = ?3, active = ?5, "
                        "pin_hash = CASE ?4 WHEN '' THEN pin_hash ELSE ?4 END WHERE id = ?1",
                        user.id, user.name, word(user.role), hash, std::int64_t{user.active});
}

/// Whose PIN it is among those that count; empty: nobody's.
Result<std::string> owner_of(Database& database, const ports::PinQuestion& question) {
    auto rows = database.query("SELECT id, pin_hash FROM user WHERE active = 1 AND (?1 = '' OR id = ?1) "
                               "AND (?2 = 0 OR role = 'coordinator') ORDER BY name",
                               question.user, std::int64_t{question.by_coordinator});
    if (!rows)
        return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step())
        if (is_pin_of(question.pin, rows->text(1)))
            return rows->text(0);
    return row ? Result<std::string>(std::string()) : Result<std::string>(row.error());
}

} // namespace

std::string_view word(UserRole role) {
    return word_in(role_words, role);
}

Result<UserRole> user_role_of(std::string_view text) {
    return value_in<UserRole>(role_words, text, "role");
}

Result<std::vector<User>> read_users(Database& database) {
    auto rows = database.query("SELECT id, name, role, active FROM user ORDER BY name, id");
    if (!rows)
        return rows.error();
    std::vector<User> users;
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        const auto role = user_role_of(rows->text(2));
        if (!role)
            return role.error();
        users.push_back({rows->text(0), rows->text(1), *role, rows->integer(3) != 0});
    }
    return row ? Result<std::vector<User>>(std::move(users)) : Result<std::vector<User>>(row.error());
}

Result<PinGuard> read_guard(Database& database) {
    auto row = database.query("SELECT wrong, not_before FROM pin_guard WHERE only = 1");
    if (!row)
        return row.error();
    const auto there = row->step();
    if (!there)
        return there.error();
    return *there ? PinGuard{row->integer(0), {row->integer(1)}} : PinGuard{};
}

Result<std::vector<User>> save_user(Database& database, const ports::UserChange& change) {
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const auto users = read_users(database);
    if (!users)
        return users.error();
    if (auto checked = check_change(*users, change); !checked)
        return checked.error();
    if (auto written = write_change(database, change); !written)
        return written.error();
    auto after = read_users(database);
    if (!after)
        return after;
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return after;
}

Result<PinAnswer> check_pin(Database& database, const ports::PinQuestion& question) {
    const auto before = read_guard(database);
    if (!before)
        return before.error();
    if (ports::pause_left(*before, question.now) > 0)
        return PinAnswer{{}, *before};
    // It counts before it is looked at, so that cutting the power takes no try back.
    const auto guard = ports::after_wrong_pin(*before, question.now);
    if (auto counted = keep_guard(database, guard); !counted)
        return counted.error();
    const auto owner = owner_of(database, question);
    if (!owner)
        return owner.error();
    if (owner->empty())
        return PinAnswer{{}, guard};
    if (auto forgotten = forget_wrong_pins(database); !forgotten)
        return forgotten.error();
    return PinAnswer{*owner, {}};
}

Result<> forget_wrong_pins(Database& database) {
    return keep_guard(database, {});
}

} // namespace guichet::db
