// What is PostgreSQL's own: several servers on one database, connections that are lost, others in the way.

#include "server/service.hpp"
#include "tests/unit/server/stores.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <latch>
#include <set>
#include <thread>

namespace guichet::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr Instant noon{1'587'132'300'000};
const SessionKey saturday{"saint-flour", "2020-04-18"};

constexpr const char* end_the_program =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'guichet-server'";
constexpr const char* waiting_programs = "SELECT count(*) FROM pg_stat_activity WHERE application_name = "
                                         "'guichet-server' AND wait_event_type = 'Lock'";

class PostgreSQL : public testing::Test {
protected:
    void SetUp() override { import_text(*store_, small_file); }

    StorePlace place_{StoreKind::postgresql};
    std::unique_ptr<Store> store_ = place_.open();
    TestConnection test_{place_.url()};
};

bool is_acknowledged(const Result<AppendOutcome>& outcome) {
    return outcome.ok() && std::holds_alternative<Stored>(*outcome);
}

/// Sends many small batches, as fast as it can.
void send_all(Store& store, const std::string& device, int events) {
    SendingKiosk kiosk(device);
    kiosk.add_many(events);
    for (std::size_t from = 1, size = 1; from <= static_cast<std::size_t>(events);
         from += size, size = size % 7 + 1)
        ASSERT_TRUE(is_acknowledged(store.append(kiosk.batch(from, size), noon)));
}

TEST_F(PostgreSQL, AReaderSkipsNoEventWhileSeveralServersWrite) {
    constexpr int writers = 3;
    constexpr int events = 1200;
    std::atomic<int> working = writers;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&, writer] {
            const auto store = place_.open();
            send_all(*store, fmt::format("k{}", writer), events);
            --working;
        });
    std::set<EventId> seen;
    std::int64_t cursor = 0;
    std::size_t pages = 0;
    for (bool last = false; !last; ++pages) {
        last = working == 0;
        wire::PageToSend page;
        do {
            page = value_of(store_->events(friday, "", cursor));
            cursor = page.cursor;
            for (const auto& bytes : page.events)
                EXPECT_TRUE(seen.insert(value_of(parse_journal_event(bytes)).id).second);
        } while (page.more);
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_THAT(seen, SizeIs(writers * events)) << "read in " << pages << " turns";
    EXPECT_TRUE(store_->verify_chains(friday).ok());
}

TEST_F(PostgreSQL, TheSameBatchFromTwoServersIsOneBatch) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(400);
    const auto other = place_.open();
    std::latch start(2);
    auto at_once = std::async(std::launch::async, [&] {
        start.arrive_and_wait();
        for (std::size_t from = 1; from <= 400; from += 10)
            EXPECT_TRUE(is_acknowledged(other->append(kiosk.batch(from, 10), noon)));
    });
    start.arrive_and_wait();
    for (std::size_t from = 1; from <= 400; from += 10)
        EXPECT_TRUE(is_acknowledged(store_->append(kiosk.batch(from, 10), noon)));
    at_once.get();
    EXPECT_THAT(all_pages(*store_), SizeIs(400));
    EXPECT_EQ(value_of(store_->kiosks(friday)).at(0).events, 400);
}

TEST_F(PostgreSQL, ImportsAtOnceAreOneAfterTheOther) {
    constexpr int rounds = 12;
    std::latch start(3);
    const auto work = [&](const std::string& product, const SessionKey& session) {
        const auto store = place_.open();
        start.arrive_and_wait();
        for (int round = 0; round < rounds; ++round) {
            std::string rows(short_header);
            for (int line = 0; line < 40; ++line)
                rows += fmt::format("{0},C{0},Ann Bee,P,{1} {2},1,piece,1.00\n", line % 9, product, round);
            ASSERT_TRUE(import_text(*store, rows, session).outcome);
        }
    };
    auto first = std::async(std::launch::async, work, "A", friday);
    auto neighbour = std::async(std::launch::async, work, "B", saturday);
    work("C", friday);
    first.get();
    neighbour.get();
    const auto manifest = value_of(store_->manifest(friday));
    EXPECT_THAT(manifest.baskets, SizeIs(9));
    EXPECT_EQ(manifest.line_count(), 40U);
    const auto winner = manifest.baskets[0].orders.at(0).lines.at(0).product;
    std::set<std::string> products;
    for (const auto& basket : manifest.baskets)
        for (const auto& order : basket.orders)
            for (const auto& line : order.lines)
                products.insert(line.product);
    EXPECT_THAT(products, ElementsAre(winner)) << "no mixture of two files";
    EXPECT_GE(manifest.revision, 1 + 2 * rounds) << "every change has a revision of its own";
}

