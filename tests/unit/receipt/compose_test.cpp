#include "kiosk/receipt/compose.hpp"

#include "kiosk/core/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::receipt {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

OrderLine line_of(int number, const std::string& product, std::size_t producer, Quantity quantity,
                  Money price) {
    OrderLine line;
    line.number = number;
    line.product = product;
    line.producer = producer;
    line.quantity = quantity;
    line.unit_price = price;
    return line;
}

Manifest session() {
    Manifest manifest;
    manifest.station_id = "saint-flour";
    manifest.station_name = "Gare de Saint-Flour";
    manifest.date = "2020-04-17";
    manifest.revision = 1;
    manifest.producers = {"GAEC des Thuyas dorés", "Barbaux Horticulture"};
    Basket basket;
    basket.id = "B0042";
    basket.customer_ref = "C42";
    basket.customer_name = "Camille D.";
    basket.language = "fr";
    basket.orders = {{"1042",
                      {line_of(1, "Géranium", 1, {6, Unit::piece}, {250}),
                       line_of(2, "Tome", 0, {3, Unit::piece}, {400})}},
                     {"1057", {line_of(1, "Rôti", 0, {1500, Unit::kilogram}, {1000})}}};
    manifest.baskets = {basket};
    manifest.index();
    return manifest;
}

struct Composition {
    Manifest manifest = session();
    ReceiptFacts facts;
    EnglishTexts texts;

    explicit Composition(std::vector<LineOutcome> lines) {
        facts.document_id = "receipt-1";
        facts.station_name = manifest.station_name;
        facts.kiosk_name = "Counter 1";
        facts.time = {2020, 4, 17, 14, 5};
        facts.manifest = &manifest;
        facts.basket = &manifest.baskets.front();
        facts.lines = std::move(lines);
        facts.reference = "counter-42";
        facts.number = 42;
    }

    [[nodiscard]] std::string text() const { return to_plain_text(compose_receipt(facts, texts), 32); }
};

LineOutcome outcome(const std::string& order, int line, Outcome what = Outcome::collected,
                    std::int64_t amount = 0) {
    LineOutcome said{{order, line}};
    said.outcome = what;
    said.amount = amount;
    said.reason = RefusalReason::damaged;
    return said;
}

TEST(Receipt, OfACompleteBasketIsShort) {
    const Composition composition({outcome("1042", 1), outcome("1042", 2), outcome("1057", 1)});
    EXPECT_EQ(composition.text(), "            Gare de\n"
                                  "          Saint-Flour\n"
                                  "  Friday 17 April 2020 · 14:05\n"
                                  "--------------------------------\n"
                                  "Camille D.\n"
                                  "Orders 1042, 1057\n"
                                  "................................\n"
                                  "GAEC des Thuyas dorés\n"
                                  "3\u00a0× Tome                  €12.00\n"
                                  "1.5\u00a0kg Rôti               €15.00\n"
                                  "Barbaux Horticulture\n"
                                  "6\u00a0× Géranium              €15.00\n"
                                  "================================\n"
                                  "Paid online               €42.00\n"
                                  "           counter-42\n"
                                  "    Pickup no. 42, Counter 1\n"
                                  "Thank you, and enjoy your meal!\n");
}

TEST(Receipt, SaysWhatIsMissingAndWhatItCost) {
    const Composition composition({outcome("1042", 1, Outcome::missing),
                                   outcome("1042", 2, Outcome::short_, 2),
                                   outcome("1057", 1, Outcome::refused)});
    const std::string text = composition.text();
    EXPECT_THAT(text, HasSubstr("» Incomplete: 2 of 3  −€4.00"));
    EXPECT_THAT(text, HasSubstr("» Refused: Damaged   −€15.00"));
    EXPECT_THAT(text, HasSubstr("» Missing            −€15.00"));
    EXPECT_THAT(text, HasSubstr("Paid online               €42.00"));
    EXPECT_THAT(text, HasSubstr("Not handed over          −€34.00"));
    EXPECT_THAT(text, HasSubstr("Handed over                €8.00"));
}

TEST(Receipt, TellsOnlyOfWhatThisHandOverTold) {
    const std::string text = Composition({outcome("1057", 1)}).text();
    EXPECT_THAT(text, HasSubstr("Order 1057\n"));
    EXPECT_THAT(text, Not(HasSubstr("Tome")));
    EXPECT_THAT(text, HasSubstr("Paid online               €15.00"));
}

