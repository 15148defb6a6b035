#include "drivers/camera/v4l2_device.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <linux/videodev2.h>
#include <poll.h>
#include <utility>

namespace guichet::camera {
namespace {

/// Enough that the driver always has one to fill while another is decoded.
constexpr std::uint32_t wanted_buffers = 4;
constexpr std::uint32_t longest_side = 16'384;

bool has_picture_stream(const v4l2_capability& capability) {
    const std::uint32_t able =
        capability.capabilities & V4L2_CAP_DEVICE_CAPS ? capability.device_caps : capability.capabilities;
    return (able & V4L2_CAP_VIDEO_CAPTURE) != 0 && (able & V4L2_CAP_STREAMING) != 0;
}

v4l2_buffer capture_buffer(std::uint32_t index = 0) {
    v4l2_buffer buffer{};
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    return buffer;
}

template <std::size_t Size>
std::string words(const __u8 (&text)[Size]) {
    const auto* letters = reinterpret_cast<const char*>(text);
    return {letters, ::strnlen(letters, Size)};
}

Error missing(const std::string& path) {
    return fail("The camera {0} is not there: plug it in, it is then found by itself.", path);
}

Error unplugged(const std::string& name) {
    return fail("The camera {0} was unplugged: plug it in again, it then works by itself.", name);
}

Error busy(const std::string& name) {
    return fail("The camera {0} is used by another program: close that program.", name);
}

} // namespace

Result<V4l2Device> V4l2Device::open(const std::string& path, V4l2Calls& calls) {
    const int descriptor = calls.open(path);
    if (descriptor == -EACCES || descriptor == -EPERM)
        return fail("The camera {0} may not be used: add this user to the group \"video\".", path);
    if (descriptor == -EBUSY)
        return busy(path);
    if (descriptor < 0)
        return missing(path);
    V4l2Device device(descriptor, path, calls);
    v4l2_capability capability{};
    const int error = device.request(VIDIOC_QUERYCAP, &capability);
    if (error == ENODEV) // it is just being unplugged
        return missing(path);
    if (error != 0)
        return fail("{0} is no camera: correct the camera's name in the configuration.", path);
    device.takes_pictures_ = has_picture_stream(capability);
    device.name_ = words(capability.card);
    device.driver_ = words(capability.driver);
    device.bus_ = words(capability.bus_info);
    return device;
}

V4l2Device::V4l2Device(V4l2Device&& other) noexcept
    : calls_(other.calls_), descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)),
      name_(std::move(other.name_)), driver_(std::move(other.driver_)), bus_(std::move(other.bus_)),
      takes_pictures_(other.takes_pictures_), mode_(other.mode_), stride_(other.stride_),
      mappings_(std::exchange(other.mappings_, {})) {}

V4l2Device::~V4l2Device() {
    if (descriptor_ < 0)
        return;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (!mappings_.empty())
        request(VIDIOC_STREAMOFF, &type);
    for (const Mapping& mapping : mappings_)
        calls_.unmap(mapping.data, mapping.bytes);
    calls_.close(descriptor_);
}

bool V4l2Device::made_by_program() const {
    return driver_ == "v4l2 loopback" || driver_ == "vivid";
}

/// To ask for the format that is set already changes nothing, and is refused while another program streams.
bool V4l2Device::is_in_use() const {
    v4l2_format format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    return request(VIDIOC_G_FMT, &format) == 0 && request(VIDIOC_S_FMT, &format) == EBUSY;
}

Error V4l2Device::refusal(int error) const {
    switch (error) {
    case EBUSY: return busy(name_);
    case ENODEV:
    case ENXIO: return unplugged(name_);
    case ENOSPC:
        return fail("The USB port has no room left for the camera {0}: plug it into another port, away from "
                    "other cameras.",
                    name_);
    default:
        return fail("The camera {0} does not start ({1}): unplug it and plug it in again.", name_,
                    std::strerror(error));
    }
}

