#include "kiosk/ui/screens/choosers.hpp"

#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/words.hpp"
#include "kiosk/ui/spoken.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

bool close_button(const View& view, Rect& inside) {
    const Button close{.label = view.texts().get("Close"), .icon = Icon::check, .kind = ButtonKind::primary};
    return button(view.kit, cut_buttons(view.kit, inside, {&close, 1}).front(), close);
}

float close_height(const Kit& kit) {
    return kit.measures().primary_button() + kit.measures().gap();
}

/// Each language in its own words; a touch chooses it.
std::string draw_languages(const View& view, Chooser& open) {
    Kit& kit = view.kit;
    const auto languages = view.locality.languages();
    const auto name_of = [&](std::size_t n) { return own_name(view.locality.texts(languages[n])); };
    const float gap = kit.measures().gap();
    // Names are short: two stand beside each other also in large letters, so that all are seen at once.
    float narrowest = kit.mm(60);
    for (std::size_t n = 0; n < languages.size(); ++n) {
        narrowest = std::max(narrowest, choice_width(kit, name_of(n)));
    }
    const List list{
        .name = "languages",
        .count = languages.size(),
        .height = [&](std::size_t n,
                      float width) { return std::max(kit.mm(17), choice_height(kit, width, name_of(n))); },
        .heads = {},
        .narrowest = narrowest};
    const auto height = [&](float width) {
        const auto rows_high = [&](std::size_t rows) {
            return static_cast<float>(rows) * (list.height(0, width) + gap) + close_height(kit);
        };
        const float one = rows_high(languages.size());
        const bool two =
            width >= 2 * list.narrowest + gap && (languages.size() > 4 || one > kit.screen().height() * 0.7F);
        return two ? rows_high((languages.size() + 1) / 2) : one;
    };
    Rect inside = dialog(kit, {view.texts().get("Language"), kit.mm(120), height});
    if (close_button(view, inside)) {
        open = Chooser::none;
    }
    std::string said;
    paged_list(kit, inside, list, [&](std::size_t n, const Rect& place) {
        if (choice(kit, place, name_of(n), languages[n] == view.state.language)) {
            view.send(app::SetLanguage{languages[n]});
            open = Chooser::none;
            said = view.locality.texts(languages[n]).say("Language: {0}", name_of(n));
        }
    });
    return said;
}

constexpr std::array size_names{sentence("Normal text"), sentence("Large text"), sentence("Larger text"),
                                sentence("Largest text")};
constexpr std::array colour_names{sentence("Light"), sentence("Dark"), sentence("High contrast")};

/// The ring and the tick of what is chosen.
void paint_choice(Kit& kit, const Rect& rect, bool chosen, bool held, Colour edge) {
    const Palette& palette = kit.palette();
    const float line = kit.measures().hairline();
    stroke_round(kit.draw(), rect, kit.measures().radius(), chosen || held ? palette.primary.ground : edge,
                 chosen || held ? 3 * line : line);
    if (chosen) {
        const float side = kit.mm(5);
        const Rect mark{rect.right - side - kit.mm(0.8F), rect.top + kit.mm(0.8F), rect.right - kit.mm(0.8F),
                        rect.top + kit.mm(0.8F) + side};
        kit.draw().AddCircleFilled(mark.centre(), side / 2, palette.primary.ground);
        draw_icon(kit.draw(), Icon::check, mark.inset(kit.mm(0.9F)), palette.primary.ink);
    }
}

/// A letter in each of the sizes.
void draw_sizes(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const auto places = rect.columns(size_names.size(), kit.measures().gap());
    const float body = kit.measures().font(TextStyle::body).capital /
                       (kit.measures().pixels_per_mm * kit.measures().text_scale);
    for (std::size_t n = 0; n < size_names.size(); ++n) {
        const auto size = static_cast<app::TextSize>(n);
        const bool chosen = view.state.appearance.text_size == size;
        const Touch touch = kit.touch(places[n], Role::check, view.texts().get(size_names[n]),
                                      chosen ? view.texts().get("chosen") : "");
        fill_round(kit.draw(), places[n], kit.measures().radius(), view.palette().card.ground);
        paint_choice(kit, places[n], chosen, touch.held, view.palette().edge);
        paint_letters(kit, places[n], "A", body * text_scale_of(size), view.palette().card.ink);
        if (touch.tapped) {
            auto appearance = view.state.appearance;
            appearance.text_size = size;
            view.send(app::SetAppearance{appearance});
        }
    }
}

float colours_height(const View& view, float width) {
    const Kit& kit = view.kit;
    const float room = (width - 2 * kit.measures().gap()) / 3 - 2 * kit.mm(3);
    float high = 0;
    for (const auto name : colour_names) {
        high = std::max(high, paragraph_height(kit, TextStyle::small, view.texts().get(name), room));
    }
    return std::max(kit.mm(16), high + kit.mm(3));
}

