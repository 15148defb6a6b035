// What operators see: counters and the log, which tell all that happens and nothing of anybody.

#include "tests/unit/server/raw_client.hpp"
#include "tests/unit/server/running_server.hpp"
#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace guichet::server {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

/// The log's lines as a test awaits them: a line is written when its answer is out.
class Lines {
public:
    [[nodiscard]] std::shared_ptr<Log> log() {
        return std::make_shared<Log>([] { return Instant{1'587'132'300'042}; },
                                     [this](std::string_view line) { take(line); });
    }

    /// All lines, as soon as there are so many.
    [[nodiscard]] std::vector<std::string> wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        if (!more_.wait_for(lock, std::chrono::minutes(1), [&] { return lines_.size() >= count; }))
            throw std::runtime_error("the log has fewer lines");
        return lines_;
    }
    [[nodiscard]] Json last_of(std::size_t count) { return Json::parse(wait_for(count).back()); }

private:
    void take(std::string_view line) {
        const std::lock_guard lock(mutex_);
        lines_.emplace_back(line);
        more_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable more_;
    std::vector<std::string> lines_;
};

class Watched : public testing::Test {
protected:
    Watched() { import_text(service_.store(), small_file); }

    [[nodiscard]] std::string ask(const std::string& bytes) {
        ++asked_;
        return RawClient(service_.port()).ask(bytes);
    }
    [[nodiscard]] std::string get(const std::string& target, const std::string& headers = {}) {
        return ask(request("GET", target, {}, headers));
    }
    [[nodiscard]] std::string push(const wire::Batch& batch) {
        return ask(request("POST", wire::push_path(batch.device), wire::encode(batch)));
    }
    /// The log's line of the last request.
    [[nodiscard]] Json told() { return lines_.last_of(asked_); }

    /// A metric's value; requests that were answered are counted already.
    [[nodiscard]] double value(const std::string& series) {
        static_cast<void>(lines_.wait_for(asked_));
        std::istringstream text(watch_.metrics->text());
        for (std::string line; std::getline(text, line);)
            if (line.starts_with(series + " "))
                return std::stod(line.substr(series.size() + 1));
        throw std::runtime_error("there is no " + series);
    }

    Lines lines_;
    Watch watch_{std::make_shared<Metrics>(served_at), lines_.log()};
    TemporaryFolder folder_;
    RunningService service_{folder_, {}, "127.0.0.1:0", watch_};
    std::size_t asked_ = 0;
};

TEST_F(Watched, RequestsAreCountedByRouteAndStatus) {
    static_cast<void>(get("/v1/sessions/saint-flour/2020-04-17/report"));
    static_cast<void>(get("/v1/sessions/saint-flour/2020-05-01/report"));
    static_cast<void>(get("/v1/sessions/saint-flour/2020-05-02/report"));
    static_cast<void>(get("/v9/nothing"));
    static_cast<void>(ask("how do you do?\r\n\r\n"));
    const std::string requests = "guichet_http_requests_total";
    const std::string report = R"(route="/v1/sessions/{station}/{date}/report")";
    EXPECT_EQ(value(requests + "{" + report + R"(,status="2xx"})"), 1);
    EXPECT_EQ(value(requests + "{" + report + R"(,status="4xx"})"), 2);
    EXPECT_EQ(value(requests + R"({route="unknown",status="4xx"})"), 1);
    EXPECT_EQ(value(requests + R"({route="unreadable",status="4xx"})"), 1);
    EXPECT_EQ(value(requests + R"({route="/healthz",status="2xx"})"), 0) << "there from the beginning";
    const std::string duration = "guichet_http_request_duration_seconds";
    EXPECT_EQ(value(duration + "_count{" + report + "}"), 3);
    EXPECT_EQ(value(duration + "_bucket{" + report + R"(,le="+Inf"})"), 3);
    EXPECT_GT(value(duration + "_sum{" + report + "}"), 0);
}

