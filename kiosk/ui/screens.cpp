#include "kiosk/ui/screens.hpp"

#include "kiosk/app/practice.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/core/wipe.hpp"
#include "kiosk/ui/header.hpp"
#include "kiosk/ui/screens/alerts.hpp"
#include "kiosk/ui/screens/calls.hpp"
#include "kiosk/ui/screens/choosers.hpp"
#include "kiosk/ui/screens/practice.hpp"
#include "kiosk/ui/screens/status.hpp"
#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace guichet::ui {

namespace {

Header header_of(const View& view, const std::vector<Light>& lights) {
    const Texts& texts = view.texts();
    Header header;
    header.title = view.state.manifest ? view.manifest().station_name : texts.get("Pickup drive");
    header.subtitle =
        fmt::format("{} · {}", view.state.kiosk.name, say_time(view.state.now, view.locality, texts));
    for (const Light& light : lights) {
        header.lights.push_back(light.light);
    }
    if (view.locality.languages().size() > 1) {
        header.language = own_name(texts);
    }
    header.display = texts.get("Display");
    if (view.self_service()) {
        // Volunteers see it on the lights of the readers.
        const bool paused = app::scanning_paused(view.state) && !shows_camera(view.state);
        header.paused = paused ? texts.get("Scanning paused") : "";
        const auto call = app::own_call(view.state);
        header.help_called = call == app::OwnCallView::called || call == app::OwnCallView::coming;
        header.help = app::may_call(view.state) ? call_words(view) : "";
    }
    if (view.state.practice) {
        header.practice = texts.get("PRACTICE");
    }
    return header;
}

/// What the light that was touched means, in a dialog.
bool draw_explanation(const View& view, const Light& light) {
    Kit& kit = view.kit;
    const Button understood{
        .label = view.texts().get("Understood"), .icon = Icon::check, .kind = ButtonKind::primary};
    const auto height = [&](float width) {
        return paragraph_height(kit, TextStyle::body, light.explanation, width) + kit.mm(3) +
               buttons_height(kit, width, {&understood, 1});
    };
    Rect inside = dialog(kit, {light.light.label, kit.mm(130), height});
    const bool closed = button(kit, cut_buttons(kit, inside, {&understood, 1}).front(), understood);
    write_fitting(kit, inside, light.explanation, {TextStyle::body, TextStyle::small},
                  {.colour = view.palette().card.ink, .align = Align::left});
    return closed;
}

void draw_countdown(const View& view, int seconds) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::string words =
        view.state.practice
            ? texts.count("The practice ends in {0} second.", "The practice ends in {0} seconds.", seconds)
            : texts.count("This screen is cleared in {0} second.", "This screen is cleared in {0} seconds.",
                          seconds);
    const Button stay{
        .label = view.texts().get("I am still here"), .icon = Icon::hand, .kind = ButtonKind::primary};
    // The height of the longest of these sentences: the dialog must not jump while it counts.
    const auto height = [&](float width) {
        return paragraph_height(kit, TextStyle::body, words + " 0", width) + kit.mm(12) +
               buttons_height(kit, width, {&stay, 1});
    };
    Rect inside = dialog(kit, {view.texts().get("Are you still there?"), kit.mm(130), height});
    view.on(button(kit, cut_buttons(kit, inside, {&stay, 1}).front(), stay), app::StayHere{});
    const Rect bar = inside.cut_bottom(kit.mm(10));
    write_fitting(kit, inside, words, {TextStyle::body, TextStyle::small},
                  {.colour = view.palette().card.soft_ink, .align = Align::left});
    progress(kit, bar, static_cast<float>(seconds) * 1000.0F / static_cast<float>(app::countdown), "");
}

/// Which screen, and of whom: when it changes, the next person stands before it.
std::string title_of(const app::Screen& screen) {
    std::string title(app::name_of(screen));
    if (const auto* work = std::get_if<app::BasketWork>(&screen)) {
        title += " " + work->basket->id;
    }
    if (const auto* glance = std::get_if<app::Glance>(&screen)) {
        title += fmt::format(" {} {}", static_cast<int>(glance->part), glance->producer);
    }
    return title;
}

} // namespace

bool shows_camera(const app::State& state) {
    const bool opens_soon = state.phase == app::SessionPhase::planned && state.self_service() &&
                            state.camera.well && std::holds_alternative<app::Waiting>(state.screen);
    const auto* withdrawn = std::get_if<app::Withdrawn>(&state.screen);
    const bool awaits_code =
        std::holds_alternative<app::Enrolment>(state.screen) || (withdrawn != nullptr && withdrawn->erased);
    return opens_soon || awaits_code || std::holds_alternative<app::Attract>(state.screen);
}

bool shows_live_camera(const app::State& state) {
    return shows_camera(state) && state.camera.well && !app::scanning_paused(state);
}

void Screens::forget_when_changed(const app::State& state) {
    hand_scanner_seen_ = hand_scanner_seen_ || state.hand_scanner.well;
    if (const std::string title = title_of(state.screen); title != shown_) {
        shown_ = title;
        kit_.name_screen(title);
        kit_.forget();
        const bool next_person =
            state.self_service() && (std::holds_alternative<app::Attract>(state.screen) ||
                                     std::holds_alternative<app::Waiting>(state.screen));
        if (next_person && !state.voice.on) {
            kit_.focus().reset();
        }
        explaining_.reset();
        chooser_ = Chooser::none;
        forget_keepsake();
    }
}

