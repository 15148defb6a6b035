#include "kiosk/station/tools.hpp"

#include "db/journal_tools.hpp"
#include "drivers/printer/escpos_encoder.hpp"
#include "drivers/printer/picture_renderer.hpp"
#include "drivers/printer/profile_file.hpp"
#include "drivers/scanner/picture_reader.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/core/ledger.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/station/resources.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>

namespace guichet::station {

using nlohmann::json;

namespace {

/// Says what went wrong, and gives the exit code.
int ended(const Result<>& result) {
    if (!result)
        std::fprintf(stderr, "guichet-kiosk: %s\n", result.error().english().c_str());
    return result ? 0 : 1;
}

void tell_picture(const std::string& path, const std::optional<std::string>& text, bool as_json) {
    if (as_json)
        std::cout << json{{"path", path}, {"ok", text.has_value()}, {"text", text.value_or("")}}.dump(
                         -1, ' ', false, json::error_handler_t::replace)
                  << '\n';
    else
        std::cout << path << '\t' << (text ? "ok" : "none") << '\t' << text.value_or("") << '\n';
}

/// The hand-over of a customer that stands, in its own journal or another kiosk's.
Result<const JournalEvent*> find_hand_over(const ports::Recovered& recovered, const Ledger& ledger,
                                           const Basket& basket) {
    const auto* standing = ledger.basket(basket.id).standing();
    if (standing == nullptr)
        return fail("Nothing was handed over to the customer “{0}”, so that there is no receipt.",
                    basket.customer_ref);
    for (const auto* events : {&recovered.own_events, &recovered.foreign.events})
        for (const auto& sealed : *events)
            if (sealed.event.id == standing->event)
                return &sealed.event;
    return fail("The hand-over of “{0}” is not in this store.", basket.customer_ref);
}

Result<receipt::Document> find_receipt(const ReceiptOptions& options) {
    const auto recovered = db::read_store(options.database);
    if (!recovered)
        return recovered.error();
    if (!recovered->manifest)
        return fail("The store {0} holds no session.", options.database.string());
    auto parsed = parse_manifest(recovered->manifest->body);
    if (!parsed)
        return parsed.error();
    const auto manifest = std::make_shared<const Manifest>(std::move(*parsed));
    const auto found =
        std::find_if(manifest->baskets.begin(), manifest->baskets.end(),
                     [&](const Basket& basket) { return basket.customer_ref == options.customer; });
    if (found == manifest->baskets.end())
        return fail("The session {0} has no customer “{1}”.", manifest->session(), options.customer);
    Ledger ledger(manifest);
    for (const auto* events : {&recovered->own_events, &recovered->foreign.events})
        for (const auto& sealed : *events)
            ledger.apply(sealed.event);
    const auto hand_over = find_hand_over(*recovered, ledger, *found);
    if (!hand_over)
        return hand_over.error();
    const platform::StationLocality locality(resource_folder("translations"), "Europe/Paris");
    return app::receipt_document(*manifest, ledger.kiosk_name((*hand_over)->id.device), **hand_over, locality,
                                 found->language);
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
    const auto document = find_receipt(options);
    if (!document)
        return document.error();
    const auto bytes = rendered(*document, options.format, *profile);
    if (!bytes)
        return bytes.error();
    std::ofstream stream(options.output, std::ios::binary);
    stream << *bytes;
    if (!stream.flush())
        return fail("{0} cannot be written. Check the folder's rights.", options.output.string());
    return Done{};
}

Result<> say_summary(const Result<db::JournalSummary>& summary, std::ostream& stream) {
    if (!summary)
        return summary.error();
    stream << fmt::format("{} events, the chain holds; head {}\n", summary->events, to_hex(summary->head));
    return Done{};
}

} // namespace

int decode_pictures(const DecodeOptions& options) {
    int code = 0;
    for (const auto& path : options.pictures) {
        const auto read = scanner::read_picture_file(path);
        if (!read)
            code = ended(read.error());
        tell_picture(path, read ? *read : std::nullopt, options.json);
    }
    return code;
}

int write_receipt(const ReceiptOptions& options) {
    return ended(write_receipt_file(options));
}

int verify_journal(const std::filesystem::path& database) {
    return ended(say_summary(db::verify_journal(database), std::cout));
}

int export_journal(const std::filesystem::path& database) {
    return ended(say_summary(db::export_journal(database, std::cout), std::cerr));
}

} // namespace guichet::station