TEST_F(Watched, BatchesAreCountedByTheirAnswerAndEventsOnce) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(5);
    SendingKiosk other("k1");
    other.add(CodeRefused{CodeFault::damaged});
    EXPECT_THAT(push(kiosk.batch(1, 3)), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(push(kiosk.batch()), StartsWith("HTTP/1.1 200")) << "three known, two new";
    EXPECT_THAT(push(other.batch()), StartsWith("HTTP/1.1 409"));
    SendingKiosk late("k2");
    late.add_many(2);
    EXPECT_THAT(push(late.batch(2)), StartsWith("HTTP/1.1 409"));
    EXPECT_THAT(ask(request("POST", "/v1/devices/k1/events", "{}")), StartsWith("HTTP/1.1 400"));
    EXPECT_EQ(value("guichet_events_stored_total"), 5);
    EXPECT_EQ(value(R"(guichet_batches_total{answer="acknowledged"})"), 2);
    EXPECT_EQ(value(R"(guichet_batches_total{answer="fork"})"), 1);
    EXPECT_EQ(value(R"(guichet_batches_total{answer="gap"})"), 1);
    EXPECT_EQ(value(R"(guichet_batches_total{answer="refused"})"), 1);
    EXPECT_EQ(value(R"(guichet_batches_total{answer="failed"})"), 0);
}

TEST_F(Watched, ManifestsBytesAndConnectionsAreCounted) {
    const std::string path = "/v1/sessions/saint-flour/2020-04-17/manifest";
    const auto sent = get(path);
    static_cast<void>(get(path, "If-None-Match: *\r\n"));
    EXPECT_EQ(value(R"(guichet_manifest_fetches_total{status="200"})"), 1);
    EXPECT_EQ(value(R"(guichet_manifest_fetches_total{status="304"})"), 1);
    const std::string route = R"({route="/v1/sessions/{station}/{date}/manifest"})";
    EXPECT_GE(value("guichet_http_sent_bytes_total" + route), static_cast<double>(sent.size()));
    EXPECT_GE(value("guichet_http_received_bytes_total" + route), static_cast<double>(2 * path.size()));
    EXPECT_EQ(value(R"(guichet_http_sent_bytes_total{route="unknown"})"), 0);
    EXPECT_EQ(value("process_start_time_seconds"), 1'587'132'300);
}

TEST_F(Watched, MetricsAreServedInPrometheusTextFormat) {
    static_cast<void>(get("/healthz"));
    const auto answer = get("/metrics");
    EXPECT_THAT(answer,
                AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Content-Type: text/plain; version=0.0.4"),
                      HasSubstr("\n# TYPE guichet_http_connections gauge\n")));
    std::istringstream text(answer.substr(answer.find("\r\n\r\n") + 4));
    std::string family;
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with("# HELP ")) {
            family = line.substr(7, line.find(' ', 7) - 7);
            continue;
        }
        if (line.starts_with("# TYPE ")) {
            EXPECT_THAT(line, StartsWith("# TYPE " + family + " ")) << "HELP and TYPE are of one metric";
            continue;
        }
        EXPECT_THAT(line, StartsWith(family)) << "each series stands behind its HELP and TYPE";
        std::size_t read = 0;
        const auto number = line.substr(line.rfind(' ') + 1);
        EXPECT_NO_THROW(static_cast<void>(std::stod(number, &read))) << line;
        EXPECT_EQ(read, number.size()) << line;
    }
    EXPECT_THAT(ask(request("POST", "/metrics")), StartsWith("HTTP/1.1 405"));
}

TEST_F(Watched, NothingOfAStationAKioskOrACustomerStandsInMetricsOrLog) {
    SendingKiosk kiosk("secret-kiosk");
    kiosk.add_many(2);
    static_cast<void>(push(kiosk.batch()));
    static_cast<void>(get("/v1/sessions/saint-flour/2020-04-17/manifest?token=secret-token"));
    static_cast<void>(get("/v1/sessions/saint-flour/secret-date/manifest"));
    static_cast<void>(get("/secret/path"));
    static_cast<void>(ask("SECRET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"));
    static_cast<void>(ask(request("POST", "/v1/sessions/saint-flour/2020-04-17/calls",
                                  R"({"device":"k1","name":"Camille secret\n","number":1})")));
    std::string all;
    for (const auto& line : lines_.wait_for(asked_))
        all += line;
    all += watch_.metrics->text();
    EXPECT_THAT(all, AllOf(Not(HasSubstr("secret")), Not(HasSubstr("SECRET")), Not(HasSubstr("saint-flour")),
                           Not(HasSubstr("Camille"))));
}

