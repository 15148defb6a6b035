#include "tests/exchange/server_program.hpp"

#include <charconv>
#include <chrono>
#include <fstream>

namespace guichet::exchange {

std::vector<std::string> ServerProgram::with_place(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(),
                     {"--store", store_, "--station", station_name, "--session", session_date});
    return arguments;
}

Result<> ServerProgram::import(const std::string& orders) {
    const auto file = folder_ / "orders.csv";
    if (std::ofstream stream(file, std::ios::binary); !(stream << orders))
        return fail("{0} cannot be written.", file.string());
    auto arguments = with_place({"import", "--station-name", "Gare de Saint-Flour", "--seed", "1"});
    arguments.push_back(file.string());
    return lab::run_to_end(programs_ / "guichet-server", arguments, folder_ / "server.log");
}

Result<> ServerProgram::start() {
    const auto listen = fmt::format("127.0.0.1:{}", port_);
    auto process = lab::Process::start(
        programs_ / "guichet-server", {"serve", "--store", store_, "--listen", listen, "--accept-unenrolled"},
        folder_ / "server.log");
    if (!process)
        return process.error();
    const auto line = process->read_line(std::chrono::seconds{30});
    if (!line)
        return fail("The server did not start: {0} See {1}.", line.error().english(),
                    (folder_ / "server.log").string());
    const auto colon = line->rfind(':');
    if (colon == std::string::npos)
        return fail("The server said “{0}” in place of its address.", *line);
    std::from_chars(line->data() + colon + 1, line->data() + line->size(), port_);
    process_ = std::move(*process);
    return {};
}

int ServerProgram::stop() {
    if (!process_)
        return -1;
    const int code = process_->terminate();
    process_.reset();
    return code;
}

std::string ServerProgram::url() const {
    return fmt::format("http://127.0.0.1:{}", port_);
}

Result<std::string> ServerProgram::report() const {
    auto report = lab::Process::start(programs_ / "guichet-server", with_place({"report", "--json"}),
                                      folder_ / "server.log");
    if (!report)
        return report.error();
    auto line = report->read_line(std::chrono::minutes{2});
    report->wait();
    return line;
}

} // namespace guichet::exchange
