#include "kiosk/core/report.hpp"

#include "tests/unit/core/fixtures.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace guichet {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ReportOfADay : public testing::Test {
protected:
    void SetUp() override {
        ledger.apply(counter.write(SessionOpened{"Guichet 1", "counter"}, 5).event);
        auto first = test::hand_over(ledger.manifest(), "B1");
        first.lines[0] = {{"1001", 1}, Outcome::short_, 1000, {}};
        first.lines[2].outcome = Outcome::missing;
        ledger.apply(counter.write(first, 10).event);
        ledger.apply(counter.write(test::hand_over(ledger.manifest(), "B2", Outcome::refused), 20).event);
        ledger.apply(counter.write(ReceiptPrinted{"r", false, true}, 30).event);
        ledger.apply(counter.write(CodeRefused{CodeFault::unknown}, 40).event);
    }

    test::Kiosk counter{"counter"};
    Ledger ledger{test::shared_manifest()};
};

TEST_F(ReportOfADay, adds_up_by_producer_and_by_customer) {
    const auto report = make_report(ledger, {});
    EXPECT_EQ(report.customers, 3);
    EXPECT_EQ(report.orders, 4);
    EXPECT_EQ(report.counts, (OutcomeCounts{7, 1, 1, 1, 2, 2}));
    OutcomeCounts producers;
    OutcomeCounts customers;
    const auto add = [](OutcomeCounts& sum, const OutcomeCounts& more) {
        sum = {sum.lines + more.lines,     sum.collected + more.collected, sum.short_ + more.short_,
               sum.missing + more.missing, sum.refused + more.refused,     sum.unclaimed + more.unclaimed};
    };
    for (const auto& producer : report.producers)
        add(producers, producer.counts);
    for (const auto& customer : report.baskets)
        add(customers, customer.counts);
    EXPECT_EQ(producers, report.counts);
    EXPECT_EQ(customers, report.counts);
}

TEST_F(ReportOfADay, tells_what_was_delivered_in_money) {
    const auto report = make_report(ledger, {});
    EXPECT_EQ(report.producers[0].ordered, Money{2113 + 725 + 930 + 600});
    EXPECT_EQ(report.producers[0].delivered, Money{1690})
        << "1 kg of the short line; missing and refused: nothing";
    EXPECT_EQ(report.producers[1].ordered, Money{900 + 300 + 1000});
    EXPECT_EQ(report.producers[1].delivered, Money{900});
}

TEST_F(ReportOfADay, counts_and_lists_what_somebody_else_collected) {
    EXPECT_EQ(make_report(ledger, {}).proxy_pickups, 0);
    auto by_proxy = test::hand_over(ledger.manifest(), "B3");
    by_proxy.identification = Identification::proxy;
    by_proxy.proxy = "P0003";
    const auto event = counter.write(by_proxy, 50).event;
    ledger.apply(event);
    const auto report = make_report(ledger, {});
    EXPECT_EQ(report.proxy_pickups, 1);
    EXPECT_EQ(report.baskets[2].proxy, "P0003");
    EXPECT_TRUE(report.baskets[0].proxy.empty());
    const auto whole = json::parse(to_json(report));
    EXPECT_EQ(whole.at("proxy_pickups"), 1);
    EXPECT_EQ(whole.at("by_customer").at(2).at("proxy"), "P0003");
    EXPECT_FALSE(whole.at("by_customer").at(0).contains("proxy"));
    EXPECT_FALSE(json::parse(to_summary_json(report)).contains("proxy_pickups"));
    ledger.apply(counter.write(HandOverUndone{"B3", event.id, UndoReason::wrong_tap}, 60).event);
    EXPECT_EQ(make_report(ledger, {}).proxy_pickups, 0) << "only the hand-over that stands counts";
}

TEST_F(ReportOfADay, says_who_came_when_and_where) {
    const auto report = make_report(ledger, {});
    EXPECT_TRUE(report.baskets[0].collected);
    EXPECT_EQ(report.baskets[0].kiosk, "Guichet 1");
    EXPECT_EQ(report.baskets[0].time.wall, Instant{10});
    EXPECT_FALSE(report.baskets[2].collected);
    EXPECT_EQ(report.baskets[2].kiosk, "");
}

TEST_F(ReportOfADay, counts_the_hand_overs_that_stand_by_the_hour) {
    constexpr std::int64_t hour = 3'600'000;
    test::Kiosk self{"self"};
    const auto later = counter.write(test::hand_over(ledger.manifest(), "B3"), 3 * hour).event;
    ledger.apply(later);
    const std::vector<HourReport> expected{{{0}, 2}, {{3 * hour}, 1}};
    EXPECT_EQ(make_report(ledger, {}).hours, expected) << "the hours between have none";
    ledger.apply(self.write(test::hand_over(ledger.manifest(), "B3"), 4 * hour).event);
    EXPECT_EQ(make_report(ledger, {}).hours, expected) << "a repetition is an incident, and delivers nothing";
    const auto told = json::parse(to_json(make_report(ledger, {}))).at("hours");
    EXPECT_EQ(told, json::parse(R"([{"begin":0,"hand_overs":2},{"begin":10800000,"hand_overs":1}])"));
    ledger.apply(counter.write(HandOverUndone{"B3", later.id, UndoReason::wrong_tap}, 5 * hour).event);
    EXPECT_EQ(make_report(ledger, {}).hours, (std::vector<HourReport>{{{0}, 2}, {{4 * hour}, 1}}))
        << "without the first, the second delivered";
}

