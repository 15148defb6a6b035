#pragma once

#include "kiosk/ports/sound.hpp"

#include <memory>

namespace guichet::platform {

/// The kiosk's sounds, made of short tones. Without a loudspeaker it stays silent, and nothing else happens.
[[nodiscard]] std::unique_ptr<ports::SoundPlayer> open_sounds();

} // namespace guichet::platform
