#include "drivers/camera/v4l2_device.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace guichet::camera {
namespace {

/// Enough that the driver always has one to fill while another is decoded.
constexpr std::uint32_t wanted_buffers = 4;

bool request(int descriptor, unsigned long code, void* argument) {
    int answer = 0;
    do {
        answer = ::ioctl(descriptor, code, argument);
    } while (answer < 0 && errno == EINTR);
    return answer >= 0;
}

std::uint32_t pixel_format_of(Layout layout) {
    return layout == Layout::gray ? V4L2_PIX_FMT_GREY : V4L2_PIX_FMT_YUYV;
}

bool takes_pictures(const v4l2_capability& capability) {
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

} // namespace

Result<V4l2Device> V4l2Device::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 && (errno == EACCES || errno == EPERM))
        return fail("The camera {0} may not be used: add this user to the group \"video\".", path);
    if (descriptor < 0 && errno == EBUSY)
        return fail("The camera {0} is used by another program: close that program.", path);
    if (descriptor < 0)
        return fail("The camera {0} is not there: plug it in, it is then found by itself.", path);
    V4l2Device device(descriptor, path);
    v4l2_capability capability{};
    if (!request(descriptor, VIDIOC_QUERYCAP, &capability) || !takes_pictures(capability))
        return fail("{0} is no camera: correct the camera's name in the configuration.", path);
    const auto* card = reinterpret_cast<const char*>(capability.card);
    device.name_.assign(card, ::strnlen(card, sizeof capability.card));
    return device;
}

V4l2Device::V4l2Device(V4l2Device&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), name_(std::move(other.name_)), mode_(other.mode_),
      stride_(other.stride_), mappings_(std::exchange(other.mappings_, {})) {}

V4l2Device::~V4l2Device() {
    if (descriptor_ < 0)
        return;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request(descriptor_, VIDIOC_STREAMOFF, &type);
    for (const Mapping& mapping : mappings_)
        ::munmap(mapping.data, mapping.bytes);
    ::close(descriptor_);
}

double V4l2Device::fastest(std::uint32_t pixel_format, int width, int height) const {
    double rate = 0;
    v4l2_frmivalenum interval{};
    interval.pixel_format = pixel_format;
    interval.width = static_cast<std::uint32_t>(width);
    interval.height = static_cast<std::uint32_t>(height);
    for (; request(descriptor_, VIDIOC_ENUM_FRAMEINTERVALS, &interval); ++interval.index) {
        const bool discrete = interval.type == V4L2_FRMIVAL_TYPE_DISCRETE;
        const v4l2_fract& time = discrete ? interval.discrete : interval.stepwise.min;
        if (time.numerator > 0)
            rate = std::max(rate, static_cast<double>(time.denominator) / time.numerator);
        if (!discrete)
            break;
    }
    return rate;
}

void V4l2Device::add_sizes(std::uint32_t pixel_format, Layout layout, std::vector<Mode>& modes) const {
    const auto add = [&](int width, int height) {
        modes.push_back({layout, width, height, fastest(pixel_format, width, height)});
    };
    v4l2_frmsizeenum size{};
    size.pixel_format = pixel_format;
    for (; request(descriptor_, VIDIOC_ENUM_FRAMESIZES, &size); ++size.index) {
        if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            add(static_cast<int>(size.discrete.width), static_cast<int>(size.discrete.height));
            continue;
        }
        // Any size in steps: the driver rounds what is asked for.
        add(static_cast<int>(std::clamp(1280U, size.stepwise.min_width, size.stepwise.max_width)),
            static_cast<int>(std::clamp(720U, size.stepwise.min_height, size.stepwise.max_height)));
        return;
    }
    if (size.index == 0) // a driver that lists no sizes still takes the nearest to what it is asked for
        add(1280, 720);
}

std::vector<Mode> V4l2Device::modes() const {
    std::vector<Mode> modes;
    v4l2_fmtdesc format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    for (; request(descriptor_, VIDIOC_ENUM_FMT, &format); ++format.index)
        for (const Layout layout : {Layout::gray, Layout::yuyv})
            if (format.pixelformat == pixel_format_of(layout))
                add_sizes(format.pixelformat, layout, modes);
    return modes;
}

