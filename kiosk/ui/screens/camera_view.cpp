#include "kiosk/ui/screens/camera_view.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

/// Four angles around the middle, where the code is to be held.
void draw_aim(const View& view, const Rect& rect) {
    ImDrawList& draw = view.kit.draw();
    const Colour colour = view.palette().accent.ground;
    const float arm = std::round(rect.width() * 0.17F);
    const float thickness = view.kit.mm(1.2F);
    for (const bool right : {false, true}) {
        for (const bool low : {false, true}) {
            const float x = right ? rect.right : rect.left;
            const float y = low ? rect.bottom : rect.top;
            const float way_x = right ? -arm : arm;
            const float way_y = low ? -arm : arm;
            draw.PathLineTo({x + way_x, y});
            draw.PathLineTo({x + way_x * 0.25F, y});
            draw.PathBezierQuadraticCurveTo({x, y}, {x, y + way_y * 0.25F}, 8);
            draw.PathLineTo({x, y + way_y});
            draw.PathStroke(colour, ImDrawFlags_None, thickness);
        }
    }
}

/// The part of the picture that fills the place without distortion, mirrored.
void draw_picture(const View& view, const Rect& rect) {
    const CameraPicture& camera = view.camera;
    const float wanted = rect.width() / rect.height();
    const float given = static_cast<float>(camera.width) / static_cast<float>(camera.height);
    const float across = std::min(1.0F, wanted / given) / 2;
    const float down = std::min(1.0F, given / wanted) / 2;
    view.kit.draw().AddImage(camera.texture, rect.min(), rect.max(), {0.5F + across, 0.5F - down},
                             {0.5F - across, 0.5F + down});
}

/// The page's colour over the square corners of the picture.
void round_off(const View& view, const Rect& rect, float radius) {
    stroke_round(view.kit.draw(), rect.inset(-radius / 2), radius * 1.5F, view.palette().card.ground,
                 radius / 2 + 1);
}

} // namespace

namespace {

/// A sign and a sentence in the place of the picture.
void draw_in_place(const View& view, const Rect& inside, Icon icon, Meaning meaning,
                   const std::string& text) {
    Kit& kit = view.kit;
    const Tone& tone = view.palette().of(meaning);
    fill_round(kit.draw(), inside, kit.mm(2.5F), tone.ground);
    const Rect place = inside.inset(kit.mm(std::min(6.0F, inside.height() / kit.mm(8))));
    constexpr std::array styles{TextStyle::body, TextStyle::small};
    const TextStyle style = fit(kit, place.width(), place.height(), text, styles).style;
    const float width = balanced_width(kit, style, text, place.width());
    const float words = std::min(place.height(), paragraph_height(kit, style, text, width));
    const float gap = kit.mm(4);
    const float room = std::min(kit.mm(24), place.height() - words - gap);
    const float side = room < kit.mm(6) ? 0 : room;
    Rect middle = place.middle(width + 1, words + (side > 0 ? side + gap : 0));
    const Rect sign = middle.cut_top(side).middle(side, side);
    kit.draw().AddCircleFilled(sign.centre(), side / 2, view.palette().card.ground);
    draw_icon(kit.draw(), icon, sign.inset(side * 0.24F), tone.soft_ink);
    middle.cut_top(side > 0 ? gap : 0);
    write_paragraph(kit, middle, text, {.style = style, .colour = tone.ink, .align = Align::centre},
                    Role::text);
}

} // namespace

void draw_camera(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const float frame = kit.mm(2);
    shadow_round(kit.draw(), rect, kit.mm(4), with_alpha(view.palette().shadow, 0.2F), kit.mm(3));
    fill_round(kit.draw(), rect, kit.mm(4), view.palette().card.ground);
    stroke_round(kit.draw(), rect, kit.mm(4), view.palette().card.line, kit.measures().hairline());
    const Rect inside = rect.inset(frame);
    if (const auto paused = app::scanning_paused(view.state)) {
        draw_in_place(view, inside, Icon::pause, Meaning::plain, texts.say(*paused));
    } else if (!view.state.camera.well) {
        draw_in_place(view, inside, Icon::camera, Meaning::plain,
                      texts.get("There is no camera at the moment: type your code."));
    } else if (view.camera.texture == nullptr) {
        draw_in_place(view, inside, Icon::camera, Meaning::plain, texts.get("The camera is getting ready."));
    } else {
        draw_picture(view, inside);
        round_off(view, inside, frame);
        const float side = std::round(std::min(inside.width(), inside.height()) * 0.66F);
        draw_aim(view, inside.middle(side, side));
        kit.show(rect, Role::image, texts.get("What the camera sees"));
    }
}

