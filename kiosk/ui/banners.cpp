// Messages across the screen: at their ease, or in one low bar.
#include "kiosk/ui/controls.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

/// Where the parts of a banner stand. In a narrow one the action stands below the words, and what is written
/// large has no sign beside it.
struct BannerParts {
    float sign = 0;
    float words = 0;  ///< the width for them
    float action = 0; ///< the width of the button
    bool below = false;
    float action_height = 0;
    float text_height = 0;
};

BannerParts parts_of(const Kit& kit, float width, const Banner& banner) {
    BannerParts parts;
    const float inside = width - 2 * kit.measures().margin();
    parts.sign = kit.mm(11);
    parts.words = inside - parts.sign - kit.mm(3);
    const Button action{.label = banner.action};
    if (!banner.action.empty()) {
        parts.action = std::max(kit.mm(50), button_width(kit, action));
        parts.below = parts.action > inside * 0.38F;
        parts.action = parts.below ? std::min(inside, parts.action) : parts.action;
        parts.words -= parts.below ? 0 : parts.action + kit.measures().gap();
        parts.action_height = button_height(kit, parts.action, action);
    }
    if (parts.words < 12 * line_height(kit, TextStyle::strong) * 0.6F) {
        parts.words += parts.sign + kit.mm(3);
        parts.sign = 0;
    }
    parts.text_height = paragraph_height(kit, TextStyle::strong, banner.title, parts.words);
    if (!banner.text.empty()) {
        parts.text_height += paragraph_height(kit, TextStyle::body, banner.text, parts.words);
    }
    return parts;
}

} // namespace

float banner_height(const Kit& kit, float width, const Banner& banner) {
    const BannerParts parts = parts_of(kit, width, banner);
    float height = std::max(parts.text_height, parts.sign);
    if (parts.below) {
        height += parts.action_height + kit.measures().gap();
    } else {
        height = std::max(height, parts.action_height);
    }
    return std::max(height, kit.measures().target()) + 2 * kit.mm(2.5F);
}

bool banner(Kit& kit, const Rect& rect, const Banner& banner) {
    const Live live(kit);
    const Tone& tone = kit.palette().of(banner.meaning);
    const BannerParts parts = parts_of(kit, rect.width(), banner);
    surface(kit, rect, tone);
    Rect inside = rect.inset(kit.measures().margin(), kit.mm(2.5F));
    bool tapped = false;
    if (!banner.action.empty()) {
        Rect place = parts.below ? inside.cut_bottom(parts.action_height) : inside.cut_right(parts.action);
        (parts.below ? inside.bottom : inside.right) -= kit.measures().gap();
        place = parts.below ? place.cut_right(parts.action) : place;
        tapped = button(kit, place.middle(parts.action, parts.action_height), {.label = banner.action});
    }
    if (parts.sign > 0) {
        const Rect sign = inside.cut_left(parts.sign).middle(parts.sign, parts.sign);
        kit.draw().AddCircleFilled(sign.centre(), sign.width() / 2, tone.ink);
        draw_icon(kit.draw(), banner.icon, sign.inset(kit.mm(2.4F)), tone.ground);
        inside.cut_left(kit.mm(3));
    }
    Rect words = inside.middle(parts.words, std::min(inside.height(), parts.text_height));
    words.left = inside.left;
    const float title = paragraph_height(kit, TextStyle::strong, banner.title, parts.words);
    write_paragraph(kit, words.cut_top(title), banner.title,
                    {.style = TextStyle::strong, .colour = tone.ink});
    if (!banner.text.empty()) {
        write_paragraph(kit, words, banner.text, {.style = TextStyle::body, .colour = tone.soft_ink});
    }
    return tapped;
}

