#pragma once

#include "kiosk/platform/input_queue.hpp"

#include <chrono>
#include <optional>

namespace guichet::platform {

/// Tells a second strike that was not meant from one that was: a shaking hand, or a contact that bounces
/// (EN 301 549 V3.2.1, 5.8 "Double-strike key acceptance": up to 0.5 s, adjustable). The whole delay holds
/// for keys that act; those that only move go on after half of it, or a long screen would take minutes. Pure:
/// the time comes with each call.
class Strikes {
public:
    using Time = std::chrono::milliseconds;

    explicit Strikes(Time delay = Time{500}) : delay_(delay) {}

    /// Whether this strike counts. One that does not count does not begin the delay anew.
    [[nodiscard]] bool take(Key key, Time now);

private:
    Time delay_;
    std::optional<Key> last_;
    Time when_{};
};

} // namespace guichet::platform
