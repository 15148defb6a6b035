#include "kiosk/core/report_csv.hpp"

#include "tests/unit/core/fixtures.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace guichet {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::int64_t noon = 1'587'124'800'000; // 2020-04-17T12:00:00Z

Ledger a_day() {
    Ledger ledger{test::shared_manifest()};
    test::Kiosk counter{"counter"};
    test::Kiosk self{"self"};
    ledger.apply(counter.write(SessionOpened{"Guichet 1", "counter"}, noon).event);
    auto first = test::hand_over(ledger.manifest(), "B1");
    first.identification = Identification::proxy;
    first.proxy = "P0003";
    first.lines[0] = {{"1001", 1}, Outcome::short_, 1000, {}};
    ledger.apply(counter.write(first, noon + 90'999).event);
    const auto again = self.write(test::hand_over(ledger.manifest(), "B1"), noon + 3'600'000).event;
    ledger.apply(again);
    ledger.apply(counter.write(CodeRefused{CodeFault::unknown}, noon + 3'700'000).event);
    ledger.apply(counter.write(ReceiptPrinted{"r", false, true}, noon + 3'800'000).event);
    ledger.apply(
        counter.write(IncidentSettled{again.id, Resolution::refund_due, {}}, noon + 3'900'000).event);
    return ledger;
}

TEST(ReportCsv, tells_who_came_when_and_where) {
    EXPECT_EQ(to_csv(make_report(a_day(), {}), CsvTable::customers),
              "customer_ref,customer_name,collected,time,kiosk,proxy,lines,collected_lines,short_lines,"
              "missing_lines,refused_lines,unclaimed_lines\r\n"
              "C-B1,Camille D.,true,2020-04-17T12:01:30Z,Guichet 1,P0003,3,2,1,0,0,0\r\n"
              "C-B2,René F.,false,,,,2,0,0,0,0,2\r\n"
              "C-B3,Zoé L.,false,,,,2,0,0,0,0,2\r\n");
}

TEST(ReportCsv, tells_each_producer_s_goods_in_cents) {
    EXPECT_EQ(to_csv(make_report(a_day(), {}), CsvTable::producers),
              "producer,ordered_cents,delivered_cents,lines,collected_lines,short_lines,missing_lines,"
              "refused_lines,unclaimed_lines\r\n"
              "GAEC Ferrand,4368,2415,4,1,1,0,0,2\r\n"
              "La Mie Chamalou,2200,900,3,1,0,0,0,2\r\n");
}

TEST(ReportCsv, tells_the_hand_overs_of_each_hour) {
    EXPECT_EQ(to_csv(make_report(a_day(), {}), CsvTable::hours),
              "begin,hand_overs\r\n2020-04-17T12:00:00Z,1\r\n");
}

TEST(ReportCsv, tells_incidents_with_both_places_and_times) {
    EXPECT_EQ(to_csv(make_report(a_day(), {}), CsvTable::incidents),
              "kind,basket,time,device,incarnation,seq,earlier_time,earlier_device,earlier_incarnation,"
              "earlier_seq,resolution,settled_time,settled_device,settled_incarnation,settled_seq,"
              "about,changes,clock_offset_ms\r\n"
              "double_hand_over,B1,2020-04-17T13:00:00Z,self,i1,1,2020-04-17T12:01:30Z,counter,i1,2,"
              "refund_due,2020-04-17T13:05:00Z,counter,i1,5,,,\r\n"
              "unknown_code,,2020-04-17T13:01:40Z,counter,i1,3,,,,,,,,,,,,\r\n");
}

TEST(ReportCsv, tells_the_session_and_what_is_unsent_in_one_row) {
    const auto why = fail("No answer, for now.");
    EXPECT_EQ(to_csv(make_report(a_day(), {2, true, false, why}), CsvTable::totals),
              "session,customers,orders,lines,collected_lines,short_lines,missing_lines,refused_lines,"
              "unclaimed_lines,baskets_collected,proxy_pickups,receipts_printed,receipts_duplicate,incidents,"
              "left_out,events,unsent_events,unsent_why,journal_ok,reconciled\r\n"
              "saint-flour/2020-04-17,3,4,7,2,1,0,0,4,1,1,1,0,2,,6,2,\"No answer, for now.\",true,false\r\n");
    EXPECT_THAT(to_csv(make_report(a_day(), {0, true, true, why}), CsvTable::totals),
                HasSubstr(",6,0,,true,true\r\n"));
    auto ledger = a_day();
    ledger.apply(test::Kiosk("third").write(ClosingForced{{"self", "fourth"}, "U1"}, noon + 4'000'000).event);
    EXPECT_THAT(to_csv(make_report(ledger, {}), CsvTable::totals), HasSubstr(",2,fourth self,7,0,"));
}

TEST(ReportCsv, has_the_figures_of_the_json) {
    const auto report = make_report(a_day(), {2, true, false});
    const auto told = nlohmann::json::parse(to_json(report));
    const std::string csv = to_csv(report, CsvTable::totals);
    const auto cells = [](const std::string& line) {
        std::vector<std::string> all{""};
        for (const char letter : line)
            letter == ',' ? all.emplace_back() : all.back() += letter;
        return all;
    };
    const auto end = csv.find("\r\n");
    const auto names = cells(csv.substr(0, end));
    const auto values = cells(csv.substr(end + 2, csv.size() - end - 4));
    ASSERT_EQ(names.size(), values.size());
    for (std::size_t at = 0; at < names.size(); ++at)
        if (names[at] != "unsent_why" && names[at] != "left_out") {
            const auto& value = told.at(names[at]);
            EXPECT_EQ(values[at], value.is_string() ? value.get<std::string>() : value.dump()) << names[at];
        }
}

/// A producer's name as it stands in the table.
std::string written(const std::string& name) {
    SessionReport report;
    report.producers.push_back({name, {}, {}, {}});
    const auto csv = to_csv(report, CsvTable::producers);
    const auto row = csv.substr(csv.find("\r\n") + 2);
    const std::string rest = ",0,0,0,0,0,0,0,0\r\n";
    EXPECT_TRUE(row.ends_with(rest)) << row;
    return row.substr(0, row.size() - rest.size());
}

TEST(ReportCsv, quotes_where_needed_and_only_there) {
    EXPECT_EQ(written("GAEC des Thuyas dorés"), "GAEC des Thuyas dorés");
    EXPECT_EQ(written("Ferrand, père et fils"), "\"Ferrand, père et fils\"");
    EXPECT_EQ(written("Chez \"Mimi\""), "\"Chez \"\"Mimi\"\"\"");
    EXPECT_EQ(written("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(written(" Miel "), "\" Miel \"");
    EXPECT_EQ(written(""), "");
}

TEST(ReportCsv, no_text_is_a_formula_for_a_spreadsheet) {
    EXPECT_EQ(written("=1+1"), "'=1+1");
    EXPECT_EQ(written("=HYPERLINK(\"http://example.org\",\"a\")"),
              "\"'=HYPERLINK(\"\"http://example.org\"\",\"\"a\"\")\"");
    for (const char* sign : {"+", "-", "@", "\uFF1D"})
        EXPECT_EQ(written(std::string(sign) + "A1"), std::string("'") + sign + "A1");
    for (const char* sign : {"\t", "\r", "\n"})
        EXPECT_EQ(written(std::string(sign) + "=A1"), std::string("\"'") + sign + "=A1\"");
    EXPECT_EQ(written("A=B"), "A=B") << "only at the beginning";
}

TEST(ReportCsv, tables_have_names) {
    EXPECT_EQ(csv_table_of("totals"), CsvTable::totals);
    EXPECT_EQ(csv_table_of("incidents"), CsvTable::incidents);
    EXPECT_FALSE(csv_table_of("prices"));
    EXPECT_FALSE(csv_table_of(""));
    for (const auto name : csv_table_names)
        EXPECT_THAT(to_csv(make_report(a_day(), {}), *csv_table_of(name)), HasSubstr("\r\n")) << name;
}

} // namespace
} // namespace guichet
