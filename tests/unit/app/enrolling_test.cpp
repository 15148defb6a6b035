// A kiosk that becomes known to the server, is refused by it, is withdrawn, and comes back.

#include "kiosk/core/enrolment.hpp"
#include "tests/unit/app/bench.hpp"

#include <gmock/gmock.h>

namespace guichet::app::test {
namespace {

using testing::IsEmpty;

EnrolmentTicket ticket_of(const std::string& device = "counter") {
    return {"https://drive.example", "saint-flour", device, make_enrolment_code(1),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"}; // RFC 8032, 7.1, test 1
}

class Enrolling : public testing::Test {
protected:
    void make_new() {
        kiosk.state.kiosk.awaits_enrolment = true;
        kiosk.restart();
    }
    void read(const std::string& text) { kiosk.send(CodeRead{text, Identification::camera}); }

    FakeServer server;
    Bench kiosk{server};
};

TEST_F(Enrolling, ANewKioskAsksForItsCodeAndAsksNoServer) {
    Bench fresh(server);
    fresh.state.kiosk.awaits_enrolment = true;
    const auto before = fresh.count_asked<FetchManifest>();
    fresh.restart();
    EXPECT_EQ(fresh.screen(), "enrolment");
    fresh.wait(120'000);
    EXPECT_EQ(fresh.count_asked<FetchManifest>(), before);
    fresh.send(ShowStaff{});
    EXPECT_EQ(fresh.screen(), "enrolment") << "there is nothing else to do";
}

TEST_F(Enrolling, ItsCodeBringsItToWork) {
    make_new();
    EXPECT_FALSE(scanning_paused(kiosk.state));
    read(to_text(ticket_of()));
    EXPECT_EQ(kiosk.count_asked<Enrol>(), 1U);
    EXPECT_EQ(kiosk.screen(), "waiting");
    kiosk.wait(3'000);
    kiosk.send(OpenSession{});
    EXPECT_EQ(kiosk.screen(), "attract");
}

TEST_F(Enrolling, OtherCodesAreRefusedInWords) {
    make_new();
    for (const auto& text :
         {code_of("B1").text(), std::string("https://example.org"),
          std::string("guichet-enrolment:1?station=x"), std::string("guichet-enrolment:2?station=x")}) {
        read(text);
        EXPECT_TRUE(kiosk.on_screen<Enrolment>().problem) << text;
        EXPECT_EQ(kiosk.count_asked<Enrol>(), 0U);
    }
}

TEST_F(Enrolling, WhatTheServerRefusesStandsOnTheScreen) {
    server.enrolment_refusal = fail("This enrolment code was used already.");
    make_new();
    read(to_text(ticket_of()));
    EXPECT_EQ(kiosk.on_screen<Enrolment>().problem, server.enrolment_refusal);
    server.enrolment_refusal.reset();
    read(to_text(ticket_of()));
    EXPECT_EQ(kiosk.screen(), "waiting");
}

TEST_F(Enrolling, OneCodeIsLookedAtAtATime) {
    make_new();
    kiosk.give(CodeRead{to_text(ticket_of()), Identification::camera});
    EXPECT_TRUE(scanning_paused(kiosk.state));
    kiosk.give(CodeRead{to_text(ticket_of()), Identification::camera});
    EXPECT_EQ(kiosk.count_asked<Enrol>(), 1U);
    kiosk.settle();
    EXPECT_EQ(kiosk.screen(), "waiting");
}

TEST_F(Enrolling, ARefusalOfTheServerLeavesTheQueueAndIsSaid) {
    kiosk.open();
    server.knows_nobody = true;
    kiosk.hand_over("B1");
    kiosk.wait(60'000);
    EXPECT_TRUE(kiosk.state.sync.refusal);
    const auto unsent = kiosk.state.unsent_events();
    EXPECT_GT(unsent, 0);
    kiosk.wait(60'000);
    EXPECT_EQ(kiosk.state.unsent_events(), unsent);
    server.knows_nobody = false;
    kiosk.wait(60'000);
    EXPECT_FALSE(kiosk.state.sync.refusal);
    EXPECT_EQ(kiosk.state.unsent_events(), 0);
}

class BeingWithdrawn : public Enrolling {
protected:
    void withdraw() {
        server.revokes = true;
        kiosk.wait(60'000);
    }
};

TEST_F(BeingWithdrawn, ErasesWhatItKnowsOfPeopleAndSaysSo) {
    kiosk.open();
    kiosk.hand_over("B1");
    kiosk.scan("B2");
    withdraw();
    EXPECT_EQ(kiosk.screen(), "withdrawn");
    EXPECT_TRUE(kiosk.on_screen<Withdrawn>().erased);
    EXPECT_EQ(kiosk.state.manifest, nullptr);
    EXPECT_FALSE(kiosk.state.ledger);
    EXPECT_THAT(kiosk.state.staff.users, IsEmpty());
    EXPECT_EQ(kiosk.written<HandOver>().size(), 1U) << "the journal stays";
    EXPECT_EQ(kiosk.count_asked<ErasePeople>(), 1U);
}

TEST_F(BeingWithdrawn, StaysSoAfterARestartAndAsksNoServer) {
    kiosk.open();
    withdraw();
    kiosk.state.kiosk.awaits_enrolment = true; // its key is gone
    kiosk.restart();
    EXPECT_EQ(kiosk.screen(), "withdrawn");
    const auto asked = kiosk.count_asked<FetchManifest>();
    kiosk.wait(120'000);
    EXPECT_EQ(kiosk.count_asked<FetchManifest>(), asked);
    for (const Event& event : {Event{ShowStaff{}}, Event{GoHome{}}, Event{OpenSession{}}}) {
        kiosk.send(event);
        EXPECT_EQ(kiosk.screen(), "withdrawn");
    }
}

TEST_F(BeingWithdrawn, WaitsForTheActThatIsBeingWritten) {
    kiosk.open();
    kiosk.scan("B1");
    kiosk.send(EverythingHere{});
    kiosk.store_waits = true;
    kiosk.give(ConfirmHandOver{});
    kiosk.give(Revoked{});
    EXPECT_EQ(kiosk.count_asked<ErasePeople>(), 0U);
    kiosk.store_waits = false;
    kiosk.settle();
    kiosk.send(Tick{});
    EXPECT_EQ(kiosk.written<HandOver>().size(), 1U);
    EXPECT_EQ(kiosk.screen(), "withdrawn");
}

TEST_F(BeingWithdrawn, TriesAgainWhatCouldNotBeErased) {
    kiosk.open();
    kiosk.store_works = false;
    withdraw();
    EXPECT_EQ(kiosk.screen(), "withdrawn");
    EXPECT_FALSE(kiosk.on_screen<Withdrawn>().erased);
    kiosk.store_works = true;
    kiosk.wait(10'000);
    EXPECT_TRUE(kiosk.on_screen<Withdrawn>().erased);
}

TEST_F(BeingWithdrawn, APaperOnItsWayEndsWithoutAWord) {
    kiosk.printer_confirms = false;
    kiosk.open();
    kiosk.hand_over("B1");
    ASSERT_TRUE(kiosk.in_printer);
    kiosk.give(Revoked{});
    kiosk.settle();
    EXPECT_EQ(kiosk.screen(), "withdrawn");
    EXPECT_THAT(kiosk.written<ReceiptPrinted>(), IsEmpty());
}

TEST_F(BeingWithdrawn, ANewCodeBringsItBackWithWhatItHandedOver) {
    kiosk.open();
    kiosk.hand_over("B1");
    kiosk.wait(5'000);
    withdraw();
    server.revokes = false;
    read(to_text(ticket_of()));
    EXPECT_EQ(kiosk.disk.withdrawal, ports::Withdrawal::none);
    kiosk.wait(120'000);
    EXPECT_EQ(kiosk.screen(), "attract") << "the session goes on";
    kiosk.scan("B1");
    EXPECT_EQ(kiosk.screen(), "collected") << "its own hand-overs are known again";
    EXPECT_EQ(kiosk.state.unsent_events(), 0);
}

} // namespace
} // namespace guichet::app::test
