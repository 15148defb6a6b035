#pragma once
// The real kiosk as a process with simulated hardware, told what people do, killed at any moment.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/lab/process.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace guichet::processes {

class DrivenKiosk {
public:
    /// `folder` keeps its printer and its log.
    DrivenKiosk(std::filesystem::path configuration, std::filesystem::path folder)
        : configuration_(std::move(configuration)), folder_(std::move(folder)) {}

    /// Starts it, if it does not run, and lets it come to rest.
    [[nodiscard]] Result<> start(Instant now);

    /// What a scenario's step does; the Error says what was there instead.
    [[nodiscard]] Result<> step(const std::string& verb, const std::vector<std::string>& words, Instant now);

    /// Tells it the same and kills it so soon after, whatever it has done of it by then.
    void killed_at(const std::string& verb, const std::vector<std::string>& words, Instant now,
                   std::chrono::microseconds after);

    /// Lets time pass, and everything happen that falls due.
    [[nodiscard]] Result<> pass_time(Instant now);

    /// Its own report: whole, and without lists.
    struct Figures {
        std::string report;
        std::string summary;
    };
    [[nodiscard]] Result<Figures> figures();

    [[nodiscard]] bool runs() const { return process_.has_value(); }
    void kill() { process_.reset(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    [[nodiscard]] Result<std::string> ask(const std::string& request);

    std::filesystem::path configuration_;
    std::filesystem::path folder_;
    std::optional<lab::Process> process_;
};

} // namespace guichet::processes