/// Each set of colours in itself.
void draw_colours(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const auto places = rect.columns(colour_names.size(), kit.measures().gap());
    constexpr std::array styles{TextStyle::small};
    for (std::size_t n = 0; n < colour_names.size(); ++n) {
        const auto colours = static_cast<app::Colours>(n);
        const bool chosen = view.state.appearance.colours == colours;
        const std::string name = view.texts().get(colour_names[n]);
        const Rect inside = places[n].inset(kit.mm(3), kit.mm(1));
        const Fitted words = fit(kit, inside.width(), inside.height(), name, styles);
        const Touch touch = kit.touch(places[n], Role::check, name, chosen ? view.texts().get("chosen") : "",
                                      true, words.text.shortened);
        const Palette swatch = palette_of(colours);
        fill_round(kit.draw(), places[n], kit.measures().radius(), swatch.page.ground);
        paint_choice(kit, places[n], chosen, touch.held, view.palette().edge);
        paint_fitted(kit, inside, words, swatch.page.ink, Align::centre);
        if (touch.tapped) {
            auto appearance = view.state.appearance;
            appearance.colours = colours;
            view.send(app::SetAppearance{appearance});
        }
    }
}

/// A thing that is on or off, in the rows below sizes and colours.
struct Switch {
    std::string label;
    bool on = false;
    app::Event change;
};

std::vector<Switch> switches_of(const View& view) {
    auto calmer = view.state.appearance;
    calmer.calm = !calmer.calm;
    const app::Voice& voice = view.state.voice;
    std::vector<Switch> switches{
        {view.texts().get("Without animation"), view.state.appearance.calm, app::SetAppearance{calmer}},
        {view.texts().get("Read aloud"), voice.on, app::SetVoice{!voice.on}}};
    if (voice.on) {
        // Each touch is a step louder, from the loudest to the softest.
        const auto next = static_cast<app::Loudness>((static_cast<int>(voice.loudness) + 1) % 3);
        switches.push_back({name_of(voice.loudness, view.texts()), true, app::SetLoudness{next}});
    }
    return switches;
}

/// The switches on as many pages as they need: the dialog is full at the largest text.
List list_of(const View& view, const std::vector<Switch>& switches) {
    return {.name = "switches",
            .count = switches.size(),
            .height = [&](std::size_t n,
                          float width) { return choice_height(view.kit, width, switches[n].label); },
            .heads = {},
            .narrowest = view.kit.mm(66) * std::sqrt(view.kit.measures().text_scale)};
}

/// In one column or in two, whichever is lower.
float switches_height(const View& view, float width, const std::vector<Switch>& switches) {
    const float gap = view.kit.measures().gap();
    const List list = list_of(view, switches);
    float lowest = 0;
    for (std::size_t columns = 1; columns <= 2; ++columns) {
        const float one = (width + gap) / static_cast<float>(columns) - gap;
        if (columns > 1 && one < list.narrowest) {
            break;
        }
        float high = 0;
        for (std::size_t n = 0; n < switches.size(); ++n) {
            high = std::max(high, list.height(n, one));
        }
        const auto rows = static_cast<float>((switches.size() + columns - 1) / columns);
        const float all = rows * (high + gap);
        lowest = lowest == 0 ? all : std::min(lowest, all);
    }
    return lowest;
}

void draw_switches(const View& view, const Rect& rect, const std::vector<Switch>& switches) {
    paged_list(view.kit, rect, list_of(view, switches), [&](std::size_t n, const Rect& place) {
        view.on(choice(view.kit, place, switches[n].label, switches[n].on), switches[n].change);
    });
}

/// The heights of the dialog's parts for a width.
struct DisplayParts {
    float words = 0; ///< above sizes and colours; 0 where there is no room for them
    float sizes = 0;
    float colours = 0;
    float switches = 0;

    [[nodiscard]] float height(float gap) const { return 2 * words + sizes + colours + switches + 2 * gap; }
};

DisplayParts parts_of(const View& view, float width, const std::vector<Switch>& switches) {
    const Kit& kit = view.kit;
    const float gap = kit.measures().gap();
    DisplayParts parts{line_height(kit, TextStyle::small) + kit.mm(0.8F), kit.mm(16),
                       colours_height(view, width), switches_height(view, width, switches)};
    const float room = kit.screen().height() - 2 * kit.mm(10) - line_height(kit, TextStyle::title);
    if (parts.height(gap) + close_height(kit) > room) {
        parts.words = 0;
    }
    return parts;
}

void draw_display(const View& view, Chooser& open) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const float gap = kit.measures().gap();
    const auto switches = switches_of(view);
    const auto height = [&](float width) {
        return parts_of(view, width, switches).height(gap) + close_height(kit);
    };
    Rect inside = dialog(kit, {texts.get("Display"), kit.mm(150), height});
    const DisplayParts parts = parts_of(view, inside.width(), switches);
    if (close_button(view, inside)) {
        open = Chooser::none;
    }
    const auto heading = [&](const std::string& words) {
        if (parts.words > 0) {
            write_line(kit, inside.cut_top(parts.words), words,
                       {.style = TextStyle::small, .colour = view.palette().card.soft_ink});
        }
    };
    heading(texts.get("Size of the text"));
    draw_sizes(view, inside.cut_top(parts.sizes));
    inside.cut_top(gap);
    heading(texts.get("Colours"));
    draw_colours(view, inside.cut_top(parts.colours));
    inside.cut_top(gap);
    draw_switches(view, inside, switches);
}

} // namespace

std::string draw_chooser(const View& view, Chooser& open) {
    if (open == Chooser::language) {
        return draw_languages(view, open);
    }
    if (open == Chooser::display) {
        draw_display(view, open);
    }
    return {};
}

} // namespace guichet::ui
