// What the papers say: facts from the state, composed by kiosk/receipt.

#include "kiosk/app/papers.hpp"
#include "kiosk/app/context.hpp"
#include "kiosk/receipt/compose.hpp"

#include <charconv>

namespace guichet::app {

namespace {

/// "2020-04-17" at noon.
LocalTime day_of(const std::string& date) {
    LocalTime day;
    day.hour = 12;
    std::from_chars(date.data(), date.data() + 4, day.year);
    std::from_chars(date.data() + 5, date.data() + 7, day.month);
    std::from_chars(date.data() + 8, date.data() + 10, day.day);
    return day;
}

ports::SpoolEntry queued(const receipt::Document& document) {
    return {document.id, receipt::to_json(document), ports::SpoolState::queued, false};
}

} // namespace

receipt::Document receipt_document(const Manifest& manifest, const std::string& kiosk_name,
                                   const JournalEvent& event, const ports::Locality& locality,
                                   const std::string& language) {
    const auto& hand_over = std::get<HandOver>(event.body);
    receipt::ReceiptFacts facts;
    facts.document_id =
        fmt::format("receipt-{}-{}-{}", event.id.device, event.id.incarnation, event.id.sequence);
    facts.station_name = manifest.station_name;
    facts.kiosk_name = kiosk_name;
    facts.time = locality.local(event.time.wall);
    facts.manifest = &manifest;
    facts.basket = manifest.find_basket(hand_over.basket);
    facts.lines = hand_over.lines;
    facts.actor = hand_over.actor;
    facts.reference = fmt::format("{}-{}", event.id.device, event.id.sequence);
    facts.number = event.id.sequence;
    require(facts.basket != nullptr, "a receipt is of a basket of the manifest");
    return receipt::compose_receipt(facts, locality.texts(language));
}

ports::SpoolEntry receipt_of(Context& context, const JournalEvent& event) {
    const auto& state = context.state;
    return queued(
        receipt_document(*state.manifest, state.kiosk.name, event, context.locality, state.language));
}

ports::SpoolEntry report_paper(Context& context, const Report& shown) {
    const auto& state = context.state;
    receipt::SessionReportFacts facts;
    facts.document_id = fmt::format("report-{}-{}", state.kiosk.device, context.now.milliseconds);
    facts.station_name = state.manifest->station_name;
    facts.kiosk_name = state.kiosk.name;
    facts.session_day = day_of(state.manifest->date);
    facts.printed = context.locality.local(context.now);
    facts.manifest = state.manifest.get();
    facts.report = &shown.report;
    facts.journal_head = to_hex(state.journal.head);
    facts.agrees = !shown.difference;
    return queued(receipt::compose_session_report(facts, context.locality.texts(state.language)));
}

} // namespace guichet::app
