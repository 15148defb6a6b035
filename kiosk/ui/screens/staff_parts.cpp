#include "kiosk/ui/screens/staff_parts.hpp"

#include "kiosk/app/users.hpp"
#include "kiosk/core/wipe.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/lists.hpp"

#include <algorithm>

namespace guichet::ui {

void draw_choices(const View& view, const Rect& rect, const std::string& name,
                  const std::vector<Choice>& choices, float narrowest_mm) {
    Kit& kit = view.kit;
    const List list{
        .name = name,
        .count = choices.size(),
        .height = [&](std::size_t n, float width) { return tile_height(kit, width, choices[n].tile); },
        .heads = {},
        .narrowest = kit.mm(narrowest_mm * kit.measures().text_scale)};
    paged_list(kit, rect, list, [&](std::size_t n, const Rect& place) {
        view.on(tile(kit, place, choices[n].tile), choices[n].event);
    });
}

void draw_large_choices(const View& view, const Rect& rect, const std::string& name,
                        const std::vector<Choice>& choices, float narrowest_mm) {
    Kit& kit = view.kit;
    const float gap = kit.measures().gap();
    const float narrowest = kit.mm(narrowest_mm * kit.measures().text_scale);
    const auto most = static_cast<std::size_t>(std::max(1.0F, (rect.width() + gap) / (narrowest + gap)));
    for (std::size_t columns = std::min(most, std::max<std::size_t>(1, choices.size())); columns >= 1;
         --columns) {
        const float width = rect.columns(columns, gap).front().width();
        const auto rows = static_cast<float>((choices.size() + columns - 1) / columns);
        float high = 0;
        for (const Choice& choice : choices) {
            high = std::max(high, tile_height(kit, width, choice.tile));
        }
        if (rows * high + (rows - 1) * gap > rect.height()) {
            continue;
        }
        const float room = (rect.height() - (rows - 1) * gap) / rows;
        high = std::max(high, std::min(room, kit.mm(24)));
        Rect rest = rect;
        for (std::size_t n = 0; n < choices.size(); n += columns) {
            const auto places = rest.cut_top(std::floor(high)).columns(columns, gap);
            rest.cut_top(gap);
            for (std::size_t at = n; at < std::min(choices.size(), n + columns); ++at) {
                view.on(tile(kit, places[at - n], choices[at].tile), choices[at].event);
            }
        }
        return;
    }
    draw_choices(view, rect, name, choices, narrowest_mm);
}

float choices_height(const View& view, float width, const std::vector<Choice>& choices) {
    float height = 0;
    for (const Choice& choice : choices) {
        height += (height > 0 ? view.kit.measures().gap() : 0) + tile_height(view.kit, width, choice.tile);
    }
    return height;
}

void draw_stack(const View& view, Rect rect, const std::vector<Choice>& choices) {
    for (const Choice& choice : choices) {
        const Rect place = rect.cut_top(tile_height(view.kit, rect.width(), choice.tile));
        view.on(tile(view.kit, place, choice.tile), choice.event);
        rect.cut_top(view.kit.measures().gap());
    }
}

void draw_way_back(const View& view, Rect& page, app::Event event) {
    const Kit& kit = view.kit;
    const Button back{.label = view.texts().get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet};
    Rect foot = page.cut_bottom(std::max(kit.measures().button(), button_height(kit, page.width(), back)));
    page.cut_bottom(kit.mm(3.2F));
    const float width = std::min(foot.width(), std::max(kit.mm(60), button_width(kit, back)));
    view.on(button(view.kit, foot.cut_left(width), back), std::move(event));
}

void draw_staff_heading(const View& view, Rect& page, const std::string& text) {
    Kit& kit = view.kit;
    const TextStyle style =
        whole_words(kit, page.width(), text, {TextStyle::display, TextStyle::title, TextStyle::strong});
    Rect rest = page;
    const auto* user = app::signed_in(view.state);
    const float wanted = text_width(kit, style, text) + kit.mm(6);
    if (user != nullptr && wanted < page.width() * 0.7F) {
        Rect line = rest;
        line.bottom = line.top + line_height(kit, style);
        const Rect who =
            chip(kit, {line.left + wanted, line.top, line.right, line.bottom},
                 {.label = user->name, .icon = Icon::person, .tone = &view.palette().of(Meaning::good)},
                 Align::right);
        rest.right = who.left - kit.mm(2);
    }
    rest.right = rest.left + balanced_width(kit, style, text, rest.width());
    const float high = paragraph_height(kit, style, text, rest.width());
    rest.bottom = rest.top + high;
    write_paragraph(kit, rest, text, {.style = style, .colour = view.palette().page.ink}, Role::heading);
    page.cut_top(high + kit.mm(2));
}

namespace {

/// What there is to know beside the keys: what the PIN is for, the dots, and what was wrong.
void draw_pin_words(const View& view, Rect rect, const PinPanel& panel, int pause) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Tone& tone = view.palette().page;
    const auto paragraph = [&](const std::string& words, TextStyle style, Colour colour, Role role) {
        const float high = paragraph_height(kit, style, words, rect.width());
        if (!words.empty() && high <= rect.height()) {
            write_paragraph(kit, rect.cut_top(high), words, {.style = style, .colour = colour}, role);
            rect.cut_top(kit.mm(2));
        }
    };
    std::string news;
    if (pause > 0) {
        news = texts.count("Too many wrong PINs: wait {0} second.", "Too many wrong PINs: wait {0} seconds.",
                           pause);
    } else if (panel.problem) {
        news = texts.say(*panel.problem);
    }
    const float high =
        news.empty() ? 0
                     : paragraph_height(kit, TextStyle::small, news, rect.width() - kit.mm(6)) + kit.mm(3);
    const float field = kit.measures().button();
    // Where there is no room for both, what is wrong takes the place of the empty field.
    if (high == 0 || panel.typed > 0 || rect.height() >= field + kit.mm(2) + high) {
        text_field(kit, rect.cut_bottom(field), std::string(panel.typed, '0'), texts.get("PIN"), true);
        rect.cut_bottom(kit.mm(2));
    }
    if (high > 0 && rect.height() >= high) { // the rest may give way
        const Tone& bad = view.palette().of(Meaning::bad);
        const Rect plate = rect.cut_bottom(high);
        surface(kit, plate, bad);
        write_paragraph(kit, plate.inset(kit.mm(3), kit.mm(1.5F)), news,
                        {.style = TextStyle::small, .colour = bad.ink});
        rect.cut_bottom(kit.mm(2));
    }
    paragraph(panel.title, whole_words(kit, rect.width(), panel.title, {TextStyle::title, TextStyle::strong}),
              tone.ink, Role::heading);
    paragraph(panel.text, TextStyle::small, tone.soft_ink, Role::text);
}

} // namespace

