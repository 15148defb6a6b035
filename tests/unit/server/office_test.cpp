// The office: its messages, and its door beside a server that serves.

#include "server/office.hpp"

#include "server/office_door.hpp"
#include "tests/unit/server/running_server.hpp"

#include <gmock/gmock.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <future>

namespace guichet::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

OfficeRequest request(OfficeTask task) {
    return {.task = task, .session = friday};
}

TEST(OfficeMessages, RequestsComeBackAsTheyWere) {
    auto sent = request(OfficeTask::issue_proxy);
    sent.customer_ref = "C1";
    sent.collector = "Zoé \"é\"\n";
    sent.seed = 7;
    const auto read = value_of(parse_office_request(encode(sent)));
    EXPECT_EQ(read.task, sent.task);
    EXPECT_EQ(read.session.text(), friday.text());
    EXPECT_EQ(read.customer_ref, "C1");
    EXPECT_EQ(read.collector, sent.collector);
    EXPECT_EQ(read.seed, 7U);
    EXPECT_EQ(encode(sent).find('\n'), std::string::npos) << "a request is one line";
}

TEST(OfficeMessages, WhatIsNoneIsRefused) {
    for (const auto* bytes :
         {"", "{}", "[]", "\xff", R"({"do":"fly"})",
          R"({"do":"list_proxies","station":"../x","date":"2020-04-17","customer_ref":"",)"
          R"("collector":"","proxy":""})"}) {
        EXPECT_FALSE(parse_office_request(bytes).ok()) << bytes;
        EXPECT_FALSE(parse_office_answer(bytes).ok()) << bytes;
    }
}

TEST(OfficeMessages, ASheetWithoutADateIsRefused) {
    NamedSheet named;
    named.sheet.date = friday.date;
    named.sheet.code = seeded_codes(1)("a session", "a customer", 0);
    const auto answer = encode(Result<OfficeAnswer>(OfficeAnswer{{}, {named}}));
    EXPECT_TRUE(parse_office_answer(answer).ok());
    named.sheet.date = "soon";
    const auto undated = encode(Result<OfficeAnswer>(OfficeAnswer{{}, {named}}));
    EXPECT_THAT(parse_office_answer(undated).error().english(), HasSubstr("soon"));
}

class Office : public testing::Test {
protected:
    void SetUp() override { import_text(*store_in(folder_), small_file); }
    [[nodiscard]] std::string url() const { return "sqlite:" + (folder_.path() / "server.db").string(); }

    TemporaryFolder folder_;
};

/// Each task, once on the store itself and once through the door of a server that has it.
class OfficeOnBothPaths : public Office, public testing::WithParamInterface<bool> {
protected:
    void SetUp() override {
        Office::SetUp();
        if (!GetParam())
            return;
        store_ = store_in(folder_);
        server_ = value_of(HttpServer::open("127.0.0.1:0", [](const Request&) { return Answer{}; }));
        ASSERT_TRUE(server_
                        ->open_door(door_of(url()),
                                    [this](std::string_view bytes) { return answer_at_door(*store_, bytes); })
                        .ok());
        thread_ = std::thread([this] { server_->run(); });
    }
    void TearDown() override {
        if (server_)
            server_->stop();
        if (thread_.joinable())
            thread_.join();
    }

    std::unique_ptr<Store> store_;
    std::unique_ptr<HttpServer> server_;
    std::thread thread_;
};

INSTANTIATE_TEST_SUITE_P(Served, OfficeOnBothPaths, testing::Bool(),
                         [](const auto& served) { return served.param ? "Served" : "Alone"; });

TEST_P(OfficeOnBothPaths, IssuesListsAndRevokes) {
    auto issue = request(OfficeTask::issue_proxy);
    issue.customer_ref = "C2";
    issue.collector = "  Marie   Dupont ";
    const auto issued = value_of(perform(url(), issue));
    ASSERT_EQ(issued.proxies.size(), 1U);
    EXPECT_EQ(issued.proxies[0].collector, "Marie Dupont");
    ASSERT_EQ(issued.sheets.size(), 1U);
    const auto& sheet = issued.sheets[0].sheet;
    EXPECT_TRUE(sheet.for_proxy);
    EXPECT_EQ(sheet.collector, "Marie D.");
    EXPECT_EQ(sheet.customer_name, "Élodie B.");
    EXPECT_EQ(sheet.language, "en");
    EXPECT_EQ(sheet.code.short_code, issued.proxies[0].code.short_code);
    auto revoke = request(OfficeTask::revoke_proxy);
    revoke.proxy = issued.proxies[0].id;
    EXPECT_TRUE(value_of(perform(url(), revoke)).proxies.at(0).revoked);
    const auto listed = value_of(perform(url(), request(OfficeTask::list_proxies)));
    ASSERT_EQ(listed.proxies.size(), 1U);
    EXPECT_TRUE(listed.proxies[0].revoked);
    EXPECT_EQ(listed.proxies[0].code.code, issued.proxies[0].code.code);
}

