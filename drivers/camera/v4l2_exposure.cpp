#include "drivers/camera/v4l2_exposure.hpp"

#include <algorithm>
#include <cstdlib>
#include <linux/videodev2.h>

namespace guichet::camera {
namespace {

/// 5 ms, in the unit of the control (100 µs): a third to a sixth of what cameras take indoors, and at least
/// one period of a screen that is dimmed by switching it (240 Hz), so that it is not cut into bands.
constexpr std::int32_t brief_time = 50;
/// In thousandths of EV, the unit of the control's menu: two stops are a quarter of the light. At least one
/// stop must be there to be worth a change.
constexpr std::int64_t brief_bias = -2'000;
constexpr std::int64_t least_bias = -1'000;

std::optional<v4l2_queryctrl> query(const V4l2Device& device, std::uint32_t control) {
    v4l2_queryctrl answer{};
    answer.id = control;
    const bool there = device.request(VIDIOC_QUERYCTRL, &answer) == 0 &&
                       (answer.flags & (V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY)) == 0;
    return there ? std::optional(answer) : std::nullopt;
}

std::optional<v4l2_querymenu> menu_entry(const V4l2Device& device, std::uint32_t control,
                                         std::int32_t index) {
    v4l2_querymenu answer{};
    answer.id = control;
    answer.index = static_cast<std::uint32_t>(index);
    return device.request(VIDIOC_QUERYMENU, &answer) == 0 ? std::optional(answer) : std::nullopt;
}

std::optional<std::int32_t> value_of(const V4l2Device& device, std::uint32_t control) {
    v4l2_control answer{control, 0};
    const bool there = query(device, control) && device.request(VIDIOC_G_CTRL, &answer) == 0;
    return there ? std::optional(answer.value) : std::nullopt;
}

void set_value(const V4l2Device& device, std::uint32_t control, std::int32_t value) {
    v4l2_control wish{control, value};
    device.request(VIDIOC_S_CTRL, &wish);
}

/// The entry of the bias menu that is nearest to the wanted one.
std::optional<std::int32_t> bias_entry(const V4l2Device& device) {
    const auto bias = query(device, V4L2_CID_AUTO_EXPOSURE_BIAS);
    if (!bias || bias->type != V4L2_CTRL_TYPE_INTEGER_MENU)
        return std::nullopt;
    std::optional<std::int32_t> best;
    std::int64_t best_value = 0;
    for (std::int32_t index = bias->minimum; index <= std::min(bias->maximum, bias->minimum + 64); ++index) {
        const auto entry = menu_entry(device, V4L2_CID_AUTO_EXPOSURE_BIAS, index);
        if (entry && entry->value <= least_bias &&
            (!best || std::abs(entry->value - brief_bias) < std::abs(best_value - brief_bias))) {
            best = index;
            best_value = entry->value;
        }
    }
    return best;
}

std::optional<std::int32_t> time_value(const V4l2Device& device) {
    const auto time = query(device, V4L2_CID_EXPOSURE_ABSOLUTE);
    if (!time || !menu_entry(device, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL))
        return std::nullopt;
    return std::max(time->minimum, std::min(brief_time, time->maximum));
}

} // namespace

ExposureControls::ExposureControls(const V4l2Device& device) : device_(device) {
    clear_leftovers();
    change(V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ);
    change(V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0);
    lasting_ = originals_.size();
    way_ = find_way();
}

ExposureControls::~ExposureControls() {
    undo(0);
}

/// A kiosk that lost its power in a short look has left the camera in the dark. It is told from a setting
/// that somebody made by being exactly ours.
void ExposureControls::clear_leftovers() {
    const auto automatic = query(device_, V4L2_CID_EXPOSURE_AUTO);
    const auto time = time_value(device_);
    if (automatic && time && value_of(device_, V4L2_CID_EXPOSURE_AUTO) == V4L2_EXPOSURE_MANUAL &&
        value_of(device_, V4L2_CID_EXPOSURE_ABSOLUTE) == time)
        set_value(device_, V4L2_CID_EXPOSURE_AUTO, automatic->default_value);
    const auto bias = query(device_, V4L2_CID_AUTO_EXPOSURE_BIAS);
    if (bias && value_of(device_, V4L2_CID_AUTO_EXPOSURE_BIAS) == bias_entry(device_))
        set_value(device_, V4L2_CID_AUTO_EXPOSURE_BIAS, bias->default_value);
}

ExposureControls::Way ExposureControls::find_way() {
    const auto automatic = value_of(device_, V4L2_CID_EXPOSURE_AUTO);
    if (automatic == V4L2_EXPOSURE_MANUAL)
        return Way::none;
    if (const auto entry = bias_entry(device_)) {
        brief_value_ = *entry;
        return Way::bias;
    }
    const auto time = automatic ? time_value(device_) : std::nullopt;
    brief_value_ = time.value_or(0);
    return time ? Way::time : Way::none;
}

void ExposureControls::set(Exposure exposure) {
    undo(lasting_);
    if (exposure == Exposure::usual)
        return;
    if (way_ == Way::bias) {
        change(V4L2_CID_AUTO_EXPOSURE_BIAS, brief_value_);
    } else if (way_ == Way::time) {
        change(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL);
        change(V4L2_CID_EXPOSURE_ABSOLUTE, brief_value_);
    }
}

void ExposureControls::change(std::uint32_t control, std::int32_t value) {
    const auto before = value_of(device_, control);
    if (!before || *before == value)
        return;
    originals_.push_back({control, *before});
    set_value(device_, control, value);
}

/// The last change first: a fixed time can only be set while the exposure is fixed.
void ExposureControls::undo(std::size_t kept) {
    while (originals_.size() > kept) {
        set_value(device_, originals_.back().control, originals_.back().value);
        originals_.pop_back();
    }
}

} // namespace guichet::camera
