#pragma once

#include "drivers/decoder/decoder.hpp"
#include "drivers/decoder/same_code_filter.hpp"
#include "kiosk/core/pickup_code.hpp"
#include "kiosk/ports/camera.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/station/code_intake.hpp"
#include "kiosk/station/preview.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace guichet::station {

/// The thread that owns the camera: fetches the newest frame, decodes it, hands in each code once (see
/// CodeIntake), makes the small picture for the preview, and opens the camera again by itself when it was
/// lost (CameraState). While no code is taken, frames are shown and not decoded.
class CameraOwner {
public:
    CameraOwner(ports::OpenCamera open, const ports::Clock& clock, EventQueue& queue, CodeIntake& intake);
    ~CameraOwner();
    CameraOwner(const CameraOwner&) = delete;
    CameraOwner& operator=(const CameraOwner&) = delete;

    /// What the camera sees; to be looked at from the main thread.
    [[nodiscard]] Preview& preview() { return preview_; }

    /// Frames that were dealt with since the start, decoded or not.
    [[nodiscard]] std::uint64_t frames_seen() const { return frames_seen_; }

private:
    using Time = std::chrono::milliseconds;
    /// A code that is no pickup code, and the frame that showed it last.
    struct Foreign {
        std::string text;
        std::uint64_t frame = 0;
    };

    void run();
    /// Works with one opened camera until it fails or the owner ends.
    void watch(ports::Camera& camera);
    /// Whether a code was read.
    bool decode(const ports::Frame& frame);
    void hand_in(const std::vector<decoder::Reading>& readings, Time now);
    void hand_in_foreign(const std::string& text, Time now);
    void tell(const app::DeviceState& state);
    void pause();

    ports::OpenCamera open_;
    const ports::Clock& clock_;
    EventQueue& queue_;
    CodeIntake& intake_;
    decoder::Decoder decoder_{
        std::string(pickup_code_prefix)}; ///< a pickup code wins over whatever else is in view
    decoder::SameCodeFilter filter_;
    int unreadable_frames_ = 0;
    std::optional<Time> ours_seen_; ///< when a pickup code was read last
    std::vector<Foreign> foreign_;  ///< what the last frames showed besides
    std::optional<app::DeviceState> told_;
    Preview preview_;
    std::atomic<std::uint64_t> frames_seen_ = 0;
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::condition_variable ending_changed_;
    std::thread thread_;
};

} // namespace guichet::station
