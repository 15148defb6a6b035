#pragma once
// Stores of each kind, for the tests that hold for all of them.

#include "tests/unit/server/order_files.hpp"
#include "tests/unit/server/postgresql_server.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace guichet::server {

enum class StoreKind : std::uint8_t { sqlite, postgresql };

/// For the names of the tests.
inline void PrintTo(StoreKind kind, std::ostream* out) {
    *out << (kind == StoreKind::sqlite ? "SQLite" : "PostgreSQL");
}

/// A place for a store, empty at first.
class StorePlace {
public:
    explicit StorePlace(StoreKind kind)
        : url_(kind == StoreKind::sqlite ? "sqlite:" + (folder_.path() / "server.db").string()
                                         : PostgresqlServer::of_this_program().fresh_schema()) {}

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] std::unique_ptr<Store> open() const { return value_of(open_store(url_)); }

private:
    TemporaryFolder folder_;
    std::string url_;
};

/// A test that is done with each kind of store.
class WithAStore : public testing::TestWithParam<StoreKind> {
protected:
    [[nodiscard]] Manifest manifest(const SessionKey& session = friday) {
        return value_of(store_->manifest(session));
    }

    TemporaryFolder folder_;
    StorePlace place_{GetParam()};
    std::unique_ptr<Store> store_ = place_.open();
};

/// A kiosk that works for a session and sends its events.
class SendingKiosk {
public:
    explicit SendingKiosk(std::string device, std::string session = friday.text(),
                          std::string incarnation = "one")
        : device_(std::move(device)), session_(std::move(session)), incarnation_(std::move(incarnation)) {}

    void work_for(const SessionKey& session) { session_ = session.text(); }

    const SealedEvent& add(EventBody body = CodeRefused{}) {
        JournalEvent event;
        event.id = {device_, incarnation_, static_cast<std::int64_t>(events_.size()) + 1};
        event.time = {Instant{1'587'132'000'000 + event.id.sequence}, 0};
        event.boot = 1;
        event.session = session_;
        event.manifest_revision = 1;
        if (!events_.empty())
            event.previous = events_.back().digest;
        event.body = std::move(body);
        events_.push_back(seal(std::move(event)));
        return events_.back();
    }
    void add_many(int count) {
        for (int added = 0; added < count; ++added)
            add();
    }

    /// `count` events from a number on; all that follow when there are fewer.
    [[nodiscard]] wire::Batch batch(std::size_t number = 1, std::size_t count = 10'000) const {
        const auto from = std::min(number - 1, events_.size());
        const auto first = events_.begin() + static_cast<std::ptrdiff_t>(from);
        const auto size = static_cast<std::ptrdiff_t>(std::min(count, events_.size() - from));
        return {device_, incarnation_, session_, {first, first + size}};
    }

private:
    std::string device_;
    std::string session_;
    std::string incarnation_;
    std::vector<SealedEvent> events_;
};

/// The events of a session that a kiosk without own ones hears of, read page by page.
inline std::vector<SealedEvent> all_pages(Store& store, const SessionKey& session = friday) {
    std::vector<SealedEvent> events;
    wire::PageToSend page;
    do {
        page = value_of(store.events(session, "", page.cursor));
        for (const auto& bytes : page.events)
            events.push_back(value_of(unseal(bytes)));
    } while (page.more);
    return events;
}

/// The names of the tests say the kind first; ctest runs those of PostgreSQL in one program, since each would
/// start a server otherwise.
#define GUICHET_WITH_EACH_STORE(suite)                                                                       \
    INSTANTIATE_TEST_SUITE_P(SQLite, suite, testing::Values(StoreKind::sqlite));                             \
    INSTANTIATE_TEST_SUITE_P(PostgreSQL, suite, testing::Values(StoreKind::postgresql))

} // namespace guichet::server
