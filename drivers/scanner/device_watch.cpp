#include "drivers/scanner/device_watch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <sys/inotify.h>

namespace guichet::scanner {
namespace {

/// Of all that happens in /dev. A hidraw device says that the kernel now knows a HID device's reports.
bool matters(std::string_view name) {
    constexpr std::array<std::string_view, 4> beginnings{"event", "ttyACM", "ttyUSB", "hidraw"};
    return name == "input" ||
           std::any_of(beginnings.begin(), beginnings.end(),
                       [name](std::string_view beginning) { return name.starts_with(beginning); });
}

} // namespace

DeviceWatch::DeviceWatch() : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    look_at_folders();
}

/// The folder of input devices is not there before the first of them.
void DeviceWatch::look_at_folders() {
    constexpr std::uint32_t news = IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_TO;
    if (!inotify_.open())
        return;
    for (const char* folder : {"/dev/", "/dev/input"})
        (void)::inotify_add_watch(inotify_.get(), folder, news); // the same watch when it is there already
}

bool DeviceWatch::take_change() {
    bool changed = false;
    alignas(inotify_event) std::array<char, 4096> bytes;
    ssize_t count = 0;
    while (inotify_.open() && (count = ::read(inotify_.get(), bytes.data(), bytes.size())) > 0) {
        for (std::size_t at = 0; at < static_cast<std::size_t>(count);) {
            inotify_event event{};
            std::memcpy(&event, bytes.data() + at, sizeof event);
            const char* name = bytes.data() + at + sizeof event;
            changed = changed || (event.mask & IN_Q_OVERFLOW) != 0 || (event.len > 0 && matters(name));
            at += sizeof event + event.len;
        }
    }
    if (changed)
        look_at_folders();
    return changed;
}

} // namespace guichet::scanner
