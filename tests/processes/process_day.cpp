#include "tests/processes/process_day.hpp"

#include "db/journal_tools.hpp"
#include "drivers/decoder/picture_reader.hpp"
#include "drivers/lab/printer/lab_printer.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/lab/lab_hardware.hpp"
#include "kiosk/lab/lab_station.hpp"
#include "tests/exchange/relay.hpp"
#include "tests/processes/driven_kiosk.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>
#include <vector>

namespace guichet::processes {

using nlohmann::json;

namespace {

constexpr std::size_t counters = 2;
constexpr std::array<const char*, counters> names{"first", "second"};

void check(const Result<>& result, const std::string& what) {
    if (!result)
        throw std::runtime_error(what + ": " + result.error().english());
}
template <typename Value>
Value value_of(Result<Value> result, const std::string& what) {
    if (!result)
        throw std::runtime_error(what + ": " + result.error().english());
    return std::move(result).value();
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Customers with two lines each; the order's number is on the receipt.
std::string order_file(int customers) {
    std::string text = "order,customer_ref,customer,producer,product,quantity,unit,unit_price\n";
    for (int number = 1; number <= customers; ++number)
        for (const char* product : {"Fromage", "Pain"})
            text += fmt::format("{},C{:03},Camille Durand,GAEC Baguet,{},1,piece,3.20\n", 70'000 + number,
                                number, product);
    return text;
}

class ProcessDay {
public:
    ProcessDay(const DayOptions& options, DayFigures& figures)
        : options_(options), figures_(figures), random_(options.seed) {}

    void play() {
        build();
        open();
        for (int visit = 1; visit <= options_.customers; ++visit) {
            accident();
            const auto who = visit;
            const auto at = below(counters);
            serve(at, who);
            if (below(4) == 0) // somebody else comes for the same basket, to the other counter
                serve(1 - at, who);
        }
        mend();
        close();
        compare();
    }

private:
    std::uint64_t below(std::uint64_t count) { return random_() % count; }
    Instant now() const { return now_; }
    DrivenKiosk& kiosk(std::size_t at) { return *kiosks_.at(at); }
    std::string ref(int who) const { return fmt::format("C{:03}", who); }

    void build() {
        const auto orders = options_.folder / "small.csv";
        std::ofstream(orders) << order_file(options_.customers);
        lab::LabStationPlan plan{.folder = options_.folder / "station", .orders = orders};
        plan.kiosks = {{names[0], "Comptoir 1", "counter"}, {names[1], "Comptoir 2", "counter"}};
        station_.emplace(value_of(lab::LabStation::build(std::move(plan)), "the station"));
        const auto url = station_->server_url();
        std::uint16_t port = 0;
        std::from_chars(url.data() + url.rfind(':') + 1, url.data() + url.size(), port);
        for (std::size_t at = 0; at < counters; ++at) {
            networks_.at(at) = std::make_unique<exchange::Relay>(port);
            const auto file = station_->configuration(names.at(at));
            auto text = text_of(file);
            const auto place = text.find(url);
            if (place == std::string::npos)
                throw std::runtime_error("the configuration names no server");
            text.replace(place, url.size(), fmt::format("http://127.0.0.1:{}", networks_.at(at)->port()));
            std::ofstream(file) << text;
            kiosks_.at(at) = std::make_unique<DrivenKiosk>(file, station_->kiosk_folder(names.at(at)));
        }
        for (int who = 1; who <= options_.customers; ++who) {
            const auto read = decoder::read_picture_file(station_->codes() / (ref(who) + ".png"));
            if (!read || !*read)
                throw std::runtime_error("a code cannot be read");
            codes_.push_back(**read);
        }
    }

    void open() {
        for (std::size_t at = 0; at < counters; ++at)
            check(kiosk(at).start(now()), "the start");
        check(kiosk(0).step("tap", {"Ouvrir la session"}, now()), "the opening");
        for (int tries = 0; tries < 10; ++tries) {
            pass_time(2'000);
            if (kiosk(1).step("expect", {"screen", "attract"}, now()))
                return;
        }
        throw std::runtime_error("the second counter does not open");
    }

    void pass_time(std::int64_t milliseconds) {
        now_ = now_ + milliseconds;
        for (auto& one : kiosks_)
            if (one->runs())
                check(one->pass_time(now()), "time");
    }

    /// What may happen before anybody comes.
    void accident() {
        switch (below(6)) {
        case 0:
            networks_.at(below(counters))->cut_after(below(3'000));
            ++figures_.cuts;
            break;
        case 1: networks_.at(below(counters))->mend(); break;
        case 2:
            station_->kill_server();
            ++figures_.servers_killed;
            break;
        case 3: kill(below(counters)); break;
        default: break;
        }
        if (below(2) == 0) // it is down for one visit in two; on a running one it changes nothing
            start_server();
        pass_time(2'000);
    }

    void start_server() {
        station_->kill_server();
        check(station_->start_server(), "the server's start");
    }

    void kill(std::size_t at) {
        kiosk(at).kill();
        ++figures_.kiosks_killed;
    }

    /// A customer before a counter; the counter may die over it, and is started again.
    void serve(std::size_t at, int who) {
        for (int tries = 0; tries < 4; ++tries) {
            check(kiosk(at).start(now()), "a start");
            settle_papers(at);
            now_ = now_ + 4'000;
            check(kiosk(at).step("scan", {codes_.at(static_cast<std::size_t>(who) - 1)}, now()), "a scan");
            if (!kiosk(at).step("expect", {"screen", "basket"}, now())) {
                check(kiosk(at).step("expect", {"screen", "collected"}, now()), "a code's screen");
                check(kiosk(at).step("tap", {"Fermer"}, now()), "what was collected");
                return;
            }
            now_ = now_ + 1'000;
            if (below(4) == 0) {
                kiosk(at).killed_at("tap", {"Tout remettre"}, now(),
                                    std::chrono::microseconds{below(30'000)});
                ++figures_.kiosks_killed;
                continue;
            }
            check(kiosk(at).step("tap", {"Tout remettre"}, now()), "a hand-over");
            check(kiosk(at).step("expect", {"screen", "done"}, now()), "a hand-over's screen");
            ++figures_.hand_overs;
            if (!confirmed_[ref(who)].insert(at).second)
                throw std::runtime_error("a basket was handed over twice at one counter: " + ref(who));
            figures_.twice += confirmed_[ref(who)].size() > 1 ? 1 : 0;
            if (below(5) == 0)
                return kill(at);
            check(kiosk(at).step("tap", {"Client suivant"}, now()), "the next customer");
            return;
        }
    }

    /// After a restart: the screen is the first one, whatever was on it.
    void settle_papers(std::size_t at) {
        now_ = now_ + 2'000;
        check(kiosk(at).pass_time(now()), "time");
    }

    void mend() {
        start_server();
        for (std::size_t at = 0; at < counters; ++at) {
            networks_.at(at)->mend();
            check(kiosk(at).start(now()), "the last start");
        }
        for (int waited = 0; waited < 30; ++waited) // the longest pause between two tries
            pass_time(2'000);
    }

    void close() {
        check(kiosk(0).step("tap", {"Menu"}, now()), "the menu");
        check(kiosk(0).step("tap", {"Clôturer la session"}, now()), "the closing");
        check(kiosk(0).step("tap", {"Clôturer la session"}, now()), "its confirmation");
        for (int looks = 0; looks < 200; ++looks) {
            pass_time(2'000);
            bool settled = true;
            for (auto& one : kiosks_) {
                const auto summary = json::parse(value_of(one->figures(), "figures").summary, nullptr, false);
                settled = settled && summary.is_object() && summary.value("reconciled", false);
            }
            if (settled)
                return;
        }
        throw std::runtime_error("they do not come to rest");
    }

    void compare() {
        std::vector<std::string> reports;
        for (auto& one : kiosks_)
            reports.push_back(value_of(one->figures(), "figures").report);
        for (auto& one : kiosks_)
            one->kill();
        station_->stop_server();
        const auto served = value_of(station_->server_report(), "the server's report");
        for (const auto& report : reports)
            check(same_figures(report, served), "the figures differ");
        const auto report = json::parse(served);
        if (!report.value("journal_ok", false) || !report.value("reconciled", false))
            throw std::runtime_error("the server's report is not sound: " + served);
        check_hand_overs(report);
        for (std::size_t at = 0; at < counters; ++at) {
            check(verified(at), "a journal");
            check_receipts(at);
        }
    }

    Result<> verified(std::size_t at) const {
        const auto journal = db::verify_journal(station_->kiosk_folder(names.at(at)) / "kiosk.sqlite");
        return journal ? Result<>() : Result<>(journal.error());
    }

    /// What a screen confirmed is there, once in the sums; what both confirmed has its incident.
    void check_hand_overs(const json& report) const {
        std::set<std::string> collected;
        for (const auto& row : report.at("by_customer"))
            if (row.value("collected", false))
                collected.insert(row.at("customer_ref").get<std::string>());
        std::int64_t twice = 0;
        for (const auto& [customer, at] : confirmed_) {
            if (!collected.contains(customer))
                throw std::runtime_error("a confirmed hand-over is lost: " + customer);
            twice += at.size() > 1 ? 1 : 0;
        }
        const auto lines = report.at("collected_lines").get<std::size_t>();
        if (lines != 2 * collected.size() || report.at("baskets_collected") != collected.size())
            throw std::runtime_error(
                fmt::format("{} lines are counted for {} baskets of two", lines, collected.size()));
        std::int64_t incidents = 0;
        for (const auto& incident : report.at("incident_list"))
            incidents += incident.value("kind", "") == word(IncidentKind::double_hand_over) ? 1 : 0;
        if (incidents < twice)
            throw std::runtime_error(
                fmt::format("{} baskets were handed over twice, and {} incidents tell it", twice, incidents));
    }

    /// No counter printed one customer's receipt twice without the mark.
    void check_receipts(std::size_t at) const {
        const auto printer = value_of(lab::LabPrinter::open(lab::lab_model("lab-80mm"),
                                                            station_->kiosk_folder(names.at(at)) / "printer"),
                                      "a printer");
        std::map<int, int> unmarked;
        for (std::size_t paper = 0; paper < printer->papers().size(); ++paper) {
            const auto text = printer->text(paper);
            if (text.find("DUPLICATA") != std::string::npos)
                continue;
            for (int who = 1; who <= options_.customers; ++who)
                if (text.find(fmt::format("{}", 70'000 + who)) != std::string::npos && ++unmarked[who] > 1)
                    throw std::runtime_error("two receipts without mark: " + ref(who));
        }
        papers_seen_ += static_cast<int>(unmarked.size());
        if (at + 1 == counters && papers_seen_ == 0 && figures_.hand_overs > 0)
            throw std::runtime_error("no receipt was found: this test looks at nothing");
    }

    DayOptions options_;
    DayFigures& figures_;
    std::mt19937_64 random_;
    Instant now_ = lab::lab_session_start;
    std::optional<lab::LabStation> station_;
    std::array<std::unique_ptr<exchange::Relay>, counters> networks_;
    std::array<std::unique_ptr<DrivenKiosk>, counters> kiosks_;
    std::vector<std::string> codes_;
    std::map<std::string, std::set<std::size_t>> confirmed_; ///< by customer: where a screen said so
    mutable int papers_seen_ = 0;
};

} // namespace

std::optional<std::string> play_day(const DayOptions& options, DayFigures& figures) {
    try {
        ProcessDay(options, figures).play();
    } catch (const std::exception& error) {
        return error.what();
    }
    return std::nullopt;
}

} // namespace guichet::processes
