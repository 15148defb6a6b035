// What clients may throw at the server: every answer is clear, and nobody waits for a slow neighbour.

#include "kiosk/core/compression.hpp"
#include "tests/unit/server/raw_client.hpp"
#include "tests/unit/server/running_server.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include <future>
#include <ostream>
#include <stdexcept>

namespace guichet::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

class Http : public testing::Test {
protected:
    Http() { import_text(service_.store(), small_file); }

    [[nodiscard]] std::string answer(const std::string& bytes) {
        return RawClient(service_.port()).ask(bytes);
    }

    TemporaryFolder folder_;
    RunningService service_{folder_};
};

TEST_F(Http, HealthIsAnswered) {
    const auto text = answer(request("GET", "/healthz"));
    EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(text, HasSubstr(R"({"status":"ok"})"));
}

TEST_F(Http, ReportsAreTablesForSpreadsheetsToo) {
    const std::string report = "/v1/sessions/saint-flour/2020-04-17/report.csv";
    const auto text = answer(request("GET", report + "?table=customers"));
    EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(text, HasSubstr("Content-Type: text/csv; charset=utf-8; header=present\r\n"));
    EXPECT_THAT(text, HasSubstr("filename=\"saint-flour_2020-04-17_customers.csv\"\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\n\r\ncustomer_ref,customer_name,collected,time,"));
    EXPECT_THAT(text, HasSubstr("\r\nC1,Camille D.,false,,,,3,0,0,0,0,3\r\n"));
    for (const char* table : {"totals", "producers", "hours", "incidents"})
        EXPECT_THAT(answer(request("GET", report + "?table=" + table)), StartsWith("HTTP/1.1 200")) << table;
    for (const char* query : {"", "?table=", "?table=prices", "?Table=hours"}) {
        const auto refused = answer(request("GET", report + query));
        EXPECT_THAT(refused, StartsWith("HTTP/1.1 400")) << query;
        EXPECT_THAT(refused, HasSubstr("one of totals, customers, producers, hours, incidents is expected"));
    }
    EXPECT_THAT(answer(request("POST", report + "?table=hours")), StartsWith("HTTP/1.1 405"));
    EXPECT_THAT(answer(request("GET", "/v1/sessions/saint-flour/2020-05-08/report.csv?table=hours")),
                StartsWith("HTTP/1.1 404"));
}

TEST_F(Http, HeadHasNoBody) {
    const auto text = answer(request("HEAD", "/healthz"));
    EXPECT_THAT(text, StartsWith("HTTP/1.1 405"));
    EXPECT_TRUE(text.ends_with("\r\n\r\n")) << text;
}

struct BadRequest {
    const char* name;
    std::string bytes;
    const char* status;
    const char* says;
};

void PrintTo(const BadRequest& bad, std::ostream* out) {
    *out << bad.name;
}

class BadHttp : public Http, public testing::WithParamInterface<BadRequest> {};

TEST_P(BadHttp, IsAnsweredClearly) {
    const auto text = answer(GetParam().bytes);
    EXPECT_THAT(text, StartsWith(std::string("HTTP/1.1 ") + GetParam().status));
    EXPECT_THAT(text, HasSubstr(GetParam().says));
    EXPECT_THAT(answer(request("GET", "/healthz")), StartsWith("HTTP/1.1 200"));
}

