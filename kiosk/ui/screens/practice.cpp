#include "kiosk/ui/screens/practice.hpp"

#include "kiosk/app/practice.hpp"
#include "kiosk/ui/lists.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

constexpr float frame_mm = 1.6F; ///< within the margins of screens and header

Icon icon_of(app::Situation situation) {
    switch (situation) {
    case app::Situation::one_crate: return Icon::basket;
    case app::Situation::three_crates: return Icon::crate;
    case app::Situation::short_weight: return Icon::scales;
    case app::Situation::large_basket: return Icon::list;
    case app::Situation::already_collected: return Icon::undo;
    case app::Situation::proxy: return Icon::person;
    case app::Situation::revoked: return Icon::lock;
    case app::Situation::other_day: return Icon::clock;
    }
    return Icon::none;
}

/// A button of the band, and what it does.
struct Way {
    Button button;
    app::Event event;
};

std::vector<Way> ways_of(const View& view) {
    const Texts& texts = view.texts();
    const app::State& state = view.state;
    std::vector<Way> ways;
    if (state.phase == app::SessionPhase::open && !std::holds_alternative<app::Examples>(state.screen)) {
        ways.push_back({{.label = texts.get("Lend a code"), .icon = Icon::qr_code}, app::ShowExamples{}});
    }
    if (state.practice->paper) {
        ways.push_back({{.label = texts.get("See the paper"), .icon = Icon::receipt}, app::ShowPaper{}});
    }
    ways.push_back({{.label = texts.get("End the practice"), .icon = Icon::back}, app::LeavePractice{}});
    return ways;
}

float width_of(const Kit& kit, const Button& button) {
    return text_width(kit, TextStyle::strong, button.label) + kit.mm(6.5F + 2.2F + 6) + 2;
}

void draw_way(const View& view, const Rect& rect, const Way& way) {
    if (button(view.kit, rect, way.button)) {
        view.send(way.event);
    }
}

/// A way as its icon alone, where letters are too large for its words.
void draw_icon_way(const View& view, const Rect& rect, const Way& way) {
    Kit& kit = view.kit;
    const Palette& palette = view.palette();
    const Touch touch = kit.touch(rect, Role::button, way.button.label);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::good).ground : palette.card.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(), palette.primary.ground,
                 kit.measures().hairline());
    draw_icon(kit.draw(), way.button.icon, rect.middle(kit.mm(7.5F), kit.mm(7.5F)), palette.primary.ground);
    if (touch.tapped) {
        view.send(way.event);
    }
}

/// Words above each other at the left, the ways in full at the right.
void draw_band_in_words(const View& view, Rect band, const std::vector<Way>& ways, const std::string& mark,
                        const std::string& words) {
    Kit& kit = view.kit;
    const Colour ink = view.palette().accent.ink;
    const float target = kit.measures().target();
    for (std::size_t n = ways.size(); n-- > 0;) {
        const Rect place = band.cut_right(width_of(kit, ways[n].button));
        draw_way(view, place.middle(place.width(), target), ways[n]);
        band.cut_right(kit.measures().gap());
    }
    const float first = line_height(kit, TextStyle::strong);
    band = band.middle(band.width(), first + line_height(kit, TextStyle::small));
    paint_line(kit, band.cut_top(first), mark, {.style = TextStyle::strong, .colour = ink});
    paint_line(kit, band, words, {.style = TextStyle::small, .colour = ink});
}

/// For large letters: the mark, icons, and the way out in one word.
void draw_band_in_icons(const View& view, Rect band, const std::vector<Way>& ways, const std::string& mark) {
    Kit& kit = view.kit;
    const float target = kit.measures().target();
    Way out = ways.back();
    out.button.label = view.texts().get("Leave");
    draw_way(view, band.cut_right(std::min(width_of(kit, out.button), band.width() / 3)), out);
    for (std::size_t n = ways.size() - 1; n-- > 0;) {
        band.cut_right(kit.measures().gap());
        draw_icon_way(view, band.cut_right(target), ways[n]);
    }
    band.cut_right(kit.measures().gap());
    paint_fitting(kit, band, mark, {TextStyle::strong, TextStyle::small}, view.palette().accent.ink,
                  Align::left);
}

/// One example: its name, and what there is to learn from it.
float example_height(const Kit& kit, const app::Example& example, float width) {
    const float room = width - kit.mm(22);
    const Texts& texts = kit.texts();
    return std::max(
        kit.measures().target(),
        paragraph_height(kit, TextStyle::strong, texts.get(title_of(example.situation)), room) +
            paragraph_height(kit, TextStyle::small, texts.get(lesson_of(example.situation)), room) +
            kit.mm(4));
}

