// What the papers say: facts from the state, composed by kiosk/receipt.

#include "kiosk/app/papers.hpp"
#include "kiosk/app/context.hpp"
#include "kiosk/core/date.hpp"
#include "kiosk/receipt/compose.hpp"

namespace guichet::app {

namespace {

ports::SpoolEntry queued(const receipt::Document& document) {
    return {document.id, receipt::to_json(document), ports::SpoolState::queued, false};
}

/// The kiosk that recorded an event, as people call it.
std::string kiosk_name_of(const State& state, const JournalEvent& event) {
    return event.id.device == state.kiosk.device ? state.kiosk.name
                                                 : state.ledger->kiosk_name(event.id.device);
}

} // namespace

std::string receipt_id(const EventId& hand_over) {
    return fmt::format("receipt-{}-{}-{}", hand_over.device, hand_over.incarnation, hand_over.sequence);
}

receipt::Document receipt_document(const Manifest& manifest, const std::string& kiosk_name,
                                   const JournalEvent& event, const ports::Locality& locality,
                                   const std::string& language) {
    const auto& hand_over = std::get<HandOver>(event.body);
    receipt::ReceiptFacts facts;
    facts.document_id = receipt_id(event.id);
    facts.station_name = manifest.station_name;
    facts.kiosk_name = kiosk_name;
    facts.time = locality.local(event.time.wall);
    facts.manifest = &manifest;
    facts.basket = manifest.find_basket(hand_over.basket);
    facts.lines = hand_over.lines;
    facts.by_proxy = !hand_over.proxy.empty();
    if (const auto* proxy = manifest.find_proxy(hand_over.proxy))
        facts.collector = proxy->collector;
    facts.actor = hand_over.actor;
    facts.reference = fmt::format("{}-{}", event.id.device, event.id.sequence);
    facts.number = event.id.sequence;
    require(facts.basket != nullptr, "a receipt is of a basket of the manifest");
    return receipt::compose_receipt(facts, locality.texts(language));
}

ports::SpoolEntry receipt_of(Context& context, const JournalEvent& event, std::string document_id) {
    const auto& state = context.state;
    auto document = receipt_document(*state.manifest, kiosk_name_of(state, event), event, context.locality,
                                     state.language);
    document.id = std::move(document_id);
    return queued(document);
}

std::string keepsake_of(Context& context, const JournalEvent& event) {
    const auto& state = context.state;
    auto text =
        keepsake_text(*state.manifest, kiosk_name_of(state, event), event, context.locality, state.language);
    return state.practice ? context.locality.texts(state.language).get("PRACTICE") + "\n" + text : text;
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
    facts.countersignature_wrong = state.sync.countersignature_fault.has_value();
    facts.replaces_earlier = shown.replaces_earlier;
    facts.ledger = state.ledger ? &*state.ledger : nullptr;
    facts.local = [&context](Instant moment) { return context.locality.local(moment); };
    return queued(receipt::compose_session_report(facts, context.locality.texts(state.language)));
}

std::vector<ports::SpoolEntry> slip_papers(Context& context, const Report& shown) {
    const auto& state = context.state;
    std::vector<ports::SpoolEntry> papers;
    for (std::size_t producer = 0; producer < shown.report.producers.size(); ++producer) {
        if (shown.report.producers[producer].counts.lines == 0)
            continue;
        receipt::ProducerSlipFacts facts;
        facts.document_id =
            fmt::format("slip-{}-{}-{}", state.kiosk.device, context.now.milliseconds, producer + 1);
        facts.station_name = state.manifest->station_name;
        facts.kiosk_name = state.kiosk.name;
        facts.session_day = day_of(state.manifest->date);
        facts.printed = context.locality.local(context.now);
        facts.ledger = &*state.ledger;
        facts.producer = producer;
        papers.push_back(
            queued(receipt::compose_producer_slip(facts, context.locality.texts(state.language))));
    }
    return papers;
}

ports::SpoolEntry test_paper(Context& context, std::size_t printer) {
    const auto& state = context.state;
    receipt::TestPageFacts facts;
    facts.document_id = fmt::format("test-{}-{}-{}", state.kiosk.device, printer, context.now.milliseconds);
    facts.station_name = state.manifest ? state.manifest->station_name : state.kiosk.station_id;
    facts.kiosk_name = state.kiosk.name;
    const ports::PrinterFacts& known = state.spools[printer].printer;
    facts.printer = known.model;
    facts.profile = known.profile;
    facts.firmware = known.firmware;
    facts.port = known.place;
    facts.printed = context.locality.local(context.now);
    auto paper = queued(receipt::compose_test_page(facts, context.locality.texts(state.language)));
    paper.printer = static_cast<std::int64_t>(printer);
    return paper;
}

} // namespace guichet::app
