#pragma once
// The real program on a display of its own (Xvfb), as a process whose time and memory are measured.

#include "kiosk/core/result.hpp"
#include "kiosk/lab/lab_station.hpp"
#include "kiosk/lab/process.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace guichet::bench {

/// A display without screen, 1920×1080; fails with what to install.
class Display {
public:
    [[nodiscard]] static Result<Display> open();
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    explicit Display(lab::Process server) : server_(std::move(server)) {}
    lab::Process server_;
    std::string name_;
};

/// A server with an opened session, and the files of a customers' kiosk that works for it.
class OpenedStation {
public:
    [[nodiscard]] static Result<OpenedStation> make(const std::filesystem::path& folder);
    [[nodiscard]] const std::filesystem::path& configuration() const { return configuration_; }
    /// Whether the customers' kiosk has opened too: it shows where to begin.
    [[nodiscard]] bool kiosk_is_open() const;

private:
    explicit OpenedStation(lab::LabStation station) : station_(std::move(station)) {}
    lab::LabStation station_;
    std::string url_;
    std::filesystem::path configuration_;
};

/// `guichet-kiosk run` on a display.
class StationProgram {
public:
    StationProgram(const std::filesystem::path& configuration, const std::string& display, bool software);
    ~StationProgram();
    StationProgram(const StationProgram&) = delete;
    StationProgram& operator=(const StationProgram&) = delete;

    /// From the start of the process until its first frame was shown; an Error when none came.
    [[nodiscard]] Result<std::chrono::duration<double, std::milli>> first_frame();
    /// CPU time of all its threads so far, in milliseconds.
    [[nodiscard]] double cpu_time() const;
    /// VmRSS, and of it what is not shared with files, in kilobytes.
    [[nodiscard]] std::int64_t resident() const { return status("VmRSS:"); }
    [[nodiscard]] std::int64_t anonymous() const { return status("RssAnon:"); }

private:
    [[nodiscard]] std::int64_t status(const std::string& member) const;

    pid_t id_ = -1;
    int from_ = -1;
    std::chrono::steady_clock::time_point started_;
};

} // namespace guichet::bench