std::string push(const std::string& body, const std::string& device = "k1") {
    return request("POST", "/v1/devices/" + device + "/events", body);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, BadHttp,
    testing::Values(
        BadRequest{"not_http", "how do you do?\r\n\r\n", "400", "not HTTP/1.1"},
        BadRequest{"bad_length", "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", "400", "not HTTP/1.1"},
        BadRequest{"huge_header", "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n", "431",
                   "headers"},
        BadRequest{"huge_body", push(std::string(2'000'000, ' ')), "413", "send fewer events"},
        BadRequest{"no_such_path", request("GET", "/v2/sessions"), "404", "not_found"},
        BadRequest{"wrong_method", request("DELETE", "/v1/devices/k1/events"), "405", "Allow: POST"},
        BadRequest{"bad_percent", request("GET", "/v1/sessions/a%2/b/manifest"), "400", "%"},
        BadRequest{"control_in_path", request("GET", "/v1/sessions/a%00/b/manifest"), "400", "control"},
        BadRequest{"no_date", request("GET", "/v1/sessions/saint-flour/today/manifest"), "400", "YYYY-MM-DD"},
        BadRequest{"unknown_session", request("GET", "/v1/sessions/saint-flour/2020-05-01/manifest"), "404",
                   "guichet-server import --station saint-flour --session 2020-05-01"},
        BadRequest{"bad_cursor", request("GET", "/v1/sessions/saint-flour/2020-04-17/events?after=x"), "400",
                   "not a cursor"},
        BadRequest{"no_json", push("hello"), "400", "not the batch of events"},
        BadRequest{"cut_json", push(R"({"device":"k1","inc)"), "400", "not the batch of events"},
        BadRequest{"deep_json", push(std::string(500'000, '[')), "400", "nested deeper"},
        BadRequest{"no_members", push("{}"), "400", "not the batch of events"},
        BadRequest{
            "other_device",
            push(R"({"device":"k2","incarnation":"a","session":"saint-flour/2020-04-17","events":[]})"),
            "400", "was sent to"},
        BadRequest{
            "bad_event",
            push(
                R"({"device":"k1","incarnation":"a","session":"saint-flour/2020-04-17","events":[{"v":1}]})"),
            "400", "cannot be read"},
        BadRequest{
            "later_version",
            push(
                R"({"device":"k1","incarnation":"a","session":"saint-flour/2020-04-17","events":[{"v":2}]})"),
            "400", "Update the program"},
        BadRequest{"calls_are_told", request("GET", "/v1/sessions/saint-flour/2020-04-17/calls"), "405",
                   "Allow: POST"},
        BadRequest{"no_call", request("POST", "/v1/sessions/saint-flour/2020-04-17/calls", "{}"), "400",
                   "call for a volunteer"},
        BadRequest{"call_with_control_letters",
                   request("POST", "/v1/sessions/saint-flour/2020-04-17/calls",
                           R"({"device":"k1","name":"a\nb","number":1,"standing":"calling"})"),
                   "400", "control characters"},
        BadRequest{"call_of_no_session",
                   request("POST", "/v1/sessions/saint-flour/2020-05-01/calls",
                           R"({"device":"k1","name":"Borne","number":1,"standing":"calling"})"),
                   "404", "unknown_session"},
        BadRequest{"session_of_nobody",
                   push(R"({"device":"k1","incarnation":"a","session":"x/2020-04-17","events":[]})"), "404",
                   "There is no session x/2020-04-17"}),
    [](const auto& test) { return test.param.name; });

TEST_F(Http, OtherVersionsOfTheProtocolAreToldWhoMustBeUpdated) {
    const std::string report = "/v1/sessions/saint-flour/2020-04-17/report";
    const auto ask = [&](const std::string& version) {
        return answer(request("GET", report, {}, "Guichet-Protocol: " + version + "\r\n"));
    };
    EXPECT_THAT(answer(request("GET", report)), StartsWith("HTTP/1.1 200")) << "without the header it is 1";
    EXPECT_THAT(ask("1"), StartsWith("HTTP/1.1 200"));
    const auto later = ask(fmt::format("{}", wire::protocol_version + 1));
    EXPECT_THAT(later, StartsWith("HTTP/1.1 426"));
    EXPECT_THAT(later, HasSubstr("\r\nUpgrade: Guichet/"));
    EXPECT_THAT(later, HasSubstr("\r\nConnection: Upgrade, close\r\n"));
    EXPECT_THAT(later, HasSubstr("update the server"));
    EXPECT_THAT(ask("one"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(ask("0"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(answer(request("GET", "/healthz", {}, "Guichet-Protocol: 99\r\n")),
                StartsWith("HTTP/1.1 200"))
        << "whoever looks after the server speaks no version";
}

std::string coded(const std::string& coding, const std::string& body) {
    return request("POST", "/v1/devices/k1/events", body, "Content-Encoding: " + coding + "\r\n");
}

INSTANTIATE_TEST_SUITE_P(
    Codings, BadHttp,
    testing::Values(
        BadRequest{"bomb", coded("zstd", compress(std::string(256 * 1024 * 1024, ' '))), "413",
                   "send fewer events"},
        BadRequest{"no_zstd", coded("zstd", "{}"), "400", "The body is damaged"},
        BadRequest{"empty_zstd", coded("zstd", ""), "400", "The body is damaged"},
        BadRequest{"cut_zstd", coded("zstd", compress(std::string(5000, 'x')).substr(0, 12)), "400",
                   "The body is damaged"},
        BadRequest{"bad_batch_in_zstd", coded("ZSTD", compress("hello")), "400", "not the batch of events"},
        BadRequest{"identity", coded("identity", "hello"), "400", "not the batch of events"},
        BadRequest{"gzip", coded("gzip", "hello"), "415", "Accept-Encoding: zstd, identity"},
        BadRequest{"twice", coded("zstd, zstd", compress(compress("hello"))), "415", "unknown_encoding"}),
    [](const auto& test) { return test.param.name; });

/// The head and the body of an answer.
std::pair<std::string, std::string> parts_of(const std::string& answer) {
    const auto end = answer.find("\r\n\r\n");
    return {answer.substr(0, end + 2), answer.substr(end + 4)};
}

TEST_F(Http, AnswersAreCompressedForWhoTakesIt) {
    const std::string path = "/v1/sessions/saint-flour/2020-04-17/manifest";
    const auto [plain_head, plain] = parts_of(answer(request("GET", path)));
    ASSERT_GT(plain.size(), least_compressed_bytes);
    EXPECT_THAT(plain_head, Not(HasSubstr("Content-Encoding")));
    EXPECT_THAT(plain_head, HasSubstr("Vary: Accept-Encoding, Available-Dictionary\r\n"));
    const auto [head, body] =
        parts_of(answer(request("GET", path, {}, "Accept-Encoding: gzip, zstd;q=0.5\r\n")));
    EXPECT_THAT(head, HasSubstr("Content-Encoding: zstd\r\n"));
    EXPECT_LT(body.size(), plain.size());
    std::string content;
    EXPECT_EQ(decompress(body, plain.size(), content), Decompression::done);
    EXPECT_EQ(content, plain);
    const auto tag = head.find("ETag: W/\"");
    ASSERT_NE(tag, std::string::npos) << head;
    const auto value = head.substr(tag + 6, head.find("\r\n", tag) - tag - 6);
    EXPECT_THAT(answer(request("GET", path, {}, "If-None-Match: " + value + "\r\n")),
                StartsWith("HTTP/1.1 304"));
    for (const std::string refusing : {"gzip", "zstd;q=0", "zstd ; q=0.000, gzip", "zstdx", "*"})
        EXPECT_EQ(parts_of(answer(request("GET", path, {}, "Accept-Encoding: " + refusing + "\r\n"))).second,
                  plain)
            << refusing;
    EXPECT_THAT(answer(request("GET", "/healthz", {}, "Accept-Encoding: zstd\r\n")), HasSubstr("\"ok\""))
        << "small ones are not";
}

TEST_F(Http, SlowClientsDelayNobody) {
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int client = 0; client < 64; ++client) {
        slow.push_back(std::make_unique<RawClient>(service_.port()));
        slow.back()->send("POST /v1/devices/k1/events HTTP/1.1\r\nContent-Length: 1000\r\n\r\n{\"device\"");
    }
    const auto start = Clock::now();
    EXPECT_THAT(answer(request("GET", "/healthz")), StartsWith("HTTP/1.1 200"));
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(1));
}

TEST(HttpServer, EndsConnectionsThatSayNothing) {
    HttpLimits limits;
    limits.request = std::chrono::milliseconds(100);
    RunningServer server([](const Request&) { return Answer{}; }, limits);
    RawClient silent(server.port());
    RawClient half(server.port());
    half.send("GET /healthz HT");
    const auto start = Clock::now();
    EXPECT_THAT(silent.read_to_end(), IsEmpty());
    EXPECT_THAT(half.read_to_end(), IsEmpty());
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(3));
}

TEST(HttpServer, ClosesWhatIsMoreThanItsConnections) {
    HttpLimits limits;
    limits.connections = 2;
    RunningServer server([](const Request&) { return Answer{}; }, limits);
    RawClient first(server.port());
    RawClient second(server.port());
    EXPECT_THAT(RawClient(server.port()).read_to_end(), IsEmpty());
}

TEST(HttpServer, FinishesTheAnswerUnderWayWhenItStops) {
    std::promise<void> asked;
    RunningServer server([&](const Request&) {
        asked.set_value();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        return Answer{200, "the whole answer"};
    });
    RawClient idle(server.port());
    auto answer = std::async(std::launch::async, [port = server.port()] {
        return RawClient(port).ask("GET / HTTP/1.1\r\nHost: test\r\n\r\n"); // wants to keep the connection
    });
    asked.get_future().wait();
    server.stop();
    EXPECT_THAT(answer.get(), HasSubstr("the whole answer"));
    EXPECT_THAT(idle.read_to_end(), IsEmpty());
}

TEST(HttpServer, AnswersWhenTheHandlerThrows) {
    RunningServer server([](const Request&) -> Answer { throw std::runtime_error("out of luck"); });
    EXPECT_THAT(RawClient(server.port()).ask(request("GET", "/")), HasSubstr("out of luck"));
}

TEST(HttpServer, RefusesAddressesInWords) {
    const auto open = [](const std::string& listen) {
        return HttpServer::open(listen, [](const Request&) { return Answer{}; });
    };
    EXPECT_THAT(open("localhost").error().english(), HasSubstr("HOST:PORT"));
    EXPECT_THAT(open("127.0.0.1:99999").error().english(), HasSubstr("HOST:PORT"));
    EXPECT_THAT(open("192.0.2.1:0").error().english(), HasSubstr("cannot listen"));
    const auto first = value_of(open("127.0.0.1:0"));
    EXPECT_THAT(open(fmt::format("127.0.0.1:{}", first->port())).error().english(),
                HasSubstr("cannot listen"));
    EXPECT_THAT(value_of(open("[::1]:0"))->url(), StartsWith("http://[::1]:"));
}

} // namespace
} // namespace guichet::server
