// `guichet-kiosk users`: the first set-up, and a forgotten PIN.

#include "db/kiosk_users.hpp"
#include "db/migrations.hpp"
#include "kiosk/station/configuration.hpp"
#include "kiosk/station/tools.hpp"

#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace guichet::station {

namespace {

/// The terminal does not repeat what is typed while this lives.
class Unseen {
public:
    Unseen() : terminal_(::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!terminal_)
            return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Unseen() {
        if (terminal_)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

    [[nodiscard]] bool terminal() const { return terminal_; }

private:
    termios before_{};
    bool terminal_;
};

Result<Pin> read_line(const Unseen& unseen, const char* prompt) {
    if (unseen.terminal())
        std::fputs(prompt, stderr);
    std::string line;
    std::getline(std::cin, line);
    if (unseen.terminal())
        std::fputc('\n', stderr);
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    auto pin = Pin::parse(line);
    sodium_memzero(line.data(), line.size());
    return pin;
}

/// From standard input, so that no other program sees it among the arguments; a person types it twice.
Result<Pin> read_pin() {
    const Unseen unseen;
    auto pin = read_line(unseen, "PIN (4 to 8 digits): ");
    if (!pin || !unseen.terminal())
        return pin;
    const auto again = read_line(unseen, "The same again: ");
    if (!again || *again != *pin)
        return fail("The two PINs are not the same: nothing was changed.");
    return pin;
}

Result<db::Database> open_store(const std::filesystem::path& file) {
    auto database = db::Database::open(file);
    if (!database)
        return database;
    if (auto migrated = db::migrate(*database, db::kiosk_schema()); !migrated)
        return migrated.error();
    return database;
}

void list(const std::vector<ports::User>& users) {
    for (const auto& user : users)
        std::cout << fmt::format("{}\t{}\t{}\t{}\n", user.id, db::word(user.role),
                                 user.active ? "active" : "inactive", user.name);
}

/// The user that is meant: by id, or by a name that only one of them has.
Result<ports::User> find(const std::vector<ports::User>& users, const std::string& meant) {
    std::vector<ports::User> found;
    std::copy_if(users.begin(), users.end(), std::back_inserter(found),
                 [&](const ports::User& user) { return user.id == meant || user.name == meant; });
    if (found.size() == 1)
        return found.front();
    return found.empty() ? fail("There is no user “{0}”; `users list` shows all of them.", meant)
                         : fail("There are {0} users “{1}”: give the id instead.", found.size(), meant);
}

Result<ports::UserChange> change_of(const UsersOptions& options, const std::vector<ports::User>& users) {
    ports::UserChange change;
    if (options.verb == "add") {
        const auto role = db::user_role_of(options.role);
        if (!role)
            return role.error();
        change.user = {{}, options.name, *role, true};
    } else {
        auto user = find(users, options.name);
        if (!user)
            return user.error();
        change.user = std::move(*user);
    }
    if (options.verb == "activate" || options.verb == "deactivate")
        change.user.active = options.verb == "activate";
    if (options.verb == "add" || options.verb == "pin") {
        auto pin = read_pin();
        if (!pin)
            return pin.error();
        change.pin = *pin;
    }
    return change;
}

Result<> run_users(const UsersOptions& options) {
    const auto configuration = read_configuration(options.configuration);
    if (!configuration)
        return configuration.error();
    auto database = open_store(configuration->store_file);
    if (!database)
        return database.error();
    auto users = db::read_users(*database);
    if (!users)
        return users.error();
    if (options.verb != "list") {
        const auto change = change_of(options, *users);
        if (!change)
            return change.error();
        users = db::save_user(*database, *change);
        if (!users)
            return users.error();
        // Who may change the store has no use for the pause after wrong PINs.
        if (auto forgotten = db::forget_wrong_pins(*database); !forgotten)
            return forgotten;
    }
    list(*users);
    return Done{};
}

} // namespace

Result<> add_user(const std::filesystem::path& store, const ports::UserChange& change) {
    auto database = open_store(store);
    if (!database)
        return database.error();
    const auto users = db::save_user(*database, change);
    return users ? Result<>() : Result<>(users.error());
}

int manage_users(const UsersOptions& options) {
    return ended(run_users(options));
}

} // namespace guichet::station
