// The session at a glance: its figures, its pace, its producers, and who has still to come.
#include "kiosk/app/glance.hpp"

#include "kiosk/app/users.hpp"
#include "kiosk/ui/charts.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/pace.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

std::vector<Share> shares_of(const OutcomeCounts& counts, const Texts& texts) {
    return {
        {counts.collected, texts.count("{0} handed over", "{0} handed over", counts.collected), Fill::solid},
        {counts.short_ + counts.refused,
         texts.count("{0} short or refused", "{0} short or refused", counts.short_ + counts.refused),
         Fill::dotted},
        {counts.missing, texts.count("{0} missing", "{0} missing", counts.missing), Fill::hatched},
        {counts.unclaimed, texts.count("{0} still here", "{0} still here", counts.unclaimed), Fill::hollow}};
}

constexpr float bar_mm = 5;

// One producer: name, bar, legend.

struct Producer {
    const std::string& name;
    const OutcomeCounts& counts;
};

Producer producer_of(const View& view, std::size_t index) {
    return {view.manifest().producers.at(index), view.state.ledger->producers().at(index)};
}

float producer_height(const Kit& kit, float width, const Producer& producer, const Texts& texts) {
    const float inside = width - kit.mm(7);
    const auto name = whole_words(kit, inside, producer.name, {TextStyle::strong, TextStyle::small});
    return paragraph_height(kit, name, producer.name, inside) + kit.mm(bar_mm + 2) +
           legend_height(kit, inside, shares_of(producer.counts, texts)) + kit.mm(4.5F);
}

/// True when it was tapped.
bool draw_producer(const View& view, const Rect& rect, const Producer& producer, bool touchable) {
    Kit& kit = view.kit;
    const Palette& palette = view.palette();
    const auto shares = shares_of(producer.counts, view.texts());
    Touch touch;
    if (touchable) {
        touch = kit.touch(rect, Role::button, producer.name, in_words(shares));
    } else {
        kit.show(rect, Role::image, producer.name, in_words(shares));
    }
    surface(kit, rect, touch.held ? palette.of(Meaning::good) : palette.card);
    if (touchable) {
        stroke_round(kit.draw(), rect, kit.measures().radius(), palette.edge, kit.measures().hairline());
    }
    Rect inside = rect.inset(kit.mm(3.5F), kit.mm(2));
    const auto style = whole_words(kit, inside.width(), producer.name, {TextStyle::strong, TextStyle::small});
    const float name = paragraph_height(kit, style, producer.name, inside.width());
    paint_lines(kit, inside.cut_top(name), wrap(kit, style, producer.name, inside.width(), 100),
                {.style = style, .colour = palette.card.ink});
    inside.cut_top(kit.mm(0.7F));
    share_bar(kit, inside.cut_top(kit.mm(bar_mm)), shares);
    inside.cut_top(kit.mm(1));
    legend(kit, inside, shares, palette.card.ink);
    return touch.tapped;
}

// The figures.

std::int64_t customers_to_come(const View& view) {
    return static_cast<std::int64_t>(view.manifest().baskets.size()) -
           view.state.ledger->totals().baskets_collected;
}

std::vector<Figure> figures_of(const View& view) {
    const Texts& texts = view.texts();
    const Ledger& ledger = *view.state.ledger;
    const auto number = [](std::int64_t count) { return fmt::format("{}", count); };
    const auto missing = ledger.counts().not_handed_over();
    const auto open = ledger.open_incidents();
    return {{number(ledger.totals().baskets_collected), texts.get("collected"), Icon::check, Meaning::good},
            {number(customers_to_come(view)), texts.get("still to come"), Icon::clock, Meaning::plain},
            {number(missing), texts.get("not handed over"), Icon::warning,
             missing > 0 ? Meaning::attention : Meaning::plain},
            {number(open), texts.get("incidents"), Icon::flag, open > 0 ? Meaning::bad : Meaning::plain}};
}

