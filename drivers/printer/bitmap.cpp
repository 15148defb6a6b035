#include "drivers/printer/bitmap.hpp"

#include <algorithm>

namespace guichet::printer {

bool Bitmap::bare(int y) const {
    const auto row = bytes.begin() + static_cast<std::ptrdiff_t>(at(0, y));
    return std::all_of(row, row + static_cast<std::ptrdiff_t>(stride()),
                       [](std::uint8_t byte) { return byte == 0; });
}

Bitmap Bitmap::rows(int from, int count) const {
    Bitmap part(width, count);
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at(0, from)), part.bytes.size(),
                part.bytes.begin());
    return part;
}

Bitmap trimmed(const Bitmap& bitmap) {
    std::size_t used = 1;
    for (std::size_t at = 0; at < bitmap.bytes.size(); ++at)
        if (bitmap.bytes[at] != 0)
            used = std::max(used, at % bitmap.stride() + 1);
    if (bitmap.height == 0 || used >= bitmap.stride())
        return bitmap;
    Bitmap narrow(static_cast<int>(used) * 8, bitmap.height);
    for (std::size_t row = 0; row < static_cast<std::size_t>(bitmap.height); ++row)
        std::copy_n(bitmap.bytes.begin() + static_cast<std::ptrdiff_t>(row * bitmap.stride()), used,
                    narrow.bytes.begin() + static_cast<std::ptrdiff_t>(row * used));
    return narrow;
}

} // namespace guichet::printer
