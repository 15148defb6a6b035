#include "drivers/printer/small_qr.hpp"

#include "drivers/printer/qr_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <utility>
#include <vector>

namespace guichet::printer {
namespace {

/// Each level's two bits in the format information (table 12).
constexpr std::array<unsigned, qr_level_count> level_bits{0b00, 0b11, 0b10};

constexpr int largest_side = 17 + 4 * last_small_version;

/// A row of a symbol is a word of bits, column 0 the lowest.
using Row = std::uint64_t;
using Rows = std::array<Row, largest_side>;

Row bit(int column) {
    return Row{1} << static_cast<unsigned>(column);
}

constexpr bool masked(int mask, int x, int y) {
    switch (mask) { // table 10
    case 0: return (y + x) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (y + x) % 3 == 0;
    case 4: return (y / 2 + x / 3) % 2 == 0;
    case 5: return y * x % 2 + y * x % 3 == 0;
    case 6: return (y * x % 2 + y * x % 3) % 2 == 0;
    default: return ((y + x) % 2 + y * x % 3) % 2 == 0;
    }
}

/// The masks repeat after twelve rows; the second half of the table has them with rows and columns changed.
constexpr int mask_period = 12;
struct Masks {
    std::array<std::array<Row, mask_period>, 8> rows{};
    std::array<std::array<Row, mask_period>, 8> columns{};

    constexpr Masks() {
        for (int mask = 0; mask < 8; ++mask)
            for (int line = 0; line < mask_period; ++line)
                for (int place = 0; place < largest_side; ++place) {
                    const auto m = static_cast<std::size_t>(mask);
                    const auto l = static_cast<std::size_t>(line);
                    const Row one = Row{1} << static_cast<unsigned>(place);
                    rows[m][l] |= masked(mask, place, line) ? one : 0;
                    columns[m][l] |= masked(mask, line, place) ? one : 0;
                }
    }
};

constexpr Masks masks;

/// Points for runs of five or more modules alike, and for patterns like a finder's with its white (7.8.3.1).
int line_penalty(Row line, int side) {
    const Row pairs = ~(line ^ line >> 1U) & (bit(side - 1) - 1);
    const Row fives = pairs & pairs >> 1U & pairs >> 2U & pairs >> 3U;
    const int runs = std::popcount(fives) + 2 * std::popcount(fives & ~(fives << 1U));
    const Row wide = line << 4U; // four light modules of the quiet zone on either side
    const auto light = [wide](unsigned from) { return ~(wide >> from); };
    const Row finder = wide & light(1) & wide >> 2U & wide >> 3U & wide >> 4U & light(5) & wide >> 6U;
    const Row light_after = light(7) & light(8) & light(9) & light(10);
    const Row light_before = ~(wide << 1U) & ~(wide << 2U) & ~(wide << 3U) & ~(wide << 4U);
    return runs + 40 * (std::popcount(finder & light_after) + std::popcount(finder & light_before));
}

int block_penalty(Row line, Row next, int side) {
    const Row alike = ~(line ^ next);
    return 3 * std::popcount(alike & alike >> 1U & ~(line ^ line >> 1U) & (bit(side - 1) - 1));
}

/// A symbol being drawn, as rows and as columns at once.
class Canvas {
public:
    explicit Canvas(int version) : side_(17 + 4 * version) { draw_patterns(version); }

    void place(const std::vector<std::uint8_t>& words) {
        std::size_t at = 0;
        for (int right = side_ - 1; right > 0; right -= 2) {
            if (right == 6) // the timing pattern's column
                --right;
            const bool upward = ((right + 1) & 2) == 0;
            for (int step = 0; step < side_; ++step)
                for (int x = right; x > right - 2; --x) {
                    const int y = upward ? side_ - 1 - step : step;
                    if ((patterns_[index(y)] & bit(x)) != 0)
                        continue;
                    if (at < words.size() * 8 && (words[at / 8] >> (7 - at % 8) & 1U) != 0)
                        set(x, y);
                    ++at;
                }
        }
    }

    /// The mask with the fewest points is applied, with the format information that names it.
    [[nodiscard]] pictures::QrSymbol finished(QrLevel level) const {
        int best = 0;
        int least = -1;
        for (int mask = 0; mask < 8; ++mask) {
            const int points = with_mask(mask, level).penalty();
            if (least < 0 || points < least) {
                least = points;
                best = mask;
            }
        }
        return with_mask(best, level).symbol();
    }

private:
    static std::size_t index(int at) { return static_cast<std::size_t>(at); }

