#include "drivers/camera/v4l2_camera.hpp"

#include "drivers/camera/v4l2_device.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace guichet::camera {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// A camera that sends no good picture for this long is broken; the first one may take a while.
constexpr std::chrono::seconds longest_silence{5};

class V4l2Camera : public ports::Camera {
public:
    explicit V4l2Camera(V4l2Device device) : device_(std::move(device)) {}

    [[nodiscard]] std::string name() const override { return device_.name(); }

    [[nodiscard]] Result<std::optional<ports::Frame>> next_frame(milliseconds timeout) override {
        release();
        const auto end = steady_clock::now() + timeout;
        while (!held_) {
            const auto left = std::chrono::ceil<milliseconds>(end - steady_clock::now());
            const bool ready = device_.wait(std::max(left, milliseconds(0)));
            if (auto fetched = ready ? fetch_newest() : Result<>(); !fetched)
                return fetched.error();
            if (!held_ && left.count() <= 0)
                break;
        }
        if (held_) {
            last_good_ = steady_clock::now();
            return std::optional(frame_of(*held_));
        }
        if (steady_clock::now() - last_good_ > longest_silence)
            return fail("The camera {0} sends no pictures: unplug it and plug it in again.", name());
        return std::optional<ports::Frame>();
    }

private:
    void release() {
        if (held_)
            device_.give_back(*held_);
        held_.reset();
    }

    /// Empties the driver's queue and holds the last whole picture of it. The device said that it has one: an
    /// empty queue is then the sign of a stream that broke off.
    Result<> fetch_newest() {
        for (bool first = true;; first = false) {
            auto taken = device_.take();
            if (!taken)
                return taken.error();
            if (!*taken && first)
                return fail("The camera {0} sends no pictures: unplug it and plug it in again.", name());
            if (!*taken)
                return Done{};
            if (is_whole(**taken)) {
                release();
                held_ = **taken;
            } else {
                device_.give_back(**taken);
            }
        }
    }

    /// The last row needs no padding after its pixels.
    [[nodiscard]] bool is_whole(const V4l2Device::Picture& picture) const {
        const auto rows = static_cast<std::size_t>(device_.mode().height - 1);
        const auto row = static_cast<std::size_t>(device_.mode().width * step());
        return picture.bytes >= rows * static_cast<std::size_t>(device_.stride()) + row;
    }

    [[nodiscard]] int step() const { return device_.mode().layout == Layout::gray ? 1 : 2; }

    [[nodiscard]] ports::Frame frame_of(const V4l2Device::Picture& picture) const {
        return {picture.data, device_.mode().width, device_.mode().height, device_.stride(), step()};
    }

    V4l2Device device_;
    std::optional<V4l2Device::Picture> held_; ///< what the last frame looks at
    steady_clock::time_point last_good_ = steady_clock::now();
};

std::vector<std::string> video_files() {
    std::vector<std::string> files;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/dev", failure))
        if (entry.path().filename().string().starts_with("video"))
            files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

/// Most cameras have a second device file that only tells about the first; it offers no modes.
Result<V4l2Device> find_device(const std::string& name) {
    std::optional<Error> last;
    for (const std::string& file : video_files()) {
        auto device = V4l2Device::open(file);
        if (device && (name.empty() || device->name() == name) && !device->modes().empty())
            return device;
        if (!device)
            last = device.error();
    }
    if (!name.empty())
        return fail("The camera {0} is not there: plug it in, it is then found by itself.", name);
    return last.value_or(fail("No camera is plugged in: plug one in, it is then found by itself."));
}

} // namespace

Result<std::unique_ptr<ports::Camera>> open_camera(const std::string& device) {
    auto opened = device.starts_with('/') ? V4l2Device::open(device) : find_device(device);
    if (!opened)
        return opened.error();
    const auto mode = choose_mode(opened->modes());
    if (!mode)
        return fail(
            "The camera {0} offers no picture format that can be read (YUYV or GREY): use another one.",
            opened->name());
    if (auto started = opened->start(*mode); !started)
        return started.error();
    return std::unique_ptr<ports::Camera>(std::make_unique<V4l2Camera>(*std::move(opened)));
}

} // namespace guichet::camera
