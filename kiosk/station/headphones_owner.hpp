#pragma once

#include "kiosk/ports/headphones.hpp"

#include <atomic>
#include <functional>
#include <thread>

namespace guichet::station {

/// The thread that knows whether headphones are plugged in. It tells each change at once, from itself: what
/// is being said may be for them alone.
class HeadphonesOwner {
public:
    HeadphonesOwner(ports::OpenHeadphones open, std::function<void(bool)> changed);
    ~HeadphonesOwner();
    HeadphonesOwner(const HeadphonesOwner&) = delete;
    HeadphonesOwner& operator=(const HeadphonesOwner&) = delete;

private:
    void run();

    ports::OpenHeadphones open_;
    std::function<void(bool)> changed_;
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

} // namespace guichet::station