TEST_F(PostgreSQL, ProxiesMadeAtOnceHaveNumbersOfTheirOwn) {
    std::latch start(2);
    const auto issue = [&] {
        const auto store = place_.open();
        start.arrive_and_wait();
        for (int made = 0; made < 20; ++made)
            EXPECT_TRUE(store->issue_proxy(friday, "C1", "", random_codes()).ok());
    };
    auto other = std::async(std::launch::async, issue);
    issue();
    other.get();
    const auto proxies = value_of(store_->proxies(friday));
    ASSERT_THAT(proxies, SizeIs(40));
    EXPECT_EQ(proxies.back().id, "P0040");
    EXPECT_EQ(value_of(store_->revision(friday)), 41);
}

TEST(PostgreSQLServers, ThatStartAtOnceHaveOneSchemaAndOneKey) {
    const StorePlace place(StoreKind::postgresql);
    std::vector<std::future<SigningKey>> keys;
    for (int server = 0; server < 6; ++server)
        keys.push_back(std::async(std::launch::async, [&] { return value_of(place.open()->signing_key()); }));
    std::set<std::array<std::uint8_t, 32>> different;
    for (auto& key : keys)
        different.insert(key.get().public_key);
    EXPECT_THAT(different, SizeIs(1));
}

TEST_F(PostgreSQL, WhatOneServerTakesInAnotherGivesOut) {
    const auto other_store = place_.open();
    auto one = value_of(Service::open(
        *store_, [] { return noon; }, std::make_shared<Metrics>(), Unenrolled::accepted));
    auto other = value_of(Service::open(
        *other_store, [] { return noon; }, std::make_shared<Metrics>(), Unenrolled::accepted));
    const Request ask{"GET", wire::manifest_path(friday.text()), "", ""};
    const auto before = other.answer(ask);
    SendingKiosk kiosk("k1");
    kiosk.add_many(2);
    EXPECT_EQ(one.answer({"POST", wire::push_path("k1"), "", wire::encode(kiosk.batch())}).status, 200U);
    const auto page = value_of(
        wire::parse_page(other.answer({"GET", wire::events_path(friday.text(), "", 0), "", ""}).body));
    EXPECT_THAT(page.events, SizeIs(2));
    ASSERT_TRUE(place_.open()->issue_proxy(friday, "C1", "Marie", random_codes()).ok());
    const auto after = other.answer(ask);
    EXPECT_NE(after.body, before.body) << "the office changed it meanwhile";
    const auto same = one.answer(ask);
    EXPECT_EQ(same.body, after.body);
    EXPECT_EQ(same.headers, after.headers) << "tag, revision, signature, and the key";
}

TEST_F(PostgreSQL, AConnectionThatEndedBetweenTwoCallsIsNotNoticed) {
    test_.run(end_the_program);
    test_.wait_for("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'guichet-server'", "0");
    EXPECT_EQ(value_of(store_->revision(friday)), 1);
    SendingKiosk kiosk("k1");
    kiosk.add_many(3);
    EXPECT_TRUE(is_acknowledged(store_->append(kiosk.batch(), noon)));
}

