#pragma once

#include "drivers/decoder/decoder.hpp"
#include "drivers/decoder/same_code_filter.hpp"
#include "drivers/pictures/picture.hpp"
#include "kiosk/ports/camera.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/station/event_queue.hpp"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace guichet::station {

/// The thread that owns the camera: fetches the newest frame, decodes it, posts each code once (CodeRead),
/// keeps a small picture for the preview, and opens the camera again by itself when it was lost
/// (CameraState).
class CameraOwner {
public:
    CameraOwner(ports::OpenCamera open, const ports::Clock& clock, EventQueue& queue);
    ~CameraOwner();
    CameraOwner(const CameraOwner&) = delete;
    CameraOwner& operator=(const CameraOwner&) = delete;

    /// Copies the newest preview (mirrored, as people see themselves) when it is newer than `number`, which
    /// is set to its number; from the main thread.
    [[nodiscard]] bool take_preview(pictures::GrayPicture& preview, std::uint64_t& number) const;

    /// Frames that were decoded since the start.
    [[nodiscard]] std::uint64_t frames_decoded() const { return frames_decoded_; }

private:
    void run();
    /// Works with one opened camera until it fails or the owner ends.
    void watch(ports::Camera& camera);
    /// Whether a code was read.
    bool decode(const ports::Frame& frame);
    void post(const std::vector<decoder::Reading>& readings);
    void keep_preview(const ports::Frame& frame);
    void tell(const app::DeviceState& state);
    void pause();

    ports::OpenCamera open_;
    const ports::Clock& clock_;
    EventQueue& queue_;
    decoder::Decoder decoder_{"GU1:"}; ///< a pickup code wins over whatever else is in view
    decoder::SameCodeFilter filter_;
    int unreadable_frames_ = 0;
    std::string foreign_; ///< what was read last and is no pickup code
    std::optional<app::DeviceState> told_;
    std::atomic<std::uint64_t> frames_decoded_ = 0;
    std::atomic<bool> ending_ = false;
    mutable std::mutex mutex_;
    std::condition_variable ending_changed_;
    pictures::GrayPicture preview_;
    std::uint64_t preview_number_ = 0;
    std::thread thread_;
};

} // namespace guichet::station
