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

/// The kiosk that recorded an event, as people call it.
std::string kiosk_name_of(const State& state, const JournalEvent& event) {
    return event.id.device == state.kiosk.device ? state.kiosk.name
                                                 : state.ledger->kiosk_name(event.id.device);
}

// The seam to kiosk/receipt: both compositions move there, with facts of these names.

/// One producer's goods of a session.
struct ProducerSlipFacts {
    std::string document_id;
    std::string station_name;
    std::string kiosk_name;
    LocalTime session_day;
    LocalTime printed;
    const Manifest* manifest = nullptr;
    const Ledger* ledger = nullptr;         ///< what became of each line
    const ProducerReport* report = nullptr; ///< the producer's figures
    std::size_t producer = 0;               ///< index in the manifest's producers
};

/// What shows whether a printer is set up well.
struct TestPageFacts {
    std::string document_id;
    std::string station_name;
    std::string kiosk_name;
    std::string printer; ///< as it describes itself
    LocalTime printed;
};

receipt::Document compose_producer_slip(const ProducerSlipFacts& facts, const Texts& texts) {
    using namespace receipt;
    Document slip{facts.document_id, Kind::slip, texts.language(), {}};
    const auto add = [&](Block block) { slip.blocks.push_back(std::move(block)); };
    const auto count = [&](std::string_view name, std::int64_t number) {
        add(Row{texts.get(name), fmt::format("{}", number)});
    };
    const auto& counts = facts.report->counts;
    add(Text{facts.report->name, Size::tall, true});
    add(Text{facts.station_name + " · " + format_date(facts.session_day, texts)});
    add(Rule{});
    count("ordered", counts.lines);
    count("collected", counts.collected);
    count("missing, incomplete or refused", counts.short_ + counts.missing + counts.refused);
    count("articles not claimed", counts.unclaimed);
    add(Rule{});
    add(Row{texts.get("Handed over"), format_money(facts.report->delivered, texts), {}, 0, Size::tall, true});
    add(Text{facts.kiosk_name + " · " + format_date_time_short(facts.printed)});
    return slip;
}

receipt::Document compose_test_page(const TestPageFacts& facts, const Texts& texts) {
    using namespace receipt;
    Document page{facts.document_id, Kind::test, texts.language(), {}};
    const auto add = [&](Block block) { page.blocks.push_back(std::move(block)); };
    add(Text{texts.get("Test page"), Size::large, true, Align::centre});
    add(Text{facts.printer});
    add(Text{facts.station_name + " · " + facts.kiosk_name + " · " + format_date_time_short(facts.printed)});
    add(Rule{});
    add(Text{"é è ê ë à â ç ù û ü ô î ï œ æ É À Ç Œ € ’ « »"});
    add(QrCode{facts.document_id});
    return page;
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
    facts.actor = hand_over.actor;
    facts.reference = fmt::format("{}-{}", event.id.device, event.id.sequence);
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
    return keepsake_text(*state.manifest, kiosk_name_of(state, event), event, context.locality,
                         state.language);
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

std::vector<ports::SpoolEntry> slip_papers(Context& context, const Report& shown) {
    const auto& state = context.state;
    std::vector<ports::SpoolEntry> papers;
    for (std::size_t producer = 0; producer < shown.report.producers.size(); ++producer) {
        const auto& report = shown.report.producers[producer];
        if (report.counts.lines == 0)
            continue;
        ProducerSlipFacts facts;
        facts.document_id =
            fmt::format("slip-{}-{}-{}", state.kiosk.device, context.now.milliseconds, producer + 1);
        facts.station_name = state.manifest->station_name;
        facts.kiosk_name = state.kiosk.name;
        facts.session_day = day_of(state.manifest->date);
        facts.printed = context.locality.local(context.now);
        facts.manifest = state.manifest.get();
        facts.ledger = &*state.ledger;
        facts.report = &report;
        facts.producer = producer;
        papers.push_back(queued(compose_producer_slip(facts, context.locality.texts(state.language))));
    }
    return papers;
}

ports::SpoolEntry test_paper(Context& context, std::size_t printer) {
    const auto& state = context.state;
    TestPageFacts facts;
    facts.document_id = fmt::format("test-{}-{}-{}", state.kiosk.device, printer, context.now.milliseconds);
    facts.station_name = state.manifest ? state.manifest->station_name : state.kiosk.station_id;
    facts.kiosk_name = state.kiosk.name;
    facts.printer = state.spools[printer].printer;
    facts.printed = context.locality.local(context.now);
    auto paper = queued(compose_test_page(facts, context.locality.texts(state.language)));
    paper.printer = static_cast<std::int64_t>(printer);
    return paper;
}

} // namespace guichet::app
