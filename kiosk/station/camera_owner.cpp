#include "kiosk/station/camera_owner.hpp"

#include <algorithm>

namespace guichet::station {

namespace {

constexpr std::chrono::milliseconds patience{250};
constexpr std::chrono::milliseconds before_reopening{2'000};
/// About a second of a code that cannot be read, before it is called damaged.
constexpr int frames_until_damaged = 30;
/// A code that is no pickup code is seen twice within so many frames before it counts.
constexpr std::uint64_t frames_of_doubt = 4;
/// What is read so soon after a pickup code lies beside it: on the same paper, on the same screen.
constexpr std::chrono::milliseconds beside_ours{1'500};

bool same(const app::DeviceState& left, const app::DeviceState& right) {
    return left.well == right.well && left.problem == right.problem;
}

} // namespace

CameraOwner::CameraOwner(ports::OpenCamera open, const ports::Clock& clock, EventQueue& queue,
                         CodeIntake& intake)
    : open_(std::move(open)), clock_(clock), queue_(queue), intake_(intake), thread_([this] { run(); }) {}

CameraOwner::~CameraOwner() {
    {
        const std::lock_guard lock(mutex_); // so that the thread is not between looking and waiting
        ending_ = true;
    }
    ending_changed_.notify_all();
    thread_.join();
}

void CameraOwner::tell(const app::DeviceState& state) {
    if (told_ && same(*told_, state))
        return;
    told_ = state;
    queue_.post(app::CameraState{state});
}

void CameraOwner::pause() {
    std::unique_lock lock(mutex_);
    ending_changed_.wait_for(lock, before_reopening, [this] { return ending_.load(); });
}

void CameraOwner::run() {
    while (!ending_) {
        auto camera = open_();
        if (camera) {
            tell({true, {}});
            watch(**camera);
        } else {
            tell({false, camera.error()});
        }
        camera = fail("closed"); // before the pause, so that another may have it
        if (!ending_)
            pause();
    }
}

void CameraOwner::watch(ports::Camera& camera) {
    while (!ending_) {
        const auto frame = camera.next_frame(patience);
        if (!frame) {
            tell({false, frame.error()});
            return;
        }
        if (!*frame)
            continue;
        if ((*frame)->for_preview)
            preview_.show(**frame);
        camera.frame_was_read(intake_.is_open() && decode(**frame));
        ++frames_seen_;
    }
}

bool CameraOwner::decode(const ports::Frame& frame) {
    const auto readings = decoder_.decode(frame);
    const Time now{clock_.now().milliseconds};
    hand_in(readings, now);
    const int frames = decoder_.unreadable_frames();
    if (frames > 0)
        filter_.unread_in_view(now);
    if (frames == frames_until_damaged && frames != unreadable_frames_)
        queue_.post(app::CodeUnreadable{});
    unreadable_frames_ = frames;
    return !readings.empty();
}

/// A pickup code counts at once.
void CameraOwner::hand_in(const std::vector<decoder::Reading>& readings, Time now) {
    std::erase_if(foreign_, [&](const Foreign& seen) { return frames_seen_ - seen.frame > frames_of_doubt; });
    for (const auto& reading : readings) {
        if (!reading.text.starts_with(pickup_code_prefix))
            continue;
        ours_seen_ = now;
        if (filter_.accept(reading.text, now))
            intake_.take(reading.text, Identification::camera);
    }
    for (const auto& reading : readings)
        if (!reading.text.starts_with(pickup_code_prefix))
            hand_in_foreign(reading.text, now);
}

/// Anything else counts when a second frame shows it: a pickup code that comes into view with it is not to
/// be met with a refusal. What lies beside a pickup code does not count, and not as long as it stays in view.
void CameraOwner::hand_in_foreign(const std::string& text, Time now) {
    const bool beside = ours_seen_ && now >= *ours_seen_ && now - *ours_seen_ < beside_ours;
    const auto seen = std::find_if(foreign_.begin(), foreign_.end(),
                                   [&](const Foreign& other) { return other.text == text; });
    const bool again = seen != foreign_.end();
    if (again)
        seen->frame = frames_seen_;
    else
        foreign_.push_back({text, frames_seen_});
    if ((again || beside) && filter_.accept(text, now) && !beside)
        intake_.take(text, Identification::camera);
}

} // namespace guichet::station