Result<> V4l2Device::set_format(const Mode& mode) {
    const PixelLayout& layout = facts_of(mode.layout);
    v4l2_format format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    format.fmt.pix.width = static_cast<std::uint32_t>(mode.width);
    format.fmt.pix.height = static_cast<std::uint32_t>(mode.height);
    format.fmt.pix.pixelformat = layout.pixel_format;
    format.fmt.pix.field = V4L2_FIELD_NONE;
    if (const int error = request(VIDIOC_S_FMT, &format); error != 0)
        return refusal(error);
    const v4l2_pix_format& given = format.fmt.pix;
    if (given.pixelformat != layout.pixel_format)
        return refusal(EINVAL);
    if (given.width == 0 || given.height == 0 || given.width > longest_side || given.height > longest_side ||
        given.bytesperline > longest_side * 8)
        return refusal(ERANGE);
    mode_ = {mode.layout, static_cast<int>(given.width), static_cast<int>(given.height),
             mode.frames_per_second};
    stride_ = std::max(static_cast<int>(given.bytesperline), mode_.width * layout.step);
    return Done{};
}

/// A wish: without it the camera keeps its own rate.
void V4l2Device::set_rate(const Mode& mode) {
    constexpr double per_second = 1'000;
    v4l2_streamparm rate{};
    rate.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    rate.parm.capture.timeperframe = {static_cast<__u32>(per_second),
                                      static_cast<__u32>(std::lround(rate_to_ask_for(mode) * per_second))};
    request(VIDIOC_S_PARM, &rate);
}

Result<> V4l2Device::map_buffers() {
    v4l2_requestbuffers wish{};
    wish.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wish.memory = V4L2_MEMORY_MMAP;
    wish.count = wanted_buffers;
    if (const int error = request(VIDIOC_REQBUFS, &wish); error != 0)
        return refusal(error);
    for (std::uint32_t index = 0; index < wish.count; ++index) {
        v4l2_buffer buffer = capture_buffer(index);
        if (const int error = request(VIDIOC_QUERYBUF, &buffer); error != 0)
            return refusal(error);
        std::uint8_t* data = calls_.map(descriptor_, buffer.length, buffer.m.offset);
        if (data == nullptr)
            return refusal(ENOMEM);
        mappings_.push_back({data, buffer.length});
    }
    return mappings_.empty() ? Result<>(refusal(ENOMEM)) : Done{};
}

Result<> V4l2Device::stream_on() {
    for (std::uint32_t index = 0; index < mappings_.size(); ++index) {
        v4l2_buffer buffer = capture_buffer(index);
        if (const int error = request(VIDIOC_QBUF, &buffer); error != 0)
            return refusal(error);
    }
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (const int error = request(VIDIOC_STREAMON, &type); error != 0)
        return refusal(error);
    return Done{};
}

Result<> V4l2Device::start(const Mode& mode) {
    require(mappings_.empty(), "a camera is started once");
    if (auto set = set_format(mode); !set)
        return set;
    set_rate(mode);
    if (auto mapped = map_buffers(); !mapped)
        return mapped;
    return stream_on();
}

Result<> V4l2Device::restart() {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (const int error = request(VIDIOC_STREAMOFF, &type); error == ENODEV)
        return refusal(error);
    return stream_on();
}

V4l2Device::Readiness V4l2Device::wait(std::chrono::milliseconds timeout) const {
    const unsigned found = calls_.wait(descriptor_, timeout);
    if ((found & (POLLERR | POLLHUP | POLLNVAL)) != 0)
        return Readiness::trouble;
    return (found & POLLIN) != 0 ? Readiness::picture : Readiness::nothing;
}

Result<V4l2Device::Taken> V4l2Device::take() {
    v4l2_buffer buffer = capture_buffer();
    const int error = request(VIDIOC_DQBUF, &buffer);
    if (error == EAGAIN)
        return Taken{};
    if (error == ENODEV || error == ENXIO)
        return unplugged(name_);
    if (error != 0 || buffer.index >= mappings_.size())
        return Taken{std::nullopt, true};
    const Mapping& mapping = mappings_[buffer.index];
    const bool faulty = (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0;
    const std::size_t bytes = faulty ? 0 : std::min<std::size_t>(buffer.bytesused, mapping.bytes);
    return Taken{Picture{buffer.index, buffer.sequence, bytes, mapping.data}, false};
}

void V4l2Device::give_back(const Picture& picture) {
    v4l2_buffer buffer = capture_buffer(picture.buffer);
    request(VIDIOC_QBUF, &buffer);
}

} // namespace guichet::camera
