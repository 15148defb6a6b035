#pragma once

#include "kiosk/ports/frame.hpp"

namespace guichet::decoder {

/// Whether a black and white frame (0 = ink, 255 = ground) shows a QR code as people recognise one: three
/// finder patterns (ISO/IEC 18004, "Finder pattern": dark and light in the widths 1:1:3:1:1) of one size in a
/// right angle, whatever lies between them.
[[nodiscard]] bool looks_like_qr_code(const ports::Frame& frame);

} // namespace guichet::decoder