TEST_F(PostgreSQL, AConnectionLostDuringABatchIsAnErrorAndLosesNothing) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(60);
    ASSERT_TRUE(is_acknowledged(store_->append(kiosk.batch(1, 10), noon)));
    // Its last statement has to wait: all events are inserted and none is committed.
    test_.run("BEGIN; LOCK TABLE kiosk_standing IN EXCLUSIVE MODE");
    auto sent = std::async(std::launch::async, [&] { return store_->append(kiosk.batch(11), noon); });
    TestConnection killer(place_.url());
    killer.wait_for(waiting_programs, "1");
    killer.run(end_the_program);
    const auto lost = sent.get();
    ASSERT_FALSE(lost.ok());
    EXPECT_THAT(lost.error().english(), HasSubstr("was lost"));
    test_.run("COMMIT");
    EXPECT_THAT(all_pages(*store_), SizeIs(10)) << "nothing was half done, and the next call works";
    EXPECT_TRUE(is_acknowledged(store_->append(kiosk.batch(11), noon)));
    EXPECT_THAT(all_pages(*store_), SizeIs(60));
    EXPECT_TRUE(store_->verify_chains(friday).ok());
}

TEST_F(PostgreSQL, AConnectionLostDuringAnImportLeavesTheOrdersOfBefore) {
    const auto before = to_json(value_of(store_->manifest(friday)));
    auto row = std::make_shared<std::string>(short_header);
    const ByteSource source = [this, row, rows = 1](std::span<char> buffer) mutable -> Result<std::size_t> {
        if (row->empty() && ++rows < 20'000) {
            *row = fmt::format("{0},X{0},Ann Bee,P,A,1,piece,1.00\n", rows);
            if (rows == 12'000)
                test_.run(end_the_program);
        }
        const auto count = std::min(buffer.size(), row->size());
        std::copy_n(row->begin(), count, buffer.begin());
        row->erase(0, count);
        return count;
    };
    const auto report = import_orders(*store_, {friday, {}, random_codes()}, source);
    ASSERT_FALSE(report.ok());
    EXPECT_THAT(report.error().english(), HasSubstr("was lost"));
    EXPECT_EQ(to_json(value_of(store_->manifest(friday))), before);
    EXPECT_TRUE(import_text(*store_, std::string(short_header) + "1,C1,Ann Bee,P,A,1,piece,1.00\n").outcome);
}

TEST_F(PostgreSQL, WhatIsRefusedForOthersIsDoneAgain) {
    // A sequence is not rolled back, so that it counts the attempts.
    test_.run(
        "CREATE SEQUENCE attempts; CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF nextval('attempts') <= 3 THEN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END IF;"
        " RETURN NEW; END $$;"
        "CREATE TRIGGER collide BEFORE INSERT ON kiosk_standing FOR EACH ROW EXECUTE FUNCTION collide()");
    SendingKiosk kiosk("k1");
    kiosk.add_many(60);
    EXPECT_TRUE(is_acknowledged(store_->append(kiosk.batch(1, 50), noon)));
    EXPECT_EQ(test_.run("SELECT last_value FROM attempts"), "4");
    EXPECT_THAT(all_pages(*store_), SizeIs(50));

    test_.run("SELECT setval('attempts', 1); ALTER SEQUENCE attempts INCREMENT BY -1 MINVALUE -1000");
    const auto refused = store_->append(kiosk.batch(51), noon);
    ASSERT_FALSE(refused.ok()) << "not for ever";
    EXPECT_THAT(refused.error().english(), HasSubstr("Others changed the same"));
    test_.run("DROP TRIGGER collide ON kiosk_standing");
    EXPECT_TRUE(is_acknowledged(store_->append(kiosk.batch(51), noon)));
    EXPECT_THAT(all_pages(*store_), SizeIs(60));
}

TEST_F(PostgreSQL, ADeadlockIsResolved) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(3);
    test_.run("SET deadlock_timeout = '1h'; BEGIN; LOCK TABLE kiosk_standing IN EXCLUSIVE MODE");
    auto sent = std::async(std::launch::async, [&] { return store_->append(kiosk.batch(), noon); });
    TestConnection(place_.url()).wait_for(waiting_programs, "1");
    test_.run("LOCK TABLE event IN EXCLUSIVE MODE"); // each waits for the other; the program gives way
    test_.run("COMMIT");
    EXPECT_TRUE(is_acknowledged(sent.get()));
    EXPECT_THAT(all_pages(*store_), SizeIs(3));
}

