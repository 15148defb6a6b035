#include "drivers/lab/camera/lab_camera.hpp"

#include "drivers/lab/camera/frame_maker.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace guichet::lab {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* camera_name = "Guichet lab camera";

Error unplugged() {
    return fail("The camera {0} was unplugged: plug it in again, it then works by itself.", camera_name);
}

/// What is before the camera.
struct View {
    std::uint64_t number = 0;                          ///< counts the changes
    std::shared_ptr<const pictures::GrayPicture> code; ///< none: the empty hall
    Conditions conditions;
};

} // namespace

/// What the hand and the open camera share.
class LabCamera::Device {
public:
    explicit Device(const Options& wanted) : options(wanted) {}

    const Options options;
    mutable std::mutex mutex;
    std::condition_variable changed;
    bool plugged_in = true;
    View view;
    pictures::GrayPicture last_frame;
    std::uint64_t frames_fetched = 0;
};

class LabCamera::Connection : public ports::Camera {
public:
    explicit Connection(std::shared_ptr<Device> device)
        : device_(std::move(device)),
          maker_(device_->options.width, device_->options.height, device_->options.seed) {}

    [[nodiscard]] std::string name() const override { return camera_name; }

    [[nodiscard]] Result<std::optional<ports::Frame>> next_frame(milliseconds timeout) override {
        const auto view = wait(steady_clock::now() + timeout);
        if (!view)
            return view.error();
        if (!*view)
            return std::optional<ports::Frame>();
        const pictures::GrayPicture& picture = make_frame(**view);
        const std::lock_guard lock(device_->mutex);
        device_->last_frame = picture;
        ++device_->frames_fetched;
        return std::optional(
            ports::Frame{picture.pixels.data(), picture.width, picture.height, picture.width, 1});
    }

private:
    /// What the next frame shows, as soon as one is due; nothing when none is before `end`.
    Result<std::optional<View>> wait(steady_clock::time_point end) {
        std::unique_lock lock(device_->mutex);
        for (;;) {
            if (!device_->plugged_in)
                return unplugged();
            const bool fresh = !shown_ || *shown_ != device_->view.number;
            const auto due = last_made_ + device_->options.frame_interval;
            if (fresh || (device_->view.code && steady_clock::now() >= due))
                return std::optional(device_->view);
            if (steady_clock::now() >= end)
                return std::optional<View>();
            device_->changed.wait_until(lock, device_->view.code ? std::min(due, end) : end);
        }
    }

    const pictures::GrayPicture& make_frame(const View& view) {
        if (shown_ != view.number) {
            if (view.code)
                maker_.hold(*view.code, view.conditions);
            else
                maker_.clear();
            shown_ = view.number;
        }
        last_made_ = steady_clock::now();
        return maker_.next();
    }

    std::shared_ptr<Device> device_;
    FrameMaker maker_;
    std::optional<std::uint64_t> shown_; ///< the view that the maker is set to
    steady_clock::time_point last_made_;
};

LabCamera::LabCamera(const Options& options) : device_(std::make_shared<Device>(options)) {}

LabCamera::~LabCamera() {
    unplug();
}

void LabCamera::present(pictures::GrayPicture code, const Conditions& conditions) {
    require(!code.empty(), "what is held before the camera has pixels");
    auto shared = std::make_shared<const pictures::GrayPicture>(std::move(code));
    const std::lock_guard lock(device_->mutex);
    device_->view = {device_->view.number + 1, std::move(shared), conditions};
    device_->changed.notify_all();
}

void LabCamera::clear() {
    const std::lock_guard lock(device_->mutex);
    device_->view = {device_->view.number + 1, nullptr, {}};
    device_->changed.notify_all();
}

void LabCamera::unplug() {
    const std::lock_guard lock(device_->mutex);
    device_->plugged_in = false;
    device_->changed.notify_all();
}

void LabCamera::plug_in() {
    const std::lock_guard lock(device_->mutex);
    device_->plugged_in = true;
}

pictures::GrayPicture LabCamera::last_frame() const {
    const std::lock_guard lock(device_->mutex);
    return device_->last_frame;
}

std::uint64_t LabCamera::frames_fetched() const {
    const std::lock_guard lock(device_->mutex);
    return device_->frames_fetched;
}

ports::OpenCamera LabCamera::opener() const {
    return [device = device_]() -> Result<std::unique_ptr<ports::Camera>> {
        {
            const std::lock_guard lock(device->mutex);
            if (!device->plugged_in)
                return unplugged();
        }
        return std::unique_ptr<ports::Camera>(std::make_unique<Connection>(device));
    };
}

} // namespace guichet::lab
