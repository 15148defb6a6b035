// `guichet-kiosk receipt`: any paper of a store, without a printer.

#include "db/journal_tools.hpp"
#include "drivers/printer/escpos_encoder.hpp"
#include "drivers/printer/picture_renderer.hpp"
#include "drivers/printer/profile_file.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/core/ledger.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/receipt/compose.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/run.hpp"
#include "kiosk/station/tools.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <memory>

namespace guichet::station {

namespace {

/// A store's session as its papers need it.
struct Content {
    ports::Recovered recovered;
    std::shared_ptr<const Manifest> manifest;
    Ledger ledger;
};

Result<Content> read_content(const std::filesystem::path& database) {
    auto recovered = db::read_store(database);
    if (!recovered)
        return recovered.error();
    if (!recovered->manifest)
        return fail("The store {0} holds no session.", database.string());
    auto parsed = parse_manifest(recovered->manifest->body);
    if (!parsed)
        return parsed.error();
    auto manifest = std::make_shared<const Manifest>(std::move(*parsed));
    Ledger ledger(manifest);
    for (const auto* events : {&recovered->own_events, &recovered->foreign.events})
        for (const auto& sealed : *events)
            ledger.apply(sealed.event);
    return Content{std::move(*recovered), std::move(manifest), std::move(ledger)};
}

/// The hand-over of a customer that stands, in its own journal or another kiosk's.
Result<const JournalEvent*> find_hand_over(const Ledger& ledger, const Basket& basket) {
    const auto* standing = ledger.basket(basket.id).standing();
    if (standing == nullptr)
        return fail("Nothing was handed over to the customer “{0}”, so that there is no receipt.",
                    basket.customer_ref);
    const auto* event = ledger.find(standing->event);
    require(event != nullptr, "what was folded is known");
    return event;
}

Result<receipt::Document> find_receipt(const Content& content, const std::string& customer,
                                       const ports::Locality& locality) {
    const auto& baskets = content.manifest->baskets;
    const auto found = std::find_if(baskets.begin(), baskets.end(),
                                    [&](const Basket& basket) { return basket.customer_ref == customer; });
    if (found == baskets.end())
        return fail(
            "The session {0} has no customer “{1}”: give the reference as it stands in the order file.",
            content.manifest->session(), customer);
    const auto hand_over = find_hand_over(content.ledger, *found);
    if (!hand_over)
        return hand_over.error();
    return app::receipt_document(*content.manifest, content.ledger.kiosk_name((*hand_over)->id.device),
                                 **hand_over, locality, found->language);
}

/// "2020-04-17" at noon.
LocalTime day_of(const Manifest& manifest, const ports::Locality& locality) {
    LocalTime day = locality.local(SystemClock().now());
    day.year = std::stoi(manifest.date.substr(0, 4));
    day.month = std::stoi(manifest.date.substr(5, 2));
    day.day = std::stoi(manifest.date.substr(8, 2));
    return day;
}

/// The name of the kiosk whose store it is; empty before its first event.
std::string own_name(const Content& content) {
    const auto& own = content.recovered.own_events;
    return own.empty() ? std::string() : content.ledger.kiosk_name(own.back().event.id.device);
}

receipt::Document session_report(const Content& content, const ports::Locality& locality) {
    const SessionReport report = make_report(content.ledger, {});
    receipt::SessionReportFacts facts;
    facts.document_id = "report";
    facts.station_name = content.manifest->station_name;
    facts.session_day = day_of(*content.manifest, locality);
    facts.printed = locality.local(SystemClock().now());
    facts.manifest = content.manifest.get();
    facts.report = &report;
    facts.ledger = &content.ledger;
    facts.local = [&locality](Instant moment) { return locality.local(moment); };
    facts.kiosk_name = own_name(content);
    if (!content.recovered.own_events.empty())
        facts.journal_head = to_hex(content.recovered.own_events.back().digest);
    return receipt::compose_session_report(facts, locality.texts("fr"));
}

Result<receipt::Document> producer_slip(const Content& content, const std::string& producer,
                                        const ports::Locality& locality) {
    const auto& producers = content.manifest->producers;
    const auto found = std::find(producers.begin(), producers.end(), producer);
    if (found == producers.end())
        return fail("The session {0} has no producer “{1}”; it has: {2}.", content.manifest->session(),
                    producer, fmt::format("{}", fmt::join(producers, ", ")));
    receipt::ProducerSlipFacts facts;
    facts.document_id = "slip";
    facts.station_name = content.manifest->station_name;
    facts.session_day = day_of(*content.manifest, locality);
    facts.printed = locality.local(SystemClock().now());
    facts.kiosk_name = own_name(content);
    facts.ledger = &content.ledger;
    facts.producer = static_cast<std::size_t>(found - producers.begin());
    return receipt::compose_producer_slip(facts, locality.texts("fr"));
}

receipt::Document test_page(const printer::Profile& profile, const ports::Locality& locality) {
    receipt::TestPageFacts facts;
    facts.document_id = "test";
    facts.printed = locality.local(SystemClock().now());
    facts.printer = facts.profile = profile.title;
    return receipt::compose_test_page(facts, locality.texts("fr"));
}

Result<receipt::Document> wanted_paper(const ReceiptOptions& options, const printer::Profile& profile) {
    const platform::StationLocality locality(resource_folder("translations"), "Europe/Paris");
    if (options.paper == "test")
        return test_page(profile, locality);
    const auto content = read_content(options.database);
    if (!content)
        return content.error();
    if (options.paper == "report")
        return session_report(*content, locality);
    if (options.paper == "slip")
        return producer_slip(*content, options.producer, locality);
    auto receipt = find_receipt(*content, options.customer, locality);
    if (!receipt || options.paper == "receipt")
        return receipt;
    const std::string mark = locality.texts(receipt->language).get("DUPLICATE");
    return receipt::marked(std::move(*receipt), mark);
}

Result<std::string> rendered(const receipt::Document& document, const std::string& format,
                             const printer::Profile& profile) {
    if (format == "text")
        return receipt::to_plain_text(document, profile.columns);
    if (format == "png")
        return printer::render_png(document, profile);
    if (format == "pdf")
        return printer::render_pdf(document, profile);
    const auto bytes = printer::encode(document, profile);
    return std::string(bytes.begin(), bytes.end());
}

Result<> write_receipt_file(const ReceiptOptions& options) {
    const auto profiles = printer::read_profiles(resource_folder("printers"));
    if (!profiles)
        return profiles.error();
    const auto profile = printer::find_profile(*profiles, options.profile);
    if (!profile)
        return profile.error();
    const auto document = wanted_paper(options, *profile);
    if (!document)
        return document.error();
    const auto bytes = rendered(*document, options.format, *profile);
    if (!bytes)
        return bytes.error();
    std::ofstream stream(options.output, std::ios::binary);
    stream << *bytes;
    if (!stream.flush())
        return fail("{0} cannot be written. Check that its folder exists, and the folder's rights.",
                    options.output.string());
    return Done{};
}

} // namespace

int write_receipt(const ReceiptOptions& options) {
    return ended(write_receipt_file(options));
}

} // namespace guichet::station
