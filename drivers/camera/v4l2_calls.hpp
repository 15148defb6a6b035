#pragma once
// The system calls that the camera driver makes, and its clock: tests put a simulated device in their place.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace guichet::camera {

class V4l2Calls {
public:
    virtual ~V4l2Calls() = default;

    /// The files of all video devices there are, as they are numbered: "/dev/video0".
    [[nodiscard]] virtual std::vector<std::string> video_files() = 0;
    /// The first line of a file below /sys; empty when there is none.
    [[nodiscard]] virtual std::string attribute(const std::string& file) = 0;

    /// Opens for reading and writing, without waiting. A descriptor, or a negative errno.
    [[nodiscard]] virtual int open(const std::string& file) = 0;
    virtual void close(int descriptor) = 0;
    /// ioctl. 0, or an errno.
    virtual int request(int descriptor, unsigned long code, void* argument) = 0;
    /// Memory shared with the driver; null when there is none.
    [[nodiscard]] virtual std::uint8_t* map(int descriptor, std::size_t bytes, std::uint32_t offset) = 0;
    virtual void unmap(std::uint8_t* data, std::size_t bytes) = 0;
    /// poll for POLLIN: what it found (POLLIN, POLLERR, POLLHUP, POLLNVAL), 0 when the time is over. A
    /// descriptor of -1 waits for the time alone.
    [[nodiscard]] virtual unsigned wait(int descriptor, std::chrono::milliseconds timeout) = 0;
    [[nodiscard]] virtual std::chrono::steady_clock::time_point now() = 0;
};

/// The kernel's.
[[nodiscard]] V4l2Calls& kernel_calls();

} // namespace guichet::camera
