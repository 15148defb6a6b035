#include "drivers/lab/printer/paper.hpp"

#include <algorithm>

namespace guichet::lab {

using printer::Bitmap;

void Paper::print(const Bitmap& bitmap, int left, int below, int across, int down) {
    const int bottom = head_ + below + bitmap.height * down;
    inked_ = std::max(inked_, bottom);
    if (!draws_)
        return;
    if (bottom > ink_.height) {
        ink_.height = bottom;
        ink_.bytes.resize(ink_.stride() * static_cast<std::size_t>(bottom));
    }
    for (int y = 0; y < bitmap.height * down; ++y)
        for (int x = 0; x < bitmap.width * across && left + x < ink_.width; ++x)
            if (bitmap.black(x / across, y / down))
                ink_.set(left + x, head_ + below + y);
}

Bitmap Paper::cut() {
    const int at = std::max(0, head_ - cutter_distance_);
    Bitmap piece = rows(0, at);
    ink_ = at < ink_.height ? rows(at, ink_.height) : Bitmap(ink_.width, 0);
    head_ -= at;
    inked_ = std::max(0, inked_ - at);
    return piece;
}

Bitmap Paper::rows(int from, int to) const {
    Bitmap part(ink_.width, to - from);
    const int inked = std::clamp(ink_.height - from, 0, to - from);
    if (inked > 0)
        std::copy_n(ink_.bytes.begin() +
                        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(from) * ink_.stride()),
                    static_cast<std::size_t>(inked) * ink_.stride(), part.bytes.begin());
    return part;
}

} // namespace guichet::lab
