#pragma once
// Motion JPEG: the brightness of one picture, at a size that is worth decoding.

#include "kiosk/ports/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace guichet::camera {

/// The most pixels that a picture is decoded to; a larger one is halved as often as needed. Measured with
/// 480p to 5 megapixels: up to this size decoding all of it reads more codes than half of it (a code needs
/// 2.5 pixels a module) and costs under 3 ms; other reductions than halves cost more than none, because
/// libjpeg-turbo has no vector code for them.
inline constexpr std::size_t most_jpeg_pixels = std::size_t{1920} * 1088;

/// Decodes the pictures of a camera one after another (ISO/IEC 10918-1, baseline, through libjpeg-turbo):
/// luma alone, the colours are skipped. Pictures without Huffman tables, as many cameras send them (UVC 1.5,
/// "Motion-JPEG Payload": AVI1), are decoded with the standard's own. Its memory is kept from picture to
/// picture.
class JpegLuma {
public:
    JpegLuma();
    ~JpegLuma();
    JpegLuma(const JpegLuma&) = delete;
    JpegLuma& operator=(const JpegLuma&) = delete;

    /// The picture, valid until the next call. Nothing when the bytes are no JPEG, are progressive, in
    /// several scans or arithmetic-coded, are of other sides than `width` and `height` (up to a block more is
    /// cut off), or are damaged above the last eighth of the picture: half a code must not stand for a
    /// picture.
    [[nodiscard]] std::optional<ports::Frame> decode(std::span<const std::uint8_t> bytes, int width,
                                                     int height);

private:
    struct Decoder;
    std::unique_ptr<Decoder> decoder_;
    std::vector<std::uint8_t> pixels_;
};

} // namespace guichet::camera
