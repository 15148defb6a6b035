#include "kiosk/station/code_intake.hpp"

namespace guichet::station {

void CodeIntake::take(std::string text, Identification from) {
    if (sound_ != nullptr)
        sound_->play(ports::Sound::read);
    queue_.post(app::CodeRead{std::move(text), from});
}

} // namespace guichet::station
