#pragma once

#include "drivers/camera/camera_mode.hpp"
#include "drivers/camera/v4l2_calls.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/ports/camera.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guichet::camera {

/// What came of an open camera's pictures.
struct StreamCounts {
    std::uint64_t frames = 0;   ///< handed out
    std::uint64_t passed = 0;   ///< whole, and dropped because a newer one was there
    std::uint64_t broken = 0;   ///< that the driver reported as faulty, or that are not whole
    std::uint64_t missed = 0;   ///< that the camera took and nobody got: gaps in their numbers
    std::uint64_t restarts = 0; ///< of the stream, after a fault
};

/// A camera through V4L2. A frame is read where the device wrote it, or decoded once from its JPEG.
class V4l2Camera : public ports::Camera {
public:
    /// Its device file.
    [[nodiscard]] virtual const std::string& file() const = 0;
    /// The picture format in force, with the sides that the camera sends.
    [[nodiscard]] virtual const Mode& mode() const = 0;
    [[nodiscard]] virtual const StreamCounts& counts() const = 0;
};

/// Opens a camera (the kernel's userspace-api/media/v4l) in the mode that reads codes best, and starts it.
/// `device` is a device file ("/dev/video0", or better a link under /dev/v4l/by-id or by-path), a camera's
/// name, its USB serial number, or empty: then it is the first that starts, those on USB before those that
/// are built in, infrared ones last. Fails when there is none, it may not be used, another program uses it,
/// or it has no mode that can be read.
[[nodiscard]] Result<std::unique_ptr<V4l2Camera>> open_v4l2_camera(const std::string& device,
                                                                   V4l2Calls& calls = kernel_calls());

/// The same, for an owner that needs to know no more than a camera.
[[nodiscard]] Result<std::unique_ptr<ports::Camera>> open_camera(const std::string& device);

/// A camera that is plugged in.
struct CameraInfo {
    std::string file;   ///< "/dev/video0"; may be another one the next time
    std::string name;   ///< its model, in its own words
    std::string serial; ///< as USB tells it; empty when it has none
    std::string usb_id; ///< "046d:082d", vendor and product; empty when it is not on USB
    bool on_usb = false;
    std::vector<Mode> modes;
    bool in_use = false;          ///< by another program
    std::optional<Error> problem; ///< why it cannot even be asked
};

/// Every camera there is, as their files are numbered. Device files that are no cameras (a camera's second
/// file, encoders), or offer nothing that can be read, are left out; those that may not be opened are told
/// with the reason.
[[nodiscard]] std::vector<CameraInfo> list_cameras(V4l2Calls& calls = kernel_calls());

/// Whether `device`, as `open_v4l2_camera` takes it, may mean this camera.
[[nodiscard]] bool is_called(const CameraInfo& camera, const std::string& device);

} // namespace guichet::camera
