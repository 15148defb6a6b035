#pragma once
// The kiosk's sounds, voice and headphones, as its configuration wants them.

#include "kiosk/station/configuration.hpp"
#include "kiosk/station/kiosk.hpp"

#include <functional>
#include <string>

namespace guichet::station {

/// Gives the devices their sounds, their voice and what tells of headphones. Never fails: whatever of it is
/// missing, the kiosk works without. `log` may be empty; it is called from any thread.
void add_audio(Devices& devices, const SpeechConfiguration& configuration,
               const std::function<void(const std::string&)>& log);

} // namespace guichet::station
