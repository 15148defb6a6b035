#include "tests/unit/camera/simulated_camera.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <linux/videodev2.h>
#include <poll.h>

namespace guichet::camera {
namespace {

template <typename Struct>
Struct& as(void* argument) {
    return *static_cast<Struct*>(argument);
}

template <std::size_t Size>
void write(__u8 (&text)[Size], const std::string& words) {
    std::memcpy(text, words.data(), std::min(words.size(), Size - 1));
}

} // namespace

int SimulatedCamera::request(unsigned long code, void* argument) {
    if (shape.gone)
        return ENODEV;
    if (const auto refused = shape.refusals.find(code); refused != shape.refusals.end())
        return refused->second;
    const bool takes_it = code == VIDIOC_S_FMT || code == VIDIOC_S_PARM || code == VIDIOC_REQBUFS;
    if (takes_it && shape.in_use)
        return EBUSY;
    switch (code) {
    case VIDIOC_QUERYCAP: return capability(argument);
    case VIDIOC_ENUM_FMT: return format_at(argument);
    case VIDIOC_ENUM_FRAMESIZES: return size_at(argument);
    case VIDIOC_ENUM_FRAMEINTERVALS: return interval_at(argument);
    case VIDIOC_G_FMT: return format(argument, false);
    case VIDIOC_S_FMT: return format(argument, true);
    case VIDIOC_S_PARM: {
        const auto& time = as<v4l2_streamparm>(argument).parm.capture.timeperframe;
        rate_ = static_cast<double>(time.denominator) / time.numerator;
        return 0;
    }
    case VIDIOC_REQBUFS:
        as<v4l2_requestbuffers>(argument).count = buffers;
        mapped_ = true;
        return 0;
    case VIDIOC_QUERYBUF:
        as<v4l2_buffer>(argument).length = static_cast<__u32>(buffer_bytes);
        as<v4l2_buffer>(argument).m.offset =
            as<v4l2_buffer>(argument).index * static_cast<__u32>(buffer_bytes);
        return 0;
    case VIDIOC_QBUF: return queue(argument);
    case VIDIOC_DQBUF: return take(argument);
    case VIDIOC_STREAMON: return stream(true);
    case VIDIOC_STREAMOFF: return stream(false);
    case VIDIOC_QUERYCTRL: return query_control(argument);
    case VIDIOC_QUERYMENU: return query_menu(argument);
    case VIDIOC_G_CTRL: return control(argument, false);
    case VIDIOC_S_CTRL: return control(argument, true);
    default: return ENOTTY;
    }
}

int SimulatedCamera::capability(void* argument) const {
    auto& answer = as<v4l2_capability>(argument);
    write(answer.card, shape.name);
    write(answer.driver, shape.driver);
    write(answer.bus_info, shape.bus);
    answer.capabilities =
        V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
    answer.device_caps =
        (shape.takes_pictures ? V4L2_CAP_VIDEO_CAPTURE : V4L2_CAP_META_CAPTURE) | V4L2_CAP_STREAMING;
    return 0;
}

std::vector<Layout> SimulatedCamera::layouts() const {
    std::vector<Layout> all;
    for (const Mode& mode : shape.modes)
        if (std::find(all.begin(), all.end(), mode.layout) == all.end())
            all.push_back(mode.layout);
    return all;
}

std::vector<Mode> SimulatedCamera::of(std::uint32_t pixel_format) const {
    std::vector<Mode> some;
    std::copy_if(shape.modes.begin(), shape.modes.end(), std::back_inserter(some),
                 [&](const Mode& mode) { return facts_of(mode.layout).pixel_format == pixel_format; });
    return some;
}

/// First a format that nobody can read in place, as industrial cameras have it.
int SimulatedCamera::format_at(void* argument) const {
    auto& answer = as<v4l2_fmtdesc>(argument);
    const auto all = layouts();
    if (answer.index > all.size())
        return EINVAL;
    answer.pixelformat = answer.index == 0 ? static_cast<std::uint32_t>(V4L2_PIX_FMT_SBGGR10)
                                           : facts_of(all[answer.index - 1]).pixel_format;
    return 0;
}

int SimulatedCamera::size_at(void* argument) const {
    auto& answer = as<v4l2_frmsizeenum>(argument);
    const auto all = of(answer.pixel_format);
    if (answer.index >= all.size())
        return EINVAL;
    const auto width = static_cast<__u32>(all[answer.index].width);
    const auto height = static_cast<__u32>(all[answer.index].height);
    if (shape.any_size) {
        answer.type = V4L2_FRMSIZE_TYPE_STEPWISE;
        answer.stepwise = {32, width, 16, 32, height, 16};
    } else {
        answer.type = V4L2_FRMSIZE_TYPE_DISCRETE;
        answer.discrete = {width, height};
    }
    return 0;
}

int SimulatedCamera::interval_at(void* argument) const {
    auto& answer = as<v4l2_frmivalenum>(argument);
    for (const Mode& mode : of(answer.pixel_format)) {
        const bool this_one = shape.any_size || (mode.width == static_cast<int>(answer.width) &&
                                                 mode.height == static_cast<int>(answer.height));
        if (!this_one || mode.frames_per_second == 0 || answer.index > 1)
            continue;
        // Two rates: the one that is said, and half of it.
        const auto rate = static_cast<__u32>(std::lround(mode.frames_per_second * 1'000));
        answer.type = V4L2_FRMIVAL_TYPE_DISCRETE;
        answer.discrete = {1'000 * (answer.index + 1), rate};
        return 0;
    }
    return EINVAL;
}

int SimulatedCamera::format(void* argument, bool set) {
    auto& pix = as<v4l2_format>(argument).fmt.pix;
    if (set) {
        if (mapped_)
            return EBUSY;
        const PixelLayout* layout = layout_of(pix.pixelformat);
        const auto all = layouts();
        const Layout given =
            layout != nullptr && std::find(all.begin(), all.end(), layout->layout) != all.end()
                ? layout->layout
                : shape.modes.front().layout;
        mode_ = {given, static_cast<int>(pix.width), static_cast<int>(pix.height), 0};
    }
    pix.width = static_cast<__u32>(mode_.width);
    pix.height = static_cast<__u32>(mode_.height);
    pix.pixelformat = facts_of(mode_.layout).pixel_format;
    pix.bytesperline = static_cast<__u32>(mode_.width * facts_of(mode_.layout).step + shape.padding);
    return 0;
}

int SimulatedCamera::queue(void* argument) {
    if (!mapped_)
        return EINVAL;
    return free_.insert(as<v4l2_buffer>(argument).index).second ? 0 : EINVAL;
}

int SimulatedCamera::take(void* argument) {
    if (!streaming_)
        return EINVAL;
    if (shape.stream_ends)
        return EIO;
    if (filled_.empty())
        return EAGAIN;
    auto& answer = as<v4l2_buffer>(argument);
    const Filled& picture = filled_.front();
    answer.index = picture.buffer;
    answer.sequence = picture.sequence;
    answer.bytesused = picture.bytes;
    answer.flags = picture.faulty ? V4L2_BUF_FLAG_ERROR : 0U;
    filled_.erase(filled_.begin());
    return 0;
}

int SimulatedCamera::stream(bool on) {
    if (on && !mapped_)
        return EINVAL;
    if (on == streaming_)
        return 0;
    streaming_ = on;
    starts_ += on ? 1 : 0;
    shape.stream_ends = false;
    filled_.clear();
    next_due_ = on ? now_ : Time::max();
    if (!on)
        free_.clear();
    return 0;
}

void SimulatedCamera::close() {
    stream(false);
    mapped_ = false;
    free_.clear();
}

unsigned SimulatedCamera::poll() const {
    if (shape.gone)
        return POLLERR | POLLHUP;
    if (!streaming_ || shape.stream_ends)
        return POLLERR;
    return filled_.empty() ? 0U : static_cast<unsigned>(POLLIN);
}

void SimulatedCamera::advance(Time now) {
    now_ = now;
    while (streaming_ && next_due_ <= now) {
        const double rate = rate_ > 0 ? rate_ : 30;
        next_due_ += std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(1 / rate));
        const std::uint32_t number = number_++;
        auto picture = source ? source(number) : std::nullopt;
        if (!picture || free_.empty())
            continue;
        const std::uint32_t buffer = *free_.begin();
        free_.erase(free_.begin());
        const auto bytes = static_cast<std::uint32_t>(std::min(picture->bytes.size(), buffer_bytes));
        std::memcpy(memory(buffer * buffer_bytes), picture->bytes.data(), bytes);
        filled_.push_back({buffer, shape.numbered ? number : 0U, bytes, picture->faulty});
    }
}

std::uint8_t* SimulatedCamera::memory(std::size_t offset) {
    if (given_memory_ == nullptr)
        own_memory_.resize(buffers * buffer_bytes);
    return (given_memory_ != nullptr ? given_memory_ : own_memory_.data()) + offset;
}

int SimulatedCamera::query_control(void* argument) const {
    auto& answer = as<v4l2_queryctrl>(argument);
    const auto found = shape.controls.find(answer.id);
    if (found == shape.controls.end())
        return EINVAL;
    answer.type = found->second.type;
    answer.minimum = found->second.least;
    answer.maximum = found->second.most;
    answer.default_value = found->second.preset;
    return 0;
}

int SimulatedCamera::query_menu(void* argument) const {
    auto& answer = as<v4l2_querymenu>(argument);
    const auto found = shape.controls.find(answer.id);
    if (found == shape.controls.end())
        return EINVAL;
    const auto entry = found->second.menu.find(static_cast<std::int32_t>(answer.index));
    if (entry == found->second.menu.end())
        return EINVAL;
    answer.value = entry->second;
    return 0;
}

int SimulatedCamera::control(void* argument, bool set) {
    auto& wish = as<v4l2_control>(argument);
    const auto found = shape.controls.find(wish.id);
    if (found == shape.controls.end())
        return EINVAL;
    auto& value = found->second.value;
    if (!set) {
        wish.value = value;
        return 0;
    }
    const auto automatic = shape.controls.find(V4L2_CID_EXPOSURE_AUTO);
    if (wish.id == V4L2_CID_EXPOSURE_ABSOLUTE && automatic != shape.controls.end() &&
        automatic->second.value != V4L2_EXPOSURE_MANUAL)
        return EACCES; // as uvcvideo does while the camera chooses
    if (wish.value < found->second.least || wish.value > found->second.most)
        return ERANGE;
    value = wish.value;
    return 0;
}

} // namespace guichet::camera
