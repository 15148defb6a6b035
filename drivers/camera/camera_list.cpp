// Which cameras there are, and what each of them is called.

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/camera/v4l2_device.hpp"

#include <filesystem>
#include <system_error>

namespace guichet::camera {
namespace {

/// What USB says of the device to which a video file belongs (sysfs: /sys/class/video4linux). The file's
/// parent is a USB interface, whose parent is the device.
std::string usb_attribute(const std::string& file, const char* attribute, V4l2Calls& calls) {
    const std::string number = std::filesystem::path(file).filename().string();
    return calls.attribute("/sys/class/video4linux/" + number + "/device/../" + attribute);
}

void ask(const V4l2Device& device, CameraInfo& info, V4l2Calls& calls) {
    info.name = device.name();
    info.modes = device.modes();
    info.in_use = device.is_in_use();
    info.on_usb = device.on_usb();
    if (!info.on_usb)
        return;
    info.serial = usb_attribute(info.file, "serial", calls);
    const std::string vendor = usb_attribute(info.file, "idVendor", calls);
    if (!vendor.empty())
        info.usb_id = vendor + ":" + usb_attribute(info.file, "idProduct", calls);
}

} // namespace

std::vector<CameraInfo> list_cameras(V4l2Calls& calls) {
    std::vector<CameraInfo> cameras;
    for (const std::string& file : calls.video_files()) {
        CameraInfo info;
        info.file = file;
        info.name = file;
        const auto device = V4l2Device::open(file, calls);
        if (!device)
            info.problem = device.error();
        else if (device->takes_pictures())
            ask(*device, info, calls);
        // One without a format of its own at all is a camera's second file, or a part of a chip.
        if (info.problem || !info.modes.empty())
            cameras.push_back(std::move(info));
    }
    return cameras;
}

bool is_called(const CameraInfo& camera, const std::string& device) {
    if (!device.starts_with('/'))
        return device.empty() || camera.name == device || (!camera.serial.empty() && camera.serial == device);
    std::error_code missing;
    return camera.file == device || std::filesystem::canonical(device, missing).string() == camera.file;
}

} // namespace guichet::camera