TEST(Receipt, ASubstitutedLineIsMarkedAndPaid) {
    const std::string text = Composition({outcome("1042", 2, Outcome::substituted)}).text();
    EXPECT_THAT(text, HasSubstr("» Replaced"));
    EXPECT_THAT(text, Not(HasSubstr("Not handed over")));
}

TEST(SessionReport, HoldsFiguresProducersUnclaimedIncidentsAndProof) {
    const Manifest manifest = session();
    SessionReport report;
    report.customers = 160;
    report.orders = 320;
    report.counts = {1415, 1300, 12, 18, 6, 79};
    report.totals.baskets_collected = 151;
    report.producers = {{"GAEC des Thuyas dorés", {128, 118, 2, 3, 1, 4}, {130'050}, {123'450}}};
    report.baskets = {{"C42", "Camille D.", {3, 0, 0, 0, 0, 3}, false, {}, {}}};
    report.incidents = {{IncidentKind::double_hand_over,
                         {"self", "x", 31},
                         {},
                         "B0042",
                         DeliveryRecord{{"counter", "y", 17}, {}}},
                        {IncidentKind::unknown_code, {"self", "x", 9}, {}, {}, {}}};
    SessionReportFacts facts;
    facts.document_id = "report-1";
    facts.station_name = manifest.station_name;
    facts.kiosk_name = "Counter 1";
    facts.session_day = {2020, 4, 17, 12, 0};
    facts.printed = {2020, 4, 17, 19, 5};
    facts.manifest = &manifest;
    facts.report = &report;
    facts.journal_head = std::string(64, 'a');
    facts.agrees = false;
    const std::string text = to_plain_text(compose_session_report(facts, EnglishTexts()), 48);
    for (const char* part :
         {"Session of Friday 17 April 2020", "Printed on 17/04/2020 19:05 at Counter 1", "Not claimed",
          "GAEC des Thuyas dorés", "€1,234.50 / €1,300.50", "118     2     3     1     4",
          "1 basket was not collected", "Camille D.", "1042, 1057", "2 incidents",
          "Handed over twice: Camille D.", "First at “counter”", "Again at “self”", "Unknown codes",
          "do not agree", "aaaaaaaa aaaaaaaa", "Signature"})
        EXPECT_THAT(text, HasSubstr(part));
}

TEST(SessionReport, TellsOfAnOpeningThatWasPreparedElsewhere) {
    const Manifest manifest = session();
    SessionReport report;
    report.incidents = {{IncidentKind::foreign_opening, {"self", "x", 31}, {}, {}, {}}};
    SessionReportFacts facts;
    facts.manifest = &manifest;
    facts.report = &report;
    const std::string text = to_plain_text(compose_session_report(facts, EnglishTexts()), 48);
    EXPECT_THAT(text, HasSubstr("“self” did not open the session that was"));
    EXPECT_THAT(text, HasSubstr("Perhaps a rehearsal"));
}

TEST(SessionReport, TellsTheHandOversOfEachHourByTheWallClock) {
    constexpr std::int64_t hour = 3'600'000;
    const Manifest manifest = session();
    SessionReport report;
    report.hours = {{{12 * hour}, 41}, {{14 * hour}, 7}};
    SessionReportFacts facts;
    facts.manifest = &manifest;
    facts.report = &report;
    facts.local = [](Instant moment) {
        return LocalTime{2020, 4, 17, static_cast<int>(moment.milliseconds / hour) + 2, 0};
    };
    const auto text = [&] { return to_plain_text(compose_session_report(facts, EnglishTexts()), 20); };
    EXPECT_THAT(text(), HasSubstr("Hand-overs each hour"));
    EXPECT_THAT(text(), HasSubstr("14:00             41\n"));
    EXPECT_THAT(text(), HasSubstr("16:00              7\n"));
    report.hours.clear();
    EXPECT_THAT(text(), Not(HasSubstr("Hand-overs each hour"))) << "there were none";
}

/// A ledger in which the basket was handed over like this.
Ledger ledger_with(std::vector<LineOutcome> lines) {
    auto manifest = std::make_shared<Manifest>(session());
    Ledger ledger(manifest);
    JournalEvent event;
    event.id = {"counter", "x", 1};
    event.session = manifest->session();
    event.body = HandOver{"B0042", {}, {}, std::move(lines)};
    if (!std::get<HandOver>(event.body).lines.empty())
        ledger.apply(event);
    return ledger;
}

