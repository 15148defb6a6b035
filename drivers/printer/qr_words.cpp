#include "drivers/printer/qr_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guichet::printer {
namespace {

/// Error correction of one version and level (table 9).
struct Blocks {
    int blocks;
    int check_words; ///< of each block
};

constexpr std::array<int, last_small_version> total_words{26, 44, 70, 100, 134, 172};
constexpr std::array<std::array<Blocks, qr_level_count>, last_small_version> corrections{{
    {{{1, 10}, {1, 13}, {1, 17}}},
    {{{1, 16}, {1, 22}, {1, 28}}},
    {{{1, 26}, {2, 18}, {2, 22}}},
    {{{2, 18}, {2, 26}, {4, 16}}},
    {{{2, 24}, {4, 18}, {4, 22}}},
    {{{4, 16}, {4, 24}, {4, 28}}},
}};

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
    const auto value = [&text](std::size_t at) { return static_cast<unsigned>(alphanumeric.find(text[at])); };
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

} // namespace

std::optional<QrWords> small_qr_words(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
    if (text.empty() || !ascii)
        return std::nullopt;
    const int words = (bits_of(text) + 7) / 8;
    for (int version = 1; version <= last_small_version; ++version) {
        if (data_words(version, 0) < words)
            continue;
        int level = 0;
        while (level + 1 < qr_level_count && data_words(version, level + 1) >= words)
            ++level;
        const auto& blocks =
            corrections[static_cast<std::size_t>(version - 1)][static_cast<std::size_t>(level)];
        return QrWords{version, static_cast<QrLevel>(level),
                       interleaved(data_of(text, data_words(version, level)), blocks)};
    }
    return std::nullopt;
}

} // namespace guichet::printer
