#pragma once
// What the tests of this room share: a folder of their own, events that chain, manifests.

#include "db/kiosk_store.hpp"
#include "kiosk/core/manifest.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace guichet::db::test {

/// An empty folder that goes away with the test.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "guichet-db-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline const std::string session = "saint-flour/2020-04-17";

/// Makes a device's events one after another.
class Recorder {
public:
    Recorder(std::string device, std::string incarnation, std::string of_session = session)
        : device_(std::move(device)), incarnation_(std::move(incarnation)), session_(std::move(of_session)) {}

    SealedEvent next(const std::string& basket = "B0001") {
        JournalEvent event;
        event.id = {device_, incarnation_, ++sequence_};
        event.time = {{1'587'132'300'000 + sequence_}, 0};
        event.boot = 1;
        event.session = session_;
        event.manifest_revision = 1;
        event.previous = head_;
        event.body = HandOver{.basket = basket, .lines = {{.key = {"1001", 1}}}};
        auto sealed = seal(std::move(event));
        head_ = sealed.digest;
        return sealed;
    }

    std::vector<SealedEvent> next_many(int count) {
        std::vector<SealedEvent> events;
        events.reserve(static_cast<std::size_t>(count));
        for (int made = 0; made < count; ++made)
            events.push_back(next());
        return events;
    }

private:
    std::string device_;
    std::string incarnation_;
    std::string session_;
    std::int64_t sequence_ = 0;
    Digest head_{};
};

inline ports::StoredManifest manifest(std::int64_t revision, const std::string& date = "2020-04-17") {
    Manifest content;
    content.station_id = "saint-flour";
    content.station_name = "Saint-Flour";
    content.date = date;
    content.revision = revision;
    return {.body = to_json(content), .revision = revision, .signature = "5167", .server_key = "4b65"};
}

inline std::vector<std::string> bytes_of(const std::vector<SealedEvent>& events) {
    std::vector<std::string> bytes;
    bytes.reserve(events.size());
    for (const auto& event : events)
        bytes.push_back(event.bytes);
    return bytes;
}

/// Changes a database behind the program's back, which the schema's triggers would not allow.
inline void tamper(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &connection), SQLITE_OK);
    const std::string unguarded =
        "DROP TRIGGER IF EXISTS journal_no_update; DROP TRIGGER IF EXISTS journal_no_delete;"
        "DROP TRIGGER IF EXISTS journal_gapless;" +
        sql;
    EXPECT_EQ(sqlite3_exec(connection, unguarded.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(connection);
    EXPECT_GT(sqlite3_changes(connection), 0) << "nothing was changed by: " << sql;
    sqlite3_close(connection);
}

} // namespace guichet::db::test
