#include "kiosk/core/report.hpp"

#include "kiosk/core/closure_json.hpp"
#include "kiosk/core/json_value.hpp"
#include "kiosk/core/json_writing.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace guichet {

using nlohmann::json;

namespace {

constexpr std::int64_t hour = 60 * 60'000;

void add(OutcomeCounts& counts, const LineOutcome* outcome) {
    ++counts.lines;
    if (outcome == nullptr) {
        ++counts.unclaimed;
        return;
    }
    switch (outcome->outcome) {
    case Outcome::collected:
    case Outcome::substituted: ++counts.collected; break;
    case Outcome::short_: ++counts.short_; break;
    case Outcome::missing: ++counts.missing; break;
    case Outcome::refused: ++counts.refused; break;
    }
}

void add_line(SessionReport& report, CustomerReport& customer, const OrderLine& line,
              const LineOutcome* outcome) {
    auto& producer = report.producers.at(line.producer);
    add(report.counts, outcome);
    add(producer.counts, outcome);
    add(customer.counts, outcome);
    producer.ordered += line.price();
    if (outcome != nullptr)
        producer.delivered += delivered_price(line, *outcome);
}

CustomerReport report_basket(SessionReport& report, const Ledger& ledger, const Basket& basket) {
    const auto& state = ledger.basket(basket.id);
    CustomerReport customer{basket.customer_ref, basket.customer_name, {}, false, {}, {}, {}};
    if (const auto* standing = state.standing()) {
        customer.collected = true;
        customer.kiosk = ledger.kiosk_name(standing->event.device);
        customer.time = standing->time;
        customer.proxy = standing->proxy;
        report.proxy_pickups += standing->proxy.empty() ? 0 : 1;
    }
    for (const auto& order : basket.orders)
        for (const auto& line : order.lines) {
            const auto found = state.lines.find({order.number, line.number});
            add_line(report, customer, line, found == state.lines.end() ? nullptr : &found->second);
        }
    return customer;
}

std::vector<HourReport> report_hours(const Ledger& ledger) {
    std::vector<HourReport> hours;
    for (const auto moment : hand_over_times(ledger)) {
        const auto begin = begin_of_stretch(moment, hour);
        if (hours.empty() || hours.back().begin != begin)
            hours.push_back({begin, 0});
        ++hours.back().hand_overs;
    }
    return hours;
}

json counts_json(const OutcomeCounts& counts) {
    return json_object({{"lines", counts.lines},
                        {"collected_lines", counts.collected},
                        {"short_lines", counts.short_},
                        {"missing_lines", counts.missing},
                        {"refused_lines", counts.refused},
                        {"unclaimed_lines", counts.unclaimed}});
}

json event_json(const EventId& event) {
    return json_object(
        {{"device", event.device}, {"incarnation", event.incarnation}, {"seq", event.sequence}});
}

json summary(const SessionReport& report) {
    json value = counts_json(report.counts);
    add_members(value, {{"customers", report.customers},
                        {"orders", report.orders},
                        {"baskets_collected", report.totals.baskets_collected},
                        {"receipts_printed", report.totals.receipts_printed},
                        {"receipts_duplicate", report.totals.receipts_duplicate},
                        {"incidents", report.incidents.size()},
                        {"events", report.totals.events},
                        {"unsent_events", report.standing.unsent_events},
                        {"journal_ok", report.standing.journal_ok},
                        {"reconciled", report.standing.reconciled}});
    return value;
}

json change_json(const OrderChange& change) {
    return json_object({{"order", change.line.order},
                        {"line", change.line.line},
                        {"product", change.product},
                        {"unit", word(change.unit)},
                        {"handed_over", change.handed_over},
                        {"ordered", change.ordered}});
}

json incident_json(const Incident& incident) {
    json value = json_object({{"kind", word(incident.kind)},
                              {"time", incident.time.wall.milliseconds},
                              {"event", event_json(incident.event)}});
    if (!incident.basket.empty())
        value["basket"] = incident.basket;
    if (incident.earlier)
        value["earlier"] = json_object({{"time", incident.earlier->time.wall.milliseconds},
                                        {"event", event_json(incident.earlier->event)}});
    if (!incident.about.empty())
        value["about"] = incident.about;
    for (const auto& change : incident.changes)
        value["changes"].push_back(change_json(change));
    if (incident.kind == IncidentKind::clock_error)
        value["clock_offset_ms"] = incident.clock_offset;
    if (incident.settled)
        value["settled"] = json_object({{"resolution", word(incident.settled->resolution)},
                                        {"time", incident.settled->time.wall.milliseconds},
                                        {"event", event_json(incident.settled->event)}});
    return value;
}

json forced_closing_json(const ForcedClosing& closing) {
    return json_object({{"missing", closing.missing},
                        {"time", closing.time.wall.milliseconds},
                        {"event", event_json(closing.event)}});
}

} // namespace

std::vector<Instant> hand_over_times(const Ledger& ledger) {
    std::vector<Instant> times;
    for (const auto& basket : ledger.manifest().baskets)
        for (const auto& delivery : ledger.basket(basket.id).deliveries)
            if (!delivery.undone && !delivery.again)
                times.push_back(delivery.time.wall);
    std::sort(times.begin(), times.end());
    return times;
}

