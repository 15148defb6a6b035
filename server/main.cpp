// guichet-server: the command line, nothing else.

#include "server/commands.hpp"
#include "server/enrolment_office.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace guichet;

/// The words of a session on the command line.
struct SessionWords {
    std::string station;
    std::string date;

    void add_to(CLI::App& command) {
        command.add_option("--station", station, "the station's id: letters, digits, - _ .")->required();
        command.add_option("--session", date, "the session's day, YYYY-MM-DD")->required();
    }
    [[nodiscard]] server::SessionKey key() const {
        auto key = server::make_session_key(station, date);
        if (!key)
            throw CLI::ValidationError(key.error().english(), CLI::ExitCodes::ValidationError);
        return *key;
    }
};

void add_store(CLI::App& command, std::string& store) {
    command.add_option("--store", store, "where the data is: sqlite:FILE or postgresql://USER@HOST/DATABASE")
        ->required();
}

void add_import(CLI::App& app, int& exit_code) {
    struct Words {
        server::ImportCommand command;
        SessionWords session;
    };
    auto words = std::make_shared<Words>();
    auto* command = app.add_subcommand("import", "read an order file into a session");
    add_store(*command, words->command.store);
    words->session.add_to(*command);
    command->add_option("--station-name", words->command.station_name, "how people call the station");
    command->add_option(
        "--seed", words->command.seed,
        "for demonstrations only: codes that are the same for the same number, so anyone can make "
        "them");
    command->add_option("FILE", words->command.file, "the order file (CSV)")->required();
    command->callback([words, &exit_code] {
        words->command.session = words->session.key();
        exit_code = run(words->command);
    });
}

void add_codes(CLI::App& app, int& exit_code) {
    struct Words {
        server::CodesCommand command;
        SessionWords session;
    };
    auto words = std::make_shared<Words>();
    auto* command =
        app.add_subcommand("codes", "write QR pictures and a sheet for each customer, and a list");
    add_store(*command, words->command.store);
    words->session.add_to(*command);
    command->add_option("--out", words->command.folder, "the folder for the files")->required();
    command->callback([words, &exit_code] {
        words->command.session = words->session.key();
        exit_code = run(words->command);
    });
}

constexpr const char* seed_purpose =
    "for demonstrations only: a code that is the same for the same number, so anyone can make it";

/// A command of the office: its words, the store and the session.
template <typename Command>
struct OfficeWords {
    Command command;
    SessionWords session;
};

template <typename Command>
std::shared_ptr<OfficeWords<Command>> add_office_command(CLI::App& app, const char* name, const char* purpose,
                                                         int& exit_code, CLI::App*& made) {
    auto words = std::make_shared<OfficeWords<Command>>();
    made = app.add_subcommand(name, purpose);
    add_store(*made, words->command.store);
    words->session.add_to(*made);
    made->callback([words, &exit_code] {
        words->command.session = words->session.key();
        exit_code = run(words->command);
    });
    return words;
}

void add_proxy(CLI::App& app, int& exit_code) {
    auto* proxy = app.add_subcommand("proxy", "codes with which somebody else collects for a customer");
    proxy->require_subcommand(1);
    CLI::App* command = nullptr;
    auto issue = add_office_command<server::IssueProxyCommand>(*proxy, "issue", "make one, with its sheet",
                                                               exit_code, command);
    command->add_option("--customer", issue->command.customer_ref, "the customer's reference")->required();
    command->add_option("--to", issue->command.collector, "who collects, such as \"Marie Dupont\"");
    command->add_option("--out", issue->command.folder, "the folder for the files")->required();
    command->add_option("--seed", issue->command.seed, seed_purpose);
    add_office_command<server::ListProxiesCommand>(*proxy, "list", "all of a session", exit_code, command);
    auto revoke =
        add_office_command<server::RevokeProxyCommand>(*proxy, "revoke", "end one", exit_code, command);
    command->add_option("--code", revoke->command.proxy, "its number (P0003) or its short code")->required();
}

void add_reissue(CLI::App& app, int& exit_code) {
    CLI::App* command = nullptr;
    auto words = add_office_command<server::ReissueCommand>(
        app, "reissue", "give a customer a new code; the old one is refused", exit_code, command);
    command->add_option("--customer", words->command.customer_ref, "the customer's reference")->required();
    command->add_option("--seed", words->command.seed, seed_purpose);
    command->add_option("--out", words->command.folder, "the folder for the files")->required();
}