TEST_F(ReportOfADay, an_hour_begins_with_its_first_millisecond) {
    constexpr std::int64_t hour = 3'600'000;
    Ledger edges{test::shared_manifest()};
    test::Kiosk self{"self"};
    edges.apply(self.write(test::hand_over(edges.manifest(), "B1"), hour - 1).event);
    edges.apply(self.write(test::hand_over(edges.manifest(), "B2"), hour).event);
    EXPECT_EQ(make_report(edges, {}).hours, (std::vector<HourReport>{{{0}, 1}, {{hour}, 1}}));
    EXPECT_TRUE(make_report(Ledger{test::shared_manifest()}, {}).hours.empty());
}

TEST_F(ReportOfADay, says_why_events_are_unsent_while_there_are_some) {
    const auto why = fail("The server at {0} does not answer.", "https://drive.example");
    const auto told = json::parse(to_json(make_report(ledger, {3, true, false, why})));
    EXPECT_EQ(told.at("unsent_why"), "The server at https://drive.example does not answer.");
    EXPECT_FALSE(json::parse(to_json(make_report(ledger, {0, true, false, why}))).contains("unsent_why"));
    EXPECT_FALSE(json::parse(to_json(make_report(ledger, {3, true, false}))).contains("unsent_why"));
    EXPECT_TRUE(same_figures(to_json(make_report(ledger, {3, true, false, why})),
                             to_json(make_report(ledger, {0, true, true})))
                    .ok())
        << "it is the maker's own standing";
}

TEST_F(ReportOfADay, has_the_keys_of_the_contract) {
    const auto summary = json::parse(to_summary_json(make_report(ledger, {3, true, false})));
    const json expected{{"customers", 3},
                        {"orders", 4},
                        {"lines", 7},
                        {"collected_lines", 1},
                        {"short_lines", 1},
                        {"missing_lines", 1},
                        {"refused_lines", 2},
                        {"unclaimed_lines", 2},
                        {"baskets_collected", 2},
                        {"receipts_printed", 1},
                        {"receipts_duplicate", 0},
                        {"incidents", 1},
                        {"events", 5},
                        {"unsent_events", 3},
                        {"journal_ok", true},
                        {"reconciled", false}};
    EXPECT_EQ(summary, expected);
    const auto whole = json::parse(to_json(make_report(ledger, {3, true, false})));
    for (const auto& [key, value] : expected.items())
        EXPECT_EQ(whole.at(key), value) << key;
    EXPECT_EQ(whole.at("by_customer").size(), 3U);
    EXPECT_EQ(whole.at("by_producer").size(), 2U);
    EXPECT_EQ(to_summary_json(make_report(ledger, {})).find('\n'), std::string::npos);
}

TEST_F(ReportOfADay, figures_agree_whoever_made_the_report) {
    EXPECT_TRUE(same_figures(to_json(make_report(ledger, {3, true, false})),
                             to_json(make_report(ledger, {0, true, true})))
                    .ok());
}

TEST_F(ReportOfADay, the_smallest_difference_is_found_and_named) {
    const auto ours = to_json(make_report(ledger, {}));
    for (const auto* key : {"customers", "short_lines", "receipts_duplicate", "events"}) {
        auto theirs = json::parse(ours);
        theirs[key] = theirs[key].get<int>() + 1;
        const auto compared = same_figures(ours, theirs.dump());
        ASSERT_FALSE(compared.ok()) << key;
        EXPECT_THAT(compared.error().english(), HasSubstr(key));
    }
    auto theirs = json::parse(ours);
    theirs["by_customer"][2]["customer_name"] = "Zoé M.";
    EXPECT_THAT(same_figures(ours, theirs.dump()).error().english(), HasSubstr("by_customer"));
    theirs = json::parse(ours);
    theirs["hours"][0]["hand_overs"] = 3;
    EXPECT_THAT(same_figures(ours, theirs.dump()).error().english(), HasSubstr("hours"));
    theirs = json::parse(ours);
    theirs.erase("incident_list");
    EXPECT_THAT(same_figures(ours, theirs.dump()).error().english(), HasSubstr("incident_list"));
    EXPECT_THAT(same_figures(ours, "<html>").error().english(), HasSubstr("cannot be read"));
    EXPECT_FALSE(same_figures(ours, "[]").ok());
}

} // namespace
} // namespace guichet
