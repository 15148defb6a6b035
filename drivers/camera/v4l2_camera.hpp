#pragma once

#include "kiosk/core/result.hpp"
#include "kiosk/ports/camera.hpp"

#include <memory>
#include <string>

namespace guichet::camera {

/// Opens a camera through V4L2 (the kernel's userspace-api/media/v4l) and starts it. `device` is a device
/// file
/// ("/dev/video0", or better a link under /dev/v4l/by-id), a camera's name, or empty for the first camera
/// there is. Fails when there is none, it may not be used, another program uses it, or it offers neither YUYV
/// nor GREY pictures.
[[nodiscard]] Result<std::unique_ptr<ports::Camera>> open_camera(const std::string& device);

} // namespace guichet::camera
