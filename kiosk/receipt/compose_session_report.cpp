// The coordinator's paper at the end of a session.

#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/compose.hpp"
#include "kiosk/receipt/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace guichet::receipt {
namespace {

/// Columns of one figure of the producers' table.
constexpr int figure_width = 5;

/// Digits in groups of eight, so that two people can compare them aloud.
std::string grouped(const std::string& digits) {
    constexpr std::size_t group = 8;
    std::string text;
    for (std::size_t at = 0; at < digits.size(); at += group)
        text += (at == 0 ? "" : " ") + digits.substr(at, group);
    return text;
}

/// Writes the blocks of one report.
class ReportWriter {
public:
    ReportWriter(const SessionReportFacts& facts, const Texts& texts)
        : facts_(facts), report_(*facts.report),
          texts_(texts), document_{facts.document_id, Kind::report, texts.language(), {}} {}

    [[nodiscard]] Document write() && {
        head();
        figures();
        producers();
        hours();
        unclaimed();
        proxies();
        incidents();
        forced_closings();
        proof();
        return std::move(document_);
    }

private:
    void add(Block block) { document_.blocks.emplace_back(std::move(block)); }

    /// Of a section; what has nothing below it needs no rule.
    void title(std::string text, bool rule = true) {
        add(Space{1});
        add(Text{std::move(text), Size::normal, true, Align::left});
        if (rule)
            add(Rule{Stroke::dotted});
    }

    [[nodiscard]] std::string number(std::int64_t value) const { return number_text(value, texts_); }

    void figure(std::string name, std::int64_t value, bool bold = false) {
        add(Row{std::move(name), number(value), {}, 0, Size::normal, bold});
    }

    void head() {
        add(Text{facts_.station_name, Size::large, true, Align::centre});
        add(Space{1});
        add(Text{texts_.get("Closing report"), Size::tall, true, Align::centre});
        add(Text{texts_.say("Session of {0}", format_date(facts_.session_day, texts_)), Size::normal, false,
                 Align::centre});
        add(Text{printed_text(facts_.printed, facts_.kiosk_name, texts_), Size::normal, false,
                 Align::centre});
        if (facts_.replaces_earlier)
            add(Text{texts_.get("This report replaces the earlier one."), Size::normal, true, Align::centre});
        add(Rule{Stroke::heavy});
    }

    void figures() {
        const OutcomeCounts& counts = report_.counts;
        figure(texts_.get("Customers"), report_.customers);
        figure(texts_.get("Orders"), report_.orders);
        figure(texts_.get("Baskets collected"), report_.totals.baskets_collected);
        if (report_.proxy_pickups > 0)
            add(Row{texts_.get("of them by somebody else"),
                    number(report_.proxy_pickups),
                    {},
                    2,
                    Size::normal,
                    false});
        figure(texts_.get("Receipts printed"), report_.totals.receipts_printed);
        if (report_.totals.receipts_duplicate > 0)
            figure(texts_.get("Receipts marked DUPLICATE"), report_.totals.receipts_duplicate);
        add(Rule{Stroke::dotted});
        figure(texts_.get("Articles"), counts.lines, true);
        const std::array outcomes{std::pair{sentence("Collected"), counts.collected},
                                  std::pair{sentence("Incomplete"), counts.short_},
                                  std::pair{sentence("Missing"), counts.missing},
                                  std::pair{sentence("Refused"), counts.refused},
                                  std::pair{sentence("Not claimed"), counts.unclaimed}};
        for (const auto& [name, count] : outcomes)
            add(Row{texts_.get(name), number(count), {}, 2, Size::normal, false});
    }

    [[nodiscard]] std::string cells(const std::array<std::string, 5>& texts) const {
        std::string row;
        for (const std::string& text : texts)
            row += (row.empty() ? "" : " ") + pad_left(text, figure_width);
        return row;
    }

