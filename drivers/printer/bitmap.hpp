#pragma once
// Pictures of dots that are printed or not.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace guichet::printer {

/// One bit for each dot, 1 = black; rows from the top, each of whole bytes, the leftmost dot in the highest
/// bit: as ESC/POS raster commands take it.
struct Bitmap {
    int width = 0; ///< dots
    int height = 0;
    std::vector<std::uint8_t> bytes;

    Bitmap() = default;
    Bitmap(int columns, int rows)
        : width(columns), height(rows), bytes(stride() * static_cast<std::size_t>(rows)) {}

    /// Bytes of one row.
    [[nodiscard]] std::size_t stride() const { return static_cast<std::size_t>(width + 7) / 8; }

    [[nodiscard]] bool black(int x, int y) const { return (bytes[at(x, y)] & bit(x)) != 0; }
    void set(int x, int y) { bytes[at(x, y)] |= bit(x); }
    void flip(int x, int y) { bytes[at(x, y)] ^= bit(x); }

    /// Whether a row has no black dot.
    [[nodiscard]] bool bare(int y) const;
    /// Some of its rows.
    [[nodiscard]] Bitmap rows(int from, int count) const;

    friend bool operator==(const Bitmap&, const Bitmap&) = default;

private:
    [[nodiscard]] std::size_t at(int x, int y) const {
        return static_cast<std::size_t>(y) * stride() + static_cast<std::size_t>(x) / 8;
    }
    static std::uint8_t bit(int x) {
        return static_cast<std::uint8_t>(0x80U >> (static_cast<unsigned>(x) % 8U));
    }
};

/// The same without the empty columns on its right, so that fewer bytes go over the cable.
[[nodiscard]] Bitmap trimmed(const Bitmap& bitmap);

} // namespace guichet::printer
