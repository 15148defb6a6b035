// The cameras, as `guichet-kiosk doctor` sees them.

#include "drivers/camera/v4l2_camera.hpp"
#include "kiosk/station/findings.hpp"

#include <fmt/format.h>

namespace guichet::station {

std::vector<Finding> examine_cameras(const Configuration& configuration) {
    auto camera = camera::open_camera(configuration.camera);
    if (!camera)
        return {unwell("camera", camera.error(), false)};
    const auto frame = (*camera)->next_frame(std::chrono::seconds{3});
    if (!frame)
        return {unwell("camera", frame.error(), false)};
    if (!*frame)
        return {unwell("camera",
                       fail("{0} gives no pictures. Unplug it and plug it in again.", (*camera)->name()),
                       false)};
    return {well("camera", fmt::format("{}, {} × {}", (*camera)->name(), (*frame)->width, (*frame)->height))};
}

} // namespace guichet::station