bool draw_pin_panel(const View& view, Rect rect, const PinPanel& panel) {
    Kit& kit = view.kit;
    const float gap = kit.measures().gap();
    const bool beside = rect.width() > rect.height() * 0.9F;
    Rect keys = beside ? rect.cut_right(std::min(rect.width() * 0.5F, kit.mm(80)))
                       : rect.cut_bottom(std::min(rect.height() * 0.6F, kit.mm(86)));
    beside ? rect.cut_right(kit.mm(5)) : rect.cut_bottom(kit.mm(4));
    const int pause = app::pin_pause(view.state);
    if (beside) {
        keys.bottom = std::min(keys.bottom, keys.top + kit.mm(86));
        rect.bottom = keys.bottom;
    } else { // near the keys, not at the other end of the screen
        rect.top = std::max(rect.top, rect.bottom - kit.mm(78) * kit.measures().text_scale);
    }
    Rect confirm = rect.cut_bottom(kit.measures().primary_button());
    rect.cut_bottom(gap);
    draw_pin_words(view, rect, panel, pause);
    if (auto stroke = keypad(kit, keys)) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
        wipe(stroke->text);
    }
    return button(kit, confirm,
                  {.label = panel.confirm,
                   .icon = Icon::check,
                   .kind = ButtonKind::primary,
                   .enabled = panel.typed >= shortest_pin && pause == 0 && !panel.waiting});
}

void cut_staff_lock(const View& view, Rect& foot) {
    if (!view.self_service() || !app::has_users(view.state)) {
        return;
    }
    Kit& kit = view.kit;
    const float side = kit.measures().target();
    Rect place = foot.cut_right(side);
    foot.cut_right(kit.measures().gap());
    place.top = place.bottom - side;
    const Touch touch = kit.touch(place, Role::button, view.texts().get("For the team"));
    const Tone& plain = view.palette().of(Meaning::plain);
    fill_round(kit.draw(), place, kit.measures().radius(), touch.held ? plain.line : plain.ground);
    stroke_round(kit.draw(), place, kit.measures().radius(), view.palette().edge, kit.measures().hairline());
    draw_icon(kit.draw(), Icon::lock, place.middle(kit.mm(6), kit.mm(6)), plain.soft_ink);
    view.on(touch.tapped, app::ShowSignIn{});
}

std::string say(ports::UserRole role, const Texts& texts) {
    return role == ports::UserRole::coordinator ? texts.get("Coordinator") : texts.get("Volunteer");
}

} // namespace guichet::ui
