#pragma once
// Other ways to read a frame, for the ratios.

#include "kiosk/ports/frame.hpp"

#include <memory>
#include <string>

namespace guichet::bench {

/// Something that reads QR codes.
class Rival {
public:
    virtual ~Rival() = default;
    /// The text of the first code in a frame; empty when it finds none.
    [[nodiscard]] virtual std::string read(const ports::Frame& frame) = 0;
};

/// ZXing as it comes, for QR codes only.
[[nodiscard]] std::unique_ptr<Rival> zxing_defaults();

/// zbar, for QR codes only, inverted ones too; none when it was not there at the build (libzbar-dev).
[[nodiscard]] std::unique_ptr<Rival> zbar();

} // namespace guichet::bench
