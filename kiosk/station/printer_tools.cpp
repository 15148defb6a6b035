// `guichet-kiosk printers` and `guichet-kiosk print-test`.

#include "drivers/printer/usb_devices.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/receipt/compose.hpp"
#include "kiosk/station/printers.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/run.hpp"
#include "kiosk/station/tools.hpp"

#include <nlohmann/json.hpp>

#include <csignal>
#include <iostream>
#include <thread>

namespace guichet::station {

using nlohmann::json;

namespace {

std::string abilities_of(const printer::Profile& profile) {
    std::string words =
        fmt::format("{} mm, {} columns, {} dots", profile.paper_millimetres, profile.columns, profile.dots);
    const auto add = [&words](bool able, std::string_view word) {
        if (able)
            words += fmt::format(", {}", word);
    };
    add(profile.cut != printer::CutCommand::none, "cutter");
    add(profile.automatic_status, "tells its status");
    add(profile.confirmation, "confirms each paper (GS ( H)");
    add(profile.barrier && !profile.confirmation, "confirms each paper (GS r)");
    add(profile.native_qr, "QR codes of its own");
    return words;
}

/// What there is to tell of one printer, in order.
using Listing = std::vector<std::pair<std::string, std::string>>;

Listing examine(const printer::UsbPrinter& found, const PrinterKnowledge& knowledge) {
    Listing listing{{"printer", found.describe()}, {"port", found.port}};
    const auto add = [&listing](const char* name, const std::string& value) {
        if (!value.empty())
            listing.emplace_back(name, value);
    };
    add("serial", found.serial);
    add("device id", found.device_id);
    if (found.problem) {
        add("problem", found.problem->english());
        return listing;
    }
    const auto driver = make_printer(knowledge, found.port, {});
    require(driver.ok(), "a profile that is chosen by itself exists");
    if (const auto opened = (*driver)->open(); !opened) {
        add("problem", opened.error().english());
        return listing;
    }
    const auto chosen = printer::choose_profile(knowledge.profiles, (*driver)->identity());
    add("model", (*driver)->facts().model);
    add("firmware", (*driver)->identity().firmware);
    add("profile", fmt::format("{}: {}, chosen {}", chosen.profile.name, chosen.profile.title,
                               printer::words_of(chosen.reason)));
    add("status", std::string(ports::explain((*driver)->status().condition)));
    add("abilities", abilities_of(chosen.profile));
    return listing;
}

void tell(const Listing& listing) {
    for (const auto& [name, value] : listing)
        if (name == "printer")
            std::cout << value << '\n';
        else
            std::cout << fmt::format("  {:10} {}\n", name, value);
}

Result<> tell_printers(bool as_json) {
    const auto knowledge = PrinterKnowledge::read();
    const auto printers = printer::list_usb_printers(knowledge.quirks);
    if (!printers)
        return printers.error();
    json list = json::array();
    for (const auto& found : *printers) {
        const Listing listing = examine(found, knowledge);
        if (!as_json) {
            tell(listing);
            continue;
        }
        json object;
        for (const auto& [name, value] : listing)
            object[name] = value;
        list.push_back(std::move(object));
    }
    if (as_json)
        std::cout << list.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
    else if (printers->empty())
        std::cout << "No USB printer is plugged in, or it is switched off.\n";
    return Done{};
}

/// Says what the printer needs while a paper waits for it.
struct Teller final : ports::PrintObserver {
    void on_status(const ports::PrinterStatus& status) override {
        std::cerr << ports::explain(status.condition) << '\n';
    }
};

std::stop_source interrupted;

/// Ctrl-C as a request to stop: signals are taken by a thread of their own, where everything is allowed.
std::jthread watch_for_interrupt() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return std::jthread([signals](const std::stop_token& stop) {
        constexpr timespec look{0, 200'000'000};
        while (!stop.stop_requested())
            if (sigtimedwait(&signals, nullptr, &look) > 0)
                interrupted.request_stop();
    });
}

Result<> print_test_page(const PrintTestOptions& options) {
    const auto driver = make_printer(PrinterKnowledge::read(), options.printer, options.profile);
    if (!driver)
        return driver.error();
    if (auto opened = (*driver)->open(); !opened)
        return opened;
    const platform::StationLocality locality(resource_folder("translations"), "Europe/Paris");
    const auto known = (*driver)->facts();
    receipt::TestPageFacts facts;
    facts.document_id = fmt::format("test-{}", SystemClock().now().milliseconds);
    facts.printed = locality.local(SystemClock().now());
    facts.printer = known.model;
    facts.profile = known.profile;
    facts.firmware = known.firmware;
    facts.port = known.place;
    const auto watch = watch_for_interrupt();
    Teller teller;
    const auto outcome = (*driver)->print({receipt::compose_test_page(facts, locality.texts("fr")), false},
                                          teller, interrupted.get_token());
    switch (outcome.result) {
    case ports::PrintResult::printed:
        std::cout << "The printer confirms that the page is out.\n";
        return Done{};
    case ports::PrintResult::sent_not_confirmable:
        std::cout << "The page was sent; this printer does not say whether it is out.\n";
        return Done{};
    case ports::PrintResult::interrupted_before_any_byte:
    case ports::PrintResult::interrupted_unknown: break;
    }
    return outcome.reason.value_or(fail("The page was interrupted."));
}

} // namespace

int list_printers(bool as_json) {
    return ended(tell_printers(as_json));
}

int print_test(const PrintTestOptions& options) {
    return ended(print_test_page(options));
}

} // namespace guichet::station
