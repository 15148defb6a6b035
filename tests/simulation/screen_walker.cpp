#include "tests/simulation/screen_walker.hpp"

#include "kiosk/app/practice.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace guichet::simulation {

using app::test::code_of;

namespace {

struct Panel {
    int width;
    int height;
    float pixels_per_mm;
};
constexpr std::array<Panel, 3> panels{{{1280, 800, 5.9F}, {1920, 1080, 5.6F}, {1080, 1920, 4.0F}}};

constexpr std::int64_t lock_after = 60'000; ///< milliseconds
constexpr std::uint32_t walked_sizes = 4;   ///< of app::TextSize, from the normal one

template <typename Value, std::size_t count>
const Value& one_of(const std::array<Value, count>& values, std::uint32_t luck) {
    return values[luck % count];
}

/// Windows with their letters, made once: that takes longer than a hundred steps.
auto& dressed_screens() {
    static std::map<std::pair<std::size_t, app::TextSize>, std::unique_ptr<ui::TestScreen>> screens;
    return screens;
}

/// What another walk left in their queues must not happen in the next.
void empty_queues() {
    for (const auto& [form, screen] : dressed_screens()) {
        auto& input = screen->window().input();
        input.cancel();
        while (input.pending())
            static_cast<void>(input.next());
    }
}

ui::TestScreen& dressed_screen(std::size_t panel, app::TextSize size) {
    auto& screen = dressed_screens()[{panel, size}];
    if (!screen) {
        const Panel& form = panels[panel];
        screen = std::make_unique<ui::TestScreen>(form.width, form.height, form.pixels_per_mm,
                                                  ui::text_scale_of(size));
    }
    return *screen;
}

/// A basket with many lines of every storage class, by several producers.
Basket large_basket(const Basket& pattern, const std::string& id, const std::string& name, int lines) {
    Basket basket = pattern;
    basket.id = id;
    basket.customer_ref = "C-" + id;
    basket.customer_name = name;
    basket.code_digest = code_of(id).digest();
    basket.short_code = make_short_code(std::stoull(id.substr(1)));
    basket.orders = {{"20" + id.substr(1), {}}};
    for (int number = 1; number <= lines; ++number) {
        OrderLine line = pattern.orders.at(0).lines.at(0);
        line.number = number;
        line.storage = static_cast<StorageClass>(number % 3);
        line.location = fmt::format("Z{}", number % 5);
        line.quantity = number % 2 == 0 ? Quantity{number, Unit::piece} : Quantity{number * 125, Unit::gram};
        basket.orders[0].lines.push_back(line);
    }
    return basket;
}

} // namespace

Manifest walk_manifest(std::int64_t revision) {
    auto made = app::test::manifest(revision);
    made.baskets.push_back(large_basket(made.baskets[0], "B4", "Marie-Bernadette-Antoinette D.", 40));
    made.baskets.push_back(large_basket(made.baskets[0], "B5", "Łucja W.", 9));
    made.proxies = {{"P0001", "B1", "Gwenaëlle T.", code_of("m").digest(), make_short_code(501), false},
                    {"P0002", "B5", "", code_of("w").digest(), make_short_code(502), revision % 2 == 0}};
    made.revoked_codes = {{"B3", code_of("o").digest(), make_short_code(503)}};
    made.index();
    return made;
}

Walker::Walker(const WalkKiosk& kiosk, WalkFigures& figures)
    : kiosk_(kiosk), figures_(figures),
      bench_(server_, kiosk.self_service ? app::Mode::self : app::Mode::counter, "walk"),
      other_(server_, kiosk.self_service ? app::Mode::counter : app::Mode::self, "other"),
      screens_(locality_, ui::test_qr) {
    kiosk_.panel %= panels.size();
    server_.current = walk_manifest(1);
    if (kiosk.second_printer)
        bench_.state.kiosk.printers = {{true, false, true}, {false, true, false}};
    bench_.state.kiosk.paper =
        kiosk.paper_on_request ? app::ReceiptPaper::on_request : app::ReceiptPaper::always;
    if (kiosk.users) {
        bench_.add_user("Zoé", ports::UserRole::coordinator, "97531");
        bench_.add_user("Paul", ports::UserRole::volunteer, "8642086");
        bench_.state.kiosk.lock_after = lock_after;
    }
    empty_queues();
    bench_.restart();
    other_.restart();
    other_.send(app::OpenSession{});
    by_device(app::CameraState{{true, {}}});
    settle();
    frames();
}