namespace {

/// Where the parts of a slim banner stand; the buttons stand at the right, the main one nearest to the words.
struct SlimParts {
    float sign = 0;
    float more = 0; ///< width of the plate that counts the others
    std::vector<float> actions;
    float actions_height = 0;
    Fitted words;
    float words_width = 0;
    float words_height = 0;
};

std::string count_of(const SlimBanner& banner) {
    return banner.more > 0 ? fmt::format("+{}", banner.more) : std::string();
}

float slim_margin(const Kit& kit) {
    return kit.mm(3.5F);
}

/// One button: as wide as its label on one line in the larger letters, else in the smaller.
float action_width(const Kit& kit, float inside, const std::string& label) {
    const float around = 2 * kit.mm(3) + 2;
    const float large = text_width(kit, TextStyle::strong, label) + around;
    const float wide = large <= inside * 0.26F ? large : text_width(kit, TextStyle::small, label) + around;
    return std::clamp(std::ceil(wide), kit.mm(20), inside * 0.4F);
}

SlimParts parts_of(const Kit& kit, float width, const SlimBanner& banner) {
    SlimParts parts;
    const float inside = width - 2 * slim_margin(kit);
    float room = inside;
    for (const std::string& label : banner.actions) {
        parts.actions.push_back(action_width(kit, inside, label));
        const Button shown{.label = label};
        // A button in a row of its kind may be as low as a finger can hit.
        const float high = text_width(kit, TextStyle::small, label) + 2 * kit.mm(3) < parts.actions.back()
                               ? kit.measures().target()
                               : button_height(kit, parts.actions.back(), shown);
        parts.actions_height = std::max(parts.actions_height, high);
        room -= parts.actions.back() + kit.measures().gap();
    }
    if (banner.more > 0) {
        parts.more = text_width(kit, TextStyle::strong, count_of(banner)) + kit.mm(5);
        room -= parts.more + kit.measures().gap();
    }
    parts.sign = kit.mm(8.5F);
    if (room - parts.sign < 9 * line_height(kit, TextStyle::small)) {
        parts.sign = 0;
    }
    parts.words_width = room - (parts.sign > 0 ? parts.sign + kit.mm(3) : 0);
    constexpr std::array large{TextStyle::strong};
    constexpr std::array small{TextStyle::small};
    parts.words = fit(kit, parts.words_width, 1e5F, banner.title, large, 1);
    if (parts.words.text.shortened || parts.words.text.broken) {
        const float even = balanced_width(kit, TextStyle::small, banner.title, parts.words_width);
        parts.words = fit(kit, even, 1e5F, banner.title, small);
    }
    parts.words_height =
        line_height(kit, parts.words.style) * static_cast<float>(parts.words.text.lines.size());
    return parts;
}

/// How many others there are, on a plate of its own.
void draw_more(Kit& kit, const Rect& rect, const SlimBanner& banner, const Tone& tone) {
    const Rect plate = rect.middle(rect.width(), line_height(kit, TextStyle::strong) + kit.mm(1));
    fill_round(kit.draw(), plate, plate.height() / 2, tone.ink);
    paint_line(kit, plate, count_of(banner),
               {.style = TextStyle::strong, .colour = tone.ground, .align = Align::centre});
    kit.show(plate, Role::text, kit.texts().say("After that, {0} more.", banner.more));
}

} // namespace

float slim_banner_height(const Kit& kit, float width, const SlimBanner& banner) {
    const SlimParts parts = parts_of(kit, width, banner);
    return std::max({parts.words_height, parts.actions_height, parts.sign}) + 2 * kit.mm(1.3F);
}

std::optional<std::size_t> slim_banner(Kit& kit, const Rect& rect, const SlimBanner& banner) {
    const Live live(kit);
    const Tone& tone = kit.palette().of(banner.meaning);
    const SlimParts parts = parts_of(kit, rect.width(), banner);
    surface(kit, rect, tone);
    Rect inside = rect.inset(slim_margin(kit), kit.mm(1.3F));
    std::optional<std::size_t> tapped;
    if (parts.more > 0) {
        draw_more(kit, inside.cut_right(parts.more), banner, tone);
        inside.cut_right(kit.measures().gap());
    }
    for (std::size_t n = banner.actions.size(); n-- > 0;) {
        const Rect place = inside.cut_right(parts.actions[n]);
        inside.cut_right(kit.measures().gap());
        if (button(kit, place.middle(place.width(), parts.actions_height), {.label = banner.actions[n]})) {
            tapped = n;
        }
    }
    if (parts.sign > 0) {
        const Rect sign = inside.cut_left(parts.sign).middle(parts.sign, parts.sign);
        kit.draw().AddCircleFilled(sign.centre(), sign.width() / 2, tone.ink);
        draw_icon(kit.draw(), banner.icon, sign.inset(kit.mm(1.8F)), tone.ground);
        inside.cut_left(kit.mm(3));
    }
    paint_fitted(kit, inside, parts.words, tone.ink, Align::left);
    kit.show(inside, Role::text, banner.title, {}, parts.words.text.shortened);
    return tapped;
}

} // namespace guichet::ui
