#pragma once
// A kiosk on a window: takes the input, draws the screens, and sends back what people did.

#include "kiosk/platform/stage.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/station/configuration.hpp"
#include "kiosk/station/kiosk.hpp"
#include "kiosk/ui/screens.hpp"
#include "kiosk/ui/tap_guard.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace guichet::station {

/// Whether a frame is put on the window, or only built: the lab looks at few of them.
enum class Drawing : std::uint8_t { shown, built };

/// Tells a monotonic moment, from any start: what moves on the screen goes by it.
using MotionClock = std::function<std::chrono::milliseconds()>;

/// The machine's steady clock.
[[nodiscard]] std::chrono::milliseconds steady_moment();

class KioskScreen {
public:
    /// All must outlive it. Fails when no font can be loaded.
    [[nodiscard]] static Result<std::unique_ptr<KioskScreen>> make(platform::Window& window, Kiosk& kiosk,
                                                                   const ports::Locality& locality,
                                                                   const ScreenConfiguration& configuration,
                                                                   MotionClock clock = steady_moment);

    /// Builds one frame from the next input and hands what the person did to the kiosk.
    void frame(Drawing drawing);

    /// Frames until input and state have shown all their effects.
    void settle(Drawing drawing);

    /// The kiosk's state changed: it is to be seen.
    void ask_for_frames() {
        stage_.ask_for_frames();
        unseen_ = true;
    }

    /// True while a frame would show something new: input, a change, or a movement that is due.
    [[nodiscard]] bool wants_frame() const {
        return stage_.wants_frame() || time_to_motion() == std::chrono::milliseconds{0};
    }

    /// How long the screen stands still if nothing happens: until its next movement, an hour at the most.
    [[nodiscard]] std::chrono::milliseconds time_to_motion() const;

    [[nodiscard]] const ui::Accessibility& accessibility() const { return screens_.accessibility(); }
    [[nodiscard]] const ui::Focus& focus() const { return screens_.focus(); }
    [[nodiscard]] platform::Window& window() { return window_; }

private:
    KioskScreen(platform::Window& window, Kiosk& kiosk, const ports::Locality& locality, MotionClock clock);
    /// Takes colours and letters as the person wants them; fails when no letters can be loaded.
    Result<> dress(const app::Appearance& appearance);
    Result<> load_fonts();
    /// What a key does, before the frame is built.
    void take_key(platform::Key key, std::vector<app::Event>& events);
    void speak();
    void watch_camera();
    void take_preview();

    platform::Window& window_;
    Kiosk& kiosk_;
    platform::Stage stage_;
    ui::Screens screens_;
    ui::TapGuard guard_;
    bool unseen_ = true; ///< the state has changed since the last frame
    ui::Theme theme_;
    app::Appearance dressed_; ///< what theme_ was made for
    ui::CameraPicture camera_;
    MotionClock clock_;
};

} // namespace guichet::station
