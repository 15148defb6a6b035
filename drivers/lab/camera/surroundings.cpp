#include "drivers/lab/camera/surroundings.hpp"

#include "drivers/lab/camera/canvas.hpp"
#include "drivers/lab/camera/optics.hpp"
#include "drivers/lab/random.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::lab {
namespace {

constexpr double out_of_focus = 0.012; // of the height

double smooth_step(double from, double to, double value) {
    const double share = std::clamp((value - from) / (to - from), 0.0, 1.0);
    return share * share * (3 - 2 * share);
}

/// Lays what a canvas of the frame's own size holds over a picture.
void lay_over(const Canvas& canvas, pictures::GrayPicture& picture) {
    for (int y = 0; y < std::min(picture.height, canvas.height()); ++y)
        for (int x = 0; x < std::min(picture.width, canvas.width()); ++x) {
            const Texel& texel = canvas.row(y)[x];
            std::uint8_t& pixel = picture.row(y)[x];
            pixel = static_cast<std::uint8_t>(texel.shade + pixel * (255 - texel.cover) / 255);
        }
}

/// A canvas in units of the frame's height, its origin in the frame's middle.
Canvas frame_canvas(const pictures::GrayPicture& picture) {
    const double half_width = 0.5 * picture.width / picture.height;
    return {{-half_width, -0.5}, {half_width, 0.5}, static_cast<double>(picture.height)};
}

} // namespace

std::vector<std::uint16_t> light_map(int width, int height, const Conditions& conditions) {
    Random random(conditions.seed ^ 0x11C4);
    const double from = random.between(0, 6.28);
    const double slope_x = 0.25 * std::cos(from);
    const double slope_y = 0.25 * std::sin(from);
    const double edge = random.between(0, 6.28);
    const double edge_x = std::cos(edge);
    const double edge_y = std::sin(edge);
    const double offset = random.between(-0.08, 0.08) - edge_x * conditions.right - edge_y * conditions.down;
    const double softness = random.between(0.02, 0.12);
    std::vector<std::uint16_t> light;
    light.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const double x = (column - 0.5 * width) / height;
            const double y = (row - 0.5 * height) / height;
            const double even = 0.95 + slope_x * x + slope_y * y - 0.25 * (x * x + y * y);
            const double shaded = smooth_step(-softness, softness, edge_x * x + edge_y * y + offset);
            light.push_back(
                static_cast<std::uint16_t>(256 * std::max(even, 0.2) * (1 - conditions.shadow * shaded)));
        }
    return light;
}

pictures::GrayPicture glare_map(int width, int height, const Conditions& conditions) {
    Random random(conditions.seed ^ 0x61A2);
    const double angle = random.between(0, 6.28);
    const double distance = random.between(0.15, 0.4) * conditions.size;
    const double middle_x = conditions.right + distance * std::cos(angle);
    const double middle_y = conditions.down + distance * std::sin(angle);
    const double length = random.between(0.3, 0.5) * conditions.size;
    const double breadth = random.between(0.1, 0.18) * conditions.size;
    const double lean = random.between(0, 3.14);
    pictures::GrayPicture glare(width, height, 0);
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const double x = (column - 0.5 * width) / height - middle_x;
            const double y = (row - 0.5 * height) / height - middle_y;
            const double along = (x * std::cos(lean) + y * std::sin(lean)) / length;
            const double aside = (y * std::cos(lean) - x * std::sin(lean)) / breadth;
            const double fall = along * along + aside * aside;
            if (fall < 8)
                glare.row(row)[column] = static_cast<std::uint8_t>(255 * conditions.glare * std::exp(-fall));
        }
    return glare;
}

pictures::GrayPicture empty_hall(int width, int height, std::uint64_t seed) {
    Random random(seed ^ 0x4A11);
    pictures::GrayPicture hall(width, height);
    for (int y = 0; y < height; ++y) {
        const int wall = 150 - 40 * y / height;
        const int floor = 85 + 30 * (y - 7 * height / 10) / height;
        std::fill_n(hall.row(y), width, static_cast<std::uint8_t>(10 * y < 7 * height ? wall : floor));
    }
    Canvas canvas = frame_canvas(hall);
    canvas.paint(Rectangle{{random.between(-0.5, -0.3), -0.2}, 0.34, 0.4, 0}, 235); // a window
    canvas.paint(Rectangle{{random.between(0.2, 0.35), 0.02}, 0.26, 0.6, 0}, 70);   // a door
    for (int shelf = 0; shelf < 3; ++shelf)
        for (int crate = 0; crate < 3; ++crate)
            canvas.paint(Rectangle{{0.5 + 0.12 * crate, -0.15 + 0.18 * shelf}, 0.1, 0.11, 0.005},
                         static_cast<int>(random.between(60, 170)));
    canvas.paint(Rectangle{{-0.1, 0.29}, 0.7, 0.05, 0}, 175); // a table
    canvas.paint(Rectangle{{-0.1, 0.4}, 0.66, 0.18, 0}, 60);
    lay_over(canvas, hall);
    blur(hall, {0, 0, width, height}, out_of_focus * height);
    return hall;
}

pictures::GrayPicture with_customer(const pictures::GrayPicture& hall, std::uint64_t seed) {
    Random random(seed ^ 0xC057);
    pictures::GrayPicture scene = hall;
    Canvas canvas = frame_canvas(scene);
    const double x = random.between(-0.25, 0.25);
    const int skin = static_cast<int>(random.between(90, 180));
    const int coat = static_cast<int>(random.between(30, 160));
    canvas.paint(Capsule{{x - 0.22, 0.42}, {x + 0.22, 0.42}, 0.24}, coat, 0.4);
    canvas.paint(Capsule{{x, 0}, {x, 0.2}, 0.06}, skin, 0.5);
    canvas.paint(Capsule{{x, -0.14}, {x, -0.04}, 0.12}, skin, 0.5);
    canvas.paint(Capsule{{x - 0.03, -0.22}, {x + 0.03, -0.22}, 0.1},
                 static_cast<int>(random.between(20, 120)), 0.3);
    lay_over(canvas, scene);
    blur(scene, {0, 0, scene.width, scene.height}, 0.7 * out_of_focus * scene.height);
    return scene;
}

} // namespace guichet::lab
