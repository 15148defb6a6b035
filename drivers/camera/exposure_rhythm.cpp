#include "drivers/camera/exposure_rhythm.hpp"

#include <algorithm>

namespace guichet::camera {

void ExposureRhythm::take_note(bool read, bool glaring) {
    constexpr int enough = 1'000; // far beyond every limit; counting further would overflow one day
    frames_ = std::min(frames_ + 1, enough);
    unread_ = read ? 0 : std::min(unread_ + 1, enough);
    proven_ = proven_ || read;
    if (exposure_ == Exposure::usual) {
        if (glaring && std::min(frames_, unread_) >= frames_unread)
            change_to(Exposure::brief);
    } else if (proven_ ? unread_ >= frames_to_stay : frames_ >= frames_to_settle + frames_brief) {
        change_to(Exposure::usual);
    }
}

bool ExposureRhythm::for_preview() const {
    return exposure_ == Exposure::usual ? frames_ >= frames_to_return : proven_;
}

void ExposureRhythm::change_to(Exposure exposure) {
    exposure_ = exposure;
    frames_ = 0;
    proven_ = false;
}

} // namespace guichet::camera
