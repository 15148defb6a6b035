#include "drivers/decoder/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <initializer_list>

namespace guichet::decoder {
namespace {

/// More patterns than this are a texture.
constexpr std::size_t most_patterns = 32;
/// Rows that must have crossed the three patterns of a code together.
constexpr int least_sightings = 6;
/// Every row of a finder pattern's middle tells the same, so that not each needs to be looked at.
constexpr int rows_apart = 2;

/// The lengths of five runs, ink first and last.
using Runs = std::array<int, 5>;

/// Pixels for each module. Bright light makes white grow at the cost of ink, and blur the other way round;
/// what a run and its neighbour are wide together stays.
double module_of(const Runs& runs) {
    return (runs[0] + runs[4] + 2 * (runs[1] + runs[2] + runs[3])) / 12.0;
}

/// Turns away most runs at little cost: in a finder pattern the middle is the widest, but for white that has
/// grown.
bool may_be_finder(const Runs& runs) {
    return runs[2] >= runs[0] && runs[2] >= runs[4] && 4 * runs[2] > 3 * runs[1] &&
           4 * runs[2] > 3 * runs[3] && runs[0] != 0;
}

/// Whether runs are as 1:1:3:1:1, or as that with ink grown or shrunk at every edge.
bool is_finder(const Runs& runs, double least_module) {
    if (!may_be_finder(runs))
        return false;
    const double module = module_of(runs);
    if (module < least_module)
        return false;
    const double slack = 0.5 * module + 0.6;
    return std::abs(runs[0] + runs[1] - 2 * module) < slack &&
           std::abs(runs[1] + runs[2] - 4 * module) < slack &&
           std::abs(runs[2] + runs[3] - 4 * module) < slack &&
           std::abs(runs[3] + runs[4] - 2 * module) < slack && std::abs(runs[0] - runs[4]) < 2 * slack &&
           std::abs(runs[1] - runs[3]) < 2 * slack;
}

/// The runs of a column or a row through (x, y), where there is ink, and their middle. Zeros among them when
/// they run off the plane, or are so long that this is no finder pattern: it is `length` pixels the other
/// way.
struct Crossing {
    Runs runs{};
    double middle = 0;
};

Crossing cross(const BitPlane& plane, int x, int y, bool down, int length) {
    Crossing crossing;
    const int end = down ? plane.height() : plane.width();
    const auto ink = [&](int at) { return down ? plane.ink(x, at) : plane.ink(at, y); };
    const int from = down ? y : x;
    std::array<int, 2> reached{};
    const auto walk = [&](int step, std::initializer_list<std::size_t> order) {
        int at = step > 0 ? from + 1 : from;
        bool wanted = true;
        for (const auto run : order) {
            const int most = run == 2 ? length : length / 2;
            int& count = crossing.runs[run];
            for (; at >= 0 && at < end && ink(at) == wanted; at += step)
                if (++count > most)
                    return false;
            if (count == 0)
                return false;
            if (run == 2)
                reached[step > 0] = at;
            wanted = !wanted;
        }
        return true;
    };
    if (!walk(-1, {2, 1, 0}) || !walk(1, {2, 3, 4}))
        return {};
    crossing.middle = (reached[0] + reached[1] + 1) / 2.0;
    return crossing;
}

FinderPattern pattern_of(const Crossing& row, const Crossing& column) {
    FinderPattern pattern;
    pattern.x = row.middle;
    pattern.y = column.middle;
    const double across = module_of(row.runs);
    const double down = module_of(column.runs);
    pattern.module = (across + down) / 2;
    pattern.growth = (row.runs[2] / across + column.runs[2] / down) / 2 - 3;
    return pattern;
}

int length(const Runs& runs) {
    return runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
}

bool same_size(const FinderPattern& one, const FinderPattern& other) {
    return std::max(one.module, other.module) < 1.6 * std::min(one.module, other.module);
}

/// The rows that crossed a pattern, as a part of those that a perfect one of its size lets through.
double share_seen(const FinderPattern& pattern) {
    return pattern.sightings * rows_apart / (3 * pattern.module);
}

/// Chance makes patterns of a row or two in any text, and small ones of every size in noise: what is seen in
/// few of its rows, or is small, must stand the straighter.
double bearable_doubt(const FinderPattern& corner, const FinderPattern& left, const FinderPattern& right) {
    constexpr double small_module = 2.1;
    const double share = std::min({share_seen(corner), share_seen(left), share_seen(right)});
    const double module = (corner.module + left.module + right.module) / 3;
    return std::min(0.25 + 2 * share, module < small_module ? 0.5 : 1e9);
}

bool share_two(const CodePlace& one, const CodePlace& other) {
    int shared = 0;
    for (const auto* mine : {&one.corner, &one.left, &one.right})
        for (const auto* theirs : {&other.corner, &other.left, &other.right})
            shared += mine->x == theirs->x && mine->y == theirs->y;
    return shared >= 2;
}

} // namespace

void FinderSearch::note(const FinderPattern& seen) {
    for (FinderPattern& known : patterns_)
        if (std::abs(known.x - seen.x) < 2 * known.module && std::abs(known.y - seen.y) < 2 * known.module &&
            same_size(known, seen)) {
            const double weight = known.sightings++;
            known.x = (known.x * weight + seen.x) / (weight + 1);
            known.y = (known.y * weight + seen.y) / (weight + 1);
            known.module = (known.module * weight + seen.module) / (weight + 1);
            known.growth = (known.growth * weight + seen.growth) / (weight + 1);
            return;
        }
    if (patterns_.size() < 4 * most_patterns)
        patterns_.push_back(seen);
}

void FinderSearch::check(const BitPlane& ink, int x, int y, int most) {
    const auto column = cross(ink, x, y, true, most);
    if (!is_finder(column.runs, least_module_))
        return;
    const auto row = cross(ink, x, static_cast<int>(column.middle), false, most);
    if (is_finder(row.runs, least_module_))
        note(pattern_of(row, column));
}

void FinderSearch::search_row(const BitPlane& ink, int y) {
    const std::uint64_t* words = ink.row(y);
    Runs runs{};
    int last_edge = 0;
    bool dark = false; // right of the last edge
    std::uint64_t carry = 0;
    for (int word = 0; word < ink.words_in_row(); ++word) {
        const std::uint64_t bits = words[word];
        std::uint64_t changes = bits ^ (bits << 1 | carry);
        carry = bits >> 63;
        for (; changes != 0; changes &= changes - 1) {
            const int edge = word * 64 + std::countr_zero(changes);
            runs = {runs[1], runs[2], runs[3], runs[4], edge - last_edge};
            last_edge = edge;
            dark = !dark;
            if (!dark && may_be_finder(runs) && is_finder(runs, least_module_))
                check(ink, edge - runs[4] - runs[3] - (runs[2] + 1) / 2, y, length(runs));
        }
    }
}

/// Considers three patterns as a code, the first in the right angle as far as a hand holds it straight.
void FinderSearch::consider(const FinderPattern& corner, const FinderPattern& left,
                            const FinderPattern& right) {
    const double left_x = left.x - corner.x;
    const double left_y = left.y - corner.y;
    const double right_x = right.x - corner.x;
    const double right_y = right.y - corner.y;
    const double first = std::hypot(left_x, left_y);
    const double second = std::hypot(right_x, right_y);
    const double module = (corner.module + left.module + right.module) / 3;
    // From middle to middle there are 14 modules in version 1 and 50 in version 10, the longest that is shown
    // before a kiosk; in a code turned by 45° rows and columns cross modules that seem longer by half.
    if (std::min(first, second) < 8.5 * module || std::max(first, second) > 62 * module)
        return;
    const double cosine = std::abs(left_x * right_x + left_y * right_y) / (first * second);
    const double uneven = std::max(first, second) / std::min(first, second) - 1;
    if (cosine > 0.55 || uneven > 1)
        return;
    const double sizes = std::max({corner.module, left.module, right.module}) /
                             std::min({corner.module, left.module, right.module}) -
                         1;
    const int sightings = corner.sightings + left.sightings + right.sightings;
    const double doubt = cosine + uneven + sizes + 1.0 / sightings;
    if (sightings >= least_sightings && doubt < bearable_doubt(corner, left, right))
        places_.push_back({corner, left, right, doubt});
}

void FinderSearch::combine() {
    for (const auto& corner : patterns_)
        for (auto left = patterns_.begin(); left != patterns_.end(); ++left)
            for (auto right = left + 1; right != patterns_.end(); ++right)
                if (&*left != &corner && &*right != &corner && same_size(corner, *left) &&
                    same_size(corner, *right) && same_size(*left, *right))
                    consider(corner, *left, *right);
    std::sort(places_.begin(), places_.end(),
              [](const CodePlace& one, const CodePlace& other) { return one.doubt < other.doubt; });
    std::size_t kept = 0;
    for (const CodePlace& place : places_) {
        if (kept == most_places)
            break;
        const auto end = places_.begin() + static_cast<std::ptrdiff_t>(kept);
        if (std::none_of(places_.begin(), end,
                         [&](const CodePlace& better) { return share_two(place, better); }))
            places_[kept++] = place;
    }
    places_.resize(kept);
}

const std::vector<CodePlace>& FinderSearch::search(const BitPlane& ink, double least_module) {
    least_module_ = least_module;
    patterns_.clear();
    places_.clear();
    for (int y = rows_apart; y < ink.height(); y += rows_apart)
        search_row(ink, y);
    if (patterns_.size() > most_patterns) {
        // Real ones are crossed by many rows, those of a texture by few.
        std::nth_element(patterns_.begin(), patterns_.begin() + most_patterns, patterns_.end(),
                         [](const auto& one, const auto& other) { return one.sightings > other.sightings; });
        patterns_.resize(most_patterns);
    }
    combine();
    return places_;
}

} // namespace guichet::decoder