namespace {

/// Something that looks like a code: three finders and a pattern that stays the same.
void draw_code(const View& view, const Rect& rect) {
    constexpr int modules = 15;
    ImDrawList& draw = view.kit.draw();
    const float side = std::floor(rect.width() / modules);
    const Rect code = rect.middle(side * modules, side * modules);
    const Colour dark = view.palette().primary.ground;
    const Colour light = view.palette().card.ground;
    const auto square = [&](int column, int row, int size, Colour colour) {
        const ImVec2 from{code.left + side * static_cast<float>(column),
                          code.top + side * static_cast<float>(row)};
        draw.AddRectFilled(
            from, {from.x + side * static_cast<float>(size), from.y + side * static_cast<float>(size)},
            colour);
    };
    const auto in_finder = [](int column, int row) {
        return (column < 6 && row < 6) || (column > 8 && row < 6) || (column < 6 && row > 8);
    };
    unsigned pattern = 0x2545F491U;
    for (int row = 0; row < modules; ++row) {
        for (int column = 0; column < modules; ++column) {
            pattern = pattern * 1664525U + 1013904223U;
            if (!in_finder(column, row) && (pattern >> 28U) % 2 == 0) {
                square(column, row, 1, dark);
            }
        }
    }
    for (const auto& [column, row] : std::array<std::pair<int, int>, 3>{{{0, 0}, {10, 0}, {0, 10}}}) {
        square(column, row, 5, dark);
        square(column + 1, row + 1, 3, light);
        square(column + 2, row + 2, 1, dark);
    }
}

} // namespace

float phone_glide(Kit& kit) {
    using std::chrono::milliseconds;
    constexpr milliseconds every{6'000};
    constexpr milliseconds lasts{1'200};
    constexpr milliseconds frame{50};
    if (!kit.moves()) {
        return 0;
    }
    const milliseconds phase = kit.now() % every;
    kit.ask_for_frame(phase < lasts ? kit.now() + frame : kit.now() - phase + every);
    const float part = static_cast<float>(phase.count()) / static_cast<float>(lasts.count());
    const auto smooth = [](float share) {
        const float within = std::clamp(share, 0.0F, 1.0F);
        return within * within * (3 - 2 * within);
    };
    return smooth(part / 0.4F) - smooth((part - 0.6F) / 0.4F);
}

void draw_phone(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    ImDrawList& draw = kit.draw();
    const float height = std::min(rect.height(), rect.width() * 1.75F);
    const Rect phone = rect.middle(height / 1.75F, height);
    const float edge = std::round(phone.width() * 0.06F);
    const float radius = std::round(phone.width() * 0.14F);
    shadow_round(draw, phone, radius, with_alpha(view.palette().shadow, 0.25F), kit.mm(4));
    fill_round(draw, phone, radius, view.palette().page.ink);
    Rect screen = phone.inset(edge);
    fill_round(draw, screen, radius - edge, view.palette().card.ground);
    const float bar = std::round(phone.width() * 0.3F);
    fill_round(draw,
               Rect{screen.left, screen.top, screen.right, screen.top + edge * 1.3F}.middle(bar, edge * 0.8F),
               edge, view.palette().page.ink);
    const float side = screen.width() * 0.78F;
    draw_code(view, screen.middle(side, side));
    const float line = std::round(screen.height() * 0.035F);
    for (const float place : {0.84F, 0.91F}) {
        const Rect at{screen.left, screen.top + screen.height() * place, screen.right,
                      screen.top + screen.height() * place + line};
        fill_round(draw, at.middle(side * (place < 0.9F ? 0.7F : 0.45F), line), line / 2,
                   view.palette().page.line);
    }
}

void draw_landscape(const View& view) {
    if (view.state.appearance.colours == app::Colours::high_contrast) {
        return; // who needs contrast needs a plain ground
    }
    ImDrawList& draw = view.kit.draw();
    const Rect& screen = view.kit.screen();
    const Colour page = view.palette().page.ground;
    const Colour green = view.palette().primary.ground;
    const float wide = screen.width();
    const float unit = std::min(screen.height(), wide) / 8;
    draw.AddCircleFilled({screen.left + wide * 0.87F, screen.bottom - unit * 1.9F}, unit * 0.9F,
                         blend(page, view.palette().accent.ground, 0.35F));
    const auto hill = [&](float middle, float half, float high, float share) {
        const float foot = screen.bottom + 1;
        draw.PathLineTo({screen.left + wide * (middle - half), foot});
        draw.PathBezierCubicCurveTo({screen.left + wide * (middle - half * 0.5F), foot},
                                    {screen.left + wide * (middle - half * 0.42F), foot - high},
                                    {screen.left + wide * middle, foot - high}, 20);
        draw.PathBezierCubicCurveTo({screen.left + wide * (middle + half * 0.42F), foot - high},
                                    {screen.left + wide * (middle + half * 0.5F), foot},
                                    {screen.left + wide * (middle + half), foot}, 20);
        draw.PathFillConvex(blend(page, green, share));
    };
    hill(0.7F, 0.62F, unit * 2.1F, 0.10F);
    hill(0.12F, 0.55F, unit * 1.7F, 0.14F);
    hill(0.45F, 0.75F, unit * 1.0F, 0.19F);
}

} // namespace guichet::ui
