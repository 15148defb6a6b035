#include "kiosk/station/camera_owner.hpp"

namespace guichet::station {

namespace {

constexpr std::chrono::milliseconds patience{250};
constexpr std::chrono::milliseconds before_reopening{2'000};
constexpr int preview_width = 320;
/// About a second of a code that cannot be read, before it is called damaged.
constexpr int frames_until_damaged = 30;

bool same(const app::DeviceState& left, const app::DeviceState& right) {
    return left.well == right.well && left.problem == right.problem;
}

} // namespace

CameraOwner::CameraOwner(ports::OpenCamera open, const ports::Clock& clock, EventQueue& queue)
    : open_(std::move(open)), clock_(clock), queue_(queue), thread_([this] { run(); }) {}

CameraOwner::~CameraOwner() {
    ending_ = true;
    ending_changed_.notify_all();
    thread_.join();
}

bool CameraOwner::take_preview(pictures::GrayPicture& preview, std::uint64_t& number) const {
    const std::lock_guard lock(mutex_);
    if (preview_number_ == number)
        return false;
    number = preview_number_;
    preview = preview_;
    return true;
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
        if (*frame)
            camera.frame_was_read(decode(**frame));
    }
}

bool CameraOwner::decode(const ports::Frame& frame) {
    if (frame.for_preview)
        keep_preview(frame);
    const auto readings = decoder_.decode(frame);
    post(readings);
    const int frames = decoder_.unreadable_frames();
    if (frames == frames_until_damaged && frames != unreadable_frames_)
        queue_.post(app::CodeUnreadable{});
    unreadable_frames_ = frames;
    ++frames_decoded_;
    return !readings.empty();
}

/// A pickup code counts at once, and what lies beside it in view does not count. Anything else counts when a
/// second frame in a row shows it: a pickup code that comes into view with it is not to be met with a
/// refusal.
void CameraOwner::post(const std::vector<decoder::Reading>& readings) {
    const std::chrono::milliseconds now{clock_.now().milliseconds};
    std::string foreign;
    bool ours = false;
    for (const auto& reading : readings) {
        const bool is_ours = reading.text.starts_with("GU1:");
        ours = ours || is_ours;
        if (!is_ours)
            foreign = reading.text;
        const bool counts = is_ours || (!ours && reading.text == foreign_);
        if (counts && filter_.accept(reading.text, now))
            queue_.post(app::CodeRead{reading.text, Identification::camera});
    }
    foreign_ = std::move(foreign);
}

void CameraOwner::keep_preview(const ports::Frame& frame) {
    const int step = std::max(1, frame.width / preview_width);
    const std::lock_guard lock(mutex_);
    const int width = frame.width / step;
    const int height = frame.height / step;
    if (preview_.width != width || preview_.height != height)
        preview_ = pictures::GrayPicture(width, height);
    for (int y = 0; y < height; ++y) {
        const auto* from = frame.row(y * step);
        auto* to = preview_.row(y);
        for (int x = 0; x < width; ++x)
            to[width - 1 - x] = from[static_cast<std::ptrdiff_t>(x) * step * frame.step];
    }
    ++preview_number_;
}

} // namespace guichet::station
