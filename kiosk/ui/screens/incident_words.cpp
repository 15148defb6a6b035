#include "kiosk/ui/screens/incident_words.hpp"

#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"
#include "kiosk/receipt/vocabulary.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

std::string when_and_where(const View& view, const HybridTime& time, const std::string& device) {
    return view.texts().say("{0}, {1}", say_time(time.wall, view.locality, view.texts()),
                            view.state.ledger->kiosk_name(device));
}

std::string what_was_lost(const View& view, const Incident& incident) {
    const auto* event = view.state.ledger->find(incident.event);
    const auto* lost = event == nullptr ? nullptr : std::get_if<ReceiptLost>(&event->body);
    const auto* basket = lost == nullptr ? nullptr : app::basket_of_receipt(view.state, lost->document);
    return basket == nullptr ? view.texts().get("A receipt that never came out")
                             : view.texts().say("A receipt that never came out: {0}", basket->customer_name);
}

/// A wrong clock says a wrong time: the right one stands beside it.
std::string where_and_when(const View& view, const Incident& incident) {
    if (incident.kind != IncidentKind::clock_error) {
        return when_and_where(view, incident.time, incident.event.device);
    }
    return view.texts().say(
        "{0} by its clock, {1} by the server's", say_time(incident.time.wall, view.locality, view.texts()),
        say_time(incident.time.wall + -incident.clock_offset, view.locality, view.texts()));
}

std::string changes_of(const Incident& incident, std::size_t most, const Texts& texts) {
    if (incident.kind == IncidentKind::unknown_basket) {
        return {};
    }
    // One line more is shown rather than counted.
    const auto all = incident.changes.size();
    const auto shown = all <= most + 1 ? all : most;
    std::string lines;
    for (std::size_t n = 0; n < shown; ++n) {
        lines += "\n" + receipt::change_text(incident.changes[n], texts);
    }
    if (shown < all) {
        lines += "\n" +
                 texts.count("{0} more article", "{0} more articles", static_cast<std::int64_t>(all - shown));
    }
    return lines;
}

} // namespace

std::string what_happened(const View& view, const Incident& incident) {
    const Texts& texts = view.texts();
    switch (incident.kind) {
    case IncidentKind::unknown_code: return texts.get("A code that nobody knows");
    case IncidentKind::lost_print: return what_was_lost(view, incident);
    case IncidentKind::clock_error:
    case IncidentKind::foreign_opening:
        return receipt::kiosk_incident_text(incident, view.state.ledger->kiosk_name(incident.event.device),
                                            texts);
    case IncidentKind::double_hand_over:
    case IncidentKind::order_changed:
    case IncidentKind::order_cancelled:
    case IncidentKind::unknown_basket: break;
    }
    return receipt::basket_incident_text(incident.kind, view.manifest().customer_of(incident.basket), texts);
}

std::string details(const View& view, const Incident& incident, std::size_t most_changes) {
    const Texts& texts = view.texts();
    std::string words = where_and_when(view, incident);
    if (incident.earlier) {
        words += "\n" + texts.say("First: {0}", when_and_where(view, incident.earlier->time,
                                                               incident.earlier->event.device));
    }
    if (incident.kind == IncidentKind::foreign_opening) {
        words += "\n" + receipt::foreign_opening_advice(texts);
    }
    words += changes_of(incident, most_changes, texts);
    if (incident.settled) {
        const auto* by = app::find_user(view.state, incident.settled->by);
        words += "\n" + texts.say("Settled: {0}", say(incident.settled->resolution, incident.kind, texts));
        if (by != nullptr) {
            words += " (" + by->name + ")";
        }
    }
    return words;
}

bool names_somebody(const Incident& incident) {
    return incident.kind != IncidentKind::unknown_code && !is_of_a_kiosk(incident.kind);
}

std::vector<Resolution> resolutions_of(IncidentKind kind) {
    if (is_of_a_kiosk(kind)) {
        return {Resolution::no_action};
    }
    return {Resolution::seen_with_customer, Resolution::typing_error, Resolution::refund_due,
            Resolution::no_action};
}

std::string say(Resolution resolution, IncidentKind kind, const Texts& texts) {
    switch (resolution) {
    case Resolution::seen_with_customer: return texts.get("Seen with the customer");
    case Resolution::typing_error: return texts.get("A mistake in the entry");
    case Resolution::refund_due: return texts.get("A refund is due");
    case Resolution::no_action: return is_of_a_kiosk(kind) ? texts.get("Noted") : texts.get("Nothing to do");
    }
    return {};
}

} // namespace guichet::ui