/// In one row, in two, or in four: as wide as their words need.
std::size_t figures_in_row(const Kit& kit, float width, const std::vector<Figure>& figures) {
    float widest = 0;
    for (const Figure& shown : figures) {
        widest = std::max(widest, text_width(kit, TextStyle::small, shown.label));
    }
    for (const std::size_t count : {std::size_t{4}, std::size_t{2}}) {
        const float each =
            (width - kit.measures().gap() * static_cast<float>(count - 1)) / static_cast<float>(count);
        if (each >= widest + kit.mm(8)) {
            return count;
        }
    }
    return 1;
}

/// Low where every line counts: the number stands beside its name then.
float figure_row_height(const Kit& kit) {
    const float words = 2.5F * line_height(kit, TextStyle::body);
    return kit.portrait() || words > kit.mm(15) ? std::max(kit.mm(19), words) : kit.mm(14);
}

float figures_height(const Kit& kit, float width, const std::vector<Figure>& figures) {
    const auto rows = static_cast<float>(figures.size() / figures_in_row(kit, width, figures));
    return rows * figure_row_height(kit) + (rows - 1) * kit.measures().gap();
}

void draw_figures(const View& view, const Rect& rect, const std::vector<Figure>& figures) {
    Kit& kit = view.kit;
    const auto in_row = figures_in_row(kit, rect.width(), figures);
    const auto rows = rect.rows(figures.size() / in_row, kit.measures().gap());
    for (std::size_t n = 0; n < figures.size(); ++n) {
        figure(kit, rows[n / in_row].columns(in_row, kit.measures().gap())[n % in_row], figures[n]);
    }
}

// The screens.

std::vector<std::size_t> producers_with_lines(const View& view) {
    const auto& producers = view.state.ledger->producers();
    std::vector<std::size_t> with_lines;
    for (std::size_t n = 0; n < producers.size(); ++n) {
        if (producers[n].lines > 0) {
            with_lines.push_back(n);
        }
    }
    return with_lines;
}

void draw_producers(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const auto shown = producers_with_lines(view);
    const List list{.name = "producers",
                    .count = shown.size(),
                    .height =
                        [&](std::size_t n, float width) {
                            return producer_height(kit, width, producer_of(view, shown[n]), view.texts());
                        },
                    .heads = {},
                    .narrowest = kit.mm(62) * kit.measures().text_scale};
    paged_list(kit, rect, list, [&](std::size_t n, const Rect& place) {
        view.on(draw_producer(view, place, producer_of(view, shown[n]), !view.self_service()),
                app::ShowGlance{app::GlancePart::producer, shown[n]});
    });
}

/// One below another with pages, where there is no room beside each other.
void draw_stream(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const auto figures = figures_of(view);
    const auto shown = producers_with_lines(view);
    const List list{.name = "glance",
                    .count = shown.size() + 2,
                    .height =
                        [&](std::size_t n, float width) {
                            if (n == 0) {
                                return figures_height(kit, width, figures);
                            }
                            return n == 1 ? pace_height(kit)
                                          : producer_height(kit, width, producer_of(view, shown[n - 2]),
                                                            view.texts());
                        },
                    .heads = {}};
    paged_list(kit, rect, list, [&](std::size_t n, const Rect& place) {
        if (n == 0) {
            draw_figures(view, place, figures);
        } else if (n == 1) {
            draw_pace(view, place);
        } else {
            view.on(draw_producer(view, place, producer_of(view, shown[n - 2]), !view.self_service()),
                    app::ShowGlance{app::GlancePart::producer, shown[n - 2]});
        }
    });
}

