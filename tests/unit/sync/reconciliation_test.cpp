// Kiosks and a server over real sockets: what is acknowledged is kept, and nothing is stored that does not
// follow.

#include "kiosk/core/report.hpp"
#include "kiosk/core/resealing.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "tests/unit/server/running_server.hpp"
#include "tests/unit/sync/kiosk_journal.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <sstream>

namespace guichet::sync {
namespace {

using ports::Acknowledged;
using ports::Fork;
using ports::Gap;
using server::small_file;
using server::value_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::string session = "saint-flour/2020-04-17";

std::unique_ptr<HttpServerConnection> connect(const std::string& url) {
    return value_of(HttpServerConnection::open({.url = url}));
}

class Reconciliation : public testing::Test {
protected:
    Reconciliation() {
        start();
        server::import_text(server_->store(), small_file);
    }

    void start() {
        server_.emplace(folder_, server::HttpLimits{}, "127.0.0.1:0", watch_);
        connection_ = connect(server_->url());
    }
    void restart() {
        server_.reset();
        start();
    }
    [[nodiscard]] ports::PushAnswer push(const ports::Batch& batch) {
        return value_of(connection_->push(batch));
    }
    [[nodiscard]] std::int64_t acknowledged(const ports::Batch& batch) {
        const auto answer = push(batch);
        const auto* acknowledged = std::get_if<Acknowledged>(&answer);
        return acknowledged != nullptr ? acknowledged->sequence : -1;
    }
    [[nodiscard]] ports::PullAnswer pull(const std::string& device, std::int64_t cursor = 0) {
        return value_of(connection_->pull(session, device, cursor));
    }

    /// Bytes on the wire since the start, requests and answers.
    [[nodiscard]] double travelled() const {
        double bytes = 0;
        std::istringstream text(watch_.metrics->text());
        for (std::string line; std::getline(text, line);)
            if (line.starts_with("guichet_http_received_bytes_total ") ||
                line.starts_with("guichet_http_sent_bytes_total "))
                bytes += std::stod(line.substr(line.find(' ')));
        return bytes;
    }

