#pragma once
// Cameras for the driver's real system calls, without hardware: umockdev plays the kernel (device files,
// sysfs, ioctl), and the simulated camera (tests/unit/camera) answers. A device file of umockdev is a plain
// file, so that mapping it works: the simulated camera writes its pictures into the same file. poll finds a
// plain file always ready; what waiting does is tested with simulated calls in tests/unit/camera. Programs
// that use it run with libumockdev-preload (see CMakeLists.txt).

#include "tests/unit/camera/simulated_camera.hpp"

#include <memory>
#include <string>

namespace guichet::testing {

class CameraBed {
public:
    CameraBed();
    ~CameraBed();
    CameraBed(const CameraBed&) = delete;
    CameraBed& operator=(const CameraBed&) = delete;

    /// Whether the program runs so that a bed can be made.
    [[nodiscard]] static bool possible();

    /// Plugs a camera in as /dev/videoNUMBER, at USB port `port` of bus 1 (1 to 9).
    void plug(int number, int port, camera::SimulatedCamera::Shape shape,
              camera::SimulatedCamera::Source source);
    /// The kernel notices that a camera is gone.
    void unplug(int number);
    /// Does something with a camera while nobody asks it anything.
    void with(int number, const std::function<void(camera::SimulatedCamera&)>& action);

private:
    class Device;
    struct Bed;
    std::unique_ptr<Bed> bed_;
};

} // namespace guichet::testing
