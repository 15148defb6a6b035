// The network as it is: cut, refused, silent, or answering what it should not.

#include "kiosk/core/compression.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/wire.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "kiosk/sync/transfer.hpp"
#include "tests/unit/server/running_server.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <future>

namespace guichet::sync {
namespace {

using server::Answer;
using server::Request;
using server::RunningServer;
using server::value_of;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

const std::string session = "saint-flour/2020-04-17";

std::string error_of(ports::ServerConnection& connection) {
    const auto report = connection.fetch_report(session);
    return report ? "no error" : report.error().english();
}

TEST(Connection, ToAServerThatIsNotThereIsRefusedInWords) {
    std::string url;
    {
        RunningServer gone([](const Request&) { return Answer{}; });
        url = gone.url();
    }
    auto connection = value_of(HttpServerConnection::open({.url = url}));
    EXPECT_EQ(error_of(*connection),
              "The server does not answer (connection refused). The kiosk goes on alone.");
    EXPECT_FALSE(HttpServerConnection::open({.url = "localhost:80"}).ok());
}

TEST(Connection, IsKeptBetweenCallsAndCutByTheSwitch) {
    std::atomic<bool> on = true;
    RunningServer server([](const Request&) { return Answer{200, "{}"}; });
    auto connection = value_of(
        HttpServerConnection::open({.url = server.url() + "/", .network_on = [&] { return on.load(); }}));
    EXPECT_EQ(error_of(*connection), "no error");
    on = false;
    EXPECT_THAT(error_of(*connection), HasSubstr("There is no network"));
    on = true;
    EXPECT_EQ(error_of(*connection), "no error");
}

TEST(Connection, ACallUnderWayEndsWithTheNetwork) {
    std::atomic<bool> on = true;
    std::promise<void> asked;
    std::promise<void> go_on;
    std::atomic<int> requests = 0;
    RunningServer server([&](const Request&) {
        if (++requests == 1) {
            asked.set_value();
            go_on.get_future().wait();
        }
        return Answer{200, "{}"};
    });
    auto connection =
        value_of(HttpServerConnection::open({.url = server.url(), .network_on = [&] { return on.load(); }}));
    auto error = std::async(std::launch::async, [&] { return error_of(*connection); });
    asked.get_future().wait();
    const auto start = Clock::now();
    on = false;
    EXPECT_THAT(error.get(), HasSubstr("There is no network"));
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(2));
    go_on.set_value();
    on = true;
    EXPECT_EQ(error_of(*connection), "no error");
}

TEST(Connection, ACallCanBeGivenUpFromAnotherThread) {
    std::promise<void> asked;
    std::promise<void> go_on;
    RunningServer server([&](const Request&) {
        asked.set_value();
        go_on.get_future().wait();
        return Answer{200, "{}"};
    });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    auto error = std::async(std::launch::async, [&] { return error_of(*connection); });
    asked.get_future().wait();
    const auto start = Clock::now();
    connection->cancel();
    EXPECT_EQ(error.get(), "The call to the server was given up.");
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(2));
    go_on.set_value();
}

TEST(Connection, ASilentServerIsNotAwaitedForEver) {
    std::promise<void> go_on;
    RunningServer server([&](const Request&) {
        go_on.get_future().wait();
        return Answer{};
    });
    auto connection = value_of(
        HttpServerConnection::open({.url = server.url(), .total_timeout = std::chrono::milliseconds(200)}));
    EXPECT_THAT(error_of(*connection), HasSubstr("did not answer in time"));
    go_on.set_value();
}

TEST(Connection, AnswersThatAreNoneAreErrors) {
    RunningServer server([](const Request& request) {
        return request.method == "POST" ? Answer{200, R"({"acked_seq":9})"} : Answer{200, "<html>"};
    });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    EXPECT_THAT(connection->pull(session, "k1", 0).error().english(), HasSubstr("not the page of events"));
    EXPECT_THAT(connection->push({"k1", "one", session, {seal({})}}).error().english(),
                HasSubstr("not the acknowledgement"));
    RunningServer other([](const Request&) { return Answer{502, "<html>Bad Gateway</html>"}; });
    auto behind = value_of(HttpServerConnection::open({.url = other.url()}));
    EXPECT_THAT(error_of(*behind), HasSubstr("answered 502 without a reason"));
}

TEST(Connection, TellsItsVersionWithEachRequest) {
    std::vector<std::string> versions;
    RunningServer server([&](const Request& request) {
        versions.push_back(request.protocol);
        return Answer{404, "{}"};
    });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    EXPECT_FALSE(connection->push({"k1", "one", session, {seal({})}}).ok());
    EXPECT_FALSE(connection->pull(session, "k1", 0).ok());
    EXPECT_FALSE(connection->fetch_manifest(session, 0).ok());
    EXPECT_FALSE(connection->fetch_report(session).ok());
    EXPECT_TRUE(connection->tell_call(session, {}).ok());
    EXPECT_EQ(versions, std::vector<std::string>(5, fmt::format("{}", wire::protocol_version)));
}

