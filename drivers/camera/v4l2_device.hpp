#pragma once
// Inside this room: the requests to one V4L2 device, as values and Results.

#include "drivers/camera/camera_mode.hpp"
#include "drivers/camera/v4l2_calls.hpp"
#include "kiosk/core/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guichet::camera {

/// A V4L2 capture device (userspace-api/media/v4l, "Video Capture Interface", "Streaming I/O (Memory
/// Mapping)"): opened, then set to a mode and started, then asked for pictures.
/// Only its single-planar interface is used. Every USB camera has it; the multi-planar one belongs to
/// pipelines on chips (V4L2_CAP_VIDEO_CAPTURE_MPLANE) whose parts somebody must first connect and steer.
class V4l2Device {
public:
    /// A picture in the memory shared with the driver, until it is given back.
    struct Picture {
        std::uint32_t buffer = 0;
        std::uint32_t sequence = 0; ///< counts the device's pictures, those that nobody got too
        std::size_t bytes = 0;      ///< how much of it the driver filled; 0 when it reported a fault
        const std::uint8_t* data = nullptr;
    };
    /// What a look into the driver's queue brought.
    struct Taken {
        std::optional<Picture> picture;
        bool ended = false; ///< the driver ended the stream; the device may still be there
    };
    enum class Readiness { nothing, picture, trouble };

    /// Opens the device file. Fails when it is missing, forbidden, or no V4L2 device.
    [[nodiscard]] static Result<V4l2Device> open(const std::string& path, V4l2Calls& calls);

    V4l2Device(V4l2Device&& other) noexcept;
    V4l2Device& operator=(V4l2Device&&) = delete;
    ~V4l2Device();

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Whether it streams pictures in a way that we take: not a camera's second device file, no encoder.
    [[nodiscard]] bool takes_pictures() const { return takes_pictures_; }
    /// Whether it hangs on a USB port; the others are parts of a computer, or made by a program.
    [[nodiscard]] bool on_usb() const { return bus_.starts_with("usb-"); }
    /// Whether its pictures are made by a program (v4l2loopback, vivid): they may stay the same for ever.
    [[nodiscard]] bool made_by_program() const;
    [[nodiscard]] std::vector<Mode> modes() const;
    /// Whether another program has it. What the device is set to is not changed.
    [[nodiscard]] bool is_in_use() const;

    /// Sets the mode, as near as the device comes to it, and starts the stream. Once.
    [[nodiscard]] Result<> start(const Mode& mode);
    /// Stops the stream and starts it anew; pictures that were taken are given back.
    [[nodiscard]] Result<> restart();
    /// The mode in force, and the bytes from one row to the next.
    [[nodiscard]] const Mode& mode() const { return mode_; }
    [[nodiscard]] int stride() const { return stride_; }

    /// Waits until a picture is there.
    [[nodiscard]] Readiness wait(std::chrono::milliseconds timeout) const;
    /// The oldest picture that is there. An Error when the device is gone.
    [[nodiscard]] Result<Taken> take();
    /// Lets the driver fill this picture's memory again. A failure shows at the next `take`.
    void give_back(const Picture& picture);

    /// ioctl on the device: 0, or an errno.
    int request(unsigned long code, void* argument) const {
        return calls_.request(descriptor_, code, argument);
    }

private:
    struct Mapping {
        std::uint8_t* data = nullptr;
        std::size_t bytes = 0;
    };

    V4l2Device(int descriptor, std::string path, V4l2Calls& calls)
        : calls_(calls), descriptor_(descriptor), path_(std::move(path)) {}
    [[nodiscard]] Result<> set_format(const Mode& mode);
    void set_rate(const Mode& mode);
    [[nodiscard]] Result<> map_buffers();
    [[nodiscard]] Result<> stream_on();
    [[nodiscard]] Error refusal(int error) const;

    V4l2Calls& calls_;
    int descriptor_;
    std::string path_;
    std::string name_;
    std::string driver_;
    std::string bus_;
    bool takes_pictures_ = false;
    Mode mode_;
    int stride_ = 0;
    std::vector<Mapping> mappings_;
};

} // namespace guichet::camera
