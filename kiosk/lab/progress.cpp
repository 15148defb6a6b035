#include "kiosk/lab/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace guichet::lab {

namespace {

constexpr std::size_t bar_width = 30;

std::string remaining(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    return whole >= 60 ? fmt::format("{} min {:02} s left", whole / 60, whole % 60)
                       : fmt::format("{} s left", whole);
}

} // namespace

Progress::Progress(std::size_t steps)
    : steps_(std::max<std::size_t>(steps, 1)), terminal_(::isatty(STDERR_FILENO) != 0) {}

void Progress::show(std::size_t done, const std::string& phase) {
    const std::size_t marks = terminal_ ? 100 : 20;
    const auto mark = done * marks / steps_ + 1;
    if (mark == shown_ && phase == phase_)
        return;
    shown_ = mark;
    phase_ = phase;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
    const auto filled = std::min(bar_width, done * bar_width / steps_);
    const std::string time =
        done == 0 ? ""
                  : remaining(spent.count() * static_cast<double>(steps_ - done) / static_cast<double>(done));
    std::fprintf(stderr, "%s[%s%s] %3zu %%  %-24s %-18s%s", terminal_ ? "\r" : "",
                 std::string(filled, '#').c_str(), std::string(bar_width - filled, '-').c_str(),
                 done * 100 / steps_, phase.c_str(), time.c_str(), terminal_ ? "" : "\n");
    std::fflush(stderr);
}

void Progress::finish() {
    show(steps_, "done");
    if (terminal_)
        std::fputc('\n', stderr);
}

} // namespace guichet::lab
