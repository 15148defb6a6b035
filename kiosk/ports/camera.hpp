#pragma once

#include "kiosk/core/result.hpp"
#include "kiosk/ports/frame.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace guichet::ports {

/// An open camera, used by one thread alone: the one that opened it.
class Camera {
public:
    virtual ~Camera() = default;

    /// What a person calls this camera: its model, or its device file.
    [[nodiscard]] virtual std::string name() const = 0;

    /// Waits for the newest picture, at most `timeout`. Older pictures that nobody fetched are dropped. The
    /// frame stays readable until the next call. Nothing: no picture came in that time, which is no fault
    /// yet. An Error: the camera cannot be used any more (unplugged, broken); destroy it and open it again.
    [[nodiscard]] virtual Result<std::optional<Frame>> next_frame(std::chrono::milliseconds timeout) = 0;

    /// Tells the camera whether a code was read in the last frame. While none is, a camera that can may try
    /// another exposure from time to time (a telephone's screen is far brighter than paper); when one is, it
    /// stays with what worked.
    virtual void frame_was_read(bool /*a_code*/) {}
};

/// How the owner thread gets its camera, at the start and again after each failure. An Error says in words
/// why there is none ("no camera is plugged in …").
using OpenCamera = std::function<Result<std::unique_ptr<Camera>>()>;

} // namespace guichet::ports
