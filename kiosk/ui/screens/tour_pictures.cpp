#include "kiosk/ui/screens/tour_pictures.hpp"

#include "kiosk/ui/screens/camera_view.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

// Each picture stands on a sheet of 100 × 72.
constexpr float sheet_width = 100;
constexpr float sheet_height = 72;

/// The sheet, and what the pictures are made of.
class Miniature {
public:
    Miniature(const View& view, const Rect& rect) : view_(view), draw_(view.kit.draw()) {
        scale_ = std::min(rect.width() / sheet_width, rect.height() / sheet_height);
        place_ = rect.middle(sheet_width * scale_, sheet_height * scale_);
    }

    [[nodiscard]] const Palette& palette() const { return view_.palette(); }
    [[nodiscard]] const View& view() const { return view_; }

    [[nodiscard]] Rect box(float left, float top, float width, float height) const {
        const float x = place_.left + left * scale_;
        const float y = place_.top + top * scale_;
        return {std::round(x), std::round(y), std::round(x + width * scale_),
                std::round(y + height * scale_)};
    }

    void plate(const Rect& rect, float radius, Colour colour) const {
        fill_round(draw_, rect, std::round(radius * scale_), colour);
    }

    /// What lies on the sheet as a card lies on a page.
    void card(const Rect& rect, float radius) const {
        shadow_round(draw_, rect, std::round(radius * scale_), with_alpha(palette().shadow, 0.2F),
                     2 * scale_);
        plate(rect, radius, palette().card.ground);
        stroke_round(draw_, rect, std::round(radius * scale_), palette().page.line,
                     view_.kit.measures().hairline());
    }

    void icon(Icon icon, const Rect& rect, Colour colour) const { draw_icon(draw_, icon, rect, colour); }

    /// An icon in a disc.
    void sign(Icon icon, float x, float y, float radius, const Tone& tone) const {
        const Rect at = box(x - radius, y - radius, 2 * radius, 2 * radius);
        draw_.AddCircleFilled(at.centre(), at.width() / 2, tone.ground);
        draw_icon(draw_, icon, at.inset(at.width() * 0.22F), tone.ink);
    }

    /// A bar in place of words.
    void words(float left, float top, float width, Colour colour, float thick = 3) const {
        plate(box(left, top, width, thick), thick / 2, colour);
    }

    /// A finger's touch: rings around a point, and the hand below it.
    void touch(float x, float y) const {
        const Colour ring = palette().accent.ground;
        const Rect at = box(x - 5, y - 5, 10, 10);
        draw_.AddCircleFilled(at.centre(), 2.6F * scale_, ring);
        draw_.AddCircle(at.centre(), 5 * scale_, ring, 0, 1.1F * scale_);
        icon(Icon::hand, box(x - 5, y + 1, 17, 17), palette().page.ink);
    }

    /// A wooden crate with its place on a label.
    void crate(float left, float top, StorageClass storage, const char* place) const {
        const Colour wood = palette().crate(storage);
        const Tone& tone = palette().of(storage);
        plate(box(left, top, 26, 22), 1.4F, blend(wood, tone.ink, 0.5F));
        for (int slat = 0; slat < 3; ++slat) {
            plate(box(left + 0.8F, top + 0.8F + 7 * static_cast<float>(slat), 24.4F, 6.2F), 0.8F, wood);
        }
        const Rect label = box(left + 4, top + 4, 18, 14);
        plate(label, 1.2F, palette().card.ground);
        Rect words = label;
        icon(icon_of(storage), words.cut_left(label.width() * 0.36F).inset(scale_), tone.ink);
        paint_fitting(view_.kit, words, place, {TextStyle::title, TextStyle::strong, TextStyle::small},
                      tone.ink);
    }

    [[nodiscard]] ImDrawList& draw() const { return draw_; }
    [[nodiscard]] float scale() const { return scale_; }

private:
    const View& view_;
    ImDrawList& draw_;
    Rect place_;
    float scale_ = 1;
};

/// A telephone before the camera's eye.
void scanning(const Miniature& sheet) {
    const Palette& palette = sheet.palette();
    draw_phone(sheet.view(), sheet.box(10, 6, 34, 60));
    const ImVec2 eye = sheet.box(82, 36, 0, 0).centre();
    const auto beam = [&](float top, float bottom, float share) {
        sheet.draw().PathLineTo(sheet.box(48, top, 0, 0).min());
        sheet.draw().PathLineTo(eye);
        sheet.draw().PathLineTo(sheet.box(48, bottom, 0, 0).min());
        sheet.draw().PathFillConvex(blend(palette.of(Meaning::good).ground, palette.primary.ground, share));
    };
    beam(16, 56, 0.16F);
    const Rect body = sheet.box(72, 24, 22, 24);
    sheet.plate(body, 4, palette.page.ink);
    sheet.draw().AddCircleFilled(eye, 8 * sheet.scale(), palette.card.ground);
    sheet.draw().AddCircleFilled(eye, 6 * sheet.scale(), palette.primary.ground);
    sheet.draw().AddCircleFilled({eye.x - 2 * sheet.scale(), eye.y - 2 * sheet.scale()}, 1.6F * sheet.scale(),
                                 palette.primary.ink);
    sheet.sign(Icon::check, 47, 60, 6, palette.primary);
}