    server::Watch watch_;
    server::TemporaryFolder folder_;
    std::optional<server::RunningService> server_;
    std::unique_ptr<HttpServerConnection> connection_;
};

std::vector<std::string> bytes_of(const std::vector<SealedEvent>& events) {
    std::vector<std::string> bytes;
    for (const auto& event : events)
        bytes.push_back(event.bytes);
    return bytes;
}

SessionOpened opening(const std::string& name = "Comptoir “A”", const std::string& mode = "counter") {
    return {name, mode, "", server::make_nonce(session, server::seeded_codes(1))};
}

KioskJournal opened(const std::string& device) {
    KioskJournal journal(device);
    journal.add(opening());
    journal.add(CodeRefused{CodeFault::unknown});
    return journal;
}

HandOver hand_over(const std::string& basket, const std::string& order, int line,
                   Outcome outcome = Outcome::collected) {
    return {basket, Identification::camera, Actor::volunteer, {{{order, line}, outcome, 0, {}}}};
}

TEST_F(Reconciliation, WhatOneKioskPushesAnotherPulls) {
    const auto journal = opened("k1");
    const auto answer = push(journal.batch());
    ASSERT_TRUE(std::holds_alternative<Acknowledged>(answer));
    EXPECT_EQ(std::get<Acknowledged>(answer).sequence, 2);
    EXPECT_EQ(std::get<Acknowledged>(answer).server_time, server::served_at);

    const auto page = pull("k2");
    ASSERT_EQ(bytes_of(page.foreign.events), bytes_of(journal.events()));
    EXPECT_EQ(page.foreign.events[1].digest, journal.events()[1].digest);
    EXPECT_FALSE(page.more);
    EXPECT_THAT(page.kiosks, ElementsAre(ports::KioskStanding{"k1", 2, false}));
    EXPECT_THAT(pull("k2", page.foreign.cursor).foreign.events, SizeIs(0));
    EXPECT_THAT(pull("k1").foreign.events, SizeIs(0)) << "its own events a kiosk has already";
}

TEST_F(Reconciliation, EventsOfLaterVersionsArePassedOnAsTheyAre) {
    KioskJournal journal("k1");
    journal.add(CodeRefused{});
    auto later = nlohmann::json::parse(journal.events()[0].bytes);
    later["type"] = "weather";
    later["payload"] = {{"sky", "blue"}, {"ünknown", {1, 2, {{"z", nullptr}, {"a", "\u2028\\\""}}}}};
    later["since_version"] = 7;
    journal.events()[0] = value_of(unseal(later.dump()));
    journal.add(CodeRefused{});
    EXPECT_EQ(acknowledged(journal.batch()), 2);
    EXPECT_EQ(bytes_of(pull("k2").foreign.events), bytes_of(journal.events()));
}

TEST_F(Reconciliation, PushingAgainIsHarmless) {
    auto journal = opened("k1");
    EXPECT_EQ(acknowledged(journal.batch()), 2);
    EXPECT_EQ(acknowledged(journal.batch()), 2);
    journal.add(CodeRefused{});
    EXPECT_EQ(acknowledged(journal.batch_from(2)), 3) << "one known, one new";
    EXPECT_THAT(pull("k2").foreign.events, SizeIs(3));
}

TEST_F(Reconciliation, AGapIsAnsweredWithTheNumberToSendFrom) {
    auto journal = opened("k1");
    auto answer = push(journal.batch_from(2));
    ASSERT_TRUE(std::holds_alternative<Gap>(answer));
    EXPECT_EQ(std::get<Gap>(answer).expected, 1);
    EXPECT_EQ(acknowledged(journal.batch()), 2);
    journal.add(CodeRefused{});
    journal.add(CodeRefused{});
    answer = push(journal.batch_from(4));
    ASSERT_TRUE(std::holds_alternative<Gap>(answer));
    EXPECT_EQ(std::get<Gap>(answer).expected, 3);
    EXPECT_THAT(pull("k2").foreign.events, SizeIs(2)) << "nothing of a refused batch is kept";
}

TEST_F(Reconciliation, TwoHistoriesOfOneKioskAreAFork) {
    const auto journal = opened("k1");
    EXPECT_EQ(acknowledged(journal.batch()), 2);
    KioskJournal other("k1");
    other.add(opening());
    other.add(CodeRefused{CodeFault::damaged});
    const auto same_number = push(other.batch());
    ASSERT_TRUE(std::holds_alternative<Fork>(same_number));
    EXPECT_EQ(std::get<Fork>(same_number).sequence, 2);
    other.add(CodeRefused{CodeFault::damaged});
    const auto next_number = push(other.batch_from(3));
    ASSERT_TRUE(std::holds_alternative<Fork>(next_number));
    EXPECT_EQ(std::get<Fork>(next_number).sequence, 2);
    KioskJournal beginning("k1");
    beginning.add(CodeRefused{CodeFault::foreign});
    const auto old_number = push(beginning.batch());
    ASSERT_TRUE(std::holds_alternative<Fork>(old_number));
    EXPECT_EQ(std::get<Fork>(old_number).sequence, 1);
    EXPECT_EQ(bytes_of(pull("k2").foreign.events), bytes_of(journal.events()));
}

TEST_F(Reconciliation, AfterAForkTheFactsAreTakenInANewIncarnationAndCountOnce) {
    EXPECT_EQ(acknowledged(opened("k1").batch()), 2);
    KioskJournal copy("k1");
    copy.add(opening());
    copy.add(hand_over("B0001", "1001", 1));
    const auto answer = push(copy.batch());
    ASSERT_TRUE(std::holds_alternative<Fork>(answer));
    const auto from = copy.events().begin() + std::get<Fork>(answer).sequence - 1;
    for (const std::string incarnation :
         {"two", "three"}) { // the second time: a copy that was put back again
        const auto anew = value_of(reseal({from, copy.events().end()}, incarnation));
        EXPECT_EQ(acknowledged({"k1", incarnation, session, anew}), 1);
    }
    EXPECT_THAT(pull("k2").foreign.events, SizeIs(4)) << "the forked journal stays as it was";
    const auto report = nlohmann::json::parse(value_of(connection_->fetch_report(session)));
    EXPECT_EQ(report.at("collected_lines"), 1);
    EXPECT_EQ(report.at("incidents"), 1) << "the unknown code, and no second hand-over";
}

TEST_F(Reconciliation, AReinstalledKioskStartsAChainOfItsOwn) {
    EXPECT_EQ(acknowledged(opened("k1").batch()), 2);
    KioskJournal again("k1", "two");
    again.add(opening("Comptoir"));
    EXPECT_EQ(acknowledged(again.batch()), 1);
    EXPECT_THAT(pull("k2").kiosks, ElementsAre(ports::KioskStanding{"k1", 3, false}));
}

TEST_F(Reconciliation, ABatchThatDoesNotHoldTogetherIsRefusedWhole) {
    auto journal = opened("k1");
    auto batch = journal.batch();
    batch.events[1].bytes.replace(batch.events[1].bytes.find("\"prev_hash\":\"") + 13, 4, "0000");
    const auto altered = connection_->push(batch);
    ASSERT_FALSE(altered.ok());
    EXPECT_THAT(altered.error().english(), HasSubstr("chain of k1 breaks at event 2"));
    batch = journal.batch();
    batch.events.push_back(batch.events[1]);
    EXPECT_FALSE(connection_->push(batch).ok()) << "a number twice";
    EXPECT_THAT(pull("k2").foreign.events, SizeIs(0));
}

TEST_F(Reconciliation, ARestartedServerHasEverything) {
    auto journal = opened("k1");
    EXPECT_EQ(acknowledged(journal.batch()), 2);
    const auto manifest = value_of(connection_->fetch_manifest(session, 0));
    restart();
    EXPECT_EQ(bytes_of(pull("k2").foreign.events), bytes_of(journal.events()));
    EXPECT_EQ(value_of(connection_->fetch_manifest(session, 0)), manifest)
        << "the same key, the same signature";
    journal.add(CodeRefused{});
    EXPECT_EQ(acknowledged(journal.batch_from(3)), 3);
}

TEST_F(Reconciliation, LongJournalsGoInSeveralMessages) {
    KioskJournal journal("k1");
    HandOver large = hand_over("B0001", "1001", 1);
    large.lines.resize(200, large.lines[0]);
    for (int event = 0; event < 600; ++event)
        journal.add(event < 50 ? EventBody(large) : EventBody(CodeRefused{}));
    std::int64_t sent = 0;
    int messages = 0;
    for (; sent < 600; ++messages) {
        const auto further = acknowledged(journal.batch_from(static_cast<std::size_t>(sent) + 1));
        ASSERT_GT(further, sent);
        sent = further;
    }
    EXPECT_GE(messages, 3);

    std::vector<std::string> pulled;
    for (ports::PullAnswer page{{}, true, {}, 0, {}}; page.more;) {
        page = pull("k2", page.foreign.cursor);
        for (auto& bytes : bytes_of(page.foreign.events))
            pulled.push_back(std::move(bytes));
    }
    EXPECT_EQ(pulled, bytes_of(journal.events()));
}

TEST_F(Reconciliation, LargeMessagesTravelCompressed) {
    KioskJournal journal("k1");
    for (int event = 0; event < 300; ++event)
        journal.add(hand_over("B0001", "1001", 1));
    std::size_t plain = 0;
    for (const auto& bytes : bytes_of(journal.events()))
        plain += bytes.size();
    EXPECT_EQ(acknowledged(journal.batch()), 300);
    EXPECT_EQ(bytes_of(pull("k2").foreign.events), bytes_of(journal.events()));
    EXPECT_LT(travelled(), static_cast<double>(plain))
        << "it was sent and came back in less than one way's size";
}

TEST_F(Reconciliation, TheManifestIsFetchedOnce) {
    const auto first = value_of(connection_->fetch_manifest(session, 0));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->revision, 1);
    EXPECT_EQ(value_of(parse_manifest(first->body)).session(), session);
    EXPECT_FALSE(value_of(connection_->fetch_manifest(session, 1)));
    EXPECT_FALSE(value_of(connect(server_->url())->fetch_manifest(session, 1)))
        << "after a restart of the kiosk";
    EXPECT_TRUE(value_of(connect(server_->url())->fetch_manifest(session, 0)));
    auto pinned =
        value_of(HttpServerConnection::open({.url = server_->url(), .server_key = first->server_key}));
    EXPECT_TRUE(value_of(pinned->fetch_manifest(session, 0)));
    auto elsewhere =
        value_of(HttpServerConnection::open({.url = server_->url(), .server_key = std::string(64, 'a')}));
    EXPECT_THAT(elsewhere->fetch_manifest(session, 0).error().english(), HasSubstr("another server"));
}

TEST_F(Reconciliation, AnUnknownSessionSaysWhatToDo) {
    const auto answer = connection_->fetch_manifest("saint-flour/2020-05-08", 0);
    ASSERT_FALSE(answer.ok());
    EXPECT_THAT(answer.error().english(), HasSubstr("Import its order file first"));
}

/// The report as the kiosks make it: from the manifest and the events, whatever their order.
SessionReport kiosk_report(const Manifest& manifest, const std::vector<const KioskJournal*>& journals) {
    Ledger ledger(std::make_shared<const Manifest>(manifest));
    for (const auto* journal : journals)
        for (const auto& sealed : journal->events())
            ledger.apply(sealed.event);
    return make_report(ledger, {0, true, true});
}

TEST_F(Reconciliation, KioskAndServerReportTheSame) {
    auto counter = opened("k1");
    counter.add(hand_over("B0001", "1001", 1));
    counter.add(hand_over("B0002", "1003", 1, Outcome::missing));
    counter.add(ReceiptPrinted{"r1", false, true});
    KioskJournal self("k2");
    self.add(opening("Borne B", "self"));
    self.add(hand_over("B0001", "1001", 1)); // the same line again: an incident
    self.add(hand_over("B0003", "1004", 2, Outcome::refused));
    EXPECT_EQ(acknowledged(self.batch()), 3);
    EXPECT_EQ(acknowledged(counter.batch()), 5);
    const auto open = nlohmann::json::parse(value_of(connection_->fetch_report(session)));
    EXPECT_EQ(open.at("reconciled"), false);
    EXPECT_EQ(open.at("journal_ok"), true);
    std::int64_t hand_overs = 0;
    for (const auto& hour : open.at("hours"))
        hand_overs += hour.at("hand_overs").get<std::int64_t>();
    EXPECT_EQ(hand_overs, 3) << "the repetition delivers nothing";

    counter.add(SessionClosed{6, 2, 3});
    self.add(SessionClosed{4, 2, 3});
    EXPECT_EQ(acknowledged(counter.batch_from(6)), 6);
    EXPECT_EQ(acknowledged(self.batch_from(4)), 4);
    EXPECT_THAT(pull("k1").kiosks,
                ElementsAre(ports::KioskStanding{"k1", 6, true}, ports::KioskStanding{"k2", 4, true}));
    const auto manifest = value_of(parse_manifest(value_of(connection_->fetch_manifest(session, 0))->body));
    const auto report = value_of(connection_->fetch_report(session));
    EXPECT_TRUE(same_figures(to_json(kiosk_report(manifest, {&counter, &self})), report));
    EXPECT_EQ(nlohmann::json::parse(report).at("reconciled"), true);
}

TEST_F(Reconciliation, ClosingsAreCountersignedWithTheKeyOfTheManifestsTheSameEachTime) {
    auto counter = opened("k1");
    counter.add(SessionClosed{3, 0, 6});
    EXPECT_EQ(acknowledged(counter.batch()), 3);
    const auto key = value_of(connection_->fetch_manifest(session, 0))->server_key;
    const auto closures = value_of(parse_closures(value_of(connection_->fetch_report(session))));
    ASSERT_THAT(closures, SizeIs(1));
    EXPECT_EQ(closures[0].head, counter.events().back().digest);
    EXPECT_EQ(closures[0].head_before, counter.events()[1].digest);
    EXPECT_EQ(closures[0].counts.events, 3);
    EXPECT_TRUE(verify_countersignature(closures[0], key));
    restart();
    EXPECT_EQ(value_of(parse_closures(value_of(connection_->fetch_report(session)))).at(0).signature,
              closures[0].signature);
}

TEST_F(Reconciliation, AnOrderCancelledAfterItsHandOverIsAnIncidentOfBothReports) {
    auto counter = opened("k1");
    auto honey = hand_over("B0002", "1003", 1);
    honey.lines[0].ordered = 3;
    counter.add(honey);
    EXPECT_EQ(acknowledged(counter.batch()), 3);
    restart();
    std::string fewer(small_file);
    const auto line = fewer.find("1003,");
    fewer.erase(line, fewer.find('\n', line) + 1 - line);
    server::import_text(server_->store(), fewer);
    const auto report = nlohmann::json::parse(value_of(connection_->fetch_report(session)));
    const auto& incident = report.at("incident_list").back();
    EXPECT_EQ(incident.at("kind"), "order_cancelled");
    EXPECT_EQ(incident.at("changes")[0].at("product"), "Beurre");
    const auto manifest = value_of(parse_manifest(value_of(connection_->fetch_manifest(session, 0))->body));
    EXPECT_EQ(manifest.find_basket("B0002"), nullptr);
    EXPECT_EQ(manifest.customer_of("B0002"), "Élodie B.");
    EXPECT_TRUE(same_figures(to_json(kiosk_report(manifest, {&counter})), report.dump()));
}

} // namespace
} // namespace guichet::sync
