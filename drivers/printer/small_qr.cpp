#include "drivers/printer/small_qr.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace guichet::printer {
namespace {

// Levels M, Q, H in the order of their strength. L is not used.
constexpr int level_count = 3;
/// Each level's two bits in the format information (table 12).
constexpr std::array<unsigned, level_count> level_bits{0b00, 0b11, 0b10};

/// Error correction of one version and level (table 9).
struct Blocks {
    int blocks;
    int check_words; ///< of each block
};

constexpr int last_version = 6;
constexpr std::array<int, last_version> total_words{26, 44, 70, 100, 134, 172};
constexpr std::array<std::array<Blocks, level_count>, last_version> corrections{{
    {{{1, 10}, {1, 13}, {1, 17}}},
    {{{1, 16}, {1, 22}, {1, 28}}},
    {{{1, 26}, {2, 18}, {2, 22}}},
    {{{2, 18}, {2, 26}, {4, 16}}},
    {{{2, 24}, {4, 18}, {4, 22}}},
    {{{4, 16}, {4, 24}, {4, 28}}},
}};

constexpr int largest_side = 17 + 4 * last_version;

int data_words(int version, int level) {
    const auto at = static_cast<std::size_t>(version - 1);
    const Blocks& blocks = corrections.at(at).at(static_cast<std::size_t>(level));
    return total_words.at(at) - blocks.blocks * blocks.check_words;
}

// Arithmetic of the field GF(256) over x^8 + x^4 + x^3 + x^2 + 1.

struct Field {
    std::array<std::uint8_t, 512> power{};
    std::array<std::uint8_t, 256> log{};

    constexpr Field() {
        unsigned value = 1;
        for (std::size_t exponent = 0; exponent < 255; ++exponent) {
            power[exponent] = power[exponent + 255] = static_cast<std::uint8_t>(value);
            log[value] = static_cast<std::uint8_t>(exponent);
            value = value << 1U ^ (value >= 128 ? 0x11DU : 0U);
        }
    }

    [[nodiscard]] constexpr std::uint8_t times(std::uint8_t left, std::uint8_t right) const {
        if (left == 0 || right == 0)
            return 0;
        return power[static_cast<std::size_t>(log[left]) + log[right]];
    }
};

constexpr Field field;

using Words = std::vector<std::uint8_t>;

/// The generator polynomial of so many check words, its highest coefficient (1) left out.
Words generator(int check_words) {
    Words polynomial(static_cast<std::size_t>(check_words));
    polynomial.back() = 1;
    for (std::size_t root = 0; root < polynomial.size(); ++root)
        for (std::size_t at = 0; at < polynomial.size(); ++at) {
            polynomial[at] = field.times(polynomial[at], field.power[root]);
            if (at + 1 < polynomial.size())
                polynomial[at] ^= polynomial[at + 1];
        }
    return polynomial;
}

/// The remainder of the data by the generator (8.5.2).
Words check_words_of(const std::uint8_t* data, std::size_t count, const Words& divisor) {
    Words remainder(divisor.size());
    for (std::size_t word = 0; word < count; ++word) {
        const std::uint8_t factor = data[word] ^ remainder.front();
        std::rotate(remainder.begin(), remainder.begin() + 1, remainder.end());
        remainder.back() = 0;
        for (std::size_t at = 0; at < divisor.size(); ++at)
            remainder[at] ^= field.times(divisor[at], factor);
    }
    return remainder;
}

/// Data in the order of the symbol: the blocks' words in turn, then their check words in turn (8.6).
Words interleaved(const Words& data, const Blocks& blocks) {
    const auto count = static_cast<std::size_t>(blocks.blocks);
    const std::size_t shorter = data.size() / count;
    const std::size_t longer = data.size() % count; ///< blocks with one word more, the last ones
    const Words divisor = generator(blocks.check_words);
    std::vector<std::size_t> starts(count + 1);
    for (std::size_t block = 0; block < count; ++block)
        starts[block + 1] = starts[block] + shorter + (block >= count - longer ? 1 : 0);
    Words words;
    for (std::size_t at = 0; at <= shorter; ++at)
        for (std::size_t block = 0; block < count; ++block)
            if (starts[block] + at < starts[block + 1])
                words.push_back(data[starts[block] + at]);
    std::vector<Words> checks;
    for (std::size_t block = 0; block < count; ++block)
        checks.push_back(
            check_words_of(data.data() + starts[block], starts[block + 1] - starts[block], divisor));
    for (std::size_t at = 0; at < divisor.size(); ++at)
        for (const Words& check : checks)
            words.push_back(check[at]);
    return words;
}

// The text as data words.

constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

class BitWriter {
public:
    void put(unsigned value, int bits) {
        for (int bit = bits - 1; bit >= 0; --bit)
            push((value >> static_cast<unsigned>(bit) & 1U) != 0);
    }

