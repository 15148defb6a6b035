#include "kiosk/receipt/compose.hpp"

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
          "Handed over twice: Camille D.", "counter-17, self-31", "Unknown codes", "do not agree",
          "aaaaaaaa aaaaaaaa", "Signature"})
        EXPECT_THAT(text, HasSubstr(part));
}

} // namespace
} // namespace guichet::receipt
