#include "kiosk/lab/lab_station.hpp"

#include "db/kiosk_users.hpp"
#include "kiosk/lab/demonstration/demonstration_data.hpp"
#include "kiosk/station/tools.hpp"
#include "kiosk/sync/transfer.hpp"

#include <fstream>

namespace guichet::lab {

namespace {

/// Another session of the same organiser, so that a code can be shown on the wrong day.
constexpr std::string_view other_date = "2020-04-24";
constexpr std::string_view other_orders =
    "commande;ref_client;client;producteur;article;quantite;unite;prix_unitaire\n"
    "2404-1;AUTRE-1;Odile Vernières;GAEC Ferrand;Lentilles blondes 500 g;1;pièce;3,90\n"
    "2404-2;AUTRE-2;Basile Chastang;GAEC Ferrand;Lentilles blondes 500 g;2;pièce;3,90\n";

Result<> write_file(const std::filesystem::path& file, std::string_view text) {
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    if (!stream.flush())
        return fail("{0} cannot be written. Check the folder's rights and the space on the disk.",
                    file.string());
    return Done{};
}

/// The tables of the printers, and whether there is paper at all.
std::string printing_configuration(const LabStationPlan& plan) {
    std::string text = fmt::format("[receipt]\npaper = \"{}\"\n", plan.paper);
    for (std::size_t at = 0; at < plan.printers.size(); ++at) {
        const auto& printer = plan.printers[at];
        text += fmt::format("[[printer]]\nprofile = \"lab-{}\"\nport = \"lab-{}\"\n", printer.model, at + 1);
        std::string roles;
        for (const char letter : printer.roles)
            roles += letter == ',' ? std::string("\", \"") : std::string(1, letter);
        text += roles.empty() ? "" : "roles = [\"" + roles + "\"]\n";
    }
    return text;
}

} // namespace

Result<LabStation> LabStation::build(LabStationPlan plan) {
    LabStation station(std::move(plan));
    std::error_code error;
    std::filesystem::create_directories(station.folder(), error);
    if (error)
        return fail("The folder {0} cannot be made: {1}.", station.folder().string(), error.message());
    if (auto imported = station.import_orders(); !imported)
        return imported.error();
    if (auto started = station.start_server(); !started)
        return started.error();
    if (auto written = station.write_configurations(); !written)
        return written.error();
    if (auto added = station.add_users(); !added)
        return added.error();
    if (auto enrolled = station.enrol_kiosks(); !enrolled)
        return enrolled.error();
    return station;
}

Result<> LabStation::add_users() const {
    for (const auto& user : plan_.users) {
        const auto role = db::user_role_of(user.role);
        const auto pin = Pin::parse(user.pin);
        if (!role || !pin)
            return role ? pin.error() : role.error();
        for (const auto& kiosk : plan_.kiosks) {
            if (!user.kiosk.empty() && user.kiosk != kiosk.name)
                continue;
            const auto store = kiosk_folder(kiosk.name) / "kiosk.sqlite";
            if (auto added = station::add_user(store, {{{}, user.name, *role, true}, *pin}); !added)
                return added;
        }
    }
    return Done{};
}

Result<> LabStation::draw_enrolment_code(const std::string& kiosk) const {
    const auto folder = plan_.folder / "enrolments";
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    return server_command({"enrol", "--store", store_url(), "--station", std::string(lab_station_id),
                           "--device", fmt::format("{}-{}", lab_station_id, kiosk), "--out",
                           (folder / (kiosk + ".png")).string()});
}

Result<> LabStation::revoke_kiosk(const std::string& kiosk) const {
    return server_command({"revoke", "--store", store_url(), "--station", std::string(lab_station_id),
                           "--device", fmt::format("{}-{}", lab_station_id, kiosk), "--reason", "lost"});
}

/// As at a station: the office gives a code, and somebody types it at the kiosk.
Result<> LabStation::enrol_kiosks() const {
    if (!plan_.enrolled || plan_.awaits_enrolment)
        return Done{};
    for (const auto& kiosk : plan_.kiosks) {
        const auto log = plan_.folder / "server.log";
        auto office =
            Process::start(program_folder() / "guichet-server",
                           {"enrol", "--store", store_url(), "--station", std::string(lab_station_id),
                            "--device", fmt::format("{}-{}", lab_station_id, kiosk.name)},
                           log);
        if (!office)
            return office.error();
        const auto code = office->read_line(std::chrono::seconds{20});
        if (!code || office->wait() != 0)
            return fail("No enrolment code was made for the kiosk {0}: see {1}.", kiosk.name, log.string());
        if (auto enrolled =
                run_to_end(program_folder() / "guichet-kiosk",
                           {"enrol", "--config", configuration(kiosk.name).string(), "--code", *code}, log);
            !enrolled)
            return enrolled;
    }
    return Done{};
}

std::filesystem::path LabStation::configuration(const std::string& kiosk) const {
    return kiosk_folder(kiosk) / "kiosk.toml";
}

std::filesystem::path LabStation::kiosk_folder(const std::string& kiosk) const {
    return plan_.folder / kiosk;
}

std::string LabStation::store_url() const {
    return "sqlite:" + (plan_.folder / "server.sqlite").string();
}

Result<> LabStation::server_command(const std::vector<std::string>& arguments) const {
    return run_to_end(program_folder() / "guichet-server", arguments, plan_.folder / "server.log");
}

Result<> LabStation::office_command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--store", store_url(), "--station", std::string(lab_station_id),
                                       "--session", std::string(lab_session_date)});
    return server_command(arguments);
}