Instant begin_of_stretch(Instant moment, std::int64_t length) {
    require(length > 0, "a stretch of time has a length");
    return {moment.milliseconds / length * length};
}

Money delivered_price(const OrderLine& line, const LineOutcome& outcome) {
    switch (outcome.outcome) {
    case Outcome::collected:
    case Outcome::substituted: return line.price();
    case Outcome::short_: return price_of({outcome.amount, line.quantity.unit}, line.unit_price);
    case Outcome::missing:
    case Outcome::refused: return {};
    }
    return {};
}

std::int64_t SessionReport::open_incidents() const {
    return std::count_if(incidents.begin(), incidents.end(),
                         [](const Incident& incident) { return !incident.settled; });
}

std::vector<std::string> SessionReport::left_out() const {
    std::set<std::string> devices;
    for (const auto& closing : forced_closings)
        devices.insert(closing.missing.begin(), closing.missing.end());
    return {devices.begin(), devices.end()};
}

SessionReport make_report(const Ledger& ledger, const ReportStanding& standing) {
    const auto& manifest = ledger.manifest();
    SessionReport report;
    report.session = manifest.session();
    report.customers = static_cast<std::int64_t>(manifest.baskets.size());
    report.orders = static_cast<std::int64_t>(manifest.order_count());
    report.totals = ledger.totals();
    report.hours = report_hours(ledger);
    report.incidents = ledger.incidents();
    report.forced_closings = ledger.forced_closings();
    report.standing = standing;
    for (const auto& producer : manifest.producers)
        report.producers.push_back({producer, {}, {}, {}});
    report.baskets.reserve(manifest.baskets.size());
    for (const auto& basket : manifest.baskets)
        report.baskets.push_back(report_basket(report, ledger, basket));
    return report;
}

std::string to_summary_json(const SessionReport& report) {
    return summary(report).dump();
}

namespace {

json by_producer(const SessionReport& report) {
    json rows = json::array();
    for (const auto& producer : report.producers) {
        json row = counts_json(producer.counts);
        add_members(row, {{"producer", producer.name},
                          {"ordered_cents", producer.ordered.cents},
                          {"delivered_cents", producer.delivered.cents}});
        rows.push_back(std::move(row));
    }
    return rows;
}

json by_customer(const SessionReport& report) {
    json rows = json::array();
    for (const auto& basket : report.baskets) {
        json row = counts_json(basket.counts);
        add_members(row, {{"customer_ref", basket.customer_ref},
                          {"customer_name", basket.customer_name},
                          {"collected", basket.collected},
                          {"kiosk", basket.kiosk}});
        if (basket.collected)
            row["time"] = basket.time.wall.milliseconds;
        // The manifest knows the name; another revision of it must not make another report.
        if (!basket.proxy.empty())
            row["proxy"] = basket.proxy;
        rows.push_back(std::move(row));
    }
    return rows;
}

json to_value(const SessionReport& report) {
    json value = summary(report);
    value["session"] = report.session;
    value["proxy_pickups"] = report.proxy_pickups;
    if (report.standing.unsent_events > 0 && report.standing.unsent_why)
        value["unsent_why"] = report.standing.unsent_why->english();
    value["by_producer"] = by_producer(report);
    value["by_customer"] = by_customer(report);
    value["hours"] = json::array();
    for (const auto& of_hour : report.hours)
        value["hours"].push_back(
            json_object({{"begin", of_hour.begin.milliseconds}, {"hand_overs", of_hour.hand_overs}}));
    value["incident_list"] = json::array();
    for (const auto& incident : report.incidents)
        value["incident_list"].push_back(incident_json(incident));
    value["forced_closings"] = json::array();
    for (const auto& closing : report.forced_closings)
        value["forced_closings"].push_back(forced_closing_json(closing));
    value["closures"] = json::array();
    for (const auto& closure : report.standing.closures)
        value["closures"].push_back(closure_value(closure));
    return value;
}

/// What the two of them need not agree about: it is of one side, or changes while they speak.
constexpr std::array<std::string_view, 5> own_affairs{"unsent_events", "unsent_why", "journal_ok",
                                                      "reconciled", "closures"};

} // namespace

std::string to_json(const SessionReport& report) {
    return to_value(report).dump();
}

Result<> same_figures(std::string_view ours, std::string_view theirs) {
    try {
        const JsonText left(ours);
        const JsonText right(theirs);
        for (const auto& [key, value] : left.root().members()) {
            if (std::find(own_affairs.begin(), own_affairs.end(), key) != own_affairs.end())
                continue;
            if (right.root().find(key) != value)
                return fail("The reports of kiosk and server differ in “{0}”. Keep this kiosk and tell the "
                            "organiser.",
                            key);
        }
        return Done{};
    } catch (const JsonFault& fault) {
        return fail("The server's report cannot be read: {0}", fault.what);
    }
}

Result<> same_figures(const SessionReport& ours, std::string_view theirs) {
    return same_figures(to_json(ours), theirs);
}

} // namespace guichet