/// Crates with their places, and the button to touch.
void handing_over(const Miniature& sheet) {
    sheet.crate(5, 8, StorageClass::ambient, "A12");
    sheet.crate(37, 8, StorageClass::chilled, "F3");
    sheet.crate(69, 8, StorageClass::frozen, "C1");
    const Rect button = sheet.box(14, 40, 72, 18);
    sheet.plate(button, 3, sheet.palette().primary.ground);
    sheet.icon(Icon::check, sheet.box(20, 43, 12, 12), sheet.palette().primary.ink);
    sheet.words(36, 47.5F, 34, sheet.palette().primary.ink);
    sheet.touch(76, 50);
}

/// Lines of a basket, one of them missing.
void something_missing(const Miniature& sheet) {
    const Palette& palette = sheet.palette();
    const std::array<std::pair<Icon, const Tone*>, 3> marks{
        {{Icon::check, &palette.primary}, {Icon::cross, &palette.danger}, {Icon::minus, &palette.accent}}};
    for (std::size_t line = 0; line < marks.size(); ++line) {
        const float top = 5 + 21 * static_cast<float>(line);
        sheet.card(sheet.box(8, top, 84, 18), 3);
        sheet.sign(marks[line].first, 18, top + 9, 5.6F, *marks[line].second);
        sheet.words(29, top + 4.5F, 38, palette.card.soft_ink);
        sheet.words(29, top + 10.5F, 22, palette.page.line);
    }
    sheet.touch(78, 35);
}

/// The way back, and a name that is looked for.
void undo_and_search(const Miniature& sheet) {
    const Palette& palette = sheet.palette();
    sheet.sign(Icon::undo, 24, 36, 19, palette.of(Meaning::attention));
    sheet.card(sheet.box(50, 12, 46, 14), 3);
    sheet.icon(Icon::search, sheet.box(53, 14, 10, 10), palette.page.ink);
    sheet.words(66, 17.5F, 20, palette.card.soft_ink);
    for (const float top : {31.0F, 47.0F}) {
        sheet.card(sheet.box(50, top, 46, 13), 2);
        sheet.sign(Icon::person, 58, top + 6.5F, 4.5F, palette.of(Meaning::good));
        sheet.words(66, top + 5, top < 40 ? 24.0F : 17.0F, palette.card.soft_ink);
    }
}

/// The lights of the header, one of them not well, and somebody who calls.
void lights_and_call(const Miniature& sheet) {
    const Palette& palette = sheet.palette();
    sheet.card(sheet.box(4, 6, 92, 22), 3);
    const std::array icons{Icon::printer, Icon::camera, Icon::network, Icon::store};
    for (std::size_t n = 0; n < icons.size(); ++n) {
        const float left = 9 + 22 * static_cast<float>(n);
        const bool well = n != 1;
        if (!well) {
            sheet.plate(sheet.box(left - 2, 8, 20, 18), 3, palette.of(Meaning::attention).ground);
        }
        sheet.icon(icons[n], sheet.box(left + 1, 10, 13, 13),
                   well ? palette.page.ink : palette.of(Meaning::attention).ink);
        sheet.sign(well ? Icon::check : Icon::warning, left + 14, 22, 3.4F,
                   well ? palette.primary : palette.accent);
    }
    sheet.card(sheet.box(4, 40, 92, 26), 3);
    sheet.sign(Icon::hand, 18, 53, 9, palette.accent);
    sheet.words(34, 46, 40, palette.card.soft_ink);
    sheet.words(34, 53, 28, palette.page.line);
    sheet.plate(sheet.box(70, 51, 22, 11), 2.5F, palette.primary.ground);
    sheet.words(75, 55, 12, palette.primary.ink);
}

} // namespace

void draw_tour_picture(const View& view, const Rect& rect, std::size_t card) {
    static constexpr std::array pictures{scanning, handing_over, something_missing, undo_and_search,
                                         lights_and_call};
    static_assert(pictures.size() == app::tour_cards);
    pictures.at(card)(Miniature(view, rect));
}

} // namespace guichet::ui
