#include "kiosk/ui/screens/privacy.hpp"

#include "kiosk/ui/flowing.hpp"
#include "kiosk/ui/lists.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace guichet::ui {

namespace {

/// One thing to know.
struct Point {
    Icon icon = Icon::none;
    std::string title;
    std::string text;
};

std::vector<Point> points_of(const Texts& texts) {
    return {
        {Icon::person, texts.get("What is shown"),
         texts.get("Your first name, an initial and your order: never an address, an e-mail or a telephone "
                   "number. When you leave, the screen forgets.")},
        {Icon::camera, texts.get("What the camera sees"),
         texts.get("It reads pickup codes. No picture is kept, and none leaves this kiosk.")},
        {Icon::list, texts.get("What is recorded"),
         texts.get(
             "What was handed over, when and at which kiosk, and what was missing: under the number of "
             "the order, as the proof for both sides. Your first name and initial stand on the receipt.")},
        {Icon::clock, texts.get("For how long"),
         texts.get("Purchases are kept ten years by the organiser, as the law demands, and few people may "
                   "look at them.")},
        {Icon::check, texts.get("Your rights"),
         texts.get("You may see your data, have them corrected, and have them erased once your basket is "
                   "collected and no law demands to keep them.")},
        {Icon::hand, texts.get("Whom to ask"),
         texts.get("A volunteer here, or the organiser of the drive. You may also complain to the authority "
                   "for data protection: in France the CNIL, cnil.fr.")},
    };
}

/// How the notice is written.
struct Look {
    TextStyle title = TextStyle::strong;
    TextStyle text = TextStyle::body;
    float margin = 3;     ///< in millimetres, as the others
    float sign = 9;       ///< side of the picture before the title
    float narrowest = 90; ///< of a column, for letters of the usual size
};

/// From where there is much room to where there is little; the last one on several pages.
constexpr std::array<Look, 3> looks{{{TextStyle::title, TextStyle::body, 6, 14, 90},
                                     {TextStyle::strong, TextStyle::body, 3, 9, 90},
                                     {TextStyle::strong, TextStyle::small, 2.5F, 8, 60}}};

constexpr float after_sign_mm = 2.5F;

float title_height(const Kit& kit, const Look& look, const Point& point, float width) {
    const float room = width - kit.mm(look.sign + after_sign_mm);
    return std::max(kit.mm(look.sign), paragraph_height(kit, look.title, point.title, room));
}

float height_of(const Kit& kit, const Look& look, const Point& point, float width) {
    const float room = width - 2 * kit.mm(look.margin);
    return title_height(kit, look, point, room) + kit.mm(1) +
           paragraph_height(kit, look.text, point.text, room) + 2 * kit.mm(look.margin);
}

void draw_point(const View& view, const Rect& rect, const Look& look, const Point& point) {
    Kit& kit = view.kit;
    const Tone& tone = view.palette().card;
    card(kit, rect);
    Rect inside = rect.inset(kit.mm(look.margin));
    Rect line = inside.cut_top(title_height(kit, look, point, inside.width()));
    const float side = kit.mm(look.sign);
    const Rect sign = line.cut_left(side).middle(side, side);
    const Tone& information = view.palette().of(Meaning::information);
    kit.draw().AddCircleFilled(sign.centre(), side / 2, information.ground);
    draw_icon(kit.draw(), point.icon, sign.inset(side * 0.22F), information.ink);
    line.cut_left(kit.mm(after_sign_mm));
    line = line.middle(line.width(), paragraph_height(kit, look.title, point.title, line.width()));
    write_paragraph(kit, line, point.title, {.style = look.title, .colour = tone.ink}, Role::heading);
    inside.cut_top(kit.mm(1));
    write_paragraph(kit, inside, point.text, {.style = look.text, .colour = tone.soft_ink});
}

List list_of(const Kit& kit, const Look& look, const std::vector<Point>& points) {
    return {.name = "privacy",
            .count = points.size(),
            .height = [&kit, &look, &points](std::size_t n,
                                             float width) { return height_of(kit, look, points[n], width); },
            .heads = {},
            .narrowest = kit.mm(look.narrowest) * kit.measures().text_scale};
}

std::vector<FlowingParagraph> paragraphs_of(const std::vector<Point>& points) {
    std::vector<FlowingParagraph> paragraphs;
    for (const Point& point : points) {
        paragraphs.push_back({point.title, true});
        paragraphs.push_back({point.text, false});
    }
    return paragraphs;
}

bool each_fits(const Kit& kit, const Rect& page, const Look& look, const std::vector<Point>& points) {
    const float narrower = page.width() - kit.mm(24);
    return std::all_of(points.begin(), points.end(), [&](const Point& point) {
        return height_of(kit, look, point, narrower) <= page.height();
    });
}

} // namespace

void draw_privacy(const View& view, Rect page, app::Event back) {
    Kit& kit = view.kit;
    const Private everybodys(kit, Privacy::open);
    const Rect foot = cut_foot(view, page);
    view.on(
        button(kit, foot,
               {.label = view.texts().get("Understood"), .icon = Icon::check, .kind = ButtonKind::primary}),
        std::move(back));
    draw_heading(view, page, view.texts().get("Your data"));
    const std::vector<Point> points = points_of(view.texts());
    // Who chose large letters turns pages rather than reading small ones.
    const bool may_be_small = view.state.appearance.text_size <= app::TextSize::large;
    const auto end = may_be_small ? looks.end() : looks.end() - 1;
    const auto whole = std::find_if(looks.begin(), end, [&](const Look& look) {
        return fits_on_one_page(kit, page, list_of(kit, look, points));
    });
    const Look& look = whole != end ? *whole : looks[1];
    if (whole == end && !each_fits(kit, page, look, points)) {
        flowing_text(kit, page, "privacy", paragraphs_of(points), view.palette().page.ink);
        return;
    }
    paged_list(kit, page, list_of(kit, look, points),
               [&](std::size_t n, const Rect& rect) { draw_point(view, rect, look, points[n]); });
}

void draw_screen(const View& view, Rect page, const app::PrivacyNotice&) {
    // Volunteers come from their menu.
    const app::Event back = view.self_service() ? app::Event{app::GoHome{}} : app::Event{app::ShowStaff{}};
    draw_privacy(view, page, back);
}

} // namespace guichet::ui
