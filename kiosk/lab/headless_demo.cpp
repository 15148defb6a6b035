#include "db/journal_tools.hpp"
#include "drivers/decoder/picture_reader.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/lab/demo.hpp"
#include "kiosk/lab/lab_station.hpp"
#include "kiosk/lab/player.hpp"
#include "kiosk/lab/progress.hpp"
#include "kiosk/lab/session_script.hpp"
#include "kiosk/platform/locality.hpp"
#include "kiosk/station/resources.hpp"

#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

namespace guichet::lab {

using nlohmann::json;

namespace {

/// The lines that `guichet-server codes` writes: "REF","REF.png",SHORT-CODE. The references of the
/// demonstration hold neither quotes nor commas.
std::map<std::string, std::string> read_short_codes(const std::filesystem::path& file) {
    std::map<std::string, std::string> codes;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        const auto first = line.find(',');
        const auto last = line.rfind(',');
        if (first == last || first < 3)
            continue;
        auto code = line.substr(last + 1);
        std::erase_if(code, [](char letter) { return letter == '-' || letter == '\r'; });
        codes.emplace(line.substr(1, first - 2), code);
    }
    return codes;
}

/// Codes that no server made.
Result<> make_special_codes(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder / "special");
    PickupCode unknown;
    unknown.bytes.fill(0x5A);
    const std::pair<std::string_view, std::string> codes[]{{unknown_code_file, unknown.text()},
                                                           {foreign_code_file, "https://example.org/menu"}};
    for (const auto& [file, text] : codes) {
        const auto picture = pictures::qr_picture(text, 8);
        if (!picture)
            return picture.error();
        if (auto written = pictures::write_png(folder / file, *picture); !written)
            return written;
    }
    return Done{};
}

Result<std::vector<Step>> prepare_script(const DemoOptions& options, const LabStation& station,
                                         const ports::Locality& locality) {
    if (auto made = make_special_codes(station.folder()); !made)
        return made.error();
    const auto demonstration = make_demonstration(options.seed, options.scale);
    const auto scanned = [&](const std::string& ref) {
        const auto read = decoder::read_picture_file(station.codes() / (ref + ".png"));
        return read && *read ? **read : std::string();
    };
    const auto text = write_session_script({demonstration, read_short_codes(station.codes() / "codes.csv"),
                                            scanned, options.seed, options.scale},
                                           locality);
    std::ofstream(options.out / "session.scenario") << text;
    return parse_scenario(text, "session.scenario");
}

std::vector<PlayedKiosk> played_kiosks(const LabStation& station) {
    std::vector<PlayedKiosk> kiosks;
    for (const auto& kiosk : station.plan().kiosks)
        kiosks.push_back({kiosk.name, station.configuration(kiosk.name), station.kiosk_folder(kiosk.name)});
    return kiosks;
}

Result<> play(Player& player, const std::vector<Step>& steps) {
    Progress progress(steps.size());
    std::string phase = "Ouverture";
    for (std::size_t at = 0; at < steps.size(); ++at) {
        if (steps[at].verb == "phase")
            phase = steps[at].arguments[0];
        progress.show(at, phase);
        if (auto played = player.play(steps[at]); !played)
            return fail("session.scenario:{0}: {1}: {2}", steps[at].line, steps[at].text,
                        played.error().english());
    }
    progress.finish();
    return Done{};
}

