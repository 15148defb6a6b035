// What a V4L2 device offers: its formats, their sizes, and how fast each of them is.

#include "drivers/camera/v4l2_device.hpp"

#include <algorithm>
#include <array>
#include <linux/videodev2.h>
#include <utility>

namespace guichet::camera {
namespace {

/// More than any device has: one that never ends its list is not listened to for ever.
constexpr std::uint32_t longest_list = 256;

/// Sizes worth asking for where any is offered.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 3> useful_sizes{
    {{1280, 720}, {1920, 1080}, {640, 480}}};

double fastest(const V4l2Device& device, std::uint32_t pixel_format, int width, int height) {
    double rate = 0;
    v4l2_frmivalenum interval{};
    interval.pixel_format = pixel_format;
    interval.width = static_cast<std::uint32_t>(width);
    interval.height = static_cast<std::uint32_t>(height);
    for (; interval.index < longest_list && device.request(VIDIOC_ENUM_FRAMEINTERVALS, &interval) == 0;
         ++interval.index) {
        const bool discrete = interval.type == V4L2_FRMIVAL_TYPE_DISCRETE;
        const v4l2_fract& time = discrete ? interval.discrete : interval.stepwise.min;
        if (time.numerator > 0)
            rate = std::max(rate, static_cast<double>(time.denominator) / time.numerator);
        if (!discrete)
            break;
    }
    return rate;
}

/// The nearest length in steps, within the bounds.
int nearest(std::uint32_t wanted, std::uint32_t least, std::uint32_t most, std::uint32_t step) {
    const std::uint32_t bounded = std::max(least, std::min(wanted, most));
    return static_cast<int>(least + (bounded - least) / std::max(step, 1U) * std::max(step, 1U));
}

void add_sizes(const V4l2Device& device, const PixelLayout& layout, std::vector<Mode>& modes) {
    const auto add = [&](int width, int height) {
        const Mode mode{layout.layout, width, height, fastest(device, layout.pixel_format, width, height)};
        if (width > 0 && height > 0 && std::find(modes.begin(), modes.end(), mode) == modes.end())
            modes.push_back(mode);
    };
    v4l2_frmsizeenum size{};
    size.pixel_format = layout.pixel_format;
    for (; size.index < longest_list && device.request(VIDIOC_ENUM_FRAMESIZES, &size) == 0; ++size.index) {
        if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            add(static_cast<int>(size.discrete.width), static_cast<int>(size.discrete.height));
            continue;
        }
        const v4l2_frmsize_stepwise& any = size.stepwise;
        for (const auto& [width, height] : useful_sizes)
            add(nearest(width, any.min_width, any.max_width, any.step_width),
                nearest(height, any.min_height, any.max_height, any.step_height));
        return;
    }
    if (size.index == 0) // a driver that lists no sizes still takes the nearest to what it is asked for
        add(1280, 720);
}

} // namespace

std::vector<Mode> V4l2Device::modes() const {
    std::vector<Mode> modes;
    v4l2_fmtdesc format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    for (; format.index < longest_list && request(VIDIOC_ENUM_FMT, &format) == 0; ++format.index) {
        // What the kernel's library makes out of other formats is not the camera's own.
        const PixelLayout* layout = layout_of(format.pixelformat);
        if (layout != nullptr && (format.flags & V4L2_FMT_FLAG_EMULATED) == 0)
            add_sizes(*this, *layout, modes);
    }
    return modes;
}

} // namespace guichet::camera
