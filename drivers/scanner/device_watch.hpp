#pragma once

#include "drivers/scanner/descriptor.hpp"

namespace guichet::scanner {

/// News of input devices and serial lines that come and go below /dev, or whose rights change (inotify).
class DeviceWatch {
public:
    DeviceWatch();

    /// To be polled for input; -1: there are no news on this machine.
    [[nodiscard]] int descriptor() const { return inotify_.get(); }

    /// Whether there was news since the last call; does not wait.
    [[nodiscard]] bool take_change();

private:
    void look_at_folders();

    Descriptor inotify_;
};

} // namespace guichet::scanner