double percentile(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// What both kiosks and the server say at the end.
struct Outcome {
    std::vector<KioskFigures> kiosks; ///< the counter's first
    std::string server_report;
    std::string server_metrics; ///< what it counted, with its bytes on the wire
    bool journals_verify = true;
    std::int64_t peak_kilobytes = 0;
};

Result<Outcome> conclude(std::unique_ptr<Player> player, LabStation& station) {
    Outcome outcome;
    rusage own{};
    ::getrusage(RUSAGE_SELF, &own);
    outcome.peak_kilobytes = own.ru_maxrss + station.server_peak_memory();
    for (const auto& kiosk : station.plan().kiosks) {
        auto figures = player->figures(kiosk.name);
        if (!figures)
            return figures.error();
        outcome.peak_kilobytes += figures->peak_memory;
        outcome.kiosks.push_back(std::move(*figures));
    }
    auto metrics = station.server_metrics();
    if (!metrics)
        return metrics.error();
    outcome.server_metrics = std::move(*metrics);
    player.reset(); // the kiosks end, so that their journals can be read
    station.stop_server();
    for (const auto& kiosk : station.plan().kiosks) {
        const auto verified = db::verify_journal(station.kiosk_folder(kiosk.name) / "kiosk.sqlite");
        if (!verified)
            std::fprintf(stderr, "%s\n", verified.error().english().c_str());
        outcome.journals_verify = outcome.journals_verify && verified.ok();
    }
    auto report = station.server_report();
    if (!report)
        return report.error();
    outcome.server_report = std::move(*report);
    return outcome;
}

void tell_timing(const Outcome& outcome, const std::filesystem::path& out) {
    std::vector<double> times;
    for (const auto& kiosk : outcome.kiosks)
        times.insert(times.end(), kiosk.scan_to_screen.begin(), kiosk.scan_to_screen.end());
    const json timing{{"scans", times.size()},
                      {"scan_to_screen_median_ms", percentile(times, 0.5)},
                      {"scan_to_screen_p99_ms", percentile(times, 0.99)},
                      {"peak_memory_mb", outcome.peak_kilobytes / 1024}};
    std::ofstream(out / "timing.json") << timing.dump(2) << '\n';
    std::fprintf(
        stderr,
        "scan to basket on screen: median %.2f ms, p99 %.2f ms of %zu scans; memory at most %lld MB\n",
        percentile(times, 0.5), percentile(times, 0.99), times.size(),
        static_cast<long long>(outcome.peak_kilobytes / 1024));
}

/// The counter's report, which holds only if every other one agrees with it.
json final_report(const Outcome& outcome) {
    json report = json::parse(outcome.kiosks.front().summary);
    bool agreed = true;
    std::int64_t unsent = 0;
    for (const auto& kiosk : outcome.kiosks) {
        const auto summary = json::parse(kiosk.summary);
        unsent += summary["unsent_events"].get<std::int64_t>();
        const auto same = same_figures(kiosk.report, outcome.server_report);
        agreed = agreed && same.ok() && summary["reconciled"].get<bool>();
        if (!same)
            std::fprintf(stderr, "%s\n", same.error().english().c_str());
    }
    report["unsent_events"] = unsent;
    report["journal_ok"] =
        outcome.journals_verify && json::parse(outcome.server_report).value("journal_ok", false);
    report["reconciled"] = agreed && json::parse(outcome.server_report).value("reconciled", false);
    return report;
}

Result<> play_session(const DemoOptions& options) {
    std::error_code ignored;
    std::filesystem::remove_all(options.out, ignored);
    std::filesystem::create_directories(options.out, ignored);
    std::fprintf(stderr, "Préparation : commandes, codes et serveur …\n");
    const auto folder = std::filesystem::absolute(options.out / "station");
    auto station =
        LabStation::build({.folder = folder, .orders = {}, .seed = options.seed, .scale = options.scale});
    if (!station)
        return station.error();
    const platform::StationLocality locality(station::resource_folder("translations"), "Europe/Paris");
    auto steps = prepare_script(options, *station, locality);
    if (!steps)
        return steps.error();
    auto player = std::make_unique<Player>(played_kiosks(*station), std::vector{folder},
                                           std::filesystem::absolute(options.out));
    player->use(*station);
    if (auto played = play(*player, *steps); !played)
        return played;
    auto outcome = conclude(std::move(player), *station);
    if (!outcome)
        return outcome.error();
    tell_timing(*outcome, options.out);
    std::ofstream(options.out / "server-metrics.txt") << outcome->server_metrics;
    const auto report = final_report(*outcome);
    std::fprintf(stderr, "pictures: %s\n", options.out.c_str());
    std::cout << report.dump() << std::endl;
    if (!report["reconciled"].get<bool>() || !report["journal_ok"].get<bool>())
        return fail("The session is not reconciled; see {0}.", folder.string());
    return Done{};
}

int exit_code(const Result<>& result) {
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().english().c_str());
    return result ? 0 : 1;
}

/// Takes the steps that say what the station is made of from the scenario's beginning.
void take_setup(std::vector<Step>& steps, LabStationPlan& plan) {
    const auto first = std::find_if(steps.begin(), steps.end(), [](const Step& step) {
        return step.verb != "setup" && step.verb != "user";
    });
    std::vector<LabPrinterPlan> printers;
    bool named = false;
    for (auto step = steps.begin(); step != first; ++step) {
        const auto& words = step->arguments;
        if (step->verb == "user") {
            plan.users.push_back({words[0], words[1], words[2], words.size() > 3 ? words[3] : ""});
            continue;
        }
        if (words[0] == "paper")
            plan.paper = words[1];
        else if (words[0] == "enrolment")
            plan.awaits_enrolment = words[1] == "awaited";
        else if (words[0] == "tour")
            plan.tour = words[1] == "on";
        else if (words[1] != "none")
            printers.push_back({words[1], words.size() > 2 ? words[2] : ""});
        named = named || words[0] == "printer";
    }
    if (named)
        plan.printers = std::move(printers);
    steps.erase(steps.begin(), first);
}

Result<> play_file(const std::filesystem::path& script, const std::filesystem::path& configuration,
                   const std::filesystem::path& orders, const std::filesystem::path& out) {
    auto steps = read_scenario(script);
    if (!steps)
        return steps.error();
    const auto output = std::filesystem::absolute(out);
    std::error_code ignored;
    std::filesystem::create_directories(output, ignored);
    const auto beside = std::filesystem::absolute(script).parent_path();
    if (!configuration.empty()) {
        Player player({{"kiosk", std::filesystem::absolute(configuration), output / "kiosk"}},
                      {beside, std::filesystem::current_path()}, output);
        return player.play_all(*steps, script.string());
    }
    const auto folder = output / "station";
    std::filesystem::remove_all(folder, ignored);
    LabStationPlan plan{.folder = folder,
                        .orders = orders.empty() ? orders : std::filesystem::absolute(orders)};
    take_setup(*steps, plan);
    auto station = LabStation::build(std::move(plan));
    if (!station)
        return station.error();
    if (auto made = make_special_codes(folder); !made)
        return made;
    Player player(played_kiosks(*station), {folder, beside, std::filesystem::current_path()}, output);
    player.use(*station);
    return player.play_all(*steps, script.string());
}

} // namespace

int run_headless_demo(const DemoOptions& options) {
    return exit_code(play_session(options));
}

int run_scenario(const std::filesystem::path& script, const std::filesystem::path& configuration,
                 const std::filesystem::path& orders, const std::filesystem::path& out) {
    return exit_code(play_file(script, configuration, orders, out));
}

} // namespace guichet::lab