void draw_overview(const View& view, Rect page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    if (view.self_service()) {
        draw_way_back(view, page, app::ShowStaff{});
    } else {
        const auto to_come = customers_to_come(view);
        const std::vector<Button> buttons{
            {.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet},
            {.label = texts.say("Who has still to come ({0})", to_come),
             .icon = Icon::clock,
             .enabled = to_come > 0}};
        const auto places = cut_buttons(kit, page, buttons);
        view.on(button(kit, places[0], buttons[0]), app::ShowStaff{});
        view.on(button(kit, places[1], buttons[1]), app::ShowGlance{app::GlancePart::to_come, 0});
    }
    draw_staff_heading(view, page, texts.get("The session at a glance"));
    const auto figures = figures_of(view);
    const float gap = kit.measures().gap();
    const float high = figures_height(kit, page.width(), figures);
    const float rest = page.height() - high - gap;
    const bool roomy = kit.measures().text_scale < 1.6F || kit.portrait();
    if (!roomy || rest < pace_height(kit)) {
        draw_stream(view, page);
        return;
    }
    draw_figures(view, page.cut_top(high), figures);
    page.cut_top(gap);
    Rect pace = kit.portrait() ? page.cut_top(std::min(page.height() * 0.4F, pace_height(kit) + kit.mm(20)))
                               : page.cut_left(page.width() * 0.44F);
    kit.portrait() ? page.cut_top(kit.mm(4)) : page.cut_left(kit.mm(4));
    draw_pace(view, pace);
    draw_producers(view, page);
}

void draw_one_producer(const View& view, Rect page, std::size_t producer) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    draw_way_back(view, page, app::ShowGlance{});
    const std::string& name = view.manifest().producers.at(producer);
    draw_staff_heading(view, page, name);
    const auto shares = shares_of(view.state.ledger->producers().at(producer), texts);
    const float bar = kit.mm(bar_mm + 2) + legend_height(kit, page.width(), shares);
    // With large letters the list has the room: the bar was on the page before.
    if (page.height() - bar > kit.mm(34) * kit.measures().text_scale) {
        Rect rest = page.cut_top(bar);
        kit.show(rest, Role::image, name, in_words(shares));
        share_bar(kit, rest.cut_top(kit.mm(bar_mm)), shares);
        rest.cut_top(kit.mm(1.5F));
        legend(kit, rest, shares, view.palette().page.ink);
        page.cut_top(kit.mm(3));
    }
    const auto exceptions = app::exceptions_of(*view.state.ledger, producer);
    if (exceptions.empty()) {
        const std::string text = texts.get("Nothing is missing, short or refused so far.");
        write_paragraph(kit, page, text, {.style = TextStyle::body, .colour = view.palette().page.soft_ink});
        return;
    }
    std::vector<Choice> rows;
    for (const auto& [basket, line, outcome] : exceptions) {
        const bool gone = outcome.outcome == Outcome::missing;
        rows.push_back(
            {{.label = fmt::format("{} × {}", format_quantity(line->quantity, texts), line->product),
              .caption = say(outcome, *line, texts) + "\n" +
                         texts.say("{0}, order {1}", basket->customer_name, outcome.key.order),
              .icon = gone ? Icon::cross : Icon::warning,
              .meaning = gone ? Meaning::bad : Meaning::attention,
              .touchable = false,
              .personal = true},
             app::ShowGlance{}});
    }
    const Private names(view.kit);
    draw_choices(view, page, "exceptions", rows, 80);
}

void draw_to_come(const View& view, Rect page) {
    const Texts& texts = view.texts();
    draw_way_back(view, page, app::ShowGlance{});
    const auto baskets = app::still_to_come(*view.state.ledger);
    draw_staff_heading(view, page,
                       texts.count("{0} person has still to come", "{0} people have still to come",
                                   static_cast<std::int64_t>(baskets.size())));
    std::vector<Choice> rows;
    for (const auto* basket : baskets) {
        std::string places;
        for (const Crate& crate : crates_of(*basket)) {
            const auto place = crate.location.empty() ? say(crate.storage, texts) : crate.location;
            places += (places.empty() ? "" : ", ") + place;
        }
        rows.push_back({{.label = basket->customer_name,
                         .caption = places + " · " + say_articles(basket->line_count(), texts),
                         .icon = Icon::basket,
                         .enabled = view.state.phase == app::SessionPhase::open,
                         .personal = true},
                        app::ChooseBasket{basket->id}});
    }
    const Private names(view.kit);
    draw_choices(view, page, "to come", rows, 64);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Glance& screen) {
    switch (screen.part) {
    case app::GlancePart::overview: draw_overview(view, page); break;
    case app::GlancePart::producer: draw_one_producer(view, page, screen.producer); break;
    case app::GlancePart::to_come: draw_to_come(view, page); break;
    }
}

} // namespace guichet::ui
