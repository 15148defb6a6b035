#include "drivers/camera/v4l2_camera.hpp"

#include "drivers/camera/exposure_rhythm.hpp"
#include "drivers/camera/glance.hpp"
#include "drivers/camera/jpeg_luma.hpp"
#include "drivers/camera/stream_health.hpp"
#include "drivers/camera/v4l2_device.hpp"
#include "drivers/camera/v4l2_exposure.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace guichet::camera {
namespace {

using std::chrono::milliseconds;

/// What a driver that says "ready" and has nothing is left alone for.
constexpr milliseconds breather{5};
/// Between two calls, until what the driver has kept meanwhile is too old to be looked at.
constexpr milliseconds longest_pause{500};
/// More than any driver has; one that never ends is not listened to for ever.
constexpr int most_in_queue = 32;

Error words_for(StreamHealth::Fault fault, const std::string& name) {
    using Fault = StreamHealth::Fault;
    if (fault == Fault::broken)
        return fail(
            "The camera {0} sends only broken pictures: plug it into another USB port, with a short cable "
            "and without a hub.",
            name);
    if (fault == Fault::still)
        return fail("The camera {0} always shows the same picture: unplug it and plug it in again.", name);
    return fail("The camera {0} sends no pictures: unplug it and plug it in again.", name);
}

/// A camera that is open and streams.
class StreamingCamera final : public V4l2Camera {
public:
    StreamingCamera(V4l2Device device, V4l2Calls& calls)
        : calls_(calls), device_(std::move(device)), exposure_(device_), health_(calls.now()),
          last_call_(calls.now()) {}

    [[nodiscard]] std::string name() const override { return device_.name(); }
    [[nodiscard]] const std::string& file() const override { return device_.path(); }
    [[nodiscard]] const Mode& mode() const override { return device_.mode(); }
    [[nodiscard]] const StreamCounts& counts() const override { return counts_; }

    [[nodiscard]] Result<std::optional<ports::Frame>> next_frame(milliseconds timeout) override {
        release();
        wake_up();
        const auto end = calls_.now() + timeout;
        for (;;) {
            if (auto tended = tend(); !tended)
                return tended.error();
            const auto left = std::chrono::ceil<milliseconds>(end - calls_.now());
            auto frame = fetch(std::max(left, milliseconds(0)));
            last_call_ = calls_.now();
            if (!frame || *frame || last_call_ >= end)
                return frame;
        }
    }

    void frame_was_read(bool a_code) override {
        if (!exposure_.can_alternate())
            return;
        const Exposure before = rhythm_.exposure();
        rhythm_.take_note(a_code, glaring_);
        if (rhythm_.exposure() != before)
            exposure_.set(rhythm_.exposure());
    }

private:
    void release() {
        if (held_)
            device_.give_back(*held_);
        held_.reset();
    }

    /// When nobody asked for a while, the driver's memory is full of pictures from back then.
    void wake_up() {
        const auto now = calls_.now();
        if (now - last_call_ < longest_pause)
            return;
        health_.resume(now);
        last_sequence_known_ = false;
        if (auto old = empty_queue(); old && *old)
            device_.give_back(**old);
    }

    /// Waits for a picture, and gives the newest one that is whole.
    Result<std::optional<ports::Frame>> fetch(milliseconds patience) {
        const auto readiness = device_.wait(patience);
        if (readiness == V4l2Device::Readiness::nothing)
            return std::optional<ports::Frame>();
        auto newest = empty_queue();
        if (!newest)
            return newest.error();
        if (!*newest) {
            if (readiness == V4l2Device::Readiness::trouble)
                health_.stream_ended();
            else
                static_cast<void>(calls_.wait(-1, std::min(breather, patience)));
            return std::optional<ports::Frame>();
        }
        return frame_of(**newest);
    }

    /// Takes all pictures that are there; all but the last whole one go back at once.
    Result<std::optional<V4l2Device::Picture>> empty_queue() {
        std::optional<V4l2Device::Picture> newest;
        for (int pictures = 0; pictures < most_in_queue; ++pictures) {
            const auto taken = device_.take();
            if (!taken)
                return taken.error();
            if (taken->ended)
                health_.stream_ended();
            if (!taken->picture)
                break;
            count_missed(taken->picture->sequence);
            if (!may_be_whole(*taken->picture)) {
                drop_broken(*taken->picture);
                continue;
            }
            if (newest) {
                ++counts_.passed;
                device_.give_back(*newest);
            }
            newest = taken->picture;
        }
        return newest;
    }

    void drop_broken(const V4l2Device::Picture& picture) {
        ++counts_.broken;
        health_.broken_picture();
        device_.give_back(picture);
    }

    /// Some drivers number nothing: then all have the same number.
    void count_missed(std::uint32_t sequence) {
        constexpr std::uint32_t plausible = 10'000;
        if (const std::uint32_t gap = sequence - last_sequence_;
            last_sequence_known_ && gap > 1 && gap < plausible)
            counts_.missed += gap - 1;
        last_sequence_ = sequence;
        last_sequence_known_ = true;
    }

