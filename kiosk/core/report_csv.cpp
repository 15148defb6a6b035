#include "kiosk/core/report_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace guichet {

namespace {

/// A row's cells as they are written.
using Row = std::vector<std::string>;

/// Signs with which a spreadsheet's formula begins, the full-width ones of East Asian keyboards too (OWASP,
/// "CSV Injection").
bool looks_like_formula(std::string_view text) {
    constexpr std::array<std::string_view, 11> signs{"=",  "+",      "-",      "@",      "\t",    "\r",
                                                     "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return text.starts_with(sign); });
}

/// A text from outside, made harmless and quoted where needed.
std::string text(std::string_view given) {
    const std::string plain = (looks_like_formula(given) ? "'" : "") + std::string(given);
    const bool blank_at_end = !plain.empty() && (plain.front() == ' ' || plain.back() == ' ');
    if (plain.find_first_of(",;\"\r\n\t") == std::string::npos && !blank_at_end)
        return plain;
    std::string quoted = "\"";
    for (const char letter : plain)
        quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + "\"";
}

std::string number(std::int64_t value) {
    return fmt::format("{}", value);
}

std::string truth(bool value) {
    return value ? "true" : "false";
}

constexpr std::string_view count_columns =
    "lines,collected_lines,short_lines,missing_lines,refused_lines,unclaimed_lines";

/// Rows below each other, under the names of their columns.
class Table {
public:
    explicit Table(std::string_view columns)
        : columns_(1 + std::count(columns.begin(), columns.end(), ',')), text_(columns) {
        text_ += end_of_line;
    }

    void add(const Row& row) {
        require(std::ssize(row) == columns_, "a row has a cell for each column");
        for (std::size_t at = 0; at < row.size(); ++at)
            text_ += (at == 0 ? "" : ",") + row[at];
        text_ += end_of_line;
    }

    [[nodiscard]] std::string whole() && { return std::move(text_); }

private:
    static constexpr const char* end_of_line = "\r\n";

    std::ptrdiff_t columns_;
    std::string text_;
};

void add_counts(Row& row, const OutcomeCounts& counts) {
    for (const auto count :
         {counts.lines, counts.collected, counts.short_, counts.missing, counts.refused, counts.unclaimed})
        row.push_back(number(count));
}

std::string totals_csv(const SessionReport& report) {
    Table table(
        fmt::format("session,customers,orders,{},baskets_collected,proxy_pickups,receipts_printed,"
                    "receipts_duplicate,incidents,left_out,events,unsent_events,unsent_why,journal_ok,"
                    "reconciled",
                    count_columns));
    const auto& standing = report.standing;
    Row row{text(report.session), number(report.customers), number(report.orders)};
    add_counts(row, report.counts);
    const bool held_back = standing.unsent_events > 0 && standing.unsent_why;
    row.insert(row.end(),
               {number(report.totals.baskets_collected), number(report.proxy_pickups),
                number(report.totals.receipts_printed), number(report.totals.receipts_duplicate),
                number(static_cast<std::int64_t>(report.incidents.size())),
                text(fmt::format("{}", fmt::join(report.left_out(), " "))), number(report.totals.events),
                number(standing.unsent_events), held_back ? text(standing.unsent_why->english()) : "",
                truth(standing.journal_ok), truth(standing.reconciled)});
    table.add(row);
    return std::move(table).whole();
}

std::string customers_csv(const SessionReport& report) {
    Table table(fmt::format("customer_ref,customer_name,collected,time,kiosk,proxy,{}", count_columns));
    for (const auto& basket : report.baskets) {
        Row row{text(basket.customer_ref), text(basket.customer_name),
                truth(basket.collected),   basket.collected ? utc_text(basket.time.wall) : "",
                text(basket.kiosk),        text(basket.proxy)};
        add_counts(row, basket.counts);
        table.add(row);
    }
    return std::move(table).whole();
}

std::string producers_csv(const SessionReport& report) {
    Table table(fmt::format("producer,ordered_cents,delivered_cents,{}", count_columns));
    for (const auto& producer : report.producers) {
        Row row{text(producer.name), number(producer.ordered.cents), number(producer.delivered.cents)};
        add_counts(row, producer.counts);
        table.add(row);
    }
    return std::move(table).whole();
}

std::string hours_csv(const SessionReport& report) {
    Table table("begin,hand_overs");
    for (const auto& hour : report.hours)
        table.add({utc_text(hour.begin), number(hour.hand_overs)});
    return std::move(table).whole();
}

/// An event's moment and name, in four cells.
void add_event(Row& row, HybridTime time, const EventId& event) {
    row.insert(row.end(),
               {utc_text(time.wall), text(event.device), text(event.incarnation), number(event.sequence)});
}

/// "1001/2 Tourte: 2 > 3; 1002/1 Miel: 1 > 0": what was handed over, and what is ordered now.
std::string changes_text(const std::vector<OrderChange>& changes) {
    std::string words;
    for (const auto& change : changes)
        words += fmt::format("{}{}/{}{}{}: {} > {}", words.empty() ? "" : "; ", change.line.order,
                             change.line.line, change.product.empty() ? "" : " ", change.product,
                             change.handed_over, change.ordered);
    return words;
}

std::string incidents_csv(const SessionReport& report) {
    Table table("kind,basket,time,device,incarnation,seq,"
                "earlier_time,earlier_device,earlier_incarnation,earlier_seq,"
                "resolution,settled_time,settled_device,settled_incarnation,settled_seq,"
                "about,changes,clock_offset_ms");
    const Row none(4);
    for (const auto& incident : report.incidents) {
        Row row{text(word(incident.kind)), text(incident.basket)};
        add_event(row, incident.time, incident.event);
        if (incident.earlier)
            add_event(row, incident.earlier->time, incident.earlier->event);
        else
            row.insert(row.end(), none.begin(), none.end());
        row.push_back(incident.settled ? text(word(incident.settled->resolution)) : "");
        if (incident.settled)
            add_event(row, incident.settled->time, incident.settled->event);
        else
            row.insert(row.end(), none.begin(), none.end());
        row.push_back(text(incident.about));
        row.push_back(text(changes_text(incident.changes)));
        row.push_back(incident.kind == IncidentKind::clock_error ? number(incident.clock_offset) : "");
        table.add(row);
    }
    return std::move(table).whole();
}

} // namespace

std::optional<CsvTable> csv_table_of(std::string_view name) {
    const auto found = std::find(csv_table_names.begin(), csv_table_names.end(), name);
    if (found == csv_table_names.end())
        return std::nullopt;
    return static_cast<CsvTable>(found - csv_table_names.begin());
}

std::string to_csv(const SessionReport& report, CsvTable table) {
    switch (table) {
    case CsvTable::totals: return totals_csv(report);
    case CsvTable::customers: return customers_csv(report);
    case CsvTable::producers: return producers_csv(report);
    case CsvTable::hours: return hours_csv(report);
    case CsvTable::incidents: return incidents_csv(report);
    }
    return {};
}

} // namespace guichet
