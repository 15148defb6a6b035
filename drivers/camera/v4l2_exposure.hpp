#pragma once
// Inside this room: the controls of a camera that decide how bright its pictures are.

#include "drivers/camera/exposure_rhythm.hpp"
#include "drivers/camera/v4l2_device.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace guichet::camera {

/// Sets a camera's exposure (userspace-api/media/v4l, "Camera Control Reference"), where it has the controls;
/// others are left alone, and so is a camera that somebody has set to a fixed exposure. At the end everything
/// is as it was found. Nothing here can fail: a camera that refuses a setting keeps its own.
class ExposureControls {
public:
    /// Light that flickers with 50 Hz, as Europe's, shows no bands; the camera does not take longer for a
    /// picture than its frame rate allows. The device outlives this object, without changing its place.
    explicit ExposureControls(const V4l2Device& device);
    ~ExposureControls();
    ExposureControls(const ExposureControls&) = delete;
    ExposureControls& operator=(const ExposureControls&) = delete;

    /// Whether it has a way to a short exposure, and back.
    [[nodiscard]] bool can_alternate() const { return way_ != Way::none; }
    /// Only where it can alternate.
    void set(Exposure exposure);

private:
    enum class Way {
        none,
        bias, ///< the camera still measures the light, and takes a quarter of what it would
        time, ///< a fixed time
    };
    struct Setting {
        std::uint32_t control;
        std::int32_t value;
    };

    void change(std::uint32_t control, std::int32_t value);
    void undo(std::size_t kept);
    void clear_leftovers();
    [[nodiscard]] Way find_way();

    const V4l2Device& device_;
    Way way_ = Way::none;
    std::int32_t brief_value_ = 0;   ///< of the way's control
    std::vector<Setting> originals_; ///< in the order of the changes
    std::size_t lasting_ = 0;        ///< how many of them are in force with both exposures
};

} // namespace guichet::camera
