#include "kiosk/ui/screens/staff_parts.hpp"

#include "kiosk/app/users.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/lists.hpp"

#include <algorithm>
#include <numeric>

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

namespace {

/// A button's width with its label on one line.
float wanted_width(const Kit& kit, const Button& button) {
    const float icon = button.icon == Icon::none ? 0 : kit.mm(8.7F);
    return text_width(kit, TextStyle::strong, button.label) + icon + kit.mm(7);
}

/// The places of one row: as wide as their labels, and what is left to all alike.
std::vector<Rect> share_row(const Kit& kit, Rect row, const std::vector<Button>& buttons, std::size_t from,
                            std::size_t to) {
    const float gap = kit.measures().gap();
    float wanted = gap * static_cast<float>(to - from - 1);
    for (std::size_t n = from; n < to; ++n) {
        wanted += wanted_width(kit, buttons[n]);
    }
    const float more = std::max(0.0F, row.width() - wanted) / static_cast<float>(to - from);
    std::vector<Rect> places;
    for (std::size_t n = from; n < to; ++n) {
        const float width = wanted_width(kit, buttons[n]) + more;
        places.push_back(n + 1 == to ? row : row.cut_left(std::round(width)));
        row.cut_left(gap);
    }
    return places;
}

} // namespace

std::vector<Rect> cut_staff_foot(const View& view, Rect& page, const std::vector<Button>& buttons) {
    const Kit& kit = view.kit;
    const float gap = kit.measures().gap();
    // As many in a row as fit side by side.
    std::vector<std::size_t> starts{0};
    float used = 0;
    for (std::size_t n = 0; n < buttons.size(); ++n) {
        const float width = wanted_width(kit, buttons[n]);
        if (used > 0 && used + gap + width > page.width()) {
            starts.push_back(n);
            used = 0;
        }
        used += (used > 0 ? gap : 0) + width;
    }
    starts.push_back(buttons.size());
    const float high = starts.size() > 2 ? kit.measures().button() : kit.measures().primary_button();
    std::vector<Rect> rows;
    for (std::size_t row = 0; row + 1 < starts.size(); ++row) {
        const auto first = buttons.begin() + static_cast<std::ptrdiff_t>(starts[row]);
        const auto last = buttons.begin() + static_cast<std::ptrdiff_t>(starts[row + 1]);
        const bool primary =
            std::any_of(first, last, [](const Button& button) { return button.kind == ButtonKind::primary; });
        rows.push_back({0, 0, page.width(), primary ? kit.measures().primary_button() : high});
    }
    const float whole = std::accumulate(rows.begin(), rows.end(), gap * static_cast<float>(rows.size() - 1),
                                        [](float sum, const Rect& row) { return sum + row.height(); });
    Rect foot = page.cut_bottom(whole);
    page.cut_bottom(kit.mm(3.2F));
    std::vector<Rect> places;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto shared =
            share_row(kit, foot.cut_top(rows[row].height()), buttons, starts[row], starts[row + 1]);
        places.insert(places.end(), shared.begin(), shared.end());
        foot.cut_top(gap);
    }
    return places;
}

void draw_way_back(const View& view, Rect& page, app::Event event) {
    const Kit& kit = view.kit;
    const Button back{.label = view.texts().get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet};
    Rect foot = page.cut_bottom(kit.measures().button());
    page.cut_bottom(kit.mm(3.2F));
    const float width = std::min(foot.width(), std::max(kit.mm(60), wanted_width(kit, back)));
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
    const Tone& tone = view.palette().card;
    const auto paragraph = [&](const std::string& words, TextStyle style, Colour colour) {
        const float high = paragraph_height(kit, style, words, rect.width());
        if (!words.empty() && high <= rect.height()) {
            write_paragraph(kit, rect.cut_top(high), words, {.style = style, .colour = colour});
            rect.cut_top(kit.mm(2));
        }
    };
    const Rect field = rect.cut_bottom(kit.measures().button());
    rect.cut_bottom(kit.mm(2));
    text_field(kit, field, std::string(panel.typed, '0'), texts.get("PIN"), true);
    std::string news;
    if (pause > 0) {
        news = texts.count("Too many wrong PINs: wait {0} second.", "Too many wrong PINs: wait {0} seconds.",
                           pause);
    } else if (panel.problem) {
        news = texts.say(*panel.problem);
    }
    if (!news.empty()) { // first what is wrong: the rest may give way
        const Tone& bad = view.palette().of(Meaning::bad);
        const float high = paragraph_height(kit, TextStyle::small, news, rect.width() - kit.mm(6));
        Rect plate = rect.cut_bottom(high + kit.mm(3));
        fill_round(kit.draw(), plate, kit.measures().radius(), bad.ground);
        write_paragraph(kit, plate.inset(kit.mm(3), kit.mm(1.5F)), news,
                        {.style = TextStyle::small, .colour = bad.ink});
        rect.cut_bottom(kit.mm(2));
    }
    paragraph(panel.title, whole_words(kit, rect.width(), panel.title, {TextStyle::title, TextStyle::strong}),
              tone.ink);
    paragraph(panel.text, TextStyle::small, tone.soft_ink);
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
    }
    Rect confirm = rect.cut_bottom(kit.measures().primary_button());
    rect.cut_bottom(gap);
    draw_pin_words(view, rect, panel, pause);
    if (const auto stroke = keypad(kit, keys)) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
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
    draw_icon(kit.draw(), Icon::lock, place.middle(kit.mm(6), kit.mm(6)), plain.soft_ink);
    view.on(touch.tapped, app::ShowSignIn{});
}

std::string say(ports::UserRole role, const Texts& texts) {
    return role == ports::UserRole::coordinator ? texts.get("Coordinator") : texts.get("Volunteer");
}

} // namespace guichet::ui
