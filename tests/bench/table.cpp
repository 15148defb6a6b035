#include "tests/bench/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace guichet::bench {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

/// A number in three or four digits with one of the units, from the largest that leaves it at 1 or more.
template <std::size_t count>
std::string scaled(double value, const std::array<std::pair<double, std::string_view>, count>& units) {
    for (const auto& [size, unit] : units)
        if (value >= size)
            return fmt::format("{:.{}f} {}", value / size,
                               value / size < 10    ? 2
                               : value / size < 100 ? 1
                                                    : 0,
                               unit);
    return fmt::format("{:.2f} {}", value / units.back().first, units.back().second);
}

std::string duration(double seconds) {
    static constexpr std::array<std::pair<double, std::string_view>, 4> units{
        {{1.0, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}}};
    return scaled(seconds, units);
}

std::string figure(const std::string& name, const benchmark::Counter& counter) {
    static constexpr std::array<std::pair<double, std::string_view>, 3> large{
        {{1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}}};
    const bool is_rate = (counter.flags & benchmark::Counter::kIsRate) != 0;
    const bool whole = counter.value == static_cast<double>(static_cast<std::int64_t>(counter.value));
    std::string number = fmt::format("{:.4g}", counter.value);
    if (whole && counter.value < 1e9)
        number = fmt::format("{:.0f}", counter.value);
    else if (counter.value >= 1e4)
        number = scaled(counter.value, large);
    if (name == "items_per_second")
        return number + "/s";
    return fmt::format("{} {}{}", name, number, is_rate ? "/s" : "");
}

/// What went wrong; empty when nothing did. The library renamed its members between 1.7 and 1.8.
template <typename AnyRun>
std::string error_of(const AnyRun& run) {
    if constexpr (requires { run.error_occurred; })
        return run.error_occurred ? run.error_message : "";
    else
        return run.skipped != 0 ? run.skip_message : "";
}

} // namespace

bool Table::ReportContext(const Context& context) {
    constexpr std::size_t narrowest = 24;
    name_width_ = std::max(context.name_field_width, narrowest);
    fmt::print("{:<{}} {:>12}  figures\n", "benchmark", name_width_, "time");
    std::fflush(stdout);
    return true;
}

void Table::ReportRuns(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (const std::string error = error_of(run); !error.empty()) {
            failed_ = true;
            fmt::print("{:<{}} {:>12}  {}\n", run.benchmark_name(), name_width_, "FAILED", error);
            continue;
        }
        const double turns = std::max(1.0, static_cast<double>(run.iterations));
        std::string figures;
        for (const auto& [name, counter] : run.counters)
            figures += (figures.empty() ? "" : ", ") + figure(name, counter);
        if (!run.report_label.empty())
            figures += (figures.empty() ? "" : "; ") + run.report_label;
        fmt::print("{:<{}} {:>12}  {}\n", run.benchmark_name(), name_width_,
                   duration(run.real_accumulated_time / turns), figures);
    }
    std::fflush(stdout);
}

} // namespace guichet::bench