Result<> LabStation::issue_proxy(const std::string& customer_ref, const std::string& collector) const {
    return office_command({"proxy", "issue", "--customer", customer_ref, "--to", collector, "--out",
                           (plan_.folder / "proxies").string(), "--seed", std::to_string(plan_.seed)});
}

Result<> LabStation::revoke_proxy(const std::string& proxy) const {
    return office_command({"proxy", "revoke", "--code", proxy});
}

Result<> LabStation::reissue_code(const std::string& customer_ref) const {
    return office_command({"reissue", "--customer", customer_ref, "--out",
                           (plan_.folder / "reissued").string(), "--seed", std::to_string(plan_.seed)});
}

Result<> LabStation::change_orders(const std::string& file) {
    const bool serves = server_.has_value();
    stop_server();
    auto imported =
        server_command({"import", "--store", store_url(), "--station", std::string(lab_station_id),
                        "--session", std::string(lab_session_date), "--seed", std::to_string(plan_.seed),
                        (plan_.orders.parent_path() / file).string()});
    if (!imported)
        return fail("The orders of {0} were not taken; see {1}.", file,
                    (plan_.folder / "server.log").string());
    return serves ? start_server() : Result<>();
}

Result<> LabStation::import_orders() {
    auto orders = plan_.orders;
    if (orders.empty()) {
        orders = plan_.folder / "orders.csv";
        if (auto written = write_file(orders, make_demonstration(plan_.seed, plan_.scale).order_file);
            !written)
            return written;
    }
    const auto others = plan_.folder / "other-orders.csv";
    if (auto written = write_file(others, other_orders); !written)
        return written;
    const std::string seed = std::to_string(plan_.seed);
    const struct {
        std::string date;
        std::filesystem::path file;
        std::filesystem::path codes;
    } sessions[]{{std::string(lab_session_date), orders, codes()},
                 {std::string(other_date), others, other_codes()}};
    for (const auto& session : sessions) {
        const std::vector<std::string> place{
            "--store", store_url(), "--station", std::string(lab_station_id), "--session", session.date};
        std::vector<std::string> import{"import", "--station-name", "Gare de Saint-Flour", "--seed", seed};
        import.insert(import.end(), place.begin(), place.end());
        import.push_back(session.file.string());
        if (auto imported = server_command(import); !imported)
            return imported;
        std::vector<std::string> make_codes{"codes", "--out", session.codes.string()};
        make_codes.insert(make_codes.end(), place.begin(), place.end());
        if (auto made = server_command(make_codes); !made)
            return made;
    }
    return Done{};
}

Result<> LabStation::write_configurations() const {
    for (const auto& kiosk : plan_.kiosks) {
        const auto folder = kiosk_folder(kiosk.name);
        std::error_code error;
        std::filesystem::create_directories(folder, error);
        const auto text =
            fmt::format("[kiosk]\n"
                        "device = \"{}-{}\"\n"
                        "name = \"{}\"\n"
                        "mode = \"{}\"\n"
                        "tour = {}\n"
                        "[station]\n"
                        "id = \"{}\"\n"
                        "session = \"{}\"\n"
                        "[server]\n"
                        "url = \"http://{}\"\n"
                        "enrolment = {}\n"
                        "[store]\n"
                        "file = \"{}\"\n"
                        "[screen]\n"
                        "full_screen = false\n",
                        lab_station_id, kiosk.name, kiosk.title, kiosk.mode, plan_.tour, lab_station_id,
                        lab_session_date, address_, plan_.enrolled, (folder / "kiosk.sqlite").string()) +
            printing_configuration(plan_);
        if (auto written = write_file(folder / "kiosk.toml", text); !written)
            return written;
    }
    return Done{};
}

Result<> LabStation::start_server() {
    const std::string listen = address_.empty() ? "127.0.0.1:0" : address_;
    std::vector<std::string> arguments{"serve", "--store", store_url(), "--listen", listen};
    if (!plan_.enrolled)
        arguments.emplace_back("--accept-unenrolled");
    auto server = Process::start(program_folder() / "guichet-server", arguments, plan_.folder / "server.log");
    if (!server)
        return server.error();
    const auto line = server->read_line(std::chrono::seconds{20});
    if (!line)
        return fail("The server did not start: {0} See {1}.", line.error().english(),
                    (plan_.folder / "server.log").string());
    constexpr std::string_view scheme = "http://";
    const auto at = line->find(scheme);
    if (at == std::string::npos)
        return fail("The server said “{0}” in place of its address.", *line);
    address_ = line->substr(at + scheme.size());
    server_ = std::move(*server);
    return Done{};
}

void LabStation::stop_server() {
    if (server_)
        server_->stop();
    server_.reset();
}

void LabStation::kill_server() {
    server_.reset();
}

Result<std::string> LabStation::server_metrics() const {
    sync::Transfer transfer({});
    auto answer = transfer.perform(
        {server_url() + "/metrics", {}, {}, std::chrono::seconds{5}, std::chrono::seconds{5}});
    return answer ? Result<std::string>(std::move(answer->body)) : answer.error();
}

std::int64_t LabStation::server_peak_memory() const {
    return server_ ? server_->peak_memory() : 0;
}

Result<std::string> LabStation::server_report() const {
    auto report = Process::start(program_folder() / "guichet-server",
                                 {"report", "--store", store_url(), "--station", std::string(lab_station_id),
                                  "--session", std::string(lab_session_date), "--json"},
                                 plan_.folder / "server.log");
    if (!report)
        return report.error();
    auto line = report->read_line(std::chrono::minutes{2});
    report->wait();
    return line;
}

} // namespace guichet::lab
