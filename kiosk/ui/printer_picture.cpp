#include "kiosk/ui/printer_picture.hpp"

#include <algorithm>
#include <initializer_list>

namespace guichet::ui {

namespace {

// Everything stands on a grid of 48 × 40: the printer in the lower half, what comes out or is wrong above.
constexpr float grid_width = 48;
constexpr float grid_height = 40;

struct Point {
    float x = 0;
    float y = 0;
};

/// The pen on the grid.
class Sketch {
public:
    Sketch(ImDrawList& draw, const Rect& rect, const Palette& palette, Colour ground)
        : draw_(draw), ground_(ground), body_(blend(palette.page.ink, ground, 0.12F)),
          face_(blend(palette.page.ink, ground, 0.30F)), paper_(palette.card.ground),
          ink_(blend(palette.page.ink, palette.card.ground, 0.45F)), wrong_(palette.danger.ground),
          good_(palette.primary.ground) {
        scale_ = std::min(rect.width() / grid_width, rect.height() / grid_height);
        const Rect place = rect.middle(grid_width * scale_, grid_height * scale_);
        origin_ = {place.left, place.top};
    }

    void draw(PrinterPicture picture) {
        switch (picture) {
        case PrinterPicture::paper: return with_paper(good_);
        case PrinterPicture::near_end: return near_end();
        case PrinterPicture::roll_missing: return roll_missing();
        case PrinterPicture::lid_open: return lid_open();
        case PrinterPicture::jammed: return jammed();
        case PrinterPicture::unplugged: return unplugged();
        case PrinterPicture::silent: return silent();
        case PrinterPicture::question: return question();
        }
    }

private:
    [[nodiscard]] ImVec2 at(Point point) const {
        return {origin_.x + point.x * scale_, origin_.y + point.y * scale_};
    }

    void box(float left, float top, float width, float height, float radius, Colour colour) {
        draw_.AddRectFilled(at({left, top}), at({left + width, top + height}), colour, radius * scale_);
    }

    void disc(Point centre, float radius, Colour colour) {
        draw_.AddCircleFilled(at(centre), radius * scale_, colour);
    }

    void ring(Point centre, float radius, Colour colour, float thickness) {
        draw_.AddCircle(at(centre), radius * scale_, colour, 0, thickness * scale_);
    }

    void line(std::initializer_list<Point> points, Colour colour, float thickness) {
        for (const Point& point : points) {
            draw_.PathLineTo(at(point));
        }
        draw_.PathStroke(colour, ImDrawFlags_None, thickness * scale_);
        for (const Point& end : {*points.begin(), *(points.end() - 1)}) { // Dear ImGui ends lines bluntly
            draw_.AddCircleFilled(at(end), thickness * scale_ / 2, colour);
        }
    }

    void surface(std::initializer_list<Point> points, Colour colour) {
        float turn =
            0; // twice the area, positive when the points go round clockwise: only then edges are smooth
        for (const Point* point = points.begin(); point != points.end(); ++point) {
            const Point& next = point + 1 == points.end() ? *points.begin() : *(point + 1);
            turn += point->x * next.y - next.x * point->y;
            draw_.PathLineTo(at(*point));
        }
        if (turn < 0) {
            std::reverse(draw_._Path.begin(), draw_._Path.end());
        }
        draw_.PathFillConvex(colour);
    }

    void curve(Point from, Point first, Point second, Point to, Colour colour, float thickness) {
        draw_.PathLineTo(at(from));
        draw_.PathBezierCubicCurveTo(at(first), at(second), at(to), 24);
        draw_.PathStroke(colour, ImDrawFlags_None, thickness * scale_);
    }

    /// An arrow that points down.
    void arrow_down(Point from, float length, Colour colour) {
        const Point tip{from.x, from.y + length};
        line({from, tip}, colour, 1.8F);
        line({{tip.x - 3, tip.y - 3}, tip, {tip.x + 3, tip.y - 3}}, colour, 1.8F);
    }

    void body(Colour light) {
        box(5, 20, 38, 18, 3, body_);
        box(5, 29, 38, 9, 3, face_);
        box(5, 28, 38, 4, 0, face_);
        box(12, 22, 24, 2.2F, 1, ground_);
        disc({37.5F, 33.5F}, 1.7F, light);
    }

    /// What hangs out of the slot, with its torn upper edge.
    void paper(float top) {
        constexpr float left = 14;
        constexpr float tooth = 4;
        box(left, top + 2, 20, 22.8F - top, 0, paper_);
        for (int teeth = 0; teeth < 5; ++teeth) {
            const float x = left + tooth * static_cast<float>(teeth);
            surface({{x, top + 2.2F}, {x + tooth / 2, top}, {x + tooth, top + 2.2F}}, paper_);
        }
    }

    void print(float top) {
        line({{17.5F, top}, {27, top}}, ink_, 1.2F);
        line({{17.5F, top + 4}, {30.5F, top + 4}}, ink_, 1.2F);
        line({{17.5F, top + 8}, {24, top + 8}}, ink_, 1.2F);
    }

    void with_paper(Colour light) {
        body(light);
        paper(3);
        print(8.5F);
    }

    /// Thermal paper shows a coloured edge before it ends.
    void near_end() {
        with_paper(good_);
        box(14, 5, 2.2F, 18, 0, blend(wrong_, paper_, 0.35F));
        box(31.8F, 5, 2.2F, 18, 0, blend(wrong_, paper_, 0.35F));
    }

