#pragma once
// Inside this room: the one place that knows which ZXing this is (1.4 on Debian 12, 2.x on Debian 13).

#include "drivers/decoder/reading.hpp"
#include "kiosk/ports/frame.hpp"

#include <vector>

namespace guichet::decoder {

enum class Shades {
    gray,        ///< a picture as a camera makes it: ZXing finds the threshold by local averages
    black_white, ///< only 0 and 255 occur: taken as it is
};

/// Adds what QR codes ZXing finds in one look at a frame, dark on light only, to `readings`. Whatever goes
/// wrong inside the library counts as nothing found.
void read_qr_codes(const ports::Frame& frame, Shades shades, std::vector<Reading>& readings);

} // namespace guichet::decoder
