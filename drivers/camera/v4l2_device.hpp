#pragma once
// Inside this room: the system calls of one V4L2 device, as values and Results.

#include "drivers/camera/camera_mode.hpp"
#include "kiosk/core/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guichet::camera {

/// A V4L2 capture device: opened, then set to a mode and started, then asked for pictures.
class V4l2Device {
public:
    /// A picture in the memory shared with the driver, until it is given back.
    struct Picture {
        std::uint32_t buffer = 0;
        std::size_t bytes = 0; ///< how much of it the driver filled; 0 when it reported a fault
        const std::uint8_t* data = nullptr;
    };

    /// Opens the device file. Fails when it is missing, forbidden, or no camera.
    [[nodiscard]] static Result<V4l2Device> open(const std::string& path);

    V4l2Device(V4l2Device&& other) noexcept;
    V4l2Device& operator=(V4l2Device&&) = delete;
    ~V4l2Device();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::vector<Mode> modes() const;

    /// Sets the mode, as near as the device comes to it, and starts the stream.
    [[nodiscard]] Result<> start(const Mode& mode);
    /// The mode in force, and the bytes from one row to the next.
    [[nodiscard]] const Mode& mode() const { return mode_; }
    [[nodiscard]] int stride() const { return stride_; }

    /// Waits until a picture is there; false when the time is over.
    [[nodiscard]] bool wait(std::chrono::milliseconds timeout) const;
    /// The oldest picture that is there; nothing when there is none; an Error when the device is gone.
    [[nodiscard]] Result<std::optional<Picture>> take();
    /// Lets the driver fill this picture's memory again. A failure shows at the next `take`.
    void give_back(const Picture& picture);

private:
    struct Mapping {
        std::uint8_t* data = nullptr;
        std::size_t bytes = 0;
    };

    V4l2Device(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
    void add_sizes(std::uint32_t pixel_format, Layout layout, std::vector<Mode>& modes) const;
    [[nodiscard]] double fastest(std::uint32_t pixel_format, int width, int height) const;
    [[nodiscard]] Result<> set_format(const Mode& mode);
    [[nodiscard]] Result<> map_buffers();
    [[nodiscard]] Error refusal() const;

    int descriptor_;
    std::string name_;
    Mode mode_;
    int stride_ = 0;
    std::vector<Mapping> mappings_;
};

} // namespace guichet::camera
