#pragma once

#include "kiosk/core/clock.hpp"

namespace guichet::ports {

/// The kiosk's only source of time; may be read from any thread.
class Clock {
public:
    virtual ~Clock() = default;

    /// The moment now, in UTC.
    [[nodiscard]] virtual Instant now() const = 0;
};

} // namespace guichet::ports