/// A dialog that a customer opened and left is closed when the kiosk goes back to its own look.
void Screens::close_forgotten_chooser(const View& view) {
    constexpr std::chrono::milliseconds left_behind{60'000};
    if (chooser_ == Chooser::none || !view.self_service()) {
        chooser_touched_ = kit_.now();
        return;
    }
    if (!view.events.empty()) {
        chooser_touched_ = kit_.now();
    }
    if (kit_.now() - chooser_touched_ >= left_behind) {
        chooser_ = Chooser::none;
    } else {
        kit_.ask_for_change(chooser_touched_ + left_behind);
    }
}

/// What was said at the foot of the screen goes by itself.
void Screens::draw_toast() {
    if (!toast_.empty() && kit_.now() >= toast_until_) {
        toast_.clear();
    }
    if (!toast_.empty()) {
        toast(kit_, toast_);
        kit_.ask_for_change(toast_until_);
    }
}

void Screens::say(std::string words) {
    if (!words.empty()) {
        toast_ = std::move(words);
        toast_until_ = kit_.now() + toast_time;
    }
}

/// The receipt of the customer before.
void Screens::forget_keepsake() {
    wipe(coded_);
    std::fill(code_.dark.begin(), code_.dark.end(), std::uint8_t{0});
    code_ = {};
}

const QrModules* Screens::keepsake_of(const app::State& state) {
    const auto* done = std::get_if<app::HandedOver>(&state.screen);
    if (done == nullptr || !make_qr_ || !app::offers_keepsake(state)) {
        return nullptr;
    }
    if (coded_ != done->keepsake) {
        wipe(coded_);
        coded_ = done->keepsake;
        code_ = make_qr_(coded_);
    }
    return code_.size > 0 ? &code_ : nullptr;
}

void Screens::move_focus(int steps) {
    kit_.focus().move(kit_.accessibility(), steps);
    asked_ = true;
}

std::optional<ImVec2> Screens::choose() {
    const bool shown = kit_.focus().shown();
    kit_.focus().show(kit_.accessibility());
    const Element* element = kit_.focus().element(kit_.accessibility());
    if (shown && element != nullptr && can_be_touched(element->role)) {
        return element->rect.centre();
    }
    asked_ = true;
    return std::nullopt;
}

std::optional<ImVec2> Screens::back() {
    kit_.focus().show(kit_.accessibility());
    const Element* control = kit_.accessibility().find_back();
    return control != nullptr ? std::optional(control->rect.centre()) : std::nullopt;
}

void Screens::narrate(const app::State& state) {
    auto said =
        narrator_.listen({state, kit_.texts(), kit_.accessibility(), kit_.focus(), kit_.place(), asked_});
    spoken_.insert(spoken_.end(), std::make_move_iterator(said.begin()), std::make_move_iterator(said.end()));
    asked_ = false;
}

namespace {

/// On the screens that show a basket every text is personal, unless what draws it says otherwise: so that
/// none is forgotten.
Privacy privacy_of(const app::Screen& screen) {
    const bool personal = std::holds_alternative<app::BasketWork>(screen) ||
                          std::holds_alternative<app::HandedOver>(screen) ||
                          std::holds_alternative<app::AlreadyCollected>(screen);
    return personal ? Privacy::texts : Privacy::open;
}

} // namespace

void Screens::draw_header(const View& view, Rect& page, const std::vector<Light>& lights) {
    const Header shown = header_of(view, lights);
    const Rect place = page.cut_top(header_height(kit_, page.width(), shown));
    const HeaderTouch touched = header(kit_, place, shown);
    if (touched.help) {
        view.state.calls.own ? view.send(app::ShowCall{}) : view.send(app::CallVolunteer{});
    }
    if (touched.light >= 0) {
        explaining_ = static_cast<std::size_t>(touched.light);
    }
    if (touched.language || touched.display) {
        chooser_ = touched.language ? Chooser::language : Chooser::display;
    }
}

std::vector<app::Event> Screens::draw(const app::State& state, const Theme& theme,
                                      const CameraPicture& camera, std::chrono::milliseconds now) {
    forget_when_changed(state);
    std::vector<app::Event> events;
    kit_.begin(theme, locality_.texts(state.language), {.now = now, .calm = state.appearance.calm});
    const View view{kit_, state, locality_, camera, events, keepsake_of(state)};
    const auto lights = status_lights(view, hand_scanner_seen_);
    const auto seconds = state.practice ? app::practice_seconds_left(state) : app::seconds_left(state);
    const bool practice_asks = asks_in_practice(state);
    const bool explains = explaining_ && *explaining_ < lights.size();
    const bool calls = shows_call_sign(state);
    const bool chooses = chooser_ != Chooser::none;
    {
        const Covered covered(kit_, seconds.has_value() || explains || chooses || practice_asks || calls ||
                                        asks_question(state));
        Rect page = kit_.screen();
        kit_.set_section(0);
        if (state.practice) {
            draw_practice_band(view, page);
        }
        draw_header(view, page, lights);
        kit_.set_section(1);
        page = page.inset(kit_.measures().margin());
        draw_alerts(view, page);
        const Private privacy(kit_, privacy_of(state.screen));
        std::visit([&](const auto& screen) { draw_screen(view, page, screen); }, state.screen);
        if (state.practice) {
            draw_practice_frame(view);
        }
    }
    {
        const Private privacy(kit_, privacy_of(state.screen));
        draw_question(view, seconds.has_value() || explains || chooses || practice_asks || calls);
    }
    draw_call_sign(view, seconds.has_value() || explains || chooses || practice_asks);
    if (seconds) {
        draw_countdown(view, *seconds);
    } else if (explains && draw_explanation(view, lights[*explaining_])) {
        explaining_.reset();
    } else if (chooses && !explains) {
        say(draw_chooser(view, chooser_));
    } else if (practice_asks && !explains) {
        draw_practice_question(view);
    }
    close_forgotten_chooser(view);
    draw_toast();
    kit_.end();
    narrate(state);
    return events;
}

} // namespace guichet::ui
