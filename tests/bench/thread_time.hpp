#pragma once
// CPU time of single calls, for medians and percentiles that a mean does not tell.

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <vector>

namespace guichet::bench {

/// The milliseconds that this thread spends in `work` on the CPU: what runs beside it does not count.
template <typename Work>
double thread_time(const Work& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
    };
    const double before = now();
    work();
    return now() - before;
}

/// Measured values.
class Samples {
public:
    void add(double value) { values_.push_back(value); }

    /// The value below which `percent` (0 to 100) of the samples lie; 0 when there are none.
    [[nodiscard]] double percentile(double percent) const {
        if (values_.empty())
            return 0;
        std::vector<double> values = values_;
        const auto at = values.begin() +
                        static_cast<std::ptrdiff_t>(percent / 100 * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), at, values.end());
        return *at;
    }
    [[nodiscard]] double median() const { return percentile(50); }

private:
    std::vector<double> values_;
};

} // namespace guichet::bench