    void producers() {
        title(texts_.get("By producer"));
        add(Row{{}, texts_.get("handed over / ordered"), {}, 0, Size::normal, false});
        add(Row{{},
                cells({texts_.get("coll."), texts_.get("inc."), texts_.get("miss."), texts_.get("ref."),
                       texts_.get("left")}),
                {},
                0,
                Size::normal,
                false});
        for (const ProducerReport& producer : report_.producers) {
            const OutcomeCounts& counts = producer.counts;
            add(Row{producer.name,
                    format_money(producer.delivered, texts_) + " / " + format_money(producer.ordered, texts_),
                    {},
                    0,
                    Size::normal,
                    true});
            add(Row{texts_.count("{0} article", "{0} articles", counts.lines),
                    cells({number(counts.collected), number(counts.short_), number(counts.missing),
                           number(counts.refused), number(counts.unclaimed)}),
                    {},
                    0,
                    Size::normal,
                    false});
        }
    }

    /// Left out where nothing was handed over, or the wall clock is not known.
    void hours() {
        if (report_.hours.empty() || !facts_.local)
            return;
        title(texts_.get("Hand-overs each hour"));
        for (const HourReport& hour : report_.hours)
            figure(format_time(facts_.local(hour.begin), texts_), hour.hand_overs);
    }

    [[nodiscard]] const Basket* basket_of(const std::string& customer_ref) const {
        const auto& baskets = facts_.manifest->baskets;
        const auto found = std::find_if(baskets.begin(), baskets.end(), [&](const Basket& basket) {
            return basket.customer_ref == customer_ref;
        });
        return found == baskets.end() ? nullptr : &*found;
    }

    [[nodiscard]] std::string orders_of(const std::string& customer_ref) const {
        std::string numbers;
        if (const Basket* basket = basket_of(customer_ref))
            for (const Order& order : basket->orders)
                numbers += (numbers.empty() ? "" : ", ") + order.number;
        return numbers;
    }

    void unclaimed() {
        const auto count =
            std::count_if(report_.baskets.begin(), report_.baskets.end(),
                          [](const CustomerReport& basket) { return basket.counts.unclaimed > 0; });
        title(texts_.count("{0} basket was not collected", "{0} baskets were not collected", count),
              count > 0);
        for (const CustomerReport& basket : report_.baskets)
            if (basket.counts.unclaimed > 0)
                add(Row{basket.customer_name, orders_of(basket.customer_ref), {}, 0, Size::normal, false});
    }

    /// Whose basket somebody else took, and who: left out where nobody did.
    void proxies() {
        if (report_.proxy_pickups == 0)
            return;
        title(texts_.count("{0} basket was collected by somebody else",
                           "{0} baskets were collected by somebody else", report_.proxy_pickups));
        for (const CustomerReport& basket : report_.baskets) {
            if (basket.proxy.empty())
                continue;
            const ProxyCode* proxy = facts_.manifest->find_proxy(basket.proxy);
            const bool named = proxy != nullptr && !proxy->collector.empty();
            // A code that was made out to nobody is told by its number, as the organiser's list has it.
            add(Row{basket.customer_name,
                    named ? proxy->collector : texts_.say("code {0}", basket.proxy),
                    {},
                    0,
                    Size::normal,
                    false});
        }
    }

    [[nodiscard]] std::string kiosk_of(const EventId& event) const {
        return facts_.ledger == nullptr ? event.device : facts_.ledger->kiosk_name(event.device);
    }

    /// When and where a hand-over was.
    void told(std::string_view with_time, std::string_view without, const EventId& event, Instant moment) {
        const std::string kiosk = kiosk_of(event);
        add(Note{facts_.local ? texts_.say(with_time, format_time(facts_.local(moment), texts_), kiosk)
                              : texts_.say(without, kiosk)});
    }