TEST_P(OfficeOnBothPaths, ANameIsTakenAsAPersonTypedIt) {
    auto issue = request(OfficeTask::issue_proxy);
    issue.customer_ref = "C1";
    issue.collector = "Ren\xe9"; // Latin-1
    EXPECT_EQ(value_of(perform(url(), issue)).proxies.at(0).collector, "Ren\xEF\xBF\xBD");
    issue.collector = std::string(201, 'x');
    EXPECT_THAT(perform(url(), issue).error().english(), HasSubstr("201 characters"));
}

TEST_P(OfficeOnBothPaths, GivesTheSheetsOfAll) {
    const auto sheets = value_of(perform(url(), request(OfficeTask::list_sheets))).sheets;
    ASSERT_EQ(sheets.size(), 3U);
    const auto& first = sheets[0].sheet;
    EXPECT_EQ(sheets[0].customer_ref, "C1");
    EXPECT_EQ(first.customer_name, "Camille D.");
    EXPECT_EQ(first.station_name, "Gare de Saint-Flour");
    EXPECT_EQ(first.orders, 2);
    EXPECT_EQ(first.articles, 3);
    EXPECT_EQ(first.crates, 2);
    EXPECT_TRUE(first.cold);
    EXPECT_THAT(first.producers, testing::ElementsAre("GAEC Baguet", "La Mie Chamalou"));
    EXPECT_FALSE(sheets[2].sheet.cold);
}

TEST_P(OfficeOnBothPaths, ReplacesACodeAndTellsWhyItCannot) {
    auto reissue = request(OfficeTask::reissue_code);
    reissue.customer_ref = "C3";
    const auto before = value_of(perform(url(), request(OfficeTask::list_sheets))).sheets.at(2);
    const auto made = value_of(perform(url(), reissue)).sheets.at(0);
    EXPECT_EQ(made.basket, before.basket);
    EXPECT_NE(made.sheet.code.short_code, before.sheet.code.short_code);
    reissue.customer_ref = "NOBODY";
    EXPECT_THAT(perform(url(), reissue).error().english(), HasSubstr("Nobody with the reference “NOBODY”"));
}

TEST_F(Office, TheDoorIsForItsOwnerAloneAndGoesWithTheServer) {
    const auto path = door_of(url());
    {
        auto server = value_of(HttpServer::open("127.0.0.1:0", [](const Request&) { return Answer{}; }));
        ASSERT_TRUE(
            server->open_door(path, [](std::string_view text) { return std::string(text) + "!"; }).ok());
        struct stat status {};
        ASSERT_EQ(::stat(path.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U);
        std::thread thread([&] { server->run(); });
        const auto answer = ask_at_door(path, "hello");
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(value_of(*answer), "hello!");
        const std::string endless(100'000, 'x');
        const auto refused = ask_at_door(path, endless);
        ASSERT_TRUE(refused.has_value());
        EXPECT_FALSE(refused->ok()) << "no request is that long";
        server->stop();
        thread.join();
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(ask_at_door(path, "hello").has_value());
}

TEST_F(Office, WhoIsBeingAnsweredGetsTheAnswerOfAServerThatStops) {
    auto server = value_of(HttpServer::open("127.0.0.1:0", [](const Request&) { return Answer{}; }));
    const auto path = door_of(url());
    std::promise<void> begun;
    std::promise<void> stopping;
    ASSERT_TRUE(server
                    ->open_door(path,
                                [&](std::string_view) {
                                    begun.set_value();
                                    stopping.get_future().wait();
                                    return std::string("done");
                                })
                    .ok());
    std::thread thread([&] { server->run(); });
    auto answer = std::async(std::launch::async, [&] { return ask_at_door(path, "change something"); });
    begun.get_future().wait();
    server->stop();
    while (std::filesystem::exists(path)) // it goes first when the server stops
        std::this_thread::yield();
    stopping.set_value();
    EXPECT_EQ(value_of(answer.get().value()), "done");
    thread.join();
}

TEST_F(Office, ASocketThatIsLeftOverIsNoObstacle) {
    const auto path = door_of(url());
    {
        const int left_over = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        ASSERT_EQ(::bind(left_over, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        ::close(left_over);
    }
    EXPECT_THAT(value_of(perform(url(), request(OfficeTask::list_proxies))).proxies, IsEmpty())
        << "nobody is behind it: the store is opened";
    auto server = value_of(HttpServer::open("127.0.0.1:0", [](const Request&) { return Answer{}; }));
    EXPECT_TRUE(server->open_door(path, [](std::string_view) { return std::string(); }).ok());
}

TEST_F(Office, ATooLongPathIsSaid) {
    auto server = value_of(HttpServer::open("127.0.0.1:0", [](const Request&) { return Answer{}; }));
    const auto opened = server->open_door((folder_.path() / std::string(200, 'x')).string(),
                                          [](std::string_view) { return std::string(); });
    EXPECT_THAT(opened.error().english(), HasSubstr("too long"));
}

} // namespace
} // namespace guichet::server