TEST_F(Watched, ARequestIsOneLineOfJson) {
    const auto answer = get("/v1/sessions/saint-flour/2020-04-17/report");
    const auto line = told();
    EXPECT_EQ(line.at("time"), "2020-04-17T14:05:00.042Z");
    EXPECT_EQ(line.at("level"), "info");
    EXPECT_EQ(line.at("message"), "request");
    EXPECT_EQ(line.at("method"), "GET");
    EXPECT_EQ(line.at("route"), "/v1/sessions/{station}/{date}/report");
    EXPECT_EQ(line.at("status"), 200);
    EXPECT_EQ(line.at("bytes_sent"), answer.size());
    EXPECT_GT(line.at("bytes_received"), 0);
    EXPECT_GE(line.at("milliseconds"), 0.0);
    EXPECT_FALSE(line.contains("error"));
    const auto text = lines_.wait_for(1).front();
    EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST_F(Watched, ARefusalIsAWarningWithItsWord) {
    static_cast<void>(get("/v1/sessions/saint-flour/2020-05-01/report"));
    const auto line = told();
    EXPECT_EQ(line.at("level"), "warning");
    EXPECT_EQ(line.at("error"), "unknown_session");
    EXPECT_EQ(line.at("status"), 404);
}

TEST_F(Watched, AForkIsAnIncidentThatNamesTheJournals) {
    SendingKiosk kiosk("k1");
    kiosk.add();
    SendingKiosk other("k1");
    other.add(CodeRefused{CodeFault::damaged});
    static_cast<void>(push(kiosk.batch()));
    static_cast<void>(push(other.batch()));
    const auto line = told();
    EXPECT_EQ(line.at("level"), "warning");
    EXPECT_EQ(line.at("error"), "fork");
    EXPECT_THAT(line.at("message").get<std::string>(), HasSubstr("Kiosk k1"));
}

TEST(WatchedServer, ConnectionsAreCountedAndRefusalsToldOnce) {
    Lines lines;
    const Watch watch{std::make_shared<Metrics>(), lines.log()};
    HttpLimits limits;
    limits.connections = 1;
    RunningServer server([](const Request&) { return Answer{}; }, limits, "127.0.0.1:0", watch);
    RawClient first(server.port());
    static_cast<void>(RawClient(server.port()).read_to_end());
    static_cast<void>(RawClient(server.port()).read_to_end());
    EXPECT_THAT(watch.metrics->text(), AllOf(HasSubstr("\nguichet_http_connections 1\n"),
                                             HasSubstr("\nguichet_http_connections_refused_total 2\n")));
    EXPECT_THAT(lines.wait_for(1), testing::ElementsAre(HasSubstr("1 connections are open")));
    server.stop();
    EXPECT_THAT(watch.metrics->text(), HasSubstr("\nguichet_http_connections 0\n"));
}

TEST(WatchedServer, WhatWasThrownIsAnErrorInTheLog) {
    Lines lines;
    RunningServer server([](const Request&) -> Answer { throw std::runtime_error("out of luck"); }, {},
                         "127.0.0.1:0", {std::make_shared<Metrics>(), lines.log()});
    static_cast<void>(RawClient(server.port()).ask(request("GET", "/")));
    const auto line = lines.last_of(1);
    EXPECT_EQ(line.at("level"), "error");
    EXPECT_THAT(line.at("message").get<std::string>(), HasSubstr("out of luck"));
}

TEST(PostgreSQLHealth, SaysWhenTheStoreCannotBeRead) {
    const StorePlace place(StoreKind::postgresql);
    const auto store = place.open();
    auto service = value_of(Service::open(
        *store, [] { return served_at; }, std::make_shared<Metrics>(), Unenrolled::accepted));
    const Request ask{"GET", "/healthz", "", ""};
    EXPECT_EQ(service.answer(ask).status, 200U);
    TestConnection test(place.url());
    test.run("ALTER TABLE session RENAME TO elsewhere");
    const auto ill = service.answer(ask);
    EXPECT_EQ(ill.status, 503U);
    EXPECT_THAT(ill.body, HasSubstr("store_failed"));
    EXPECT_THAT(ill.incident, HasSubstr("session"));
    test.run("ALTER TABLE elsewhere RENAME TO session");
    EXPECT_EQ(service.answer(ask).status, 200U) << "it recovers by itself";
}

} // namespace
} // namespace guichet::server