    void set(int x, int y) {
        rows_[index(y)] |= bit(x);
        columns_[index(x)] |= bit(y);
    }

    void reserve(int x, int y) {
        patterns_[index(y)] |= bit(x);
        pattern_columns_[index(x)] |= bit(y);
    }

    /// Dark and light squares around a middle: `rings` is dark at each distance.
    void draw_square(int x, int y, std::initializer_list<bool> rings) {
        const int reach = static_cast<int>(rings.size()) - 1;
        for (int down = -reach; down <= reach; ++down)
            for (int across = -reach; across <= reach; ++across) {
                if (x + across < 0 || y + down < 0 || x + across >= side_ || y + down >= side_)
                    continue;
                reserve(x + across, y + down);
                if (rings.begin()[std::max(std::abs(across), std::abs(down))])
                    set(x + across, y + down);
            }
    }

    void draw_patterns(int version) {
        for (int at = 0; at < side_; ++at) {
            reserve(6, at);
            reserve(at, 6);
            if (at % 2 == 0) {
                set(6, at);
                set(at, 6);
            }
        }
        for (const auto& [x, y] : {std::pair(3, 3), std::pair(side_ - 4, 3), std::pair(3, side_ - 4)})
            draw_square(x, y, {true, true, false, true, false});
        if (version > 1)
            draw_square(side_ - 7, side_ - 7, {true, false, true});
        for (int at = 0; at < 15; ++at)
            for (const auto& [x, y] : format_places(at))
                reserve(x, y);
        reserve(8, side_ - 8);
        set(8, side_ - 8);
    }

    /// Where bit `at` of the format information stands, twice (figure 25).
    [[nodiscard]] std::array<std::pair<int, int>, 2> format_places(int at) const {
        const std::pair corner = at < 6    ? std::pair(8, at)
                                 : at == 6 ? std::pair(8, 7)
                                 : at == 7 ? std::pair(8, 8)
                                 : at == 8 ? std::pair(7, 8)
                                           : std::pair(14 - at, 8);
        return {corner, at < 8 ? std::pair(side_ - 1 - at, 8) : std::pair(8, side_ - 15 + at)};
    }

    [[nodiscard]] Canvas with_mask(int mask, QrLevel level) const {
        Canvas canvas = *this;
        for (int at = 0; at < side_; ++at) {
            const auto line = index(at % mask_period);
            canvas.rows_[index(at)] ^=
                masks.rows[index(mask)][line] & ~patterns_[index(at)] & (bit(side_) - 1);
            canvas.columns_[index(at)] ^=
                masks.columns[index(mask)][line] & ~pattern_columns_[index(at)] & (bit(side_) - 1);
        }
        const unsigned data = level_bits[static_cast<std::size_t>(level)] << 3U | static_cast<unsigned>(mask);
        unsigned remainder = data;
        for (int step = 0; step < 10; ++step)
            remainder = remainder << 1U ^ (remainder >> 9U) * 0x537U;
        const unsigned format = (data << 10U | remainder) ^ 0x5412U;
        for (int at = 0; at < 15; ++at)
            if ((format >> static_cast<unsigned>(at) & 1U) != 0)
                for (const auto& [x, y] : format_places(at))
                    canvas.set(x, y);
        return canvas;
    }

    [[nodiscard]] int penalty() const {
        int points = 0;
        int dark = 0;
        for (int at = 0; at < side_; ++at) {
            const Row row = rows_[index(at)];
            points += line_penalty(row, side_) + line_penalty(columns_[index(at)], side_);
            if (at + 1 < side_)
                points += block_penalty(row, rows_[index(at + 1)], side_);
            dark += std::popcount(row);
        }
        return points + 10 * (std::abs(dark * 20 - side_ * side_ * 10) / (side_ * side_));
    }

    [[nodiscard]] pictures::QrSymbol symbol() const {
        pictures::QrSymbol symbol{side_, {}};
        symbol.dark.reserve(index(side_ * side_));
        for (int y = 0; y < side_; ++y)
            for (int x = 0; x < side_; ++x)
                symbol.dark.push_back((rows_[index(y)] & bit(x)) != 0 ? 1 : 0);
        return symbol;
    }

    int side_;
    Rows rows_{};
    Rows columns_{};
    Rows patterns_{}; ///< modules that hold no data
    Rows pattern_columns_{};
};

} // namespace

std::optional<pictures::QrSymbol> small_qr(std::string_view text) {
    const auto words = small_qr_words(text);
    if (!words)
        return std::nullopt;
    Canvas canvas(words->version);
    canvas.place(words->words);
    return canvas.finished(words->level);
}

} // namespace guichet::printer
