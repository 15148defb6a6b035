#pragma once
// The screens of the kiosk: the state goes in, what people do comes out.

#include "kiosk/app/event.hpp"
#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ui/kit.hpp"
#include "kiosk/ui/narrator.hpp"
#include "kiosk/ui/qr_code.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace guichet::ui {

/// What the camera sees, as a texture of the renderer; null while there is no picture.
struct CameraPicture {
    ImTextureID texture = nullptr;
    int width = 0; ///< in pixels
    int height = 0;
};

struct View;
struct Light;
enum class Chooser : std::uint8_t;

/// Whether the screen has a place for what the camera sees; while no code is taken, that is said there.
[[nodiscard]] bool shows_camera(const app::State& state);
/// Whether the camera's picture is on the screen, so that new ones are wanted.
[[nodiscard]] bool shows_live_camera(const app::State& state);

/// Draws one kiosk. What it remembers on its own (the page of a list) is forgotten when the screen changes.
class Screens {
public:
    /// Without a maker no codes are shown.
    explicit Screens(const ports::Locality& locality, QrMaker make_qr = {})
        : locality_(locality), make_qr_(std::move(make_qr)) {}

    /// Builds one frame with Dear ImGui, within its frame; returns what the person did in it, in order.
    /// `now` is monotonic, from any start: what moves goes by it.
    [[nodiscard]] std::vector<app::Event> draw(const app::State& state, const Theme& theme,
                                               const CameraPicture& camera,
                                               std::chrono::milliseconds now = {});

    /// When something on the screen moves next, by the clock of `draw`; nothing: not before something
    /// happens.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_frame() const { return kit_.next_frame(); }

    /// The keypad, between frames: goes on by so many stops, back for negative ones.
    void move_focus(int steps);
    /// Where a tap presses the focused control; nothing when a text is focused, which is said again then.
    [[nodiscard]] std::optional<ImVec2> choose();
    /// Where a tap leads back from the screen or closes the dialog; nothing when nothing does.
    [[nodiscard]] std::optional<ImVec2> back();
    /// A finger touched the screen: no ring is needed.
    void hide_focus() { kit_.focus().hide(); }
    [[nodiscard]] const Focus& focus() const { return kit_.focus(); }

    /// What the last frame gives to say, in order; reading it forgets it.
    [[nodiscard]] std::vector<ports::Utterance> take_spoken() { return std::exchange(spoken_, {}); }
    /// See Narrator::take_hush.
    [[nodiscard]] bool take_hush() { return narrator_.take_hush(); }

    /// What is on the screen since the last frame.
    [[nodiscard]] const Accessibility& accessibility() const { return kit_.accessibility(); }

private:
    void forget_when_changed(const app::State& state);
    void narrate(const app::State& state);
    void forget_keepsake();
    void close_forgotten_chooser(const View& view);

    void draw_header(const View& view, Rect& page, const std::vector<Light>& lights);
    void say(std::string words);
    void draw_toast();
    [[nodiscard]] const QrModules* keepsake_of(const app::State& state);

    const ports::Locality& locality_;
    QrMaker make_qr_;
    std::string coded_; ///< the text of the code that was made last
    QrModules code_;
    Kit kit_;
    Narrator narrator_;
    std::vector<ports::Utterance> spoken_;
    bool asked_ = false;                           ///< a key asked to hear where the focus is
    std::string shown_;                            ///< which screen, of whom
    bool hand_scanner_seen_ = false;               ///< a kiosk without one shows no light for it
    std::optional<std::size_t> explaining_;        ///< the light that was touched
    std::chrono::milliseconds chooser_touched_{0}; ///< the last sign of a person while it is open
    Chooser chooser_{};                            ///< the dialog of language or display that is open
    std::string toast_;                            ///< what is said at the foot; empty for nothing
    std::chrono::milliseconds toast_until_{0};
};

} // namespace guichet::ui