std::string slip_text(const Ledger& ledger, std::size_t producer) {
    ProducerSlipFacts facts;
    facts.document_id = "slip-0";
    facts.station_name = "Gare de Saint-Flour";
    facts.kiosk_name = "Counter 1";
    facts.session_day = {2020, 4, 17, 12, 0};
    facts.printed = {2020, 4, 17, 19, 5};
    facts.ledger = &ledger;
    facts.producer = producer;
    const Document document = compose_producer_slip(facts, EnglishTexts());
    EXPECT_EQ(document.kind, Kind::slip);
    EXPECT_EQ(document.id, "slip-0");
    return to_plain_text(document, 40);
}

TEST(ProducerSlip, IsShortWhenEverythingWasHandedOver) {
    const auto ledger = ledger_with({outcome("1042", 2), outcome("1057", 1, Outcome::substituted)});
    EXPECT_EQ(slip_text(ledger, 0), "             Producer slip\n"
                                    "          Gare de Saint-Flour\n"
                                    "    Session of Friday 17 April 2020\n"
                                    "----------------------------------------\n"
                                    "GAEC des Thuyas dorés\n"
                                    "2 articles, all handed over\n"
                                    "========================================\n"
                                    "Owed to the producer              €27.00\n"
                                    "Signature of the producer\n\n\n"
                                    "----------------------------------------\n"
                                    "Signature of the coordinator\n\n\n"
                                    "----------------------------------------\n"
                                    "Printed on 17/04/2020 19:05 at Counter 1\n");
}

TEST(ProducerSlip, TellsEachLineThatWasNotHandedOver) {
    const std::string text = slip_text(
        ledger_with({outcome("1042", 2, Outcome::short_, 2), outcome("1057", 1, Outcome::refused)}), 0);
    EXPECT_THAT(text, HasSubstr("Incomplete\n........................................\n"
                                "1\u00a0× Tome                           €4.00\n"
                                "    Order 1042 · 2 of 3\n"));
    EXPECT_THAT(text, HasSubstr("Refused: goes back\n........................................\n"
                                "1.5\u00a0kg Rôti                       €15.00\n"
                                "    Order 1057 · Damaged\n"));
    EXPECT_THAT(text, HasSubstr("Ordered                           €27.00\n"
                                "Missing or incomplete             −€4.00\n"
                                "Goes back                        −€15.00\n"
                                "Owed to the producer               €8.00\n"));
}

TEST(ProducerSlip, WhatIsMissingAndWhatNobodyClaimedAreApart) {
    const std::string missing = slip_text(ledger_with({outcome("1042", 1, Outcome::missing)}), 1);
    EXPECT_THAT(missing, HasSubstr("Missing\n..."));
    EXPECT_THAT(missing, HasSubstr("6\u00a0× Géranium                      €15.00\n    Order 1042\n"));
    EXPECT_THAT(missing, Not(HasSubstr("Goes back")));
    EXPECT_THAT(missing, HasSubstr("Owed to the producer               €0.00"));
    const std::string unclaimed = slip_text(ledger_with({}), 1);
    EXPECT_THAT(unclaimed, HasSubstr("Not claimed: goes back\n..."));
    EXPECT_THAT(unclaimed, HasSubstr("Goes back                        −€15.00"));
}

TEST(ProducerSlip, NamesNoCustomer) {
    EXPECT_THAT(slip_text(ledger_with({}), 0), Not(HasSubstr("Camille")));
}

TEST(TestPage, ShowsThePrinterItsWidthAndAllLetters) {
    const TestPageFacts facts{"test-1",          "Gare de Saint-Flour", "Counter 1", {2020, 4, 17, 12, 0},
                              "EPSON TM-T20III", "Epson TM-T20III",     "17.02",     "1-2.4"};
    const Document document = compose_test_page(facts, EnglishTexts());
    EXPECT_EQ(document.kind, Kind::test);
    const std::string text = to_plain_text(document, 32);
    for (const char* part : {"EPSON TM-T20III", "17.02", "1-2.4", "|...5...10...15...20...25...30.|",
                             "é è ê ë à â ç ù û ü ô ö î ï œ æ\n", "Œ Æ\n", "«", "’", "…", "€", "aquò’s",
                             "Zażółć", "the code page is right", "test-1"})
        EXPECT_THAT(text, HasSubstr(part));
    const std::string silent = to_plain_text(compose_test_page({}, EnglishTexts()), 32);
    EXPECT_THAT(silent, Not(HasSubstr("Firmware")));
    EXPECT_THAT(silent, Not(HasSubstr("Port")));
}

} // namespace
} // namespace guichet::receipt
