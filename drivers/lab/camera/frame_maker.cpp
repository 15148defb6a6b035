#include "drivers/lab/camera/frame_maker.hpp"

#include "drivers/lab/camera/damage.hpp"
#include "drivers/lab/camera/held_object.hpp"
#include "drivers/lab/camera/pose.hpp"
#include "drivers/lab/camera/surroundings.hpp"
#include "kiosk/core/result.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace guichet::lab {
namespace {

constexpr double frames_per_second = 30;
/// A little more than a texel for each pixel keeps edges sharp without aliasing.
constexpr double texels_per_pixel = 1.2;
/// How much of a screen's brightness is its own, the rest being light that falls on it.
constexpr double own_light = 0.8;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

/// The hand's wandering at one moment: three slow waves that never come round together.
Pose trembling_pose(const Conditions& held, const double (&phase)[3], double seconds, int width, int height) {
    const auto wave = [&](int which, double hertz) {
        return std::sin(2 * std::numbers::pi * hertz * seconds + phase[which]);
    };
    const double reach = held.tremor * height;
    Pose pose;
    pose.centre = {0.5 * width + held.right * height + reach * (0.7 * wave(0, 1.1) + 0.3 * wave(1, 4.3)),
                   0.5 * height + held.down * height + reach * (0.7 * wave(1, 0.9) + 0.3 * wave(2, 5.1))};
    pose.unit = held.size * height * (1 + held.tremor * wave(2, 0.7));
    pose.turned = radians(held.turned) + 1.5 * held.tremor * wave(0, 1.7);
    pose.tilted_back = radians(held.tilted_back) + 3 * held.tremor * wave(1, 1.3);
    pose.tilted_aside = radians(held.tilted_aside) + 3 * held.tremor * wave(2, 1.9);
    pose.focal_length = 1.1 * width;
    return pose;
}

/// From the frame's pixels to the canvas's texels.
Homography texels_of(const Homography& from_canvas_plane, const Canvas& canvas) {
    Homography::Rows rows = from_canvas_plane.inverse().rows();
    for (std::size_t column = 0; column < 3; ++column) {
        rows[0][column] = (rows[0][column] - canvas.top_left().x * rows[2][column]) * canvas.density();
        rows[1][column] = (rows[1][column] - canvas.top_left().y * rows[2][column]) * canvas.density();
    }
    return Homography(rows);
}

/// The part of the frame where the canvas is seen.
Area seen_area(const Homography& projected, const Canvas& canvas, int width, int height) {
    const Place low = canvas.top_left();
    const Place high = canvas.bottom_right();
    double left = width;
    double top = height;
    double right = 0;
    double bottom = 0;
    for (const Place corner : {low, Place{high.x, low.y}, high, Place{low.x, high.y}}) {
        const auto seen = projected(corner);
        if (seen.depth < 0.05)
            return {0, 0, width, height};
        left = std::min(left, seen.place.x);
        top = std::min(top, seen.place.y);
        right = std::max(right, seen.place.x);
        bottom = std::max(bottom, seen.place.y);
    }
    const auto within = [](double value, int most) {
        return static_cast<int>(std::clamp(value, 0.0, double(most)));
    };
    return {within(left, width), within(top, height), within(right + 1, width), within(bottom + 1, height)};
}

/// Between four texels; the places in 1/256 of a texel.
Texel between(const Canvas& canvas, int x, int y) {
    const Texel* upper = canvas.row(y >> 8) + (x >> 8);
    const Texel* lower = upper + canvas.width();
    const int across = x & 255;
    const int down = y & 255;
    const auto mix = [&](int a, int b, int c, int d) {
        return static_cast<std::uint8_t>(
            ((a * (256 - across) + b * across) * (256 - down) + (c * (256 - across) + d * across) * down) >>
            16);
    };
    return {mix(upper[0].shade, upper[1].shade, lower[0].shade, lower[1].shade),
            mix(upper[0].cover, upper[1].cover, lower[0].cover, lower[1].cover)};
}

/// Draws one row of the object over what is there.
void draw_row(const Canvas& canvas, const Homography& texels, int y, Area area, const std::uint16_t* light,
              std::uint8_t* pixels) {
    const auto& rows = texels.rows();
    const auto at = [&](std::size_t row) {
        return static_cast<float>(rows[row][0] * (area.left + 0.5) + rows[row][1] * (y + 0.5) + rows[row][2]);
    };
    const float step[3] = {static_cast<float>(rows[0][0]), static_cast<float>(rows[1][0]),
                           static_cast<float>(rows[2][0])};
    const float start[3] = {at(0), at(1), at(2)};
    const auto most_x = static_cast<float>((canvas.width() - 1) * 256);
    const auto most_y = static_cast<float>((canvas.height() - 1) * 256);
    for (int x = area.left; x < area.right; ++x) {
        const auto along = static_cast<float>(x - area.left);
        const float scale = 256 / (start[2] + along * step[2]);
        const float texel_x = (start[0] + along * step[0]) * scale - 128;
        const float texel_y = (start[1] + along * step[1]) * scale - 128;
        if (!(scale > 0 && texel_x >= 0 && texel_y >= 0 && texel_x < most_x && texel_y < most_y))
            continue;
        const Texel texel = between(canvas, static_cast<int>(texel_x), static_cast<int>(texel_y));
        const int lit = std::min(255, texel.shade * light[x] >> 8);
        pixels[x] = static_cast<std::uint8_t>(std::min(255, lit + pixels[x] * (255 - texel.cover) / 255));
    }
}

} // namespace

