#pragma once

#include "drivers/lab/camera/conditions.hpp"
#include "drivers/pictures/picture.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/ports/camera.hpp"

#include <chrono>
#include <cstdint>
#include <memory>

namespace guichet::lab {

/// A simulated camera: the device itself, with a hand that holds codes before it. A program opens it through
/// `opener()` as it opens a real one, and gets nothing but pixels. All functions may be called from any
/// thread.
class LabCamera {
public:
    struct Options {
        int width = 640;        ///< of its frames, in pixels, at least 64
        int height = 480;       ///< likewise
        std::uint64_t seed = 1; ///< of the place where it stands
        /// From one frame to the next while something is held before it. The first one comes at once.
        std::chrono::milliseconds frame_interval{33};
    };

    LabCamera() : LabCamera(Options()) {}
    explicit LabCamera(const Options& options);

    /// Holds a code's picture (black on white, with its margin) before the camera until something else is
    /// presented or `clear` is called. The picture has pixels.
    void present(pictures::GrayPicture code, const Conditions& conditions);
    /// Takes it away. One more frame shows the empty hall; then none comes until something is presented.
    void clear();

    /// Unplugged, an open camera fails and no other can be opened.
    void unplug();
    void plug_in();

    /// The newest frame that was fetched, for a preview; empty before the first one.
    [[nodiscard]] pictures::GrayPicture last_frame() const;
    /// How many frames were fetched since the camera was made.
    [[nodiscard]] std::uint64_t frames_fetched() const;

    /// Opens the camera, as often as it is asked to; usable even after this object is gone (then unplugged).
    [[nodiscard]] ports::OpenCamera opener() const;

    ~LabCamera();
    LabCamera(const LabCamera&) = delete;
    LabCamera& operator=(const LabCamera&) = delete;

private:
    class Device;
    class Connection;
    std::shared_ptr<Device> device_;
};

} // namespace guichet::lab
