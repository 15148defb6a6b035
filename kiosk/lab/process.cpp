#include "kiosk/lab/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace guichet::lab {

namespace {

/// Two ends of a pipe that no further program inherits.
struct Pipe {
    int read_end = -1;
    int write_end = -1;
};

Result<Pipe> make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return fail("No pipe to another program can be made: {0}.", std::strerror(errno));
    return Pipe{ends[0], ends[1]};
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> result;
    for (auto& word : words)
        result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

} // namespace

Result<Process> Process::start(const std::filesystem::path& program,
                               const std::vector<std::string>& arguments, const std::filesystem::path& log) {
    auto input = make_pipe();
    auto output = make_pipe();
    if (!input || !output)
        return (input ? output : input).error();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input->read_end, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output->write_end, STDOUT_FILENO);
    if (!log.empty())
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                           O_WRONLY | O_CREAT | O_APPEND, 0644);
    // Otherwise a connection that this program closes would stay open as long as the new one runs.
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    pid_t id = -1;
    const int failure =
        ::posix_spawn(&id, program.c_str(), &actions, nullptr, pointers(words).data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(input->read_end);
    ::close(output->write_end);
    Process process;
    process.to_ = input->write_end;
    process.from_ = output->read_end;
    if (failure != 0)
        return fail("{0} cannot be started: {1}.", program.string(), std::strerror(failure));
    process.id_ = id;
    return process;
}

Process::Process(Process&& other) noexcept {
    *this = std::move(other);
}

Process& Process::operator=(Process&& other) noexcept {
    if (this != &other) {
        kill();
        id_ = std::exchange(other.id_, -1);
        to_ = std::exchange(other.to_, -1);
        from_ = std::exchange(other.from_, -1);
        read_ = std::move(other.read_);
    }
    return *this;
}

Process::~Process() {
    kill();
}

void Process::close_pipes() {
    for (int* end : {&to_, &from_})
        if (const int open = std::exchange(*end, -1); open >= 0)
            ::close(open);
}

Result<> Process::write_line(const std::string& line) {
    const std::string text = line + "\n";
    std::size_t written = 0;
    while (written < text.size()) {
        const auto count = ::write(to_, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return fail("The program beside this one has ended.");
        written += static_cast<std::size_t>(count);
    }
    return Done{};
}

Result<std::string> Process::read_line(std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (true) {
        if (const auto end = read_.find('\n'); end != std::string::npos) {
            std::string line = read_.substr(0, end);
            read_.erase(0, end + 1);
            return line;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd ready{from_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) == 0)
            return fail("The program beside this one said nothing for {0} s.", timeout.count() / 1000);
        char bytes[4096];
        const auto count = ::read(from_, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return fail("The program beside this one has ended.");
        read_.append(bytes, static_cast<std::size_t>(count));
    }
}

void Process::kill() {
    if (id_ > 0) {
        ::kill(id_, SIGKILL);
        wait();
    }
    close_pipes();
}

void Process::stop() {
    terminate();
}

int Process::terminate() {
    if (id_ > 0)
        ::kill(id_, SIGTERM);
    const int code = wait();
    close_pipes();
    return code;
}

int Process::wait() {
    int status = 0;
    while (id_ > 0 && ::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::int64_t Process::peak_memory() const {
    std::ifstream status("/proc/" + std::to_string(id_) + "/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            std::int64_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes;
        }
    return 0;
}

Result<> run_to_end(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                    const std::filesystem::path& log) {
    auto process = Process::start(program, arguments, log);
    if (!process)
        return process.error();
    while (process->read_line(std::chrono::minutes{10})) {
    }
    if (const int code = process->wait(); code != 0)
        return fail("{0} {1} ended with {2}; see {3}.", program.filename().string(),
                    arguments.empty() ? "" : arguments.front(), code, log.string());
    return Done{};
}

std::filesystem::path program_folder() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

} // namespace guichet::lab
