#pragma once

#include <cstdint>

namespace guichet::ports {

/// What a sound tells a person.
enum class Sound : std::uint8_t { read, success, refused, help };

/// Never waits and never fails: a kiosk without loudspeaker works on.
class SoundPlayer {
public:
    virtual ~SoundPlayer() = default;
    virtual void play(Sound sound) = 0;
};

} // namespace guichet::ports