ui::Rect Walker::whole() const {
    const Panel& panel = panels[kiosk_.panel];
    return {0, 0, static_cast<float>(panel.width), static_cast<float>(panel.height)};
}

ui::TestScreen& Walker::screen() {
    auto& screen = dressed_screen(kiosk_.panel, shown().appearance.text_size);
    screen.theme.palette = ui::palette_of(shown().appearance.colours);
    return screen;
}

void Walker::by_person(const app::Event& event) {
    if (practice_) {
        give_to_practice(event);
    } else if (!std::holds_alternative<app::StartPractice>(event)) {
        bench_.give(event);
    } else if (app::may_practise(bench_.state)) {
        bench_.give(app::LeaveTour{});
        bench_.give(app::GoHome{});
        practice_ = app::practice_state(bench_.state, bench_.now, locality_);
    }
    if (practice_)
        app::mirror(*practice_, bench_.state);
}

void Walker::by_device(const app::Event& event) {
    const auto* read = std::get_if<app::CodeRead>(&event);
    if (practice_ && read != nullptr)
        static_cast<void>(app::read_in_practice(*practice_, bench_.state, *read, bench_.now, locality_));
    else if (practice_ && std::holds_alternative<app::CodeUnreadable>(event))
        give_to_practice(event);
    else
        bench_.give(event);
    if (practice_)
        app::mirror(*practice_, bench_.state);
}

void Walker::give_to_practice(const app::Event& event) {
    if (std::holds_alternative<app::LeavePractice>(event)) {
        end_practice();
    } else if (std::holds_alternative<app::ServeRealCode>(event)) {
        const auto real = practice_->practice->real_code;
        end_practice();
        if (real && real->from != Identification::short_code)
            bench_.give(app::CodeRead{real->text, real->from});
    } else {
        static_cast<void>(app::type_in_practice(*practice_, bench_.state, event, bench_.now, locality_));
    }
}

void Walker::end_practice() {
    const auto left = std::exchange(practice_, std::nullopt);
    bench_.give(app::SetLanguage{left->language});
    bench_.give(app::SetAppearance{left->appearance});
}

void Walker::tick_practice() {
    if (practice_ && bench_.now >= *app::practice_end(*practice_))
        end_practice();
    else if (practice_)
        give_to_practice(app::Tick{});
    if (practice_)
        app::mirror(*practice_, bench_.state);
}

bool Walker::settle() {
    const bool asked = !bench_.asked.empty();
    bench_.settle();
    bench_.history.clear();
    bench_.before_last_sent = 0;
    return asked;
}

/// As station::KioskScreen does it.
bool Walker::frame() {
    auto& on = screen();
    std::vector<app::Event> events;
    on.stage().begin(std::chrono::milliseconds(bench_.now.milliseconds));
    const auto& input = on.stage().input();
    if (input.key)
        take_key(*input.key, events);
    if (input.down && !input.by_key)
        screens_.hide_focus();
    for (auto& event :
         screens_.draw(shown(), on.theme, {}, std::chrono::milliseconds(bench_.now.milliseconds)))
        events.push_back(std::move(event));
    static_cast<void>(screens_.take_spoken());
    if (!input.text.empty())
        events.emplace_back(app::TypeText{input.text});
    if (input.key == platform::Key::backspace)
        events.emplace_back(app::EraseLetter{});
    on.stage().end_unseen();
    for (const auto& event : events)
        by_person(event);
    ++figures_.frames;
    return !events.empty();
}

void Walker::take_key(platform::Key key, std::vector<app::Event>& events) {
    using platform::Key;
    std::optional<ImVec2> pressed;
    if (key == Key::backspace)
        return;
    events.emplace_back(app::KeypadUsed{});
    if (key == Key::next || key == Key::previous)
        screens_.move_focus(key == Key::next ? 1 : -1);
    else if (key == Key::enter || key == Key::choose)
        pressed = screens_.choose();
    else if (key == Key::escape || key == Key::back)
        pressed = screens_.back();
    else
        events.emplace_back(app::SetLoudness{key == Key::louder ? app::Loudness{2} : app::Loudness{0}});
    if (pressed)
        screen().window().input().strike({pressed->x, pressed->y});
}