bool draw_example(Kit& kit, const Rect& rect, const app::Example& example) {
    const std::string title = kit.texts().get(title_of(example.situation));
    const std::string lesson = kit.texts().get(lesson_of(example.situation));
    const Palette& palette = kit.palette();
    const Touch touch = kit.touch(rect, Role::button, title, lesson);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::good).ground : palette.card.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(), palette.card.line, kit.measures().hairline());
    Rect inside = rect.inset(kit.mm(3), kit.mm(2));
    const Rect badge = inside.cut_left(kit.mm(12)).middle(kit.mm(12), kit.mm(12));
    fill_round(kit.draw(), badge, kit.mm(3), palette.of(Meaning::good).ground);
    draw_icon(kit.draw(), icon_of(example.situation), badge.inset(kit.mm(2)), palette.of(Meaning::good).ink);
    inside.cut_left(kit.mm(4));
    const float first = paragraph_height(kit, TextStyle::strong, title, inside.width());
    const float second = paragraph_height(kit, TextStyle::small, lesson, inside.width());
    inside = inside.middle(inside.width(), std::min(inside.height(), first + second));
    const auto paint = [&](const Rect& place, const std::string& text, TextStyle style, Colour colour) {
        paint_lines(kit, place, wrap(kit, style, text, place.width(), 9), {.style = style, .colour = colour});
    };
    paint(inside.cut_top(first), title, TextStyle::strong, palette.card.ink);
    paint(inside, lesson, TextStyle::small, palette.card.soft_ink);
    return touch.tapped;
}

void ask_about_real_code(const View& view, const app::Practice::RealCode& real) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::string title = texts.get("This is a real code");
    const std::string words =
        real.refusal ? texts.say(*real.refusal) : texts.get("End the practice to serve this customer.");
    const float width = std::min(kit.mm(140) * std::min(kit.measures().text_scale, 1.5F),
                                 kit.screen().width() - 2 * kit.measures().margin());
    const float room = width - kit.mm(12);
    const float height = paragraph_height(kit, TextStyle::title, title, room) +
                         paragraph_height(kit, TextStyle::body, words, room) +
                         kit.measures().primary_button() + kit.measures().button() + kit.measures().gap() +
                         kit.mm(21);
    Rect inside = dialog(kit, width, height, title);
    const Rect stay = inside.cut_bottom(kit.measures().button());
    inside.cut_bottom(kit.measures().gap());
    const Rect serve = inside.cut_bottom(kit.measures().primary_button());
    write_paragraph(kit, inside, words, {.style = TextStyle::body, .colour = view.palette().card.ink});
    const std::string way = real.refusal ? texts.get("End the practice") : texts.get("Serve this customer");
    if (button(kit, serve, {.label = way, .icon = Icon::forward, .kind = ButtonKind::primary})) {
        real.refusal ? view.send(app::LeavePractice{}) : view.send(app::ServeRealCode{});
    }
    view.on(button(kit, stay, {.label = texts.get("Go on practising"), .kind = ButtonKind::quiet}),
            app::StayInPractice{});
}

} // namespace

bool asks_in_practice(const app::State& state) {
    return state.practice && (state.practice->real_code || state.practice->paper_shown);
}

void draw_practice_question(const View& view) {
    const app::Practice& practice = *view.state.practice;
    if (practice.real_code) {
        ask_about_real_code(view, *practice.real_code);
    } else if (practice.paper) {
        draw_practice_paper(view, *practice.paper);
    }
}

void draw_practice_band(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const Tone& tone = view.palette().accent;
    const float edge = kit.mm(1.4F);
    const std::string mark = view.texts().get("PRACTICE");
    const std::string words = view.texts().get("nothing is recorded");
    const auto ways = ways_of(view);
    float wide =
        std::max(text_width(kit, TextStyle::strong, mark), text_width(kit, TextStyle::small, words)) + 1;
    for (const Way& way : ways) {
        wide += width_of(kit, way.button) + kit.measures().gap();
    }
    const bool in_words = wide <= page.width() - 2 * kit.measures().margin();
    const float lines = line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small);
    const float high = std::max(kit.measures().target(), in_words ? lines : 0);
    Rect band = page.cut_bottom(high + 2 * edge);
    kit.draw().AddRectFilled(band.min(), band.max(), tone.ground);
    band = band.inset(kit.measures().margin(), edge);
    kit.show(band, Role::text, mark, words);
    in_words ? draw_band_in_words(view, band, ways, mark, words) : draw_band_in_icons(view, band, ways, mark);
}

void draw_practice_frame(const View& view) {
    Kit& kit = view.kit;
    const Tone& tone = view.palette().accent;
    const float thick = kit.mm(frame_mm);
    const float line = kit.measures().hairline();
    Rect rest = kit.screen();
    Rect inner = rest.inset(thick);
    for (const Rect& side :
         {rest.cut_top(thick), rest.cut_bottom(thick), rest.cut_left(thick), rest.cut_right(thick)}) {
        kit.draw().AddRectFilled(side.min(), side.max(), tone.ground);
    }
    for (const Rect& side : {inner.cut_top(line), inner.cut_left(line), inner.cut_right(line)}) {
        kit.draw().AddRectFilled(side.min(), side.max(), tone.ink);
    }
}

void draw_screen(const View& view, Rect page, const app::Examples&) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Rect foot = page.cut_bottom(kit.measures().button());
    page.cut_bottom(kit.mm(3.2F));
    view.on(button(kit, foot, {.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet}),
            app::GoHome{});
    draw_heading(view, page, texts.get("Which code shall I lend you?"));
    const auto all = app::examples();
    const List list{.name = "examples",
                    .count = all.size(),
                    .height = [&](std::size_t n, float width) { return example_height(kit, all[n], width); },
                    .heads = {},
                    .narrowest = kit.mm(90) * kit.measures().text_scale};
    paged_list(kit, page, list, [&](std::size_t n, const Rect& place) {
        view.on(draw_example(kit, place, all[n]), app::LendCode{n});
    });
}

} // namespace guichet::ui
