#include "tests/bench/station_program.hpp"

#include "kiosk/sync/http_server_connection.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <sstream>

namespace guichet::bench {

namespace {

const std::string session = std::string(lab::lab_station_id) + "/" + std::string(lab::lab_session_date);

Result<> write_configuration(const std::filesystem::path& file, const std::filesystem::path& folder,
                             const std::string& url) {
    std::ofstream stream(file);
    stream << "[kiosk]\ndevice = \"saint-flour-self\"\nname = \"Borne 1\"\nmode = \"self\"\n"
           << "[station]\nid = \"" << lab::lab_station_id << "\"\nsession = \"" << lab::lab_session_date
           << "\"\n"
           << "[server]\nurl = \"" << url << "\"\nenrolment = false\n"
           << "[store]\nfile = \"" << (folder / "bench.sqlite").string() << "\"\n"
           << "[screen]\nwidth = 1920\nheight = 1080\npixels_per_millimetre = 5.6\nfull_screen = true\n";
    return stream.flush() ? Result<>{} : Result<>{fail("{0} cannot be written.", file.string())};
}

/// The address of the server, as the lab wrote it into its kiosks' configurations.
std::string url_in(const std::filesystem::path& configuration) {
    std::ifstream stream(configuration);
    const std::string key = "url = \"";
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with(key))
            return line.substr(key.size(), line.size() - key.size() - 1);
    return {};
}

SealedEvent opened_by_the_counter() {
    JournalEvent event;
    event.id = {"saint-flour-counter", "bench", 1};
    event.time = {lab::lab_session_start, 0};
    event.boot = 1;
    event.session = session;
    event.manifest_revision = 1;
    event.body = SessionOpened{"Comptoir", "counter"};
    return seal(event);
}

} // namespace

Result<Display> Display::open() {
    auto server = lab::Process::start(
        "/usr/bin/Xvfb", {"-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"},
        "/dev/null");
    if (!server)
        return fail("There is no Xvfb: apt-get install xvfb.");
    Display display(std::move(*server));
    const auto number = display.server_.read_line(std::chrono::seconds{10});
    if (!number)
        return fail("Xvfb gives no display: {0}", number.error().english());
    display.name_ = ":" + *number;
    return display;
}

Result<OpenedStation> OpenedStation::make(const std::filesystem::path& folder) {
    lab::LabStationPlan plan;
    plan.folder = folder;
    plan.enrolled = false; // the bench speaks for a kiosk, too
    auto built = lab::LabStation::build(std::move(plan));
    if (!built)
        return built.error();
    OpenedStation station(std::move(*built));
    station.url_ = url_in(station.station_.configuration("self"));
    station.configuration_ = folder / "bench.toml";
    auto connection = sync::HttpServerConnection::open({.url = station.url_});
    if (!connection)
        return connection.error();
    const auto pushed =
        (*connection)->push({"saint-flour-counter", "bench", session, {opened_by_the_counter()}});
    if (!pushed)
        return pushed.error();
    if (auto written = write_configuration(station.configuration_, folder, station.url_); !written)
        return written.error();
    return station;
}

bool OpenedStation::kiosk_is_open() const {
    auto connection = sync::HttpServerConnection::open({.url = url_});
    const auto page = (*connection)->pull(session, "bench", 0);
    return page && page->kiosks.size() == 2;
}

StationProgram::StationProgram(const std::filesystem::path& configuration, const std::string& display,
                               bool software) {
    const std::string program = (lab::program_folder() / "guichet-kiosk").string();
    int ends[2] = {-1, -1};
    require(::pipe2(ends, O_CLOEXEC) == 0, "a pipe can be made");
    started_ = std::chrono::steady_clock::now();
    id_ = ::fork();
    if (id_ == 0) {
        ::setenv("SDL_VIDEODRIVER", "x11", 1);
        ::setenv("SDL_AUDIODRIVER", "dummy", 1);
        ::setenv("DISPLAY", display.c_str(), 1);
        if (software)
            ::setenv("SDL_RENDER_DRIVER", "none", 1); // as on a machine without graphics driver
        ::dup2(ends[1], STDERR_FILENO);
        ::execl(program.c_str(), program.c_str(), "run", "--config", configuration.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    from_ = ends[0];
}

StationProgram::~StationProgram() {
    ::kill(id_, SIGTERM);
    int status = 0;
    ::waitpid(id_, &status, 0);
    ::close(from_);
}

Result<std::chrono::duration<double, std::milli>> StationProgram::first_frame() {
    std::string said;
    const auto deadline = started_ + std::chrono::seconds{20};
    while (std::chrono::steady_clock::now() < deadline) {
        pollfd ready{from_, POLLIN, 0};
        char bytes[512];
        if (::poll(&ready, 1, 100) != 1)
            continue;
        const auto count = ::read(from_, bytes, sizeof bytes);
        if (count <= 0)
            break;
        said.append(bytes, static_cast<std::size_t>(count));
        if (said.find("first frame") != std::string::npos)
            return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started_);
    }
    return fail("The kiosk showed no frame; it said: {0}", said);
}

double StationProgram::cpu_time() const {
    clockid_t clock = 0;
    timespec time{};
    if (::clock_getcpuclockid(id_, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return 0;
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

std::int64_t StationProgram::status(const std::string& member) const {
    std::ifstream file("/proc/" + std::to_string(id_) + "/status");
    for (std::string word; file >> word;)
        if (word == member) {
            std::int64_t kilobytes = 0;
            file >> kilobytes;
            return kilobytes;
        }
    return 0;
}

} // namespace guichet::bench
