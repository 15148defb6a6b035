#include "drivers/camera/pixel_layout.hpp"

#include <algorithm>
#include <linux/videodev2.h>

namespace guichet::camera {

const std::vector<PixelLayout>& pixel_layouts() {
    static const std::vector<PixelLayout> all{
        {Layout::gray, V4L2_PIX_FMT_GREY, "GREY", 0, 1},   {Layout::nv12, V4L2_PIX_FMT_NV12, "NV12", 0, 1},
        {Layout::nv21, V4L2_PIX_FMT_NV21, "NV21", 0, 1},   {Layout::yu12, V4L2_PIX_FMT_YUV420, "YU12", 0, 1},
        {Layout::yv12, V4L2_PIX_FMT_YVU420, "YV12", 0, 1}, {Layout::yuyv, V4L2_PIX_FMT_YUYV, "YUYV", 0, 2},
        {Layout::yvyu, V4L2_PIX_FMT_YVYU, "YVYU", 0, 2},   {Layout::uyvy, V4L2_PIX_FMT_UYVY, "UYVY", 1, 2},
        {Layout::vyuy, V4L2_PIX_FMT_VYUY, "VYUY", 1, 2},   {Layout::mjpeg, V4L2_PIX_FMT_MJPEG, "MJPG", 0, 0},
        {Layout::jpeg, V4L2_PIX_FMT_JPEG, "JPEG", 0, 0},
    };
    return all;
}

const PixelLayout& facts_of(Layout layout) {
    return pixel_layouts()[static_cast<std::size_t>(layout)];
}

const PixelLayout* layout_of(std::uint32_t pixel_format) {
    const auto& all = pixel_layouts();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const PixelLayout& one) { return one.pixel_format == pixel_format; });
    return found != all.end() ? &*found : nullptr;
}

} // namespace guichet::camera
