#include "tests/simulation/screen_walker.hpp"

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
constexpr std::array<Panel, 3> panels{
    {{1280, 800, 5.9F}, {1920, 1080, 5.6F}, {1080, 1920, 4.0F}}};

constexpr int most_taps_home = 400;
constexpr std::int64_t patience = 400'000; ///< milliseconds until a customers' kiosk is home by itself

template <typename Value, std::size_t count>
const Value& one_of(const std::array<Value, count>& values, std::uint32_t luck) {
    return values[luck % count];
}

/// Windows with their letters, made once: that takes longer than a hundred steps.
ui::TestScreen& dressed_screen(std::size_t panel, app::TextSize size) {
    static std::map<std::pair<std::size_t, app::TextSize>, std::unique_ptr<ui::TestScreen>> screens;
    auto& screen = screens[{panel, size}];
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
    bench_.restart();
    other_.restart();
    other_.send(app::OpenSession{});
    give(app::CameraState{{true, {}}});
    settle();
    frames();
}

ui::TestScreen& Walker::screen() {
    auto& screen = dressed_screen(kiosk_.panel, bench_.state.appearance.text_size);
    screen.theme.palette = ui::palette_of(bench_.state.appearance.colours);
    return screen;
}

void Walker::give(const app::Event& event) {
    bench_.give(event);
}

void Walker::settle() {
    bench_.settle();
    bench_.history.clear();
    bench_.before_last_sent = 0;
}

/// As station::KioskScreen does it.
void Walker::frame() {
    auto& on = screen();
    on.stage().begin(std::chrono::milliseconds(bench_.now.milliseconds));
    auto events = screens_.draw(bench_.state, on.theme, {});
    const auto& input = on.stage().input();
    if (!input.text.empty())
        events.emplace_back(app::TypeText{input.text});
    if (input.key == platform::Key::backspace)
        events.emplace_back(app::EraseLetter{});
    on.stage().end_unseen();
    for (const auto& event : events)
        give(event);
    if (!events.empty())
        on.stage().ask_for_frames();
    ++figures_.frames;
}