TEST_F(PostgreSQL, EventsCannotBeChangedOrDeleted) {
    SendingKiosk kiosk("k1");
    kiosk.add();
    ASSERT_TRUE(is_acknowledged(store_->append(kiosk.batch(), noon)));
    for (const auto* statement : {"UPDATE event SET device = 'x'", "DELETE FROM event", "TRUNCATE event"})
        EXPECT_THROW(test_.run(statement), std::runtime_error) << statement;
    EXPECT_THAT(all_pages(*store_), SizeIs(1));
}

TEST_F(PostgreSQL, CommitsAreOnDiskWhateverTheServerSays) {
    const auto store = value_of(open_store(place_.url() + "%20-csynchronous_commit%3Doff"));
    EXPECT_EQ(test_.run("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'guichet-server'"),
              "2");
    // Another session's settings cannot be read: the trigger tells, within the program's own.
    test_.run(
        "CREATE TABLE told (setting TEXT); CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN INSERT INTO told VALUES (current_setting('synchronous_commit') || ' ' ||"
        " current_setting('statement_timeout')); RETURN NEW; END $$;"
        "CREATE TRIGGER tell BEFORE INSERT ON kiosk_standing FOR EACH ROW EXECUTE FUNCTION tell()");
    SendingKiosk kiosk("k1");
    kiosk.add();
    ASSERT_TRUE(is_acknowledged(store->append(kiosk.batch(), noon)));
    EXPECT_EQ(test_.run("SELECT setting FROM told"), "on 1min");
}

std::string refusal_of(const std::string& url, Opening opening = Opening::create) {
    const auto store = open_store(url, opening);
    return store ? "opened" : store.error().english();
}

TEST(PostgreSQLAddress, IsRefusedInWords) {
    auto& server = PostgresqlServer::of_this_program();
    EXPECT_THAT(refusal_of("postgresql://u:secret@/x?host=/nowhere"), HasSubstr("cannot be reached"));
    EXPECT_THAT(refusal_of("postgresql://u:secret@127.0.0.1:1/x"), HasSubstr("cannot be reached"));
    EXPECT_THAT(refusal_of("postgresql://u:secret@[/x"), HasSubstr("postgresql://USER@HOST/DATABASE"));
    EXPECT_THAT(refusal_of("mysql://u:secret@host/x"),
                HasSubstr("“mysql://…” is not the address of a store"));
    EXPECT_THAT(refusal_of(server.url("guichet", "nowhere")),
                HasSubstr("There is no database postgresql:///nowhere"));
    EXPECT_THAT(refusal_of(server.url("nobody")), HasSubstr("refuses the account"));
    EXPECT_THAT(refusal_of(server.url("locked:secret")), HasSubstr("refuses the account or its password"));
    EXPECT_THAT(refusal_of(server.url("locked")), HasSubstr("wants a password"));
    EXPECT_THAT(refusal_of(server.url("locked:right")), HasSubstr("does not allow this"));
    EXPECT_THAT(refusal_of(server.fresh_schema(), Opening::existing), HasSubstr("There is no store in"));
    for (const auto& url :
         {std::string("postgresql://u:secret@/x?host=/nowhere"),
          std::string("postgresql://u:secret@127.0.0.1:1/x"), std::string("postgresql://u:secret@[/x"),
          std::string("mysql://u:secret@host/x"), server.url("locked:secret")})
        EXPECT_THAT(refusal_of(url), Not(HasSubstr("secret")));
}

} // namespace
} // namespace guichet::server
