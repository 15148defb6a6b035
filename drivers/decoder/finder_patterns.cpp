#include "drivers/decoder/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace guichet::decoder {

namespace {

/// A place where a row or column crosses a finder pattern, and later the pattern itself.
struct Pattern {
    double x = 0;
    double y = 0;
    double module = 0; ///< pixels
    int sightings = 1; ///< rows that cross it
};

/// Rows that must agree before a place counts as a pattern.
constexpr int least_sightings = 3;
constexpr std::size_t most_patterns = 24;

/// The lengths of the last five runs, dark first and last.
using Runs = std::array<int, 5>;

bool is_finder(const Runs& runs) {
    int all = 0;
    for (const int run : runs)
        all += run;
    const double module = all / 7.0;
    if (module < 1)
        return false;
    const double slack = module * 0.7;
    for (std::size_t at = 0; at < runs.size(); ++at)
        if (std::abs(runs[at] - (at == 2 ? 3 : 1) * module) > (at == 2 ? 3 * slack : slack))
            return false;
    return true;
}

bool dark(const ports::Frame& frame, int x, int y) {
    return frame.row(y)[static_cast<std::ptrdiff_t>(x) * frame.step] == 0;
}

/// The runs of a column through (x, y), which lies in the middle of a pattern; zeros when they run off the
/// frame.
Runs runs_down(const ports::Frame& frame, int x, int y) {
    Runs runs{};
    const auto walk = [&](int step, std::initializer_list<std::size_t> order) {
        int at = y + (step > 0 ? 1 : 0);
        bool ink = true;
        for (const auto run : order) {
            for (; at >= 0 && at < frame.height && dark(frame, x, at) == ink; at += step)
                ++runs[run];
            ink = !ink;
        }
    };
    walk(-1, {2, 1, 0});
    walk(1, {2, 3, 4});
    return runs;
}

/// Adds a sighting to the pattern it belongs to.
void note(std::vector<Pattern>& patterns, const Pattern& seen) {
    for (auto& pattern : patterns)
        if (std::hypot(pattern.x - seen.x, pattern.y - seen.y) < 3 * pattern.module) {
            ++pattern.sightings;
            return;
        }
    if (patterns.size() < 4 * most_patterns)
        patterns.push_back(seen);
}

void search_row(const ports::Frame& frame, int y, std::vector<Pattern>& patterns) {
    Runs runs{};
    bool ink = dark(frame, 0, y);
    int length = 0;
    for (int x = 0; x <= frame.width; ++x) {
        if (x < frame.width && dark(frame, x, y) == ink) {
            ++length;
            continue;
        }
        std::rotate(runs.begin(), runs.begin() + 1, runs.end());
        runs.back() = length;
        if (ink && is_finder(runs)) {
            const double middle = x - runs[4] - runs[3] - runs[2] / 2.0;
            const auto column = runs_down(frame, static_cast<int>(middle), y);
            if (is_finder(column)) {
                const int width = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
                note(patterns, {middle, static_cast<double>(y), width / 7.0});
            }
        }
        ink = !ink;
        length = 1;
    }
}

/// One corner between two others: a right angle with equal sides, as far as a hand holds a code straight.
bool is_corner(const Pattern& corner, const Pattern& left, const Pattern& right) {
    const double first = std::hypot(left.x - corner.x, left.y - corner.y);
    const double second = std::hypot(right.x - corner.x, right.y - corner.y);
    const double cosine =
        ((left.x - corner.x) * (right.x - corner.x) + (left.y - corner.y) * (right.y - corner.y)) /
        (first * second);
    const double module = (corner.module + left.module + right.module) / 3;
    const double shorter = std::min(first, second);
    // A side is 14 to 170 modules from middle to middle (versions 1 to 40); ours are short.
    return std::abs(cosine) < 0.35 && std::max(first, second) < 1.5 * shorter && shorter > 10 * module &&
           shorter < 60 * module;
}

bool same_size(const Pattern& one, const Pattern& other) {
    return std::max(one.module, other.module) < 1.7 * std::min(one.module, other.module);
}

} // namespace

bool looks_like_qr_code(const ports::Frame& frame) {
    std::vector<Pattern> patterns;
    for (int y = 0; y < frame.height; ++y)
        search_row(frame, y, patterns);
    std::erase_if(patterns, [](const Pattern& pattern) { return pattern.sightings < least_sightings; });
    if (patterns.size() > most_patterns)
        return false; // a texture
    for (const auto& corner : patterns)
        for (const auto& left : patterns)
            for (const auto& right : patterns)
                if (&left < &right && &left != &corner && &right != &corner && same_size(corner, left) &&
                    same_size(corner, right) && is_corner(corner, left, right))
                    return true;
    return false;
}

} // namespace guichet::decoder