Error V4l2Device::refusal() const {
    if (errno == EBUSY)
        return fail("The camera {0} is used by another program: close that program.", name_);
    if (errno == ENODEV)
        return fail("The camera {0} was unplugged: plug it in again, it then works by itself.", name_);
    return fail("The camera {0} does not start ({1}): unplug it and plug it in again.", name_,
                std::strerror(errno));
}

Result<> V4l2Device::set_format(const Mode& mode) {
    v4l2_format format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    format.fmt.pix.width = static_cast<std::uint32_t>(mode.width);
    format.fmt.pix.height = static_cast<std::uint32_t>(mode.height);
    format.fmt.pix.pixelformat = pixel_format_of(mode.layout);
    format.fmt.pix.field = V4L2_FIELD_NONE;
    if (!request(descriptor_, VIDIOC_S_FMT, &format))
        return refusal();
    const v4l2_pix_format& given = format.fmt.pix;
    const int step = mode.layout == Layout::gray ? 1 : 2;
    mode_ = {mode.layout, static_cast<int>(given.width), static_cast<int>(given.height),
             mode.frames_per_second};
    stride_ = std::max(static_cast<int>(given.bytesperline), mode_.width * step);
    if (given.pixelformat != pixel_format_of(mode.layout))
        return fail(
            "The camera {0} offers no picture format that can be read (YUYV or GREY): use another one.",
            name_);

    v4l2_streamparm rate{};
    rate.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    rate.parm.capture.timeperframe = {1, 30};
    request(descriptor_, VIDIOC_S_PARM, &rate); // a wish: without it the camera keeps its own rate
    return Done{};
}

Result<> V4l2Device::map_buffers() {
    v4l2_requestbuffers wish{};
    wish.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wish.memory = V4L2_MEMORY_MMAP;
    wish.count = wanted_buffers;
    if (!request(descriptor_, VIDIOC_REQBUFS, &wish))
        return refusal();
    for (std::uint32_t index = 0; index < wish.count; ++index) {
        v4l2_buffer buffer = capture_buffer(index);
        if (!request(descriptor_, VIDIOC_QUERYBUF, &buffer))
            return refusal();
        void* data = ::mmap(nullptr, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_,
                            static_cast<off_t>(buffer.m.offset));
        if (data == MAP_FAILED)
            return refusal();
        mappings_.push_back({static_cast<std::uint8_t*>(data), buffer.length});
        if (!request(descriptor_, VIDIOC_QBUF, &buffer))
            return refusal();
    }
    return Done{};
}

Result<> V4l2Device::start(const Mode& mode) {
    require(mappings_.empty(), "a camera is started once");
    if (auto set = set_format(mode); !set)
        return set;
    if (auto mapped = map_buffers(); !mapped)
        return mapped;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (!request(descriptor_, VIDIOC_STREAMON, &type))
        return refusal();
    return Done{};
}

bool V4l2Device::wait(std::chrono::milliseconds timeout) const {
    pollfd waited{descriptor_, POLLIN, 0};
    return ::poll(&waited, 1, static_cast<int>(timeout.count())) > 0;
}

Result<std::optional<V4l2Device::Picture>> V4l2Device::take() {
    v4l2_buffer buffer = capture_buffer();
    if (!request(descriptor_, VIDIOC_DQBUF, &buffer)) {
        if (errno == EAGAIN)
            return std::optional<Picture>();
        return fail("The camera {0} was unplugged: plug it in again, it then works by itself.", name_);
    }
    if (buffer.index >= mappings_.size())
        return fail("The camera {0} is out of order: unplug it and plug it in again.", name_);
    const Mapping& mapping = mappings_[buffer.index];
    const bool whole = (buffer.flags & V4L2_BUF_FLAG_ERROR) == 0;
    const std::size_t bytes = whole ? std::min<std::size_t>(buffer.bytesused, mapping.bytes) : 0;
    return std::optional(Picture{buffer.index, bytes, mapping.data});
}

void V4l2Device::give_back(const Picture& picture) {
    v4l2_buffer buffer = capture_buffer(picture.buffer);
    request(descriptor_, VIDIOC_QBUF, &buffer);
}

} // namespace guichet::camera