std::size_t Walker::fingerprint() const {
    std::size_t print = 0;
    const auto mix = [&print](std::size_t more) { print = (print ^ more) * 0x9E3779B97F4A7C15U; };
    for (const auto& element : screens_.accessibility().elements()) {
        mix(std::hash<std::string>{}(element.label));
        mix(std::hash<std::string>{}(element.value));
        mix(static_cast<std::size_t>(element.role) * 2 + (element.enabled ? 1 : 0));
        for (const float edge :
             {element.rect.left, element.rect.top, element.rect.right, element.rect.bottom})
            mix(std::hash<float>{}(edge));
    }
    return print;
}

void Walker::frames() {
    for (int count = 0; count < 1'000; ++count) {
        const bool acted = frame();
        const auto before = std::exchange(seen_, fingerprint());
        if (!acted && seen_ == before && !screen().window().input().pending())
            return;
    }
    broken_ = "the screen never comes to rest";
}

std::vector<const ui::Element*> Walker::controls() const {
    std::vector<const ui::Element*> all;
    for (const auto& element : screens_.accessibility().elements())
        if (ui::can_be_touched(element.role) && element.enabled)
            all.push_back(&element);
    return all;
}

void Walker::tap(const ui::Rect& rect) {
    screen().window().input().tap({rect.centre().x, rect.centre().y});
}

void Walker::tap_control(Luck luck) {
    const auto all = controls();
    if (all.empty())
        return;
    const auto* control = all[luck % all.size()];
    did_ = "tap “" + control->label + "”";
    tap(control->rect);
}

void Walker::tap_anywhere(Luck luck) {
    const Panel& panel = panels[kiosk_.panel];
    const float x = static_cast<float>(luck % static_cast<Luck>(panel.width));
    const float y = static_cast<float>((luck / 4096) % static_cast<Luck>(panel.height));
    did_ = fmt::format("tap at {}, {}", x, y);
    screen().window().input().tap({x, y});
}

void Walker::drag(Luck luck) {
    const Panel& panel = panels[kiosk_.panel];
    auto& input = screen().window().input();
    const auto at = [&](Luck bits) {
        return platform::InputQueue::Point{static_cast<float>(bits % static_cast<Luck>(panel.width)),
                                           static_cast<float>((bits / 64) % static_cast<Luck>(panel.height))};
    };
    did_ = "fingers slide";
    input.finger_down(1, at(luck));
    input.finger_down(2, at(luck * 31));
    input.finger_move(1, at(luck * 7));
    if (luck % 3 == 0)
        input.cancel();
    input.finger_up(1, at(luck * 7));
    input.finger_up(2, at(luck * 13));
}

void Walker::press_key(Luck luck) {
    using platform::Key;
    constexpr std::array keys{Key::next,   Key::choose,   Key::next,   Key::choose, Key::back,     Key::enter,
                              Key::escape, Key::previous, Key::louder, Key::softer, Key::backspace};
    did_ = fmt::format("key {}", luck % keys.size());
    screen().window().input().key(one_of(keys, luck));
}

void Walker::type(Luck luck) {
    static const std::array<std::string, 12> texts{
        "1",   "0",    "zo",   "é",     "7K3DQ2MX",         "\xff\xfe",
        "999", "1001", "Mari", "Łucja", make_short_code(2), "  "};
    did_ = "type “" + one_of(texts, luck) + "”";
    screen().window().input().type(one_of(texts, luck));
}

void Walker::dress(Luck luck) {
    did_ = "another look";
    app::Appearance appearance;
    appearance.text_size = static_cast<app::TextSize>(luck % walked_sizes);
    appearance.colours = static_cast<app::Colours>(luck / 4 % 3);
    appearance.calm = luck / 16 % 2 == 0;
    screen().window().input().cancel();
    by_person(app::SetAppearance{appearance});
    if (luck / 32 % 2 == 0)
        by_person(app::SetLanguage{luck / 64 % 2 == 0 ? "fr" : "en"});
}

std::string Walker::step(const WalkStep& step) {
    did_.clear();
    broken_.clear();
    const auto luck = step.which;
    const auto what = step.what % 100;
    if (what < 30 && asks_pin())
        type_pin(luck);
    else if (what < 52)
        tap_control(luck);
    else if (what < 58)
        tap_anywhere(luck);
    else if (what < 61)
        drag(luck);
    else if (what < 65)
        press_key(luck);
    else if (what < 69)
        type(luck);
    else if (what < 81)
        show_code(luck);
    else if (what < 86)
        device(luck);
    else if (what < 90)
        world(luck);
    else if (what < 98)
        pass_time(luck);
    else
        dress(luck);
    frames();
    if (settle()) {
        frames(); // what the answers changed
        settle();
    }
    ++figures_.steps;
    return look();
}

} // namespace guichet::simulation
