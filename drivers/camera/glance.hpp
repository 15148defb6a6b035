#pragma once
// A look at a few thousand pixels of a frame: enough to tell whether it is the one before, and what light is
// in it.

#include "kiosk/ports/frame.hpp"

#include <cstdint>

namespace guichet::camera {

struct Glance {
    /// Of the pixels looked at: two pictures of a real sensor never have the same, because of its noise.
    std::uint64_t fingerprint = 0;
    /// Hardly anything is in it: a covered lens, a dark room. Such pictures may well be the same for hours.
    bool plain = true;
    /// Parts of it are so bright that nothing shows in them: a telephone's screen may be there.
    bool glaring = false;
    friend bool operator==(const Glance&, const Glance&) = default;
};

/// Costs about 10 µs at every size. A frame without pixels is plain.
[[nodiscard]] Glance glance_at(const ports::Frame& frame);

} // namespace guichet::camera