void Walker::frames() {
    screen().stage().ask_for_frames();
    for (int count = 0; screen().stage().wants_frame(); ++count) {
        frame();
        if (count > 1'000) {
            broken_ = "the screen never comes to rest";
            return;
        }
    }
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
        return platform::InputQueue::Point{
            static_cast<float>(bits % static_cast<Luck>(panel.width)),
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
    constexpr std::array keys{platform::Key::enter, platform::Key::backspace, platform::Key::escape,
                              platform::Key::next,  platform::Key::choose,    platform::Key::back};
    did_ = fmt::format("key {}", luck % keys.size());
    screen().window().input().key(one_of(keys, luck));
}

void Walker::type(Luck luck) {
    static const std::array<std::string, 12> texts{"1",   "0",    "zo",   "é",     "7K3DQ2MX",         "\xff\xfe",
                                                   "999", "1001", "Mari", "Łucja", make_short_code(2), "  "};
    did_ = "type “" + one_of(texts, luck) + "”";
    screen().window().input().type(one_of(texts, luck));
}

void Walker::show_code(Luck luck) {
    static const std::array<std::string, 9> owners{"B1", "B2", "B3", "B4", "B5", "m", "w", "o", "B9"};
    static const std::array<std::string, 4> others{"", "GU1:", "https://example.org/?q=\u202e", "\xff"};
    const auto from = luck % 3 == 0 ? Identification::hand_scanner : Identification::camera;
    luck /= 3;
    if (luck % 12 == 10) {
        did_ = "a code that cannot be read";
        give(app::CodeUnreadable{});
    } else if (luck % 12 == 11) {
        did_ = "a foreign code";
        give(app::CodeRead{one_of(others, luck / 12), from});
    } else {
        const auto& owner = one_of(owners, luck / 12);
        did_ = "the code of " + owner;
        give(app::CodeRead{code_of(owner).text(), from});
    }
}

void Walker::end_prints() {
    for (std::size_t printer = 0; printer < bench_.state.spools.size(); ++printer)
        if (printer == 0 ? bench_.in_printer.has_value() : bench_.in_others.contains(printer))
            bench_.end_print({ports::PrintResult::printed, 1, {}}, printer);
}

void Walker::device(Luck luck) {
    const std::size_t printer = luck / 16 % bench_.state.spools.size();
    switch (luck % 5) {
    case 0: {
        const auto any = static_cast<ports::PrinterCondition>(luck / 64 % 8);
        did_ = fmt::format("printer {} is {}", printer, static_cast<int>(any));
        give(app::PrinterState{{any, {}, luck % 7 != 0}, printer});
        break;
    }
    case 1:
        did_ = "camera";
        give(app::CameraState{{luck / 16 % 2 == 0, {}}});
        break;
    case 2:
        did_ = "hand scanner";
        give(app::HandScannerState{{luck / 16 % 2 == 0, {}}});
        break;
    case 3:
        did_ = "the printer keeps silent, or not";
        bench_.printer_confirms = luck / 16 % 2 == 0;
        break;
    default: {
        did_ = "a print ends";
        const bool prints = printer == 0 ? bench_.in_printer.has_value() : bench_.in_others.contains(printer);
        if (prints)
            bench_.end_print({static_cast<ports::PrintResult>(luck / 64 % 4), 1, {}, 2, luck % 2 == 0},
                             printer);
    }
    }
}

void Walker::world(Luck luck) {
    switch (luck % 6) {
    case 0:
        did_ = "store";
        bench_.store_works = luck / 8 % 3 != 0;
        break;
    case 1:
        did_ = "network";
        server_.reachable = luck / 8 % 3 != 0;
        break;
    case 2:
        did_ = "a newer manifest";
        server_.current = walk_manifest(server_.current.revision + 1);
        break;
    case 3:
        did_ = "the server's age";
        server_.takes_calls = luck / 8 % 4 != 0;
        break;
    case 4:
        if (luck / 8 % 8 == 0) {
            did_ = "restart";
            bench_.restart();
        }
        break;
    default: other_kiosk(luck / 8);
    }
}

/// What happens at the other kiosk: a hand-over, or a call for a volunteer, or its end.
void Walker::other_kiosk(Luck luck) {
    did_ = "the other kiosk";
    other_.now = std::max(other_.now, bench_.now);
    other_.give(app::Tick{});
    other_.settle();
    if (luck % 2 == 0) {
        other_.send(app::CodeRead{code_of("B" + std::to_string(1 + luck / 2 % 5)).text(),
                                  Identification::camera});
        other_.send(app::EverythingHere{});
        other_.send(app::ConfirmHandOver{});
        other_.send(app::GoHome{});
    } else if (luck % 4 == 1) {
        other_.send(app::CallVolunteer{});
    } else {
        other_.send(app::VolunteerCame{});
    }
    other_.history.clear();
}

void Walker::pass_time(Luck luck) {
    constexpr std::array<std::int64_t, 8> spans{1, 500, 1'000, 2'000, 5'000, 20'000, 61'000, 100'000};
    const auto span = one_of(spans, luck);
    did_ = fmt::format("{} ms go by", span);
    if (luck / 8 % 40 == 0) {
        did_ += ", and the clock is set back";
        bench_.now = bench_.now + -3'000;
        give(app::Tick{});
    } else {
        bench_.wait(span);
    }
}

void Walker::dress(Luck luck) {
    did_ = "another look";
    app::Appearance appearance;
    appearance.text_size = static_cast<app::TextSize>(luck % 4);
    appearance.colours = static_cast<app::Colours>(luck / 4 % 3);
    appearance.calm = luck / 16 % 2 == 0;
    screen().window().input().cancel();
    give(app::SetAppearance{appearance});
    if (luck / 32 % 2 == 0)
        give(app::SetLanguage{luck / 64 % 2 == 0 ? "fr" : "en"});
}

std::string Walker::step(const WalkStep& step) {
    did_.clear();
    broken_.clear();
    const auto luck = step.which;
    const auto what = step.what % 100;
    if (what < 52)
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
    settle();
    frames(); // what the answers changed
    settle();
    ++figures_.steps;
    return look();
}

std::string Walker::look() {
    if (!broken_.empty())
        return broken_;
    const Panel& panel = panels[kiosk_.panel];
    const ui::Rect whole{0, 0, static_cast<float>(panel.width), static_cast<float>(panel.height)};
    if (auto wrong = look_at(screens_.accessibility(), whole); !wrong.empty())
        return wrong;
    const auto handed_over = journal_.hand_overs();
    if (auto wrong = journal_.look(bench_.disk.own_events); !wrong.empty())
        return wrong;
    figures_.hand_overs += journal_.hand_overs() - handed_over;
    const auto due = app::next_deadline(bench_.state);
    if (!due || *due <= bench_.state.now)
        return "the kiosk is due now and would never rest";
    const auto before = std::exchange(before_, std::string(app::name_of(bench_.state.screen)));
    static const std::set<std::string> nobody{"", "starting", "waiting", "attract"};
    const bool reset = kiosk_.self_service && nobody.contains(before_) && !nobody.contains(before);
    return reset ? look_at_reset() : std::string();
}

/// Nobody who comes now learns who was here before.
std::string Walker::look_at_reset() {
    ++figures_.resets;
    const auto& state = bench_.state;
    for (const auto& basket : server_.current.baskets)
        if (screens_.accessibility().shows(basket.customer_name) ||
            screens_.accessibility().shows(basket.short_code))
            return "after a reset the screen shows " + basket.customer_name;
    for (const auto& proxy : server_.current.proxies)
        if (!proxy.collector.empty() && screens_.accessibility().shows(proxy.collector))
            return "after a reset the screen shows " + proxy.collector;
    if (state.language != state.kiosk.language || state.appearance != app::Appearance{})
        return "after a reset language and look are still another person's";
    if (state.aside || state.next_basket || (state.calls.own && !state.calls.own->call.basket.empty()))
        return "after a reset something of the customer is left";
    if (!state.calls.heard.empty())
        return "a customers' kiosk hears calls";
    return {};
}

bool Walker::at_home() const {
    const std::string name(app::name_of(bench_.state.screen));
    return name == "attract" || name == "waiting" || name == "closing" || name == "report";
}

bool Walker::over() const {
    return bench_.state.phase == app::SessionPhase::closed ||
           bench_.state.phase == app::SessionPhase::reconciled;
}

std::string Walker::go_home(Luck luck) {
    ++figures_.homecomings;
    broken_.clear();
    bench_.store_works = bench_.printer_confirms = server_.reachable = true;
    for (std::size_t printer = 0; printer < bench_.state.spools.size(); ++printer)
        give(app::PrinterState{{ports::PrinterCondition::ready, {}}, printer});
    end_prints();
    settle();
    bench_.wait(kiosk_.self_service ? patience : 12'000);
    settle();
    frames();
    for (int taps = 0; !at_home() && !kiosk_.self_service && taps < most_taps_home; ++taps) {
        luck = luck * 1'664'525 + 1'013'904'223;
        tap_control(luck >> 8U);
        frames();
        settle();
        frames();
    }
    if (!at_home())
        return "there is no way home";
    return look();
}

std::string Walker::what_is_there() const {
    std::string text = fmt::format("screen {}, {} of", app::name_of(bench_.state.screen),
                                   bench_.state.appearance.text_size == app::TextSize::normal ? "normal letters"
                                                                                              : "large letters");
    for (const auto& element : screens_.accessibility().elements())
        text += fmt::format(" “{}”", element.label);
    return text;
}

} // namespace guichet::simulation
