#include "kiosk/station/headphones_owner.hpp"

#include <utility>

namespace guichet::station {

namespace {

/// How long the end of the program waits for this thread at the most.
constexpr std::chrono::milliseconds patience{250};

} // namespace

HeadphonesOwner::HeadphonesOwner(ports::OpenHeadphones open, std::function<void(bool)> changed)
    : open_(std::move(open)), changed_(std::move(changed)), thread_([this] { run(); }) {}

HeadphonesOwner::~HeadphonesOwner() {
    ending_ = true;
    thread_.join();
}

void HeadphonesOwner::run() {
    const auto headphones = open_();
    bool told = false;
    while (!ending_) {
        const bool plugged = headphones->plugged(patience);
        if (plugged != std::exchange(told, plugged))
            changed_(plugged);
    }
}

} // namespace guichet::station