    void incident_of_basket(const Incident& incident) {
        add(Text{basket_incident_text(incident.kind, facts_.manifest->customer_of(incident.basket), texts_)});
        if (incident.kind != IncidentKind::double_hand_over) {
            told(sentence("Handed over at {0}, at “{1}”"), sentence("Handed over at “{0}”"), incident.event,
                 incident.time.wall);
            for (const OrderChange& change : incident.changes)
                if (incident.kind != IncidentKind::unknown_basket)
                    add(Note{change_text(change, texts_)});
            return;
        }
        if (incident.earlier) {
            told(sentence("First at {0}, at “{1}”"), sentence("First at “{0}”"), incident.earlier->event,
                 incident.earlier->time.wall);
        }
        told(sentence("Again at {0}, at “{1}”"), sentence("Again at “{0}”"), incident.event,
             incident.time.wall);
    }

    void incidents() {
        title(texts_.count("{0} incident", "{0} incidents",
                           static_cast<std::int64_t>(report_.incidents.size())),
              !report_.incidents.empty());
        std::int64_t unknown = 0;
        std::int64_t lost = 0;
        for (const Incident& incident : report_.incidents) {
            unknown += incident.kind == IncidentKind::unknown_code ? 1 : 0;
            lost += incident.kind == IncidentKind::lost_print ? 1 : 0;
            if (!incident.basket.empty())
                incident_of_basket(incident);
            if (is_of_a_kiosk(incident.kind))
                add(Text{kiosk_incident_text(incident, kiosk_of(incident.event), texts_)});
            if (incident.kind == IncidentKind::foreign_opening)
                add(Note{foreign_opening_advice(texts_)});
        }
        if (unknown > 0)
            figure(texts_.get("Unknown codes"), unknown);
        if (lost > 0)
            figure(texts_.get("Receipts not printed"), lost);
    }

    /// Kiosks whose events may lack.
    void forced_closings() {
        for (const std::string& device : report_.left_out())
            add(Text{texts_.say("Made without waiting for “{0}”: what was handed over there and had not come "
                                "lacks.",
                                facts_.ledger != nullptr ? facts_.ledger->kiosk_name(device) : device),
                     Size::normal, true, Align::left});
    }

    void proof() {
        add(Space{1});
        add(Rule{Stroke::heavy});
        add(Text{facts_.agrees ? texts_.get("Kiosk and server agree, to the last line.")
                               : texts_.get("Kiosk and server do not agree."),
                 Size::normal, true, Align::left});
        add(Text{texts_.get("Head of the journal"), Size::normal, false, Align::left});
        add(Text{grouped(facts_.journal_head), Size::normal, false, Align::left});
        countersignature();
        add(Space{1});
        add(Text{texts_.get("Signature of the coordinator"), Size::normal, false, Align::left});
        add(Space{6});
        add(Rule{Stroke::thin});
    }

    /// Of this kiosk's closing; nothing where it has closed none.
    void countersignature() {
        constexpr std::size_t letters_of_key = 32;
        if (facts_.countersignature_wrong) {
            add(Text{texts_.get("The server's countersignature is wrong: keep this kiosk."), Size::normal,
                     true, Align::left});
            return;
        }
        for (const Closure& closure : report_.standing.closures) {
            if (const std::string head = to_hex(closure.head); head != facts_.journal_head) {
                add(Text{texts_.get("Head at the closing")});
                add(Text{grouped(head)});
            }
            add(Text{closure.countersigned() ? texts_.get("Countersigned with the server's key")
                                             : texts_.get("Not countersigned by the server yet")});
            if (closure.countersigned())
                add(Text{grouped(closure.server_key.substr(0, letters_of_key))});
        }
    }

    const SessionReportFacts& facts_;
    const SessionReport& report_;
    const Texts& texts_;
    Document document_;
};

} // namespace

Document compose_session_report(const SessionReportFacts& facts, const Texts& texts) {
    return ReportWriter(facts, texts).write();
}

} // namespace guichet::receipt
