#pragma once
// A V4L2 camera without hardware: it answers the requests as the kernel's drivers do (uvcvideo above all),
// and sends whatever pictures a test gives it.

#include "drivers/camera/camera_mode.hpp"
#include "drivers/camera/v4l2_calls.hpp"
#include "tests/unit/camera/sample_pictures.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace guichet::camera {

/// A control of a simulated camera.
struct SimulatedControl {
    std::uint32_t type = 0; ///< V4L2_CTRL_TYPE_…
    std::int32_t least = 0;
    std::int32_t most = 0;
    std::int32_t preset = 0;
    std::int32_t value = 0;
    std::map<std::int32_t, std::int64_t> menu; ///< the entries that there are, and what they mean
};

class SimulatedCamera {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// What it is, and how it behaves; may be changed at any time.
    struct Shape {
        std::string name = "HD Webcam";
        std::string driver = "uvcvideo";
        std::string bus = "usb-0000:00:14.0-1";
        std::map<std::string, std::string> usb{{"serial", "S1"}, {"idVendor", "046d"}, {"idProduct", "082d"}};
        bool takes_pictures = true; ///< false: a camera's second device file
        std::vector<Mode> modes{{Layout::yuyv, 640, 480, 30}};
        bool any_size = false; ///< the modes are the largest of each layout; any smaller one can be had
        int padding = 0;       ///< bytes behind each row
        std::map<std::uint32_t, SimulatedControl> controls;

        bool in_use = false; ///< by another program
        bool gone = false;   ///< unplugged, as an open file notices it
        bool numbered = true;
        std::map<unsigned long, int> refusals; ///< requests that fail, and the errno
        bool stream_ends = false;              ///< POLLERR, and EIO for each picture
    };

    /// One that the camera sends.
    struct Picture {
        Bytes bytes;
        bool faulty = false; ///< the driver says so itself
    };
    /// The picture of that number, from 0; nothing: none is sent in its time.
    using Source = std::function<std::optional<Picture>(std::uint32_t number)>;

    explicit SimulatedCamera(Shape wanted) : shape(std::move(wanted)) {}

    Shape shape;
    Source source;

    /// ioctl: 0, or an errno.
    int request(unsigned long code, void* argument);
    /// What poll finds.
    [[nodiscard]] unsigned poll() const;
    /// Lets time pass: pictures that were due come into the memory that is free, or are lost.
    void advance(Time now);
    [[nodiscard]] Time next_due() const { return next_due_; }
    [[nodiscard]] bool streaming() const { return streaming_; }
    /// Its last opener has closed it.
    void close();

    /// Memory of the buffers, side by side: its own unless another was given.
    [[nodiscard]] std::uint8_t* memory(std::size_t offset);
    void use_memory(std::uint8_t* memory) { given_memory_ = memory; }
    static constexpr std::size_t buffer_bytes = std::size_t{4} << 20;
    static constexpr std::uint32_t buffers = 4;

    [[nodiscard]] std::int32_t control(std::uint32_t id) const { return shape.controls.at(id).value; }
    [[nodiscard]] const Mode& mode() const { return mode_; }
    [[nodiscard]] double rate() const { return rate_; } ///< that was asked for
    [[nodiscard]] int starts() const { return starts_; }

private:
    struct Filled {
        std::uint32_t buffer;
        std::uint32_t sequence;
        std::uint32_t bytes;
        bool faulty;
    };

    int capability(void* argument) const;
    int format_at(void* argument) const;
    int size_at(void* argument) const;
    int interval_at(void* argument) const;
    int format(void* argument, bool set);
    int queue(void* argument);
    int take(void* argument);
    int stream(bool on);
    int query_control(void* argument) const;
    int query_menu(void* argument) const;
    int control(void* argument, bool set);
    [[nodiscard]] std::vector<Layout> layouts() const;
    [[nodiscard]] std::vector<Mode> of(std::uint32_t pixel_format) const;

    Mode mode_;
    double rate_ = 0;
    bool mapped_ = false;
    bool streaming_ = false;
    int starts_ = 0;
    std::set<std::uint32_t> free_;
    std::vector<Filled> filled_;
    std::uint32_t number_ = 0;
    Time next_due_ = Time::max();
    Time now_{};
    Bytes own_memory_;
    std::uint8_t* given_memory_ = nullptr;
};

/// The cameras of a computer, and a clock that passes only while somebody waits.
class SimulatedCalls final : public V4l2Calls {
public:
    using Time = SimulatedCamera::Time;

    std::shared_ptr<SimulatedCamera> plug(const std::string& file, SimulatedCamera::Shape shape = {});
    /// The file disappears; who has it open notices.
    void unplug(const std::string& file);
    /// Does something when so much time has passed.
    void after(std::chrono::milliseconds time, std::function<void()> action);
    void let_pass(std::chrono::milliseconds time);
    [[nodiscard]] std::size_t open_files() const { return open_.size(); }
    /// The file exists, but opening it fails with this errno.
    void forbid(const std::string& file, int error) { forbidden_[file] = error; }

    std::vector<std::string> video_files() override;
    std::string attribute(const std::string& file) override;
    int open(const std::string& file) override;
    void close(int descriptor) override;
    int request(int descriptor, unsigned long code, void* argument) override;
    std::uint8_t* map(int descriptor, std::size_t bytes, std::uint32_t offset) override;
    void unmap(std::uint8_t* data, std::size_t bytes) override;
    unsigned wait(int descriptor, std::chrono::milliseconds timeout) override;
    Time now() override { return now_; }

private:
    void pass_until(Time time);

    Time now_{std::chrono::hours(1)};
    std::map<std::string, std::shared_ptr<SimulatedCamera>> plugged_;
    std::map<std::string, int> forbidden_;
    std::map<int, std::shared_ptr<SimulatedCamera>> open_;
    int last_descriptor_ = 2;
    std::multimap<Time, std::function<void()>> actions_;
};

} // namespace guichet::camera
