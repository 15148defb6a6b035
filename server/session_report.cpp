#include "server/session_report.hpp"

#include "kiosk/core/format.hpp"
#include "server/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <memory>

namespace guichet::server {

namespace {

constexpr std::size_t name_width = 40;

/// A text in a column of a given width; fmt counts bytes where accents are.
std::string column(const std::string& text, std::size_t width) {
    const auto count = character_count(text);
    return count >= width ? text : text + std::string(width - count, ' ');
}

std::string counts_row(const std::string& name, const OutcomeCounts& counts) {
    return fmt::format("{} {:>6} {:>9} {:>6} {:>7} {:>7} {:>9}", column(name, name_width), counts.lines,
                       counts.collected, counts.short_, counts.missing, counts.refused, counts.unclaimed);
}

std::string heading(const std::string& name) {
    return fmt::format("\n{} {:>6} {:>9} {:>6} {:>7} {:>7} {:>9}", column(name, name_width), "lines",
                       "collected", "short", "missing", "refused", "unclaimed");
}

std::string utc_time(Instant instant) {
    return fmt::format("{:%Y-%m-%d %H:%M}Z",
                       fmt::gmtime(static_cast<std::time_t>(instant.milliseconds / 1000)));
}

std::string_view in_words(Resolution resolution) {
    switch (resolution) {
    case Resolution::seen_with_customer: return "seen with the customer";
    case Resolution::typing_error: return "a mistake in the entry";
    case Resolution::refund_due: return "a refund is due";
    case Resolution::no_action: return "nothing to do";
    }
    return "";
}

/// What became of it, at the end of its line.
std::string ending(const Incident& incident) {
    return incident.settled ? fmt::format("; settled: {}\n", in_words(incident.settled->resolution)) : "\n";
}

std::string describe(const std::vector<OrderChange>& changes) {
    std::string lines;
    for (const auto& change : changes)
        lines += fmt::format("    order {}, line {}: {}: {} handed over, {} ordered\n", change.line.order,
                             change.line.line, change.product.empty() ? "?" : change.product,
                             change.handed_over, change.ordered);
    return lines;
}

std::string describe(const Incident& incident) {
    const std::string where = fmt::format("{}  {}: ", utc_time(incident.time.wall), incident.event.device);
    switch (incident.kind) {
    case IncidentKind::unknown_code: return where + "a code that nobody knows" + ending(incident);
    case IncidentKind::lost_print: return where + "a receipt may be lost" + ending(incident);
    case IncidentKind::unknown_basket:
        return where + fmt::format("basket {} handed over, which nobody ordered", incident.basket) +
               ending(incident);
    case IncidentKind::clock_error:
        return where + fmt::format("the kiosk's clock was wrong by {} s", incident.clock_offset / 1000) +
               ending(incident);
    case IncidentKind::foreign_opening:
        return where + "the kiosk opened the session without the organiser's nonce, or with another one" +
               ending(incident);
    case IncidentKind::order_changed:
    case IncidentKind::order_cancelled:
        return where +
               fmt::format("basket {} was handed over, and its orders {} afterwards", incident.basket,
                           incident.kind == IncidentKind::order_changed ? "were changed" : "were cancelled") +
               ending(incident) + describe(incident.changes);
    case IncidentKind::double_hand_over: break;
    }
    std::string text = where + fmt::format("basket {} handed over again", incident.basket);
    if (incident.earlier)
        text += fmt::format(", first at {} {}", incident.earlier->event.device,
                            utc_time(incident.earlier->time.wall));
    return text + ending(incident);
}

/// Where and when a basket was collected, and by whom if somebody else came.
std::string collected_words(const ServerReport& all, const CustomerReport& basket) {
    if (!basket.collected)
        return "-";
    std::string words = basket.kiosk + " " + utc_time(basket.time.wall);
    if (basket.proxy.empty())
        return words;
    const auto known = all.collectors.find(basket.proxy);
    return words + ", by " +
           (known == all.collectors.end() || known->second.empty() ? basket.proxy : known->second);
}

std::string head_of(const ServerReport& all) {
    const auto& report = all.report;
    return fmt::format(
        "{}, {}\n"
        "customers {}, orders {}, lines {}\n"
        "baskets collected {}, {} of them by somebody else, receipts {} and {} marked as duplicates\n"
        "events {}, incidents {} ({} open), journal {}, {}\n",
        all.station_name, all.date, report.customers, report.orders, report.counts.lines,
        report.totals.baskets_collected, report.proxy_pickups, report.totals.receipts_printed,
        report.totals.receipts_duplicate, report.totals.events, report.incidents.size(),
        report.open_incidents(), all.journal_fault ? "BROKEN: " + all.journal_fault->english() : "verified",
        report.standing.reconciled ? "reconciled" : "not reconciled yet");
}

/// What is in the store is durable, so the server may stand by it.
Result<> countersign(Store& store, std::vector<Closure>& closures) {
    if (closures.empty())
        return Done{};
    const auto key = store.signing_key();
    if (!key)
        return key.error();
    for (auto& closure : closures) {
        closure.server_key = to_hex(key->public_key);
        closure.signature = key->sign(closure_statement(closure));
    }
    return Done{};
}

} // namespace

Result<ServerReport> make_server_report(Store& store, const SessionKey& session) {
    auto manifest = store.manifest(session);
    if (!manifest)
        return manifest.error();
    auto kiosks = store.kiosks(session);
    if (!kiosks)
        return kiosks.error();
    Ledger ledger(std::make_shared<const Manifest>(std::move(*manifest)));
    std::vector<Closure> closures;
    auto folded = store.each_event(session, [&](const SealedEvent& sealed) {
        ledger.apply(sealed.event);
        if (auto closure = closure_of(sealed))
            closures.push_back(std::move(*closure));
    });
    if (!folded)
        return folded.error();
    if (auto signed_by = countersign(store, closures); !signed_by)
        return signed_by.error();
    const auto verified = store.verify_chains(session);
    const bool closed = !kiosks->empty() && std::all_of(kiosks->begin(), kiosks->end(),
                                                        [](const auto& kiosk) { return kiosk.closed; });
    ServerReport report{make_report(ledger, {0, verified.ok(), closed && verified.ok(), {}, closures}),
                        ledger.manifest().station_name,
                        session.date,
                        std::move(*kiosks),
                        {},
                        std::nullopt};
    for (const auto& proxy : ledger.manifest().proxies)
        report.collectors.emplace(proxy.id, proxy.collector);
    if (!verified)
        report.journal_fault = verified.error();
    return report;
}

std::string report_table(const ServerReport& all) {
    const EnglishTexts english;
    std::string table =
        head_of(all) + heading("Producer") + fmt::format(" {:>13} {:>13}\n", "ordered", "delivered");
    const auto right = [](const std::string& text) {
        return std::string(13 - std::min<std::size_t>(13, character_count(text)), ' ') + text;
    };
    for (const auto& producer : all.report.producers)
        table += fmt::format("{} {} {}\n", counts_row(producer.name, producer.counts),
                             right(format_money(producer.ordered, english)),
                             right(format_money(producer.delivered, english)));
    table += counts_row("All", all.report.counts) + "\n" + heading("Customer") + "  collected at\n";
    for (const auto& basket : all.report.baskets)
        table += fmt::format("{}  {}\n",
                             counts_row(basket.customer_ref + " " + basket.customer_name, basket.counts),
                             collected_words(all, basket));
    table += "\nHand-overs each hour\n";
    for (const auto& hour : all.report.hours)
        table += fmt::format("{} {:>6}\n", utc_time(hour.begin), hour.hand_overs);
    table += "\nKiosks\n";
    for (const auto& kiosk : all.kiosks)
        table += fmt::format("{}: {} events, {}\n", kiosk.device, kiosk.events,
                             kiosk.closed ? "closed" : "not closed");
    table += "\nIncidents\n";
    for (const auto& incident : all.report.incidents)
        table += describe(incident);
    return table;
}

} // namespace guichet::server