void add_serve(CLI::App& app, int& exit_code) {
    auto words = std::make_shared<server::ServeCommand>();
    auto* command = app.add_subcommand("serve", "answer the kiosks");
    add_store(*command, words->store);
    command->add_option("--listen", words->listen, "HOST:PORT; port 0 takes a free one")->required();
    command
        ->add_flag("--accept-unenrolled", words->accept_unenrolled,
                   "also answer kiosks that are not enrolled: for demonstrations, and while kiosks of "
                   "version 1 of the protocol are still in use")
        ->envname("GUICHET_ACCEPT_UNENROLLED");
    command->callback([words, &exit_code] { exit_code = run(*words); });
}

void add_kiosks(CLI::App& app, int& exit_code) {
    auto enrol = std::make_shared<server::EnrolCommand>();
    auto* command = app.add_subcommand("enrol", "make a one-time code with which a kiosk becomes known");
    add_store(*command, enrol->store);
    command->add_option("--station", enrol->station, "the station's id")->required();
    command->add_option("--device", enrol->device, "the kiosk's name in its configuration")->required();
    command->add_option("--url", enrol->url, "the server's address, for the QR of a kiosk that has none yet");
    command->add_option("--hours", enrol->hours, "how long the code is good")
        ->check(CLI::Range(std::int64_t{1}, server::most_code_hours))
        ->capture_default_str();
    command->add_option("--out", enrol->picture, "a QR to scan at the kiosk, as a picture (PNG)");
    command->callback([enrol, &exit_code] { exit_code = run(*enrol); });

    auto list = std::make_shared<server::ListDevicesCommand>();
    command = app.add_subcommand("devices", "the kiosks of a station, and whether they are enrolled");
    add_store(*command, list->store);
    command->add_option("--station", list->station, "the station's id")->required();
    command->callback([list, &exit_code] { exit_code = run(*list); });

    auto revoke = std::make_shared<server::RevokeDeviceCommand>();
    command = app.add_subcommand("revoke", "end a kiosk, which erases what it knows of people");
    add_store(*command, revoke->store);
    command->add_option("--station", revoke->station, "the station's id")->required();
    command->add_option("--device", revoke->device, "the kiosk's name")->required();
    command->add_option("--reason", revoke->reason, "why, for the list");
    command->callback([revoke, &exit_code] { exit_code = run(*revoke); });
}

void add_signing(CLI::App& app, int& exit_code) {
    auto make = std::make_shared<server::OrganiserKeyCommand>();
    auto* command =
        app.add_subcommand("organiser-key", "make a key that signs manifests elsewhere than here");
    command->add_option("--out", make->file, "the file for it")->required();
    command->callback([make, &exit_code] { exit_code = run(*make); });

    auto sign = std::make_shared<server::SignCommand>();
    command = app.add_subcommand("sign", "sign what changed with the organiser's key, so that kiosks get it");
    add_store(*command, sign->store);
    command->add_option("--key", sign->key, "the file of the key")->required();
    command->add_flag("--adopt", sign->adopt, "from now on kiosks are given only what this key signed");
    command->callback([sign, &exit_code] { exit_code = run(*sign); });
}

void add_report(CLI::App& app, int& exit_code) {
    struct Words {
        server::ReportCommand command;
        SessionWords session;
        std::string table;
    };
    auto words = std::make_shared<Words>();
    auto* command = app.add_subcommand("report", "what was collected, what is missing, what nobody claimed");
    add_store(*command, words->command.store);
    words->session.add_to(*command);
    auto* json = command->add_flag("--json", words->command.json, "as one line of JSON");
    command->add_option("--csv", words->table, "one of its tables as CSV")
        ->check(CLI::IsMember(std::vector<std::string>(csv_table_names.begin(), csv_table_names.end())))
        ->excludes(json);
    command->callback([words, &exit_code] {
        words->command.session = words->session.key();
        words->command.csv = csv_table_of(words->table);
        exit_code = run(words->command);
    });
}

int command_line(int argument_count, char** arguments) {
    constexpr int wrong_usage = 2;
    int exit_code = 0;
    CLI::App app{"The server of a pickup drive: keeps the orders, receives the kiosks' journals, reports."};
    app.name("guichet-server");
    app.set_version_flag("--version", "guichet-server " GUICHET_VERSION);
    app.require_subcommand(1);
    add_import(app, exit_code);
    add_codes(app, exit_code);
    add_proxy(app, exit_code);
    add_reissue(app, exit_code);
    add_serve(app, exit_code);
    add_signing(app, exit_code);
    add_report(app, exit_code);
    add_kiosks(app, exit_code);
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : wrong_usage;
    }
    return exit_code;
}

} // namespace

int main(int argument_count, char** arguments) {
    try {
        return command_line(argument_count, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "guichet-server: %s\n", error.what());
        return 1;
    }
}