    [[nodiscard]] bool may_be_whole(const V4l2Device::Picture& picture) const {
        const PixelLayout& layout = facts_of(mode().layout);
        return layout.compressed()
                   ? picture.bytes > 0
                   : picture.bytes >= layout.least_bytes(mode().width, mode().height, device_.stride());
    }

    /// Nothing when it turns out not to be whole.
    std::optional<ports::Frame> frame_of(const V4l2Device::Picture& picture) {
        const PixelLayout& layout = facts_of(mode().layout);
        std::optional<ports::Frame> frame;
        if (layout.compressed()) {
            frame = jpeg_.decode({picture.data, picture.bytes}, mode().width, mode().height);
            if (!frame) {
                drop_broken(picture);
                return frame;
            }
            device_.give_back(picture);
        } else {
            held_ = picture;
            frame = ports::Frame{picture.data + layout.offset, mode().width, mode().height, device_.stride(),
                                 layout.step};
        }
        note(*frame);
        return frame;
    }

    void note(ports::Frame& frame) {
        Glance glance = glance_at(frame);
        glaring_ = glance.glaring;
        glance.plain = glance.plain || device_.made_by_program();
        health_.whole_picture(glance, calls_.now());
        frame.for_preview = rhythm_.for_preview();
        ++counts_.frames;
    }

    /// Starts a stream that is not well again, or gives it up.
    Result<> tend() {
        switch (health_.advise(calls_.now())) {
        case StreamHealth::Advice::go_on: return Done{};
        case StreamHealth::Advice::give_up: return words_for(health_.fault(), name());
        case StreamHealth::Advice::restart: break;
        }
        release();
        ++counts_.restarts;
        last_sequence_known_ = false;
        return device_.restart();
    }

    V4l2Calls& calls_;
    V4l2Device device_;
    ExposureControls exposure_; ///< behind the device, which it restores
    StreamHealth health_;
    StreamHealth::Time last_call_; ///< when the last one ended
    ExposureRhythm rhythm_;
    JpegLuma jpeg_;
    std::optional<V4l2Device::Picture> held_; ///< what the last frame looks at
    bool glaring_ = false;                    ///< the last frame was
    std::uint32_t last_sequence_ = 0;
    bool last_sequence_known_ = false;
    StreamCounts counts_;
};

Result<std::unique_ptr<V4l2Camera>> open_file(const std::string& file, V4l2Calls& calls) {
    auto device = V4l2Device::open(file, calls);
    if (!device)
        return device.error();
    if (!device->takes_pictures())
        return fail("{0} is no camera: correct the camera's name in the configuration.", file);
    const auto mode = choose_mode(device->modes());
    if (!mode)
        return fail("The camera {0} offers no picture format that can be read (YUYV, NV12, GREY, MJPEG): use "
                    "another one.",
                    device->name());
    if (auto started = device->start(*mode); !started)
        return started.error();
    return std::unique_ptr<V4l2Camera>(std::make_unique<StreamingCamera>(*std::move(device), calls));
}

/// Infrared cameras, which many portable computers have for faces, see no code on a screen. They say so:
/// "Integrated IR Camera".
bool is_infrared(const CameraInfo& camera) {
    return (" " + camera.name + " ").find(" IR ") != std::string::npos;
}

/// Those that may be meant, the likeliest first. One that may not even be asked for its name may be meant
/// too.
std::vector<CameraInfo> candidates(const std::string& device, V4l2Calls& calls) {
    auto cameras = list_cameras(calls);
    std::erase_if(cameras,
                  [&](const CameraInfo& camera) { return !camera.problem && !is_called(camera, device); });
    const auto rank = [](const CameraInfo& camera) {
        return std::tuple(camera.problem.has_value(), is_infrared(camera), !camera.on_usb);
    };
    std::stable_sort(cameras.begin(), cameras.end(), [&](const CameraInfo& left, const CameraInfo& right) {
        return rank(left) < rank(right);
    });
    return cameras;
}

} // namespace

Result<std::unique_ptr<V4l2Camera>> open_v4l2_camera(const std::string& device, V4l2Calls& calls) {
    if (device.starts_with('/'))
        return open_file(device, calls);
    std::optional<Error> first_trouble;
    for (const CameraInfo& candidate : candidates(device, calls)) {
        auto opened = candidate.problem ? *candidate.problem : open_file(candidate.file, calls);
        if (opened)
            return opened;
        if (!first_trouble)
            first_trouble = opened.error();
    }
    if (first_trouble)
        return *first_trouble;
    if (!device.empty())
        return fail("The camera {0} is not there: plug it in, it is then found by itself.", device);
    return fail("No camera is plugged in: plug one in, it is then found by itself.");
}

Result<std::unique_ptr<ports::Camera>> open_camera(const std::string& device) {
    auto opened = open_v4l2_camera(device);
    if (!opened)
        return opened.error();
    return std::unique_ptr<ports::Camera>(*std::move(opened));
}

} // namespace guichet::camera
