// Clients that mean harm, at the running server: each is answered clearly, and the store holds what it held.

#include "kiosk/core/report.hpp"
#include "tests/exchange/kept_connection.hpp"
#include "tests/exchange/sending_device.hpp"
#include "tests/unit/server/running_server.hpp"
#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>

#include <future>
#include <ostream>
#include <vector>

namespace guichet::server {
namespace {

using exchange::KeptConnection;
using exchange::request;
using exchange::SendingDevice;
using testing::Ge;
using testing::HasSubstr;
using namespace std::string_literals;

/// All that a store holds of a session, as bytes.
std::string contents(Store& store) {
    std::string all = to_json(value_of(store.manifest(friday)));
    for (const auto& sealed : all_pages(store))
        all += sealed.bytes;
    for (const auto& kiosk : value_of(store.kiosks(friday)))
        all += fmt::format("{} {} {}\n", kiosk.device, kiosk.events, kiosk.closed);
    for (const auto& code : value_of(store.codes(friday)))
        all += code.basket + code.customer_ref + code.code.short_code;
    return all;
}

/// The real service, which besides tells the digest of its store.
class Hostile : public testing::Test {
protected:
    Hostile() {
        import_text(*store_, small_file);
        for (int customer = 1; customer <= 3; ++customer)
            kiosk_.add_customer(customer);
        server_ = std::make_unique<RunningServer>(
            [this](const Request& asked) {
                return asked.target == "/digest" ? Answer{200, to_hex(digest_of(contents(*store_)))}
                                                 : service_.answer(asked);
            },
            HttpLimits{}, "127.0.0.1:0", Watch{},
            [this](const std::vector<Request>& requests) { return service_.answer_all(requests); });
        acknowledgement_ = ask(kiosk_.push(kiosk_.batch())).body;
        digest_ = ask(request("GET", "/digest")).body;
    }

    [[nodiscard]] exchange::PlainAnswer ask(const std::string& bytes) {
        KeptConnection connection(server_->port());
        if (connection.send(bytes))
            connection.end_sending();
        return connection.read();
    }
    void expect_nothing_changed() {
        EXPECT_EQ(ask(request("GET", "/digest")).body, digest_);
        EXPECT_EQ(ask(request("GET", "/healthz")).status, 200);
    }

