#pragma once
// Plays scenarios: one step after another, on kiosks that are processes of their own, so that a power cut is
// one.

#include "kiosk/core/clock.hpp"
#include "kiosk/lab/lab_station.hpp"
#include "kiosk/lab/process.hpp"
#include "kiosk/lab/scenario.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace guichet::lab {

/// A kiosk that a scenario can speak to.
struct PlayedKiosk {
    std::string name;                    ///< in the scenario
    std::filesystem::path configuration; ///< as for `guichet-kiosk run`
    std::filesystem::path folder;        ///< its simulated printer's papers and its log
};

/// What a kiosk measured of itself.
struct KioskFigures {
    std::string report;  ///< its own report as JSON (to_json); empty without a manifest
    std::string summary; ///< the same, summary only
    std::vector<double>
        scan_to_screen;           ///< milliseconds from a decoded code to its screen, without rasterising
    std::int64_t peak_memory = 0; ///< kilobytes
};

/// The simulated day is the player's: each step takes the time that a person would take, and no kiosk sees
/// another.
class Player {
public:
    /// `folders` are searched for the files of `present`, in this order; pictures are written relative to
    /// `output`.
    Player(std::vector<PlayedKiosk> kiosks, std::vector<std::filesystem::path> folders,
           std::filesystem::path output);

    /// The steps about the server act on this station; without one they are Errors.
    void use(LabStation& station) { station_ = &station; }

    /// Plays one step. The Error says what was expected and what was there.
    [[nodiscard]] Result<> play(const Step& step);

    /// Plays them all; the Error begins with the line of the step that failed.
    [[nodiscard]] Result<> play_all(const std::vector<Step>& steps, const std::string& name);

    [[nodiscard]] Result<KioskFigures> figures(const std::string& kiosk);

    /// Lets every kiosk that runs catch up with the simulated time.
    [[nodiscard]] Result<> catch_up();

private:
    struct Slot {
        PlayedKiosk plan;
        std::optional<Process> process;
        std::map<std::string, std::string> hardware; ///< device → its last state, for a restart
    };

    Result<> start(Slot& slot);
    Result<std::string> ask(Slot& slot, const std::string& request);
    Result<> forward(Slot& slot, const Step& step);
    Result<> power_cut(Slot& slot);
    Result<> server_step(const Step& step);
    Result<> office_step(const Step& step);
    Result<> pass_time(std::int64_t milliseconds, std::int64_t stride);
    [[nodiscard]] Result<Slot*> current();
    [[nodiscard]] std::string request_for(const Step& step) const;
    [[nodiscard]] std::filesystem::path find(const std::string& file) const;

    std::vector<Slot> slots_;
    std::size_t current_ = 0;
    std::vector<std::filesystem::path> folders_;
    std::filesystem::path output_;
    LabStation* station_ = nullptr;
    Instant now_ = lab_session_start;
};

} // namespace guichet::lab
