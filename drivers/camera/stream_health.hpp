#pragma once
// Whether a stream of pictures is alive, and what to do when it is not.

#include "drivers/camera/glance.hpp"

#include <chrono>
#include <optional>

namespace guichet::camera {

/// Watches the pictures of an open camera. A fault is met by starting the stream again, once; when that does
/// not help, the camera is to be given up. Once the stream has been well for a while after that, the next
/// fault is met in the same way.
class StreamHealth {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// How long a camera may send nothing that is whole; cameras take up to 3 s for the first picture.
    static constexpr std::chrono::seconds silence_patience{4};
    /// How long the picture may stay the same, bit by bit; a real sensor's never does, unless it sees
    /// nothing.
    static constexpr std::chrono::seconds still_patience{10};
    /// How long a stream is well after it was started again, until the fault counts as over.
    static constexpr std::chrono::seconds recovery{5};

    enum class Fault {
        none,
        silent, ///< no pictures
        broken, ///< pictures, none of them whole
        still,  ///< always the same picture
        ended,  ///< the driver ended the stream
    };
    enum class Advice { go_on, restart, give_up };

    explicit StreamHealth(Time now) : last_whole_(now), last_change_(now) {}

    void whole_picture(const Glance& glance, Time now);
    void broken_picture() { only_broken_ = true; }
    /// The driver ended the stream while the device is still there.
    void stream_ended() { ended_ = true; }

    /// Nobody asked for pictures for a while: that none came meanwhile is no fault.
    void resume(Time now) { last_whole_ = last_change_ = now; }

    /// To be asked often. After `restart` the stream is to be started again.
    [[nodiscard]] Advice advise(Time now);
    /// What the last advice was given for.
    [[nodiscard]] Fault fault() const { return fault_; }

private:
    [[nodiscard]] Fault find_fault(Time now) const;

    Time last_whole_;
    Time last_change_;
    std::optional<Glance> glance_; ///< of the last whole picture
    std::optional<Time> restarted_;
    bool only_broken_ = false; ///< broken pictures came since the last whole one
    bool ended_ = false;
    Fault fault_ = Fault::none;
};

} // namespace guichet::camera
