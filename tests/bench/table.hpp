#pragma once
// The report of guichet-bench, for people.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <vector>

namespace guichet::bench {

/// Prints a line for each benchmark when it is done: name, time of one turn, counters, label.
class Table final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;

    /// Whether a benchmark ended with an error (`State::SkipWithError`).
    [[nodiscard]] bool failed() const { return failed_; }

private:
    std::size_t name_width_ = 0;
    bool failed_ = false;
};

} // namespace guichet::bench
