#pragma once
// What is drawn on: a window of a display, or a picture in memory that needs no display at all.

#include "kiosk/core/result.hpp"
#include "kiosk/platform/input_queue.hpp"
#include "kiosk/platform/key_names.hpp"
#include "kiosk/platform/renderer.hpp"
#include "kiosk/platform/strikes.hpp"
#include "kiosk/platform/typing_gate.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace guichet::platform {

/// Writes a screenshot as PNG; fails when the file cannot be written.
Result<> write_png(const std::string& path, const Screenshot& screenshot);

struct WindowOptions {
    std::string title;
    int width = 1280;
    int height = 800;
    bool full_screen = false;
};

/// One surface with its renderer and its input. One thread owns all windows of the program.
class Window {
public:
    /// Opens a window on the display; fails with the reason when there is none.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);

    /// A surface in memory, drawn in software; needs no display and no graphics driver.
    static Result<std::unique_ptr<Window>> off_screen(int width, int height);

    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// The size in pixels; a desktop window may change it.
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;

    [[nodiscard]] InputQueue& input() { return input_; }
    [[nodiscard]] Renderer& renderer() { return *renderer_; }

    /// What the keys of this window's keyboards do, and how soon the same key counts again.
    void set_keys(KeyNames keys, std::chrono::milliseconds double_strike) {
        keys_ = std::move(keys);
        strikes_ = Strikes(double_strike);
    }

    /// The name of a function key that was pressed and does nothing yet; reading it forgets it.
    [[nodiscard]] std::string take_unknown_key() { return std::exchange(unknown_key_, {}); }

    /// Reads the screen as it was drawn last. Fails when the graphics driver cannot give it.
    [[nodiscard]] Result<Screenshot> screenshot() { return renderer_->screenshot(); }

    /// The person at the desktop asked for the window to be closed. Never in full screen: nobody at a station
    /// can leave the kiosk, only SIGTERM and SIGINT end it.
    [[nodiscard]] bool close_asked() const { return close_asked_; }

    /// The display has lost what was drawn: the next frame is drawn even if nothing changed. Reading resets
    /// it.
    [[nodiscard]] bool take_exposed();

    /// Gives the window an event of SDL if it is meant for it; touches without a window (a display without
    /// compositor gives those) are for every window that is asked.
    void handle(const SDL_Event& event);

    /// Nothing is left to be handled: typed text that waits is let through when its time has come.
    void handled_all();

    /// How long typed text, or a tap beside a palm, waits at most; nothing when none does.
    [[nodiscard]] std::optional<std::chrono::milliseconds> patience() const;

private:
    friend void stand_side_by_side(Window& left, Window& right);
    struct Parts;
    void take_typing(const SDL_Event& event);
    Window(std::unique_ptr<Parts> parts, std::unique_ptr<Renderer> renderer);

    std::unique_ptr<Parts> parts_;
    std::unique_ptr<Renderer> renderer_;
    InputQueue input_;
    TypingGate typing_{input_};
    KeyNames keys_;
    Strikes strikes_;
    std::string unknown_key_;
    bool typed_ = false; ///< since the events were looked through last
    bool full_screen_ = false;
    bool close_asked_ = false;
    bool exposed_ = true;
};

/// True when the program can open a window here.
[[nodiscard]] bool has_display();

/// Puts one window beside another, as far as the desktop lets programs place their windows.
void stand_side_by_side(Window& left, Window& right);

/// Sleeps until something happens to one of the windows, `wake` is called, or the time is over; then gives
/// the windows what is theirs. Returns false when the time was over and nothing came.
bool wait_for_events(std::span<Window* const> windows, std::chrono::milliseconds limit);

/// Ends the current or the next wait_for_events. From any thread.
void wake();

} // namespace guichet::platform
