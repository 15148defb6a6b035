#pragma once
// A screen without a display for the tests of the user interface.

#include "kiosk/platform/stage.hpp"
#include "kiosk/ui/screens.hpp"
#include "tests/unit/ui/sample_states.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace guichet::ui {

class TestScreen {
public:
    explicit TestScreen(int width = 1280, int height = 800, float pixels_per_mm = 5.9F,
                        float text_scale = 1.0F)
        : window_(std::move(platform::Window::off_screen(width, height).value())), stage_(*window_) {
        theme.measures = {.pixels_per_mm = pixels_per_mm, .text_scale = text_scale};
        load_fonts();
    }

    /// Colours and letters as a person chose them.
    void dress(const app::Appearance& appearance) {
        theme.palette = palette_of(appearance.colours);
        theme.measures.text_scale = text_scale_of(appearance.text_size);
        stage_.clear_fonts();
        load_fonts();
    }

    /// Draws frames until the screen has settled.
    void show(const std::function<void(Kit&)>& draw) {
        do {
            frame(draw);
        } while (stage_.wants_frame());
    }

    /// Draws one frame; returns true when it differs from the one before.
    bool frame(const std::function<void(Kit&)>& draw) {
        stage_.begin(now_ += std::chrono::milliseconds(16));
        kit.begin(theme, *texts);
        draw(kit);
        kit.end();
        return end();
    }

    /// Draws the screens of a kiosk until they have settled; gives all that was done in those frames.
    std::vector<app::Event> show_screens(Screens& screens, const app::State& state,
                                         const CameraPicture& camera = {}) {
        std::vector<app::Event> events;
        do {
            stage_.begin(now_ += std::chrono::milliseconds(16));
            for (auto& event : screens.draw(state, theme, camera)) {
                events.push_back(std::move(event));
            }
            end();
        } while (stage_.wants_frame());
        return events;
    }

    /// The same without painting it: for what is not looked at.
    std::vector<app::Event> run_screens(Screens& screens, const app::State& state) {
        std::vector<app::Event> events;
        do {
            stage_.begin(now_ += std::chrono::milliseconds(16));
            for (auto& event : screens.draw(state, theme, {})) {
                events.push_back(std::move(event));
            }
            stage_.end_unseen();
        } while (stage_.wants_frame());
        return events;
    }

    /// One frame at a moment of the screen's own time, without painting it.
    void run_at(Screens& screens, const app::State& state, std::chrono::milliseconds moment) {
        stage_.begin(now_ += std::chrono::milliseconds(16));
        (void)screens.draw(state, theme, {}, moment);
        stage_.end_unseen();
    }

    /// A sample as one looks at it, after its taps. Painted only when it is `shown`.
    void look_at(Screens& screens, const Sample& sample, const Texts& words, bool shown,
                 const CameraPicture& camera = {}) {
        const auto draw = [&] {
            shown ? show_screens(screens, sample.state, camera) : run_screens(screens, sample.state);
        };
        draw();
        for (const std::string& label : sample.taps) {
            require(tap(screens, words.get(label)), "what a sample touches is on its screen");
            draw();
        }
    }

    /// Puts a finger on the control with this label and takes it away; false when there is none.
    bool tap(const Screens& screens, const std::string& label) { return tap(screens.accessibility(), label); }
    bool tap(const std::string& label) { return tap(kit.accessibility(), label); }

    [[nodiscard]] platform::Screenshot picture() { return window_->screenshot().value(); }
    [[nodiscard]] platform::Window& window() { return *window_; }
    [[nodiscard]] platform::Stage& stage() { return stage_; }

    Theme theme;
    Kit kit;
    const Texts* texts = &english_;

private:
    void load_fonts() {
        for (const FontNeed& need : theme.measures.fonts()) {
            theme.fonts[static_cast<std::size_t>(need.style)] =
                stage_.add_font(static_cast<platform::FontWeight>(need.weight), need.capital,
                                need.only_codes ? platform::Letters::codes : platform::Letters::all);
        }
        const auto loaded = stage_.load_fonts();
        require(loaded.ok(), "the fonts load without a display");
    }

    bool tap(const Accessibility& accessibility, const std::string& label) {
        const Element* element = accessibility.find_control(label);
        if (element == nullptr) {
            return false;
        }
        window_->input().tap({element->rect.centre().x, element->rect.centre().y});
        return true;
    }

    bool end() {
        const Colour ground = theme.palette.page.ground;
        return stage_.end({static_cast<std::uint8_t>(ground >> IM_COL32_R_SHIFT),
                           static_cast<std::uint8_t>(ground >> IM_COL32_G_SHIFT),
                           static_cast<std::uint8_t>(ground >> IM_COL32_B_SHIFT)});
    }

    EnglishTexts english_;
    std::unique_ptr<platform::Window> window_;
    platform::Stage stage_;
    std::chrono::milliseconds now_{0};
};

} // namespace guichet::ui
