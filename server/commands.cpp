#include "server/commands.hpp"

#include "server/command_output.hpp"
#include "server/http_server.hpp"
#include "server/import.hpp"
#include "server/office.hpp"
#include "server/session_report.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace guichet::server {

namespace {

Instant wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

void print_outcome(const ImportCommand& command, const ImportOutcome& outcome) {
    const auto& counts = outcome.counts;
    fmt::print("{}, revision {}{}\n", command.session.text(), outcome.revision,
               outcome.changed ? "" : ": nothing to change");
    fmt::print("customers {}, orders {}, lines {}\n", counts.customers, counts.orders, counts.lines);
    if (counts.delivery_orders > 0)
        fmt::print("orders for delivery, kept apart from the session: {} with {} lines\n",
                   counts.delivery_orders, counts.delivery_lines);
}

} // namespace

int run(const ImportCommand& command) {
    auto source = open_order_file(command.file);
    if (!source)
        return could_not(source.error());
    auto store = open_store(command.store);
    if (!store)
        return could_not(store.error());
    const ImportRequest request{command.session, command.station_name,
                                command.seed ? seeded_codes(*command.seed) : random_codes()};
    const auto report = import_orders(**store, request, std::move(*source));
    if (!report)
        return could_not(report.error());
    const std::string file = command.file.string();
    for (const auto& notice : report->notices)
        fmt::print(stderr, "{}:{}:{}: notice: {}\n", file, notice.place.line, notice.place.column,
                   notice.text);
    if (!report->outcome) {
        fmt::print(stderr,
                   "{}guichet-server: {} was refused, nothing was changed. Correct the file and import it "
                   "again.\n",
                   describe(report->faults, file), file);
        return 1;
    }
    print_outcome(command, *report->outcome);
    const auto organiser = (*store)->organiser();
    tell_of_signature(report->outcome->changed && organiser && *organiser);
    return 0;
}

int run(const ServeCommand& command) {
    auto store = open_store(command.store);
    if (!store)
        return could_not(store.error());
    const Watch watch{std::make_shared<Metrics>(wall_clock()),
                      std::make_shared<Log>(wall_clock, write_to_stderr)};
    auto service = Service::open(**store, wall_clock, watch.metrics,
                                 command.accept_unenrolled ? Unenrolled::accepted : Unenrolled::refused);
    if (!service)
        return could_not(service.error());
    auto server = HttpServer::open(
        command.listen, [&](const Request& request) { return service->answer(request); }, {}, watch);
    if (!server)
        return could_not(server.error());
    (*server)->answer_together(
        [&](const std::vector<Request>& requests) { return service->answer_all(requests); });
    if (const auto door = door_of(command.store); !door.empty())
        if (auto opened = (*server)->open_door(
                door, [&](std::string_view request) { return answer_at_door(**store, request); });
            !opened)
            watch.log->tell(Level::error, opened.error().english());
    (*server)->stop_on_signals();
    fmt::print("guichet-server listening on {}\n", (*server)->url());
    std::fflush(stdout);
    watch.log->tell(Level::info, fmt::format("Listening on {}.", (*server)->url()));
    if (command.accept_unenrolled)
        watch.log->tell(Level::warning, "Kiosks that are not enrolled are answered, too: this is for "
                                        "demonstrations and for the move from version 1 of the protocol.");
    (*server)->run();
    watch.log->tell(Level::info, "Stopped.");
    return 0;
}

int run(const ReportCommand& command) {
    auto store = open_store(command.store, Opening::existing);
    if (!store)
        return could_not(store.error());
    const auto report = make_server_report(**store, command.session);
    if (!report)
        return could_not(report.error());
    if (command.csv)
        fmt::print("{}", to_csv(report->report, *command.csv));
    else if (command.json)
        fmt::print("{}\n", to_json(report->report));
    else
        fmt::print("{}", report_table(*report));
    return 0;
}

} // namespace guichet::server
