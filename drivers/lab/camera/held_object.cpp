#include "drivers/lab/camera/held_object.hpp"

#include "drivers/lab/random.hpp"

#include <array>

namespace guichet::lab {
namespace {

/// What printer's ink, a screen and their grounds give back, as shades.
struct Surface {
    int ground;
    int ink;
    int text;
};

Surface surface_of(Medium medium) {
    switch (medium) {
    case Medium::phone: return {244, 9, 60};
    case Medium::dark_phone: return {20, 232, 150};
    case Medium::paper: break;
    }
    return {226, 34, 80};
}

/// Dashes as long as words, which look like text at this distance.
void write_lines(Canvas& canvas, Place start, double width, int lines, double height, int shade,
                 Random& random) {
    for (int line = 0; line < lines; ++line) {
        const double end = width * (line + 1 == lines ? random.between(0.3, 0.7) : random.between(0.85, 1));
        for (double x = 0; x < end;) {
            const double word = std::min(random.between(0.04, 0.16), end - x);
            canvas.paint(Rectangle{{start.x + x + word / 2, start.y + line * 2.1 * height}, word, height, 0},
                         shade);
            x += word + 0.5 * height + 0.012;
        }
    }
}

/// The code's picture, each texel the average of the nine places in it.
void draw_code(Canvas& canvas, const pictures::GrayPicture& code, const Surface& surface) {
    const int side = std::max(code.width, code.height);
    const double third = 1 / (3 * canvas.density());
    const auto shade_of = [&](double x, double y) {
        const int column = static_cast<int>(std::floor(x * side)) - (side - code.width) / 2;
        const int row = static_cast<int>(std::floor(y * side)) - (side - code.height) / 2;
        const bool within = column >= 0 && row >= 0 && column < code.width && row < code.height;
        return within ? int{code.row(row)[column]} : 255;
    };
    canvas.paint_picture({0, 0}, 1, [&](double x, double y) {
        int sum = 0;
        for (int down = -1; down <= 1; ++down)
            for (int across = -1; across <= 1; ++across)
                sum += shade_of(x + across * third, y + down * third);
        return surface.ink + sum / 9.0 / 255 * (surface.ground - surface.ink);
    });
}

void draw_paper(Canvas& canvas, const Surface& surface, Random& random) {
    const double width = random.between(1.35, 1.7);
    canvas.paint(Rectangle{{0, 0.22}, width, 2.1, 0.01}, surface.ground);
    write_lines(canvas, {-0.5, -0.72}, 0.7, 1, 0.07, surface.text, random);
    write_lines(canvas, {-0.5, 0.62}, 1, 7, 0.035, surface.text, random);
    // A fold that catches the light, below the code.
    canvas.paint(Rectangle{{0, 0.56}, width, 0.012, 0}, surface.ground - 14);
}

void draw_phone(Canvas& canvas, const Surface& surface, Random& random) {
    canvas.paint(Rectangle{{0, 0.12}, 1.32, 2.6, 0.16}, 28);
    canvas.paint(Rectangle{{0, 0.12}, 1.24, 2.5, 0.13}, surface.ground);
    canvas.paint(Capsule{{-0.1, -1.08}, {0.1, -1.08}, 0.025}, 12, 0);
    write_lines(canvas, {-0.52, -1.08}, 0.16, 1, 0.03, surface.text, random);
    write_lines(canvas, {-0.5, -0.85}, 0.75, 2, 0.055, surface.text, random);
    write_lines(canvas, {-0.45, 0.66}, 0.9, 3, 0.035, surface.text, random);
    canvas.paint(Rectangle{{0, 1.05}, 0.9, 0.17, 0.08}, (surface.ground + surface.text) / 2);
}

/// The part of the hand that lies behind what it holds.
void draw_palm(Canvas& canvas, int skin, Random& random) {
    const int sleeve = static_cast<int>(random.between(25, 120));
    canvas.paint(Capsule{{0.85, 1.75}, {1.5, 3}, 0.5}, sleeve, 0.5);
    canvas.paint(Capsule{{0.45, 1.3}, {0.9, 1.8}, 0.42}, skin, 0.5);
}

/// Fingers round the left edge and the thumb on the right one: none reaches the code.
void draw_fingers(Canvas& canvas, double edge, int skin, Random& random) {
    for (int finger = 0; finger < 4; ++finger) {
        const double y = 0.55 + 0.19 * finger + random.between(-0.02, 0.02);
        canvas.paint(Capsule{{-edge - 0.05, y + 0.05}, {-edge + 0.03, y}, 0.085}, skin, 0.8);
    }
    canvas.paint(Capsule{{edge + 0.12, 1.15}, {edge - 0.02, 0.78}, 0.115}, skin, 0.7);
    canvas.paint(Capsule{{edge - 0.01, 0.8}, {edge - 0.02, 0.75}, 0.06}, std::min(255, skin + 30), 0.4);
}

} // namespace

Canvas held_object(const pictures::GrayPicture& code, const Conditions& conditions, double density) {
    Random random(conditions.seed);
    Canvas canvas({-1.2, -1.4}, {1.6, 2.2}, density);
    const Surface surface = surface_of(conditions.medium);
    const int skin = static_cast<int>(random.between(95, 190));
    draw_palm(canvas, skin, random);
    if (conditions.medium == Medium::paper)
        draw_paper(canvas, surface, random);
    else
        draw_phone(canvas, surface, random);
    draw_code(canvas, code, surface);
    draw_fingers(canvas, conditions.medium == Medium::paper ? 0.72 : 0.66, skin, random);
    return canvas;
}

} // namespace guichet::lab
