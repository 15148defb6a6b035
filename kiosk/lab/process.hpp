#pragma once
// A program of ours that runs beside this one: started, spoken to over its standard input and output, and,
// when a scenario cuts the power, killed on the spot.

#include "kiosk/core/result.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace guichet::lab {

class Process {
public:
    /// Starts `program` with its arguments. Its standard error is this program's, or goes to the file `log`.
    [[nodiscard]] static Result<Process> start(const std::filesystem::path& program,
                                               const std::vector<std::string>& arguments,
                                               const std::filesystem::path& log = {});

    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    /// Kills the program if it still runs.
    ~Process();

    /// Sends a line to it.
    [[nodiscard]] Result<> write_line(const std::string& line);

    /// The next line that it writes, without its line feed. An Error when it ended or said nothing in time.
    [[nodiscard]] Result<std::string> read_line(std::chrono::milliseconds timeout);

    /// Ends it at once, as a power cut does (SIGKILL).
    void kill();

    /// Asks it to end (SIGTERM) and waits for that.
    void stop();

    /// The same; gives its exit code as `wait` does.
    int terminate();

    /// Waits for its end by itself and gives its exit code; -1 when a signal ended it.
    int wait();

    /// Its memory at its largest so far, in kilobytes (VmHWM); 0 when it cannot be told.
    [[nodiscard]] std::int64_t peak_memory() const;

private:
    Process() = default;
    void close_pipes();

    pid_t id_ = -1;
    int to_ = -1;
    int from_ = -1;
    std::string read_;
};

/// Runs a program to its end. An Error when it cannot be started or ends with another code than 0; what it
/// says on its standard error goes to the file `log`.
[[nodiscard]] Result<> run_to_end(const std::filesystem::path& program,
                                  const std::vector<std::string>& arguments,
                                  const std::filesystem::path& log);

/// The folder of the running program, where its sisters are.
[[nodiscard]] std::filesystem::path program_folder();

} // namespace guichet::lab
