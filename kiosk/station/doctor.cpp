// `guichet-kiosk doctor`: what is well, what is not, what to do.

#include "db/journal_tools.hpp"
#include "drivers/printer/usb_devices.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/platform/sounds.hpp"
#include "kiosk/platform/synthesiser.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/station/findings.hpp"
#include "kiosk/station/printers.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/run.hpp"
#include "kiosk/station/server_options.hpp"
#include "kiosk/station/tools.hpp"

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <sys/timex.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace guichet::station {

using nlohmann::json;

namespace {

constexpr std::string_view usual_configuration = "/etc/guichet/kiosk.toml";

Finding examine_store(const Configuration& configuration) {
    if (!std::filesystem::exists(configuration.store_file))
        return well("store", fmt::format("{} is made at the first start", configuration.store_file.string()));
    const auto summary = db::verify_journal(configuration.store_file);
    if (!summary)
        return unwell("store", summary.error(), true);
    return well("store", fmt::format("{} events, the chain holds", summary->events));
}

Finding examine_server(const Configuration& configuration, const std::string& session) {
    std::optional<Error> notice;
    if (awaits_enrolment(configuration, notice))
        return unwell("server",
                      notice ? *notice
                             : fail("This kiosk is not enrolled yet: hold the organiser's "
                                    "code before it, or use guichet-kiosk enrol."),
                      false);
    auto connection = sync::HttpServerConnection::open(server_options(configuration));
    if (!connection)
        return unwell("server", connection.error(), true);
    const auto manifest = (*connection)->fetch_manifest(session, 0);
    if (!manifest)
        return unwell("server", manifest.error(), false);
    return well("server", fmt::format("{} has the session {}, revision {}", configuration.server_url, session,
                                      *manifest ? (*manifest)->revision : 0));
}

Finding examine_printers(const Configuration& configuration) {
    if (configuration.printers.empty())
        return well("printer", "none is configured");
    const auto printers = printer::list_usb_printers(PrinterKnowledge::read().quirks);
    if (!printers)
        return unwell("printer", printers.error(), false);
    if (printers->empty())
        return unwell("printer", fail("No USB printer is plugged in, or it is switched off."), false);
    std::string words;
    for (const auto& printer : *printers) {
        if (printer.problem)
            return unwell("printer", *printer.problem, false);
        words += (words.empty() ? "" : "; ") + printer.describe();
    }
    return well("printer", words);
}

Finding examine_clock() {
    timex state{};
    if (::adjtimex(&state) < 0 || (state.status & STA_UNSYNC) != 0)
        return unwell("clock",
                      fail("The clock is not set by the network. Check the date before the session opens."),
                      false);
    return well("clock", "set by the network");
}

/// The languages that are spoken, and each file that is not used.
std::vector<Finding> examine_texts(const platform::StationLocality& locality) {
    std::vector<Finding> findings{
        well("languages", fmt::format("{}", fmt::join(locality.languages(), ", ")))};
    for (const auto& notice : locality.notices())
        findings.push_back(unwell("languages", notice, false));
    return findings;
}

Finding examine_screen() {
    return platform::has_display()
               ? well("screen", "there is a display")
               : unwell("screen", fail("There is no display for this user. Start the kiosk by its service."),
                        false);
}

/// The names are those that the configuration knows the devices by.
Finding examine_sound(const SpeechConfiguration& speech) {
    const auto devices = platform::audio_devices();
    const auto there = [&](const std::string& wanted) {
        return std::any_of(devices.begin(), devices.end(),
                           [&](const std::string& name) { return name.starts_with(wanted); });
    };
    if (devices.empty())
        return unwell("sound",
                      fail("There is no loudspeaker: the kiosk works without sounds and voice. Plug "
                           "one in, or look at its volume and rights (group audio)."),
                      false);
    const std::string words = fmt::format("{}", fmt::join(devices, "\n"));
    if (!there(speech.loudspeaker))
        return unwell("sound",
                      fail("The loudspeaker “{0}” is not there. There are:\n{1}", speech.loudspeaker, words),
                      false);
    if (!speech.headphones.empty() && !there(speech.headphones))
        return well("sound",
                    fmt::format("{}\nThe headphones “{}” are not plugged in now.", words, speech.headphones));
    return well("sound", words);
}

Finding examine_voice() {
    const auto voice = platform::open_espeak();
    return voice ? well("voice", "the screen can be read aloud") : unwell("voice", voice.error(), false);
}

std::vector<Finding> examine_all(const Configuration& configuration, const std::filesystem::path& frame) {
    const platform::StationLocality locality(resource_folder("translations"), configuration.time_zone,
                                             configuration.translations);
    auto session = configuration.kiosk.session();
    if (configuration.kiosk.date.empty()) {
        const auto local = locality.local(SystemClock().now());
        session += fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
    }
    std::vector<Finding> findings{examine_store(configuration), examine_server(configuration, session)};
    const auto add = [&](std::vector<Finding> more) {
        std::move(more.begin(), more.end(), std::back_inserter(findings));
    };
    add(examine_cameras(configuration, frame));
    add(examine_hand_scanners(configuration));
    add({examine_printers(configuration), examine_screen(), examine_sound(configuration.speech),
         examine_clock()});
    if (configuration.speech.voice)
        add({examine_voice()});
    add(examine_texts(locality));
    return findings;
}

/// Lines after the first stand under it.
std::string indented(const std::string& words) {
    std::string text;
    for (const char letter : words)
        text += letter == '\n' ? std::string("\n") + std::string(19, ' ') : std::string(1, letter);
    return text;
}

void tell(const std::vector<Finding>& findings, bool as_json) {
    json list = json::array();
    for (const auto& finding : findings) {
        json members{{"part", finding.part}, {"well", finding.well}, {"words", finding.words}};
        members.update(finding.details);
        if (as_json)
            list.push_back(std::move(members));
        else
            std::cout << fmt::format("{:4} {:13} {}\n", finding.well ? "ok" : "!!", finding.part,
                                     indented(finding.words));
    }
    // A device's own words may be in any encoding.
    if (as_json)
        std::cout << json{{"findings", list}}.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
}

} // namespace

int examine(const DoctorOptions& options) {
    const auto& file = options.configuration;
    const auto configuration =
        read_configuration(file.empty() ? std::filesystem::path(usual_configuration) : file);
    std::vector<Finding> findings;
    if (configuration)
        findings = examine_all(*configuration, options.frame);
    else
        findings = {unwell("configuration", configuration.error(), true)};
    tell(findings, options.json);
    const bool fit = std::all_of(findings.begin(), findings.end(),
                                 [](const Finding& finding) { return finding.well || !finding.needed; });
    return fit ? 0 : 1;
}

} // namespace guichet::station