    TemporaryFolder folder_;
    std::unique_ptr<Store> store_ = store_in(folder_);
    Service service_ = value_of(Service::open(
        *store_, [] { return served_at; }, std::make_shared<Metrics>(), Unenrolled::accepted));
    SendingDevice kiosk_{"k1"};
    std::unique_ptr<RunningServer> server_;
    std::string acknowledgement_;
    std::string digest_;
};

TEST_F(Hostile, AReplayedBatchIsAnsweredAsBefore) {
    const auto again = ask(kiosk_.push(kiosk_.batch()));
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, acknowledgement_);
    EXPECT_EQ(ask(kiosk_.push(kiosk_.batch(2, 3))).status, 200) << "a part of it too";
    expect_nothing_changed();
}

TEST_F(Hostile, ForksGapsAndBrokenChainsAreRefused) {
    SendingDevice other("k1");
    other.add(CodeRefused{CodeFault::damaged});
    const auto fork = ask(other.push(other.batch()));
    EXPECT_EQ(fork.status, 409);
    EXPECT_THAT(fork.body, HasSubstr("\"error\":\"fork\""));
    SendingDevice late("k2");
    late.add_customer(1);
    const auto gap = ask(late.push(late.batch(2)));
    EXPECT_EQ(gap.status, 409);
    EXPECT_THAT(gap.body, HasSubstr("\"expected\":1"));
    SendingDevice far("k1");
    far.add_customer(1);
    auto batch = far.batch();
    batch.events.front().event.id.sequence = INT64_MAX;
    batch.events.front() = seal(batch.events.front().event);
    EXPECT_EQ(ask(far.push(batch)).status, 409);
    auto swapped = late.batch();
    std::swap(swapped.events.front(), swapped.events.back());
    EXPECT_THAT(ask(late.push(swapped)).status, testing::AnyOf(400, 409));
    expect_nothing_changed();
}

TEST_F(Hostile, OthersNamesAndSessionsAreRefused) {
    SendingDevice other("k2");
    other.add_customer(1);
    auto mixed = other.batch();
    mixed.device = "k3";
    EXPECT_EQ(ask(other.push(mixed)).status, 400) << "a batch of k3 to k2";
    auto foreign = other.batch();
    foreign.events.push_back(kiosk_.events().front());
    EXPECT_EQ(ask(other.push(foreign)).status, 400) << "an event of k1 in a batch of k2";
    SendingDevice elsewhere("k2", "nowhere/2020-04-17");
    elsewhere.add_customer(1);
    EXPECT_EQ(ask(elsewhere.push(elsewhere.batch())).status, 404) << "a station that nobody knows";
    SendingDevice misnamed("k2", "../../etc/passwd");
    misnamed.add_customer(1);
    EXPECT_EQ(ask(misnamed.push(misnamed.batch())).status, 400);
    expect_nothing_changed();
}

struct Malformed {
    const char* name;
    std::string plain; ///< the body
};
void PrintTo(const Malformed& body, std::ostream* out) {
    *out << body.name;
}
class MalformedBody : public Hostile, public testing::WithParamInterface<Malformed> {};

TEST_P(MalformedBody, IsRefusedInWords) {
    SendingDevice sender("k1");
    const auto answer = ask(sender.push(GetParam().plain));
    EXPECT_EQ(answer.status, 400) << answer.body;
    const auto refusal = wire::parse_refusal(answer.body);
    ASSERT_TRUE(refusal.ok()) << answer.body;
    EXPECT_FALSE(refusal->message.empty());
    expect_nothing_changed();
}

std::string event_with(const std::string& member, const std::string& value) {
    SendingDevice device("k1", friday.text(), "two");
    device.add();
    auto text = wire::encode(device.batch());
    const auto at = text.find("\"" + member + "\":", text.find("\"events\""));
    const auto begin = at + member.size() + 3;
    const auto end = text.find_first_of(",}", begin);
    return text.replace(begin, end - begin, value);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, MalformedBody,
    testing::Values(Malformed{"invalid_utf8", event_with("session", "\"saint-flour/2020-04-17\xC3\x28\"")},
                    Malformed{"overlong_utf8", event_with("incarnation", "\"\xC0\xAF\"")},
                    Malformed{"nul_byte", event_with("session", std::string("\"a\0b\"", 5))},
                    Malformed{"escaped_nul", event_with("incarnation", "\"two\\u0000\"")},
                    Malformed{"lone_surrogate", event_with("incarnation", "\"\\ud800\"")},
                    Malformed{"huge_number", event_with("seq", "99999999999999999999999")},
                    Malformed{"endless_number", event_with("seq", "1e999")},
                    Malformed{"negative_number", event_with("seq", "-1")},
                    Malformed{"zero", event_with("seq", "0")},
                    Malformed{"fraction", event_with("seq", "1.5")},
                    Malformed{"boolean_number", event_with("seq", "true")},
                    Malformed{"no_digest", event_with("prev_hash", "\"00\"")},
                    Malformed{"no_time", event_with("hlc", "\"now\"")},
                    Malformed{"deep", std::string(400'000, '[')},
                    Malformed{"deep_in_event", event_with("payload", std::string(100'000, '['))},
                    Malformed{"two_values", wire::encode(SendingDevice("k1").batch()) + "{}"},
                    Malformed{"an_array", "[]"}, Malformed{"null", "null"}, Malformed{"empty", ""},
                    Malformed{"a_number", "1"}),
    [](const auto& test) { return test.param.name; });

struct Raw {
    const char* name;
    std::string bytes;
    std::vector<int> statuses; ///< one of them
};
void PrintTo(const Raw& raw, std::ostream* out) {
    *out << raw.name;
}
class RawRequest : public Hostile, public testing::WithParamInterface<Raw> {};

TEST_P(RawRequest, IsAnsweredAndChangesNothing) {
    const auto answer = ask(GetParam().bytes);
    EXPECT_THAT(GetParam().statuses, testing::Contains(answer.status)) << answer.head << answer.body;
    if (answer.status != 200) {
        EXPECT_TRUE(wire::parse_refusal(answer.body).ok()) << answer.body;
    }
    expect_nothing_changed();
}

const std::string hidden = "GET /digest HTTP/1.1\r\nHost: test\r\n\r\n";
std::string post(const std::string& headers, const std::string& body) {
    return "POST /v1/devices/k1/events HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n" + body;
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, RawRequest,
    testing::Values(
        Raw{"length_and_chunks",
            post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
            {400}},
        Raw{"chunks_and_length",
            post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + hidden),
            {400}},
        Raw{"two_lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{} "), {400}},
        Raw{"negative_length", post("Content-Length: -1\r\n", "{}"), {400}},
        Raw{"endless_length", post("Content-Length: 99999999999999999999\r\n", "{}"), {400, 413}},
        Raw{"length_beyond_limit", post("Content-Length: 9999999999\r\n", "{}"), {413}},
        Raw{"truncated_body", post("Content-Length: 100\r\n", "{\"device\""), {400}},
        Raw{"truncated_headers", "GET /healthz HTTP/1.1\r\nHost: te", {400}},
        Raw{"broken_chunks", post("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"), {400}},
        Raw{"huge_chunk", post("Transfer-Encoding: chunked\r\n", "ffffffffff\r\n{}"), {400, 413}},
        Raw{"chunked_batch", post("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"), {400}},
        Raw{"folded_header", "GET /healthz HTTP/1.1\r\nHost: test\r\nX: a\r\n b\r\n\r\n", {200, 400}},
        Raw{"blank_before_colon", "GET /healthz HTTP/1.1\r\nHost : test\r\n\r\n", {400}},
        Raw{"nul_in_header", "GET /healthz HTTP/1.1\r\nHost: test\r\nX: a\0b\r\n\r\n"s, {400}},
        Raw{"no_host", "GET /healthz HTTP/1.1\r\n\r\n", {400}},
        Raw{"two_hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", {400}},
        Raw{"http_1_0", "GET /healthz HTTP/1.0\r\n\r\n", {200}},
        Raw{"line_feeds_alone", "GET /healthz HTTP/1.1\n\n", {400}},
        Raw{"http_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 405}},
        Raw{"http_9", "GET /healthz HTTP/9.9\r\n\r\n", {400}},
        Raw{"many_headers", "GET /healthz HTTP/1.1\r\n" + std::string(20'000, 'a') + ": b\r\n\r\n", {431}},
        Raw{"long_target", "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n\r\n", {431, 414}},
        Raw{"absolute_target", request("GET", "http://elsewhere/healthz"), {200, 400, 404}},
        Raw{"star", request("OPTIONS", "*"), {400, 404, 405}},
        Raw{"connect", request("CONNECT", "elsewhere:80"), {400, 404, 405}},
        Raw{"trace", request("TRACE", "/healthz"), {405}},
        Raw{"made_up_method", request("PUSH", "/v1/devices/k1/events"), {400, 405}},
        Raw{"dots", request("GET", "/v1/sessions/../../healthz"), {400, 404}},
        Raw{"coded_dots", request("GET", "/v1/sessions/%2e%2e/2020-04-17/report"), {400}},
        Raw{"coded_slash", request("GET", "/v1/sessions/saint-flour%2F2020-04-17/x/report"), {400, 404}},
        Raw{"coded_nul", request("GET", "/v1/sessions/saint-flour%00/2020-04-17/report"), {400}},
        Raw{"coded_overlong", request("GET", "/v1/sessions/%c0%ae%c0%ae/2020-04-17/report"), {400}},
        Raw{"coded_twice", request("GET", "/v1/sessions/saint%2566lour/2020-04-17/report"), {400, 404}},
        Raw{"coded_line_feed", request("GET", "/v1/sessions/a%0d%0aX:%20b/2020-04-17/report"), {400}},
        Raw{"half_percent", request("GET", "/v1/sessions/a%/2020-04-17/report"), {400}},
        Raw{"huge_cursor",
            request("GET", "/v1/sessions/saint-flour/2020-04-17/events?after=99999999999999999999"),
            {400}},
        Raw{"negative_cursor", request("GET", "/v1/sessions/saint-flour/2020-04-17/events?after=-1"), {400}},
        Raw{"impossible_day", request("GET", "/v1/sessions/saint-flour/2020-02-30/report"), {400, 404}}),
    [](const auto& test) { return test.param.name; });

TEST_F(Hostile, RequestsSentTogetherAreAnsweredInTheirOrder) {
    KeptConnection connection(server_->port());
    std::string all;
    for (int number = 0; number < 20; ++number)
        all += number % 2 == 0 ? kiosk_.push(kiosk_.batch()) : request("GET", "/nothing");
    ASSERT_TRUE(connection.send(all));
    for (int number = 0; number < 20; ++number)
        EXPECT_EQ(connection.read().status, number % 2 == 0 ? 200 : 404) << number;
    expect_nothing_changed();
}

TEST_F(Hostile, ABodyThatComesByteByByteDelaysNobody) {
    KeptConnection slow(server_->port());
    const auto push = kiosk_.push(kiosk_.batch());
    for (std::size_t at = 0; at + 1 < push.size(); at += 7) {
        ASSERT_TRUE(slow.send(push.substr(at, std::min<std::size_t>(7, push.size() - 1 - at))));
        if (at % 70 == 0) {
            EXPECT_EQ(ask(request("GET", "/healthz")).status, 200);
        }
    }
    ASSERT_TRUE(slow.send(push.substr(push.size() - 1)));
    EXPECT_EQ(slow.read().status, 200) << "it was a good one";
    expect_nothing_changed();
}

TEST(Together, BatchesThatWaitShareOneCallAndAreAllAnsweredWhenTheServerStops) {
    std::promise<void> busy;
    std::promise<void> go_on;
    std::vector<std::size_t> together;
    RunningServer server(
        [&](const Request&) {
            busy.set_value();
            go_on.get_future().wait();
            return Answer{};
        },
        HttpLimits{}, "127.0.0.1:0", Watch{},
        [&](const std::vector<Request>& requests) {
            together.push_back(requests.size());
            std::vector<Answer> answers;
            for (const auto& asked : requests)
                answers.push_back({200, asked.target});
            return answers;
        });
    KeptConnection first(server.port());
    ASSERT_TRUE(first.send(request("GET", "/healthz")));
    busy.get_future().wait();
    std::vector<std::unique_ptr<KeptConnection>> kiosks;
    for (int number = 0; number < 8; ++number) {
        kiosks.push_back(std::make_unique<KeptConnection>(server.port()));
        SendingDevice device(fmt::format("k{}", number));
        device.add();
        ASSERT_TRUE(kiosks.back()->send(device.push(device.batch())));
    }
    // What was sent last is read last: once its connection's requests wait, all others' do.
    KeptConnection last(server.port());
    ASSERT_TRUE(last.send("how do you do?\r\n\r\n"));
    EXPECT_EQ(last.read().status, 400);
    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    go_on.set_value();
    for (std::size_t number = 0; number < kiosks.size(); ++number) {
        const auto answer = kiosks[number]->read();
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, wire::push_path(fmt::format("k{}", number)));
    }
    stopped.wait();
    EXPECT_THAT(together, testing::Contains(Ge(2U)));
}

TEST_F(Hostile, BatchesOfOneCommitAreJudgedEachByItself) {
    SendingDevice good("k5");
    good.add_customer(1);
    SendingDevice late("k6");
    late.add_customer(1);
    SendingDevice other("k1");
    other.add(CodeRefused{CodeFault::damaged});
    const auto outcomes = value_of(store_->append_all(
        {late.batch(2), good.batch(), other.batch(), good.batch(), kiosk_.batch()}, served_at));
    ASSERT_EQ(outcomes.size(), 5U);
    EXPECT_TRUE(std::holds_alternative<Gap>(outcomes[0]));
    EXPECT_EQ(std::get<Stored>(outcomes[1]).added, 2);
    EXPECT_TRUE(std::holds_alternative<Fork>(outcomes[2]));
    EXPECT_EQ(std::get<Stored>(outcomes[3]).added, 0) << "the same again in one commit";
    EXPECT_EQ(std::get<Stored>(outcomes[4]).added, 0);
    EXPECT_TRUE(store_->verify_chains(friday).ok());
}

} // namespace
} // namespace guichet::server
