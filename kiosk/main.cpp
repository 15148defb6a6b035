// guichet-kiosk: the command line, nothing else.

#include "kiosk/lab/demo.hpp"
#include "kiosk/lab/lab_kiosk.hpp"
#include "kiosk/station/run.hpp"
#include "kiosk/station/tools.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>

using namespace guichet;

namespace {

struct Options {
    lab::DemoOptions demo;
    std::string configuration;
    std::string script;
    std::string orders;
    lab::LabKioskOptions lab_kiosk;
    std::string out = "out/lab";
    station::DecodeOptions decode;
    station::ReceiptOptions receipt;
    station::PrintTestOptions print_test;
    station::UsersOptions users{.configuration = "/etc/guichet/kiosk.toml"};
    station::EnrolOptions enrol{.configuration = "/etc/guichet/kiosk.toml", .code = {}};
    std::string database;
    std::string unsent = "/etc/guichet/kiosk.toml"; ///< the configuration of the kiosk that is asked
    std::string frame;
    bool json = false;
};

void add_run(CLI::App& app, Options& options) {
    auto* run = app.add_subcommand("run", "Run the kiosk of a station");
    auto* configuration = run->add_option("--config", options.configuration, "configuration file (TOML)");
    auto* script = run->add_option("--lab", options.script, "play a scenario file on simulated hardware");
    run->add_option("--orders", options.orders, "order file of the scenario's session (without --config)")
        ->needs(script);
    run->add_option("--out", options.out, "folder for the scenario's pictures")->needs(script);
    run->callback([&options, configuration, script] {
        if (configuration->empty() && script->empty())
            throw CLI::RequiredError("--config");
    });
}

void add_demo(CLI::App& app, Options& options) {
    auto* demo = app.add_subcommand("demo", "Show the whole drive on this machine");
    demo->add_flag("--headless", options.demo.headless, "play a session by itself, without a display");
    demo->add_option("--out", options.demo.out, "folder for pictures and data")->capture_default_str();
    demo->add_option("--seed", options.demo.seed, "chooses customers, goods and mishaps")
        ->capture_default_str();
    demo->add_option("--scale", options.demo.scale, "how many times the size of 17 April 2020")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
}

void add_decode(CLI::App& app, Options& options) {
    auto* decode = app.add_subcommand("decode", "Read the QR codes of picture files (PNG, JPEG, PGM)");
    decode->add_flag("--json", options.decode.json, "one JSON object for each picture");
    decode->add_option("IMAGE", options.decode.pictures, "picture files")->required();
}

void add_receipt(CLI::App& app, Options& options) {
    auto* receipt = app.add_subcommand("receipt", "Write a receipt, or another paper, without a printer");
    auto* database = receipt->add_option("--db", options.receipt.database, "the kiosk's store");
    auto* customer =
        receipt->add_option("--customer", options.receipt.customer, "the shop's reference of the customer");
    auto* producer = receipt->add_option("--producer", options.receipt.producer,
                                         "the producer's name as it stands in the order file");
    receipt->add_option("--paper", options.receipt.paper, "receipt, duplicate, report, slip or test")
        ->capture_default_str()
        ->check(CLI::IsMember({"receipt", "duplicate", "report", "slip", "test"}));
    receipt->add_option("--format", options.receipt.format, "escpos, png, pdf or text")
        ->required()
        ->check(CLI::IsMember({"escpos", "png", "pdf", "text"}));
    receipt
        ->add_option("--profile", options.receipt.profile,
                     "printer profile: its paper, letters and code pages; a wrong one lists them")
        ->capture_default_str();
    receipt->add_option("-o", options.receipt.output, "file to write")->required();
    receipt->callback([&options, database, customer, producer] {
        const std::string& paper = options.receipt.paper;
        if (database->empty() && paper != "test")
            throw CLI::RequiredError("--db");
        if (customer->empty() && (paper == "receipt" || paper == "duplicate"))
            throw CLI::RequiredError("--customer");
        if (producer->empty() && paper == "slip")
            throw CLI::RequiredError("--producer");
    });
}

void add_printers(CLI::App& app, Options& options) {
    auto* printers =
        app.add_subcommand("printers", "List the USB printers: profile, firmware, status, abilities");
    printers->add_flag("--json", options.json, "a JSON list");
    auto* test = app.add_subcommand("print-test", "Print a test page");
    test->add_option("--printer", options.print_test.printer,
                     "USB port (1-2.3) or serial number; the first one");
    test->add_option("--profile", options.print_test.profile,
                     "printer profile; found by the printer's own words");
}

void add_journal(CLI::App& app, Options& options) {
    auto* journal = app.add_subcommand("journal", "Check or export a kiosk's journal");
    journal->require_subcommand(1);
    for (const auto* verb : {"verify", "export"})
        journal
            ->add_subcommand(verb, verb == std::string("verify") ? "Check the chain; the first break is named"
                                                                 : "Write the archive to standard output")
            ->add_option("DB", options.database, "the kiosk's store")
            ->required();
}

void add_unsent(CLI::App& app, Options& options) {
    app.add_subcommand("unsent", "Say whether the server has everything, as before an update (kiosk stopped)")
        ->add_option("--config", options.unsent, "configuration file (TOML)")
        ->capture_default_str();
}

void add_users(CLI::App& app, Options& options) {
    auto* users =
        app.add_subcommand("users", "Who works with the kiosk, their roles and PINs (kiosk stopped)");
    users->require_subcommand(1);
    users->add_option("--config", options.users.configuration, "configuration file (TOML)")
        ->capture_default_str();
    users->add_subcommand("list", "List them: id, role, active or inactive, name");
    auto* add = users->add_subcommand("add", "Add a person; the PIN is read from standard input");
    add->add_option("--role", options.users.role, "volunteer or coordinator; the first one coordinates")
        ->required()
        ->check(CLI::IsMember({"volunteer", "coordinator"}));
    auto* pin = users->add_subcommand("pin", "Give a person another PIN, read from standard input");
    auto* deactivate = users->add_subcommand("deactivate", "A person works here no more");
    auto* activate = users->add_subcommand("activate", "A person works here again");
    for (auto* verb : {add, pin, deactivate, activate})
        verb->add_option("--name", options.users.name,
                         verb == add ? "the name as it stands on the screen" : "the name, or the id")
            ->required();
    users->callback([&options, users] { options.users.verb = users->get_subcommands().front()->get_name(); });
}

void add_enrol(CLI::App& app, Options& options) {
    auto* enrol = app.add_subcommand("enrol", "Make the kiosk known to its server (kiosk stopped)");
    enrol->add_option("--config", options.enrol.configuration, "configuration file (TOML)")
        ->capture_default_str();
    enrol->add_option("--code", options.enrol.code, "the organiser's one-time code, or the text of its QR")
        ->required();
    enrol->add_option("--url", options.enrol.url, "the server, when the configuration does not name it");
    enrol->add_option("--server-key", options.enrol.server_key,
                      "trust this server alone (the QR says it by itself)");
}

void add_doctor(CLI::App& app, Options& options) {
    auto* doctor = app.add_subcommand("doctor", "Tell what is well, what is not, and what to do");
    doctor->add_option("--config", options.configuration, "configuration file (TOML)")->capture_default_str();
    doctor->add_option("--frame", options.frame, "save the camera's last picture as this file (PNG)");
    doctor->add_flag("--json", options.json, "one JSON object");
}

void add_lab_kiosk(CLI::App& app, Options& options) {
    auto* kiosk = app.add_subcommand("lab-kiosk", "")->group(""); // the scenario player's other end
    kiosk->add_option("--config", options.lab_kiosk.configuration)->required();
    kiosk->add_option("--folder", options.lab_kiosk.folder)->required();
    kiosk->add_option("--network", options.lab_kiosk.network);
    kiosk->add_option("--camera", options.lab_kiosk.camera);
    kiosk->add_option("--scanner", options.lab_kiosk.scanner);
}

int run_chosen(const CLI::App& app, const Options& options) {
    const auto* chosen = app.get_subcommands().front();
    const auto& name = chosen->get_name();
    if (name == "demo")
        return options.demo.headless ? lab::run_headless_demo(options.demo)
                                     : lab::run_interactive_demo(options.demo);
    if (name == "run" && !options.script.empty())
        return lab::run_scenario(options.script, options.configuration, options.orders, options.out);
    if (name == "run")
        return station::run_station(options.configuration);
    if (name == "decode")
        return station::decode_pictures(options.decode);
    if (name == "receipt")
        return station::write_receipt(options.receipt);
    if (name == "printers")
        return station::list_printers(options.json);
    if (name == "print-test")
        return station::print_test(options.print_test);
    if (name == "journal")
        return chosen->get_subcommands().front()->get_name() == "verify"
                   ? station::verify_journal(options.database)
                   : station::export_journal(options.database);
    if (name == "unsent")
        return station::tell_unsent(options.unsent);
    if (name == "users")
        return station::manage_users(options.users);
    if (name == "enrol")
        return station::enrol(options.enrol);
    if (name == "doctor")
        return station::examine({options.configuration, options.frame, options.json});
    return lab::serve_lab_kiosk(options.lab_kiosk);
}

int command_line(int argc, char** argv) {
    CLI::App app("Guichet: the kiosk of a pickup drive", "guichet-kiosk");
    app.set_version_flag("--version", "guichet-kiosk " GUICHET_VERSION);
    app.require_subcommand(1);
    Options options;
    add_run(app, options);
    add_demo(app, options);
    add_decode(app, options);
    add_receipt(app, options);
    add_printers(app, options);
    add_journal(app, options);
    add_unsent(app, options);
    add_users(app, options);
    add_enrol(app, options);
    add_doctor(app, options);
    add_lab_kiosk(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return run_chosen(app, options);
}

} // namespace

int main(int argc, char** argv) {
    try {
        return command_line(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "guichet-kiosk: %s\n", error.what());
        return 1;
    }
}
