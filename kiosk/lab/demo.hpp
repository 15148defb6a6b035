#pragma once
// `guichet-kiosk demo`: the whole drive on one machine.

#include <cstdint>
#include <filesystem>

namespace guichet::lab {

struct DemoOptions {
    bool headless = false;
    std::filesystem::path out = "out/demo";
    std::uint64_t seed = 1;
    int scale = 1; ///< 1 to 1000
};

/// Plays a session of the size of 17 April 2020 (× scale) with no display: pictures in `out`, progress on
/// stderr, the report as the last line of stdout. Gives the program's exit code.
int run_headless_demo(const DemoOptions& options);

/// Opens the kiosk with the lab panel beside it, until its window is closed.
int run_interactive_demo(const DemoOptions& options);

/// Plays a scenario file on the station of the demonstration, or on the kiosk of a configuration.
int run_scenario(const std::filesystem::path& script, const std::filesystem::path& configuration,
                 const std::filesystem::path& orders, const std::filesystem::path& out);

} // namespace guichet::lab