FrameMaker::FrameMaker(int width, int height, std::uint64_t seed)
    : hall_(empty_hall(width, height, seed)), background_(hall_), sensor_(1, 0, Conditions().noise),
      random_(seed), seed_(seed), scene_(width, height), picture_(width, height) {
    require(width >= 64 && height >= 64, "a lab camera's frame is at least 64 pixels a side");
}

void FrameMaker::clear() {
    held_.reset();
    background_ = hall_;
    sensor_ = Sensor(1, 0, Conditions().noise);
}

void FrameMaker::hold(const pictures::GrayPicture& code, const Conditions& conditions) {
    require(!code.empty(), "what is held before the camera has pixels");
    random_ = Random(conditions.seed ^ (seed_ * 0x9E37'79B9));
    frame_number_ = 0;
    const pictures::GrayPicture whole = conditions.damaged ? damaged(code, conditions.seed) : code;
    const double density = std::max(16.0, conditions.size * hall_.height * texels_per_pixel);
    auto held = std::make_unique<Held>(Held{
        conditions,
        held_object(whole, conditions, density),
        light_map(hall_.width, hall_.height, conditions),
        conditions.glare > 0 ? glare_map(hall_.width, hall_.height, conditions) : pictures::GrayPicture(),
        {random_.between(0, 6), random_.between(0, 6), random_.between(0, 6)}});

    background_ = with_customer(hall_, conditions.seed);
    std::transform(background_.pixels.begin(), background_.pixels.end(), held->light.begin(),
                   background_.pixels.begin(), [](std::uint8_t shade, std::uint16_t light) {
                       return static_cast<std::uint8_t>(std::min(255, shade * light >> 8));
                   });
    if (conditions.medium != Medium::paper)
        for (std::uint16_t& light : held->light)
            light = static_cast<std::uint16_t>(256 * own_light + (1 - own_light) * light);
    sensor_ = Sensor(conditions.light, conditions.haze, conditions.noise);
    held_ = std::move(held);
}

void FrameMaker::move(const Conditions& conditions) {
    require(held_ != nullptr, "what is moved is held");
    held_->conditions = conditions;
    sensor_ = Sensor(conditions.light, conditions.haze, conditions.noise);
}

void FrameMaker::add_glare(const Held& held, Area area) {
    for (int y = area.top; y < area.bottom; ++y) {
        std::uint8_t* row = scene_.row(y);
        const std::uint8_t* glare = held.glare.row(y);
        for (int x = area.left; x < area.right; ++x)
            row[x] = static_cast<std::uint8_t>(std::min(255, row[x] + glare[x]));
    }
}

void FrameMaker::draw_object(const Held& held) {
    const Pose pose = trembling_pose(held.conditions, held.phase, frame_number_++ / frames_per_second,
                                     scene_.width, scene_.height);
    const Homography projected = projection(pose);
    const Homography texels = texels_of(projected, held.object);
    const Area area = seen_area(projected, held.object, scene_.width, scene_.height);
    for (int y = area.top; y < area.bottom; ++y)
        draw_row(held.object, texels, y, area,
                 held.light.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(scene_.width),
                 scene_.row(y));
    if (!held.glare.empty())
        add_glare(held, area);
    blur(scene_, area, held.conditions.defocus * scene_.height);
    const double smeared = held.conditions.motion * scene_.height * random_.between(0.2, 1.4);
    const double direction = random_.between(0, 2 * std::numbers::pi);
    smear(scene_, area, smeared * std::cos(direction), smeared * std::sin(direction));
    smear(scene_, area, held.conditions.drift_right * scene_.height,
          held.conditions.drift_down * scene_.height);
}

const pictures::GrayPicture& FrameMaker::next() {
    std::copy(background_.pixels.begin(), background_.pixels.end(), scene_.pixels.begin());
    if (held_)
        draw_object(*held_);
    sensor_.expose(scene_, random_, picture_);
    return picture_;
}

} // namespace guichet::lab