    /// The terminator, then padding in whole words.
    [[nodiscard]] Words padded(int words) && {
        put(0, std::min(4, words * 8 - length_));
        while (length_ % 8 != 0)
            push(false);
        for (unsigned pad = 0xEC; static_cast<int>(words_.size()) < words; pad ^= 0xECU ^ 0x11U)
            put(pad, 8);
        return std::move(words_);
    }

private:
    void push(bool one) {
        if (length_ % 8 == 0)
            words_.push_back(0);
        if (one)
            words_.back() |= static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>(length_ % 8));
        ++length_;
    }

    Words words_;
    int length_ = 0;
};

bool is_alphanumeric(std::string_view text) {
    return text.find_first_not_of(alphanumeric) == text.npos;
}

/// Bits of the text with its mode and count; the counts' widths are those of versions 1 to 9.
int bits_of(std::string_view text) {
    const auto length = static_cast<int>(text.size());
    return is_alphanumeric(text) ? 4 + 9 + length / 2 * 11 + length % 2 * 6 : 4 + 8 + length * 8;
}

Words data_of(std::string_view text, int words) {
    BitWriter writer;
    const auto length = static_cast<unsigned>(text.size());
    const auto value = [&text](std::size_t at) {
        return static_cast<unsigned>(alphanumeric.find(text[at]));
    };
    if (is_alphanumeric(text)) {
        writer.put(0b0010, 4);
        writer.put(length, 9);
        for (std::size_t at = 0; at + 1 < text.size(); at += 2)
            writer.put(value(at) * 45 + value(at + 1), 11);
        if (length % 2 == 1)
            writer.put(value(text.size() - 1), 6);
    } else {
        writer.put(0b0100, 4);
        writer.put(length, 8);
        for (const char byte : text)
            writer.put(static_cast<unsigned char>(byte), 8);
    }
    return std::move(writer).padded(words);
}

// The symbol: a row is a word of bits, column 0 the lowest.

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

    void place(const Words& words) {
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
    [[nodiscard]] pictures::QrSymbol finished(int level) const {
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

    [[nodiscard]] Canvas with_mask(int mask, int level) const {
        Canvas canvas = *this;
        for (int at = 0; at < side_; ++at) {
            const auto line = index(at % mask_period);
            canvas.rows_[index(at)] ^= masks.rows[index(mask)][line] & ~patterns_[index(at)] & (bit(side_) - 1);
            canvas.columns_[index(at)] ^=
                masks.columns[index(mask)][line] & ~pattern_columns_[index(at)] & (bit(side_) - 1);
        }
        const unsigned data = level_bits[index(level)] << 3U | static_cast<unsigned>(mask);
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
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
    if (text.empty() || !ascii)
        return std::nullopt;
    const int words = (bits_of(text) + 7) / 8;
    for (int version = 1; version <= last_version; ++version) {
        if (data_words(version, 0) < words)
            continue;
        int level = 0;
        while (level + 1 < level_count && data_words(version, level + 1) >= words)
            ++level;
        Canvas canvas(version);
        const auto& blocks =
            corrections[static_cast<std::size_t>(version - 1)][static_cast<std::size_t>(level)];
        canvas.place(interleaved(data_of(text, data_words(version, level)), blocks));
        return canvas.finished(level);
    }
    return std::nullopt;
}

} // namespace guichet::printer
