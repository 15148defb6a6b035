#include "kiosk/station/kiosk_screen.hpp"

#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/core/wipe.hpp"

#include <algorithm>
#include <utility>

namespace guichet::station {

namespace {

platform::Rgb background(const ui::Theme& theme) {
    const auto colour = theme.palette.page.ground;
    return {static_cast<std::uint8_t>(colour >> IM_COL32_R_SHIFT),
            static_cast<std::uint8_t>(colour >> IM_COL32_G_SHIFT),
            static_cast<std::uint8_t>(colour >> IM_COL32_B_SHIFT)};
}

/// For a telephone before a bright screen the least correction is enough, and makes the largest modules.
ui::QrModules qr_modules(const std::string& text) {
    auto symbol = pictures::qr_symbol(text, pictures::QrCorrection::low);
    return symbol ? ui::QrModules{symbol->size, std::move(symbol->dark)} : ui::QrModules{};
}

} // namespace

std::chrono::milliseconds steady_moment() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

KioskScreen::KioskScreen(platform::Window& window, Kiosk& kiosk, const ports::Locality& locality,
                         MotionClock clock)
    : window_(window), kiosk_(kiosk), stage_(window), screens_(locality, qr_modules),
      clock_(std::move(clock)) {}

std::chrono::milliseconds KioskScreen::time_to_motion() const {
    constexpr std::chrono::milliseconds longest{3'600'000};
    const auto next = screens_.next_frame();
    return next ? std::clamp(*next - clock_(), std::chrono::milliseconds{0}, longest) : longest;
}

Result<std::unique_ptr<KioskScreen>> KioskScreen::make(platform::Window& window, Kiosk& kiosk,
                                                       const ports::Locality& locality,
                                                       const ScreenConfiguration& configuration,
                                                       MotionClock clock) {
    std::unique_ptr<KioskScreen> screen(new KioskScreen(window, kiosk, locality, std::move(clock)));
    screen->theme_.measures.pixels_per_mm = static_cast<float>(configuration.pixels_per_millimetre);
    if (auto dressed = screen->dress(kiosk.shown().appearance); !dressed)
        return dressed.error();
    return screen;
}

Result<> KioskScreen::dress(const app::Appearance& appearance) {
    const bool same_size = appearance.text_size == dressed_.text_size;
    dressed_ = appearance;
    theme_.palette = ui::palette_of(appearance.colours);
    theme_.measures.text_scale = ui::text_scale_of(appearance.text_size);
    stage_.ask_for_frames();
    return same_size && theme_.fonts.front() != nullptr ? Result<>{} : load_fonts();
}

Result<> KioskScreen::load_fonts() {
    stage_.clear_fonts();
    for (const auto& need : theme_.measures.fonts())
        theme_.fonts[static_cast<std::size_t>(need.style)] =
            stage_.add_font(static_cast<platform::FontWeight>(need.weight), need.capital,
                            need.only_codes ? platform::Letters::codes : platform::Letters::all);
    return stage_.load_fonts();
}

void KioskScreen::watch_camera() {
    if (kiosk_.camera() != nullptr)
        kiosk_.camera()->preview().watch(ui::shows_live_camera(kiosk_.shown()));
}

/// The main thread's part of the preview is the upload, no more.
void KioskScreen::take_preview() {
    if (kiosk_.camera() == nullptr || !ui::shows_live_camera(kiosk_.shown()))
        return;
    const auto* picture = kiosk_.camera()->preview().take();
    if (picture == nullptr)
        return;
    camera_.texture =
        stage_.show_picture(camera_.texture, picture->width, picture->height, picture->pixels.data());
    camera_.width = picture->width;
    camera_.height = picture->height;
}

void KioskScreen::frame(Drawing drawing) {
    watch_camera();
    if (drawing == Drawing::shown)
        take_preview();
    if (kiosk_.shown().appearance != dressed_) {
        const auto dressed = dress(kiosk_.shown().appearance);
        require(dressed.ok(), "letters that were loaded once can be loaded in another size");
    }
    const auto accept = [this](const platform::InputFrame& press) {
        return !press.pointer || !press.pressed_at ||
               guard_.allows({press.pointer->x, press.pointer->y}, *press.pressed_at);
    };
    const auto now = clock_();
    // A press is judged by what was seen, so what is new is shown first.
    std::exchange(unseen_, false) ? stage_.begin_untouched(now) : stage_.begin(now, accept);
    const auto& input = stage_.input();
    std::vector<app::Event> events;
    if (input.key)
        take_key(*input.key, events);
    if (input.down && !input.by_key) {
        screens_.hide_focus();
        if (kiosk_.speech() != nullptr)
            kiosk_.speech()->hush();
    }
    for (auto& event : screens_.draw(kiosk_.shown(), theme_, camera_, now))
        events.push_back(std::move(event));
    speak();
    if (!input.text.empty())
        events.emplace_back(app::TypeText{input.text});
    if (input.key == platform::Key::backspace)
        events.emplace_back(app::EraseLetter{});
    if (drawing == Drawing::shown)
        stage_.end(background(theme_));
    else
        stage_.end_unseen();
    guard_.saw(screens_.accessibility(), clock_());
    for (auto& event : events) {
        kiosk_.handle(event);
        app::wipe(event);
    }
    if (!events.empty())
        ask_for_frames();
}

void KioskScreen::take_key(platform::Key key, std::vector<app::Event>& events) {
    using platform::Key;
    if (key == Key::backspace)
        return;
    events.emplace_back(app::KeypadUsed{});
    std::optional<ImVec2> pressed;
    switch (key) {
    case Key::next: screens_.move_focus(1); break;
    case Key::previous: screens_.move_focus(-1); break;
    case Key::enter:
    case Key::choose: pressed = screens_.choose(); break;
    case Key::escape:
    case Key::back: pressed = screens_.back(); break;
    case Key::louder:
    case Key::softer: {
        const int step = static_cast<int>(kiosk_.shown().voice.loudness) + (key == Key::louder ? 1 : -1);
        events.emplace_back(app::SetLoudness{static_cast<app::Loudness>(std::clamp(step, 0, 2))});
        break;
    }
    case Key::backspace: break;
    }
    // The control is pressed as by a finger: it looks pressed, and acts when it is let go.
    if (pressed)
        window_.input().strike({pressed->x, pressed->y});
}

void KioskScreen::speak() {
    auto* const speech = kiosk_.speech();
    const bool hush = screens_.take_hush();
    auto spoken = screens_.take_spoken();
    if (speech == nullptr) {
        for (auto& utterance : spoken)
            wipe(utterance.text);
        return;
    }
    if (hush)
        speech->hush();
    for (auto& utterance : spoken)
        speech->say(std::move(utterance));
}

void KioskScreen::settle(Drawing drawing) {
    do
        frame(drawing);
    while (stage_.wants_frame());
}

} // namespace guichet::station