TEST(Connection, AServerOfAnotherVersionIsToldInWordsForPeople) {
    std::string word;
    RunningServer server([&](const Request&) { return server::refuse(426, word, "…"); });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    const ports::Batch batch{"k1", "one", session, {seal({})}};
    word = wire::kiosk_too_old_error;
    EXPECT_THAT(connection->push(batch).error().english(),
                HasSubstr("have the kiosk updated. Nothing is lost"));
    EXPECT_THAT(connection->pull(session, "k1", 0).error().english(), HasSubstr("have the kiosk updated"));
    word = wire::server_too_old_error;
    EXPECT_THAT(connection->push(batch).error().english(),
                HasSubstr("have the server updated. Nothing is lost"));
    RunningServer other([](const Request&) { return Answer{426, "<html>"}; });
    auto behind = value_of(HttpServerConnection::open({.url = other.url()}));
    EXPECT_THAT(error_of(*behind), HasSubstr("have the kiosk updated"));
}

TEST(Connection, AnAnswerInADamagedOrUnknownCodingIsNotTaken) {
    std::string coding = "zstd";
    std::string body = compress(std::string(5000, ' ') + "{}");
    RunningServer server([&](const Request&) {
        return Answer{200, body, "application/json", {{"Content-Encoding", coding}}};
    });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    EXPECT_EQ(value_of(connection->fetch_report(session)), std::string(5000, ' ') + "{}");
    body.resize(body.size() - 3);
    EXPECT_THAT(error_of(*connection), HasSubstr("came damaged"));
    coding = "gzip";
    EXPECT_THAT(error_of(*connection), HasSubstr("came damaged"));
    coding = "zstd";
    body = compress(std::string(Transfer::most_answer_bytes + 1, ' '));
    EXPECT_THAT(error_of(*connection), HasSubstr("too large"));
}

TEST(Acknowledgement, MustBeOfWhatWasSent) {
    wire::Acknowledgement given;
    RunningServer server([&](const Request&) { return Answer{200, wire::encode(given)}; });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    JournalEvent event;
    event.id = {"k1", "one", 5};
    const ports::Batch batch{"k1", "one", session, {seal(event)}};
    given = {5, batch.events[0].digest, Instant{1}};
    EXPECT_TRUE(std::holds_alternative<ports::Acknowledged>(value_of(connection->push(batch))));
    given = {5, digest_of("another event"), Instant{1}};
    EXPECT_TRUE(std::holds_alternative<ports::Fork>(value_of(connection->push(batch))));
    given = {4, digest_of("the event before"), Instant{1}};
    EXPECT_THAT(connection->push(batch).error().english(), HasSubstr("the events stay in the queue"));
}

/// Serves a signed manifest, changed by the test.
struct ManifestServer {
    std::string body = to_json([] {
        Manifest manifest;
        manifest.station_id = "saint-flour";
        manifest.date = "2020-04-17";
        manifest.revision = 3;
        return manifest;
    }());
    std::int64_t revision = 3;
    std::string signed_session = session;
    server::SigningKey key = server::SigningKey::make();
    std::string signature = key.sign(manifest_statement(signed_session, revision, digest_of(body)));

    [[nodiscard]] Answer answer() const {
        return {200,
                body,
                "application/json",
                {{"Guichet-Revision", fmt::format("{}", revision)},
                 {"Guichet-Signature", signature},
                 {"Guichet-Server-Key", to_hex(key.public_key)}}};
    }
};

std::string manifest_error(const ManifestServer& served, const std::string& asked = session) {
    RunningServer server([&](const Request&) { return served.answer(); });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    const auto manifest = connection->fetch_manifest(asked, 0);
    return manifest ? "no error" : manifest.error().english();
}

TEST(ManifestSignature, MustBeTheServersOverExactlyThisManifest) {
    const ManifestServer right;
    EXPECT_EQ(manifest_error(right), "no error");
    EXPECT_THAT(manifest_error(right, "saint-flour/2020-04-24"), HasSubstr("signature is wrong"));
    ManifestServer altered = right;
    altered.body += " ";
    EXPECT_THAT(manifest_error(altered), HasSubstr("signature is wrong"));
    ManifestServer older = right;
    older.revision = 4;
    EXPECT_THAT(manifest_error(older), HasSubstr("signature is wrong"));
    ManifestServer unsigned_one = right;
    unsigned_one.signature.clear();
    EXPECT_THAT(manifest_error(unsigned_one), HasSubstr("signature is wrong"));
    ManifestServer lying = right; // signed well, but the content is of another revision
    lying.revision = 4;
    lying.signature = lying.key.sign(manifest_statement(session, 4, digest_of(lying.body)));
    EXPECT_THAT(manifest_error(lying), HasSubstr("Nothing was taken over"));
}

TEST(ManifestSignature, MustBeOfTheKeyThatWasSeenFirst) {
    ManifestServer served;
    RunningServer server([&](const Request&) { return served.answer(); });
    auto connection = value_of(HttpServerConnection::open({.url = server.url()}));
    ASSERT_TRUE(connection->fetch_manifest(session, 0).ok());
    served = ManifestServer{};
    EXPECT_THAT(connection->fetch_manifest(session, 0).error().english(), HasSubstr("another server"));
}

} // namespace
} // namespace guichet::sync
