// The cameras, as `guichet-kiosk doctor` sees them.

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/decoder/decoder.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "kiosk/station/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::station {

using camera::CameraInfo;
using camera::V4l2Calls;
using camera::V4l2Camera;
using nlohmann::json;

namespace {

constexpr const char* ours = "camera";
constexpr const char* other = "other camera";
constexpr std::chrono::seconds first_frame_patience{4};
constexpr std::chrono::milliseconds measured_time{1'500};
/// Frames a second below which a code in a moving hand is a blur.
constexpr double least_rate = 12;

/// What came of watching a camera for a while.
struct Watched {
    double frames_per_second = 0;
    double decode_milliseconds = 0; ///< median of the frames
    bool read = false;              ///< a code was
    camera::StreamCounts counts;
    pictures::GrayPicture last_frame; ///< the last one that a code was read in, or else the last
};

pictures::GrayPicture copy_of(const ports::Frame& frame) {
    pictures::GrayPicture picture(frame.width, frame.height);
    for (int y = 0; y < frame.height; ++y)
        for (int x = 0; x < frame.width; ++x)
            picture.row(y)[x] = frame.row(y)[static_cast<std::ptrdiff_t>(x) * frame.step];
    return picture;
}

/// Decodes the frame, and how long that took in milliseconds.
std::pair<bool, double> look_at(const ports::Frame& frame, decoder::Decoder& decoder) {
    const auto start = std::chrono::steady_clock::now();
    const bool read = !decoder.decode(frame).empty();
    return {read,
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count()};
}

std::uint64_t pictures_of(const camera::StreamCounts& counts) {
    return counts.frames + counts.passed + counts.missed;
}

/// The first picture may take a while; it is what the time is measured from.
Result<Watched> watch(V4l2Camera& camera, V4l2Calls& calls) {
    decoder::Decoder decoder;
    Watched watched;
    std::vector<double> times;
    auto start = calls.now();
    auto end = start + first_frame_patience;
    std::uint64_t before = 0;
    while (calls.now() < end) {
        const auto frame = camera.next_frame(std::chrono::milliseconds(250));
        if (!frame)
            return frame.error();
        if (!*frame)
            continue;
        if (times.empty()) {
            start = calls.now();
            end = start + measured_time;
            before = pictures_of(camera.counts());
        }
        const auto [read, milliseconds] = look_at(**frame, decoder);
        times.push_back(milliseconds);
        if (read || !watched.read)
            watched.last_frame = copy_of(**frame);
        watched.read = watched.read || read;
    }
    watched.counts = camera.counts();
    if (times.empty())
        return fail("The camera {0} sends no pictures: unplug it and plug it in again.", camera.name());
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                     times.end());
    watched.decode_milliseconds = times[times.size() / 2];
    const std::chrono::duration<double> time = calls.now() - start;
    watched.frames_per_second = static_cast<double>(pictures_of(watched.counts) - before) / time.count();
    return watched;
}

std::string headline(const CameraInfo& info) {
    std::string marks = info.file;
    if (!info.usb_id.empty())
        marks += fmt::format(", USB {}", info.usb_id);
    if (!info.serial.empty())
        marks += fmt::format(", serial number {}", info.serial);
    std::string words = fmt::format("{} ({})", info.name, marks);
    if (!info.modes.empty())
        words += "\noffers " + camera::describe(info.modes, "\n       ");
    return words;
}

json details_of(const CameraInfo& info) {
    json modes = json::array();
    for (const auto& mode : info.modes)
        modes.push_back({{"format", camera::facts_of(mode.layout).name},
                         {"width", mode.width},
                         {"height", mode.height},
                         {"frames_per_second", mode.frames_per_second}});
    return {{"file", info.file},     {"name", info.name},     {"serial", info.serial},
            {"usb_id", info.usb_id}, {"in_use", info.in_use}, {"modes", modes}};
}

void add_details(json& details, const camera::Mode& mode, const Watched& watched) {
    details["mode"] = {{"format", camera::facts_of(mode.layout).name},
                       {"width", mode.width},
                       {"height", mode.height},
                       {"frames_per_second", mode.frames_per_second}};
    details["measured_frames_per_second"] = watched.frames_per_second;
    details["decode_milliseconds"] = watched.decode_milliseconds;
    details["read"] = watched.read;
    details["broken_frames"] = watched.counts.broken;
    details["missed_frames"] = watched.counts.missed;
}

std::string words_of(const camera::Mode& mode, const Watched& watched) {
    std::string words = fmt::format(
        "\nused with {} × {} as {}, {:.1f} pictures a second came\n{:.1f} ms to look for a code in one; {}",
        mode.width, mode.height, camera::facts_of(mode.layout).name, watched.frames_per_second,
        watched.decode_milliseconds, watched.read ? "a code was read" : "no code was in view");
    if (watched.counts.broken > 0)
        words += fmt::format("\n{} pictures were broken: a shorter cable or another port may help",
                             watched.counts.broken);
    if (watched.frames_per_second < least_rate)
        words += "\nThat is slow: give it more light, or plug it into another USB port, without a hub.";
    return words;
}

Finding finding_of(const char* part, const CameraInfo& info, const Watched& watched,
                   const camera::Mode& mode) {
    Finding finding = well(part, headline(info) + words_of(mode, watched));
    finding.well = watched.frames_per_second >= least_rate;
    finding.needed = false;
    finding.details = details_of(info);
    add_details(finding.details, mode, watched);
    return finding;
}

Finding not_usable(const char* part, const CameraInfo* info, const Error& problem) {
    Finding finding = unwell(part, problem, false);
    if (info != nullptr)
        finding.details = details_of(*info);
    return finding;
}

/// Uses a camera for a while; `last_frame` is what it saw.
Finding try_out(const char* part, const CameraInfo& info, V4l2Camera& camera, V4l2Calls& calls,
                pictures::GrayPicture& last_frame) {
    auto watched = watch(camera, calls);
    if (!watched)
        return not_usable(part, &info, watched.error());
    last_frame = std::move(watched->last_frame);
    return finding_of(part, info, *watched, camera.mode());
}

Finding examine_other(const CameraInfo& info, V4l2Calls& calls) {
    if (info.problem)
        return not_usable(other, &info, *info.problem);
    if (info.in_use) {
        Finding finding = well(other, headline(info) + "\nanother program uses it");
        finding.details = details_of(info);
        return finding;
    }
    const auto opened = camera::open_v4l2_camera(info.file, calls);
    if (!opened)
        return not_usable(other, &info, opened.error());
    pictures::GrayPicture not_kept;
    return try_out(other, info, **opened, calls, not_kept);
}

Finding save(const pictures::GrayPicture& picture, const std::filesystem::path& file) {
    if (picture.empty())
        return unwell("frame", fail("No camera gave a picture that could be saved."), true);
    if (const auto written = pictures::write_png(file, picture); !written)
        return unwell("frame", written.error(), true);
    return well("frame", fmt::format("the camera's last picture is in {}", file.string()));
}

/// The camera that the kiosk would use. `info` is what the list says of it, or nothing when it is not there.
Finding examine_ours(const CameraInfo* info, Result<std::unique_ptr<V4l2Camera>> opened, V4l2Calls& calls,
                     pictures::GrayPicture& last_frame) {
    if (opened) {
        CameraInfo unlisted; // plugged in since the list was made
        unlisted.file = (*opened)->file();
        unlisted.name = (*opened)->name();
        return try_out(ours, info != nullptr ? *info : unlisted, **opened, calls, last_frame);
    }
    Finding finding = not_usable(ours, info, opened.error());
    if (info != nullptr && info->in_use)
        finding.words += "\nWhen that program is the kiosk, all is well; stop it to see more here.";
    return finding;
}

} // namespace

std::vector<Finding> examine_cameras(const Configuration& configuration, const std::filesystem::path& frame,
                                     V4l2Calls& calls) {
    const auto cameras = camera::list_cameras(calls);
    auto opened = camera::open_v4l2_camera(configuration.camera, calls);
    const auto is_ours = [&](const CameraInfo& info) {
        return opened ? info.file == (*opened)->file() : camera::is_called(info, configuration.camera);
    };
    const auto listed = std::find_if(cameras.begin(), cameras.end(), is_ours);
    const CameraInfo* our_info = listed != cameras.end() ? &*listed : nullptr;
    pictures::GrayPicture last_frame;
    std::vector<Finding> findings{examine_ours(our_info, std::move(opened), calls, last_frame)};
    if (!frame.empty())
        findings.push_back(save(last_frame, frame));
    for (const CameraInfo& info : cameras)
        if (&info != our_info)
            findings.push_back(examine_other(info, calls));
    return findings;
}

} // namespace guichet::station