    void roll_missing() {
        body(wrong_);
        box(27.2F, 8, 4.6F, 11, 0, blend(paper_, ink_, 0.18F)); // the end that hangs from the roll
        disc({23.5F, 8.3F}, 8.2F, paper_);
        ring({23.5F, 8.3F}, 8, ink_, 0.8F);
        ring({23.5F, 8.3F}, 5.6F, blend(ink_, paper_, 0.55F), 0.7F);
        disc({23.5F, 8.3F}, 2.6F, face_);
        arrow_down({39.5F, 4}, 12.5F, wrong_);
        arrow_down({8.5F, 4}, 12.5F, wrong_);
    }

    void lid_open() {
        body(wrong_);
        box(10, 18.5F, 28, 4, 1, ground_); // the hollow under the lid
        box(12, 20, 24, 4, 1, blend(body_, ground_, 0.35F));
        // The lid stands up, on its hinge at the right.
        surface({{41, 18.5F}, {43.5F, 20.5F}, {32.2F, 1.2F}, {29.4F, 2.9F}}, body_);
        line({{41.8F, 19.5F}, {31.2F, 2.4F}}, body_, 3.2F);
        curve({25, 5}, {17, 5}, {12.5F, 9}, {12, 15}, wrong_, 1.8F);
        line({{8.8F, 12.3F}, {12, 15.6F}, {15.6F, 12.8F}}, wrong_, 1.8F);
    }

    void jammed() {
        body(wrong_);
        // The paper lies in folds before the slot.
        surface({{13, 22.5F}, {35, 22.5F}, {33, 17}, {16, 16}}, paper_);
        surface({{16, 17}, {33.5F, 18}, {31, 13}, {14.5F, 12.2F}}, blend(paper_, ink_, 0.22F));
        surface({{15, 13}, {31.5F, 14}, {33.5F, 9.5F}, {17, 8}}, paper_);
        // Scissors that do not come through.
        line({{40, 3}, {27, 13.5F}}, wrong_, 1.9F);
        line({{43.5F, 14.5F}, {27, 8.5F}}, wrong_, 1.9F);
        ring({42.3F, 2.6F}, 2.8F, wrong_, 1.7F);
        ring({45, 15.8F}, 2.8F, wrong_, 1.7F);
    }

    void unplugged() {
        body(wrong_);
        paper(12);
        line({{17.5F, 16.5F}, {27, 16.5F}}, ink_, 1.2F);
        // The cable leads up to a plug that has left its socket.
        curve({5, 33}, {-3, 33}, {0, 20}, {3.5F, 14.5F}, body_, 1.9F);
        surface({{0.5F, 13.2F}, {5.3F, 16.2F}, {9.2F, 10}, {4.4F, 7}}, wrong_);
        line({{5.6F, 7.8F}, {7.2F, 5.2F}}, wrong_, 1.4F);
        line({{8, 9.3F}, {9.6F, 6.7F}}, wrong_, 1.4F);
        line({{11, 1}, {12, 3.6F}}, wrong_, 1.2F);
        line({{15.2F, 2.6F}, {14, 5}}, wrong_, 1.2F);
        line({{17.5F, 6.5F}, {14.9F, 7.2F}}, wrong_, 1.2F);
    }

    /// A sign in a disc above the printer.
    void badge(Colour colour) { disc({24, 9.5F}, 8.5F, colour); }

    void silent() {
        body(wrong_);
        badge(wrong_);
        line({{20.4F, 5.9F}, {27.6F, 13.1F}}, paper_, 2);
        line({{27.6F, 5.9F}, {20.4F, 13.1F}}, paper_, 2);
    }

    void question() {
        with_paper(good_);
        disc({37, 10}, 8, body_);
        curve({34, 7.8F}, {34.2F, 4.2F}, {40.4F, 4.4F}, {40, 8}, paper_, 1.9F);
        curve({40, 8}, {39.8F, 10}, {37.2F, 9.8F}, {37, 12.2F}, paper_, 1.9F);
        disc({37, 15.2F}, 1.2F, paper_);
    }

    ImDrawList& draw_;
    Colour ground_;
    Colour body_;
    Colour face_;
    Colour paper_;
    Colour ink_;
    Colour wrong_;
    Colour good_;
    ImVec2 origin_;
    float scale_ = 1;
};

} // namespace

PrinterPicture picture_of(ports::PrinterCondition condition) {
    using ports::PrinterCondition;
    switch (condition) {
    case PrinterCondition::paper_near_end: return PrinterPicture::near_end;
    case PrinterCondition::paper_out: return PrinterPicture::roll_missing;
    case PrinterCondition::cover_open: return PrinterPicture::lid_open;
    case PrinterCondition::cutter_fault: return PrinterPicture::jammed;
    case PrinterCondition::offline: return PrinterPicture::silent;
    case PrinterCondition::unplugged: return PrinterPicture::unplugged;
    case PrinterCondition::ready:
    case PrinterCondition::unknown: break;
    }
    return PrinterPicture::paper;
}

void draw_printer_picture(ImDrawList& draw, PrinterPicture picture, const Rect& rect, const Palette& palette,
                          Colour ground) {
    Sketch(draw, rect, palette, ground).draw(picture);
}

} // namespace guichet::ui
