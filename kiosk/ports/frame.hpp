#pragma once

#include <cstddef>
#include <cstdint>

namespace guichet::ports {

/// A look at the brightness (luma) of one camera picture; it owns nothing. The pixel of column x and row y is
/// `luma[y * stride + x * step]`, 0 = black, 255 = white, row 0 at the top. A `step` above 1 steps over what
/// lies between, so that an interleaved picture (YUYV: step 2) is read where the device wrote it.
struct Frame {
    const std::uint8_t* luma = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0; ///< bytes from one row to the next, at least width × step
    int step = 1;   ///< bytes from one pixel to the next, at least 1
    /// Whether people may see it. A camera that tries a short exposure for telephones marks the dark frames
    /// of the try, which are only for reading: in a preview they would flicker.
    bool for_preview = true;

    [[nodiscard]] const std::uint8_t* row(int y) const {
        return luma + static_cast<std::ptrdiff_t>(y) * stride;
    }
};

} // namespace guichet::ports
