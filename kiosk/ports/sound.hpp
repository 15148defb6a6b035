#pragma once

#include <cstdint>

namespace guichet::ports {

/// What a sound tells a person. `read` comes at once, from the thread that has read a code; the others say
/// what came of it, and follow.
enum class Sound : std::uint8_t {
    read,    ///< a code was read
    found,   ///< it brought up a basket
    success, ///< the hand-over is recorded
    refused, ///< a code brought up nothing, or something could not be done
    help     ///< a customer asks for a volunteer
};

/// Never waits and never fails: a kiosk without loudspeaker works on. May be called from any thread.
class SoundPlayer {
public:
    virtual ~SoundPlayer() = default;
    virtual void play(Sound sound) = 0;
};

} // namespace guichet::ports
