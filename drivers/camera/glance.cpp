#include "drivers/camera/glance.hpp"

#include <algorithm>

namespace guichet::camera {
namespace {

constexpr int columns = 80;
constexpr int rows = 45;
constexpr int least_contrast = 16; ///< between the darkest and the brightest pixel
/// Grey levels; white is 235 with cameras that keep to ITU-R BT.601's range.
constexpr int glaring_level = 232;
constexpr int least_glaring = columns * rows / 200;

} // namespace

Glance glance_at(const ports::Frame& frame) {
    if (frame.width <= 0 || frame.height <= 0)
        return {};
    std::uint64_t fingerprint = 14'695'981'039'346'656'037U; // FNV-1a, 64 bits
    int darkest = 255;
    int brightest = 0;
    int glaring = 0;
    for (int row = 0; row < rows; ++row) {
        const std::uint8_t* luma = frame.row(row * frame.height / rows);
        for (int column = 0; column < columns; ++column) {
            // Each row begins a little further right, so that a regular pattern is not always hit in one
            // place.
            const int x = (column * frame.width + row * 7) / columns % frame.width;
            const int level = luma[static_cast<std::ptrdiff_t>(x) * frame.step];
            fingerprint = (fingerprint ^ static_cast<std::uint64_t>(level)) * 1'099'511'628'211U;
            darkest = std::min(darkest, level);
            brightest = std::max(brightest, level);
            glaring += level >= glaring_level ? 1 : 0;
        }
    }
    return {fingerprint, brightest - darkest < least_contrast, glaring >= least_glaring};
}

} // namespace guichet::camera
