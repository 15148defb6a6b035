#pragma once
// How cameras lay out their pixels, and where the brightness is in each layout.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace guichet::camera {

/// The layouts whose brightness (luma) can be had, from the one that takes least of the USB to the most; the
/// compressed ones last, because they must be decoded and a JPEG blurs fine modules.
/// In all but those the luma is read where the device wrote it.
enum class Layout {
    gray, ///< GREY: luma alone
    nv12, ///< luma, then one plane of both colours at a quarter of its size; NV21 has them in another order
    nv21,
    yu12, ///< luma, then a plane for each colour; YV12 has them in another order
    yv12,
    yuyv, ///< luma in every second byte, colours between
    yvyu,
    uyvy,
    vyuy,
    mjpeg, ///< each picture is a JPEG
    jpeg,  ///< the same, as some drivers call it
};

/// What V4L2 calls a layout (userspace-api/media/v4l, "Image Formats"), and where its luma is.
struct PixelLayout {
    Layout layout;
    std::uint32_t pixel_format; ///< V4L2_PIX_FMT_…
    std::string_view name;      ///< four letters, as V4L2 writes them
    int offset;                 ///< bytes before the first pixel's luma
    int step;                   ///< bytes from one pixel's luma to the next; 0: compressed

    [[nodiscard]] bool compressed() const { return step == 0; }
    /// The bytes that a picture has until its last luma; `stride` is from one row to the next. Not for the
    /// compressed ones.
    [[nodiscard]] std::size_t least_bytes(int width, int height, int stride) const {
        return static_cast<std::size_t>(height - 1) * static_cast<std::size_t>(stride) +
               static_cast<std::size_t>(width - 1) * static_cast<std::size_t>(step) +
               static_cast<std::size_t>(offset) + 1;
    }
};

[[nodiscard]] const std::vector<PixelLayout>& pixel_layouts();
[[nodiscard]] const PixelLayout& facts_of(Layout layout);
/// Of a V4L2_PIX_FMT_…; null when it is none that can be read.
[[nodiscard]] const PixelLayout* layout_of(std::uint32_t pixel_format);

} // namespace guichet::camera
