#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace guichet::lab {

/// A progress bar with phase and remaining time on standard error: one line that is written over on a
/// terminal, else a line for every twentieth.
class Progress {
public:
    explicit Progress(std::size_t steps);

    /// `done` of the steps are done, the work is in this phase.
    void show(std::size_t done, const std::string& phase);
    void finish();

private:
    std::size_t steps_;
    bool terminal_;
    std::size_t shown_ = 0; ///< twentieths, or on a terminal hundredths, plus one
    std::string phase_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

} // namespace guichet::lab
