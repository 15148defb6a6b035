#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace guichet::ports {

/// Tells whether headphones are plugged in. One thread.
class Headphones {
public:
    virtual ~Headphones() = default;
    /// Whether they are, after waiting for a change for so long at the most. Never fails: what cannot be
    /// known are no headphones.
    [[nodiscard]] virtual bool plugged(std::chrono::milliseconds patience) = 0;
};

using OpenHeadphones = std::function<std::unique_ptr<Headphones>()>;

} // namespace guichet::ports
