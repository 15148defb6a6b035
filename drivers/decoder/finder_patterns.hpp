#pragma once
// Inside this room: where a QR code seems to be, from its finder patterns alone.

#include "drivers/decoder/bit_plane.hpp"

#include <vector>

namespace guichet::decoder {

/// A finder pattern: dark and light in the widths 1:1:3:1:1 along a row and along a column (ISO/IEC 18004,
/// "Finder pattern").
struct FinderPattern {
    double x = 0; ///< of its middle, in pixels
    double y = 0;
    double module = 0; ///< pixels, along the row and the column on average
    double growth = 0; ///< modules by which ink is wider than it should be; negative: thinner
    int sightings = 1; ///< rows that crossed it
};

/// Three finder patterns of one size in a right angle, as a QR code has them.
struct CodePlace {
    FinderPattern corner; ///< the one in the right angle
    FinderPattern left;
    FinderPattern right;
    double doubt = 0; ///< how far they are from a square's corners; 0 = none
};

/// Searches ink for finder patterns; its memory is kept from frame to frame.
class FinderSearch {
public:
    /// The places that look like a code, the likeliest first, at most `most_places`; none of them share two
    /// patterns. Patterns whose modules are narrower than `least_module` pixels, from 1 on, are passed over.
    [[nodiscard]] const std::vector<CodePlace>& search(const BitPlane& ink, double least_module);
    static constexpr std::size_t most_places = 4;

private:
    void search_row(const BitPlane& ink, int y);
    void check(const BitPlane& ink, int x, int y, int most);
    void note(const FinderPattern& seen);
    void combine();
    void consider(const FinderPattern& corner, const FinderPattern& left, const FinderPattern& right);

    double least_module_ = 1;
    std::vector<FinderPattern> patterns_;
    std::vector<CodePlace> places_;
};

} // namespace guichet::decoder
