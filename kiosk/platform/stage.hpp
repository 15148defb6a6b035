#pragma once
// One window's Dear ImGui: takes the input of a frame, lets the app draw, and puts it on the window if it
// changed.

#include "kiosk/platform/fonts.hpp"
#include "kiosk/platform/window.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct ImGuiContext;

namespace guichet::platform {

/// How to run it: `begin`, draw with Dear ImGui, `end`, as long as `wants_frame()`; then wait for events.
/// Two stages may live side by side: `begin` makes its own the current one.
class Stage {
public:
    explicit Stage(Window& window);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Adds a font to the atlas; `load_fonts` must follow before the next frame.
    ImFont* add_font(FontWeight weight, float capital, Letters letters);
    /// Throws all fonts away, for other sizes.
    void clear_fonts();
    /// Draws the letters and hands them to the renderer (7 to 20 ms).
    Result<> load_fonts();
    /// What the fonts had to say, for the log.
    [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

    /// A picture that the app shows with ImDrawList::AddImage, such as the camera's; see Renderer::upload.
    ImTextureID show_picture(ImTextureID texture, int width, int height, const std::uint8_t* rgba);

    /// Whether a press may have an effect; asked once for each press.
    using Accept = std::function<bool(const InputFrame&)>;

    /// Starts a frame with the next input of the window. `now` is monotonic, from any start. A press that is
    /// not accepted is seen by nothing, until the finger has left.
    void begin(std::chrono::milliseconds now, const Accept& accept = {});

    /// The same with the input left as it is: what is new is shown before a finger can have an effect on it.
    void begin_untouched(std::chrono::milliseconds now);

    /// What this frame saw; key and text are for the app to act upon.
    [[nodiscard]] const InputFrame& input() const { return input_; }

    /// Ends the frame. Draws and presents it if it differs from what the window shows; tells whether it did.
    bool end(Rgb background);

    /// Ends the frame without drawing it: the input has had its effect, the window shows what it showed.
    void end_unseen();

    /// Something outside has changed: runs a few frames until everything has settled.
    void ask_for_frames(int count = settling_frames);

    /// True while input waits, or the last frames have not settled.
    [[nodiscard]] bool wants_frame() const;

    /// How many frames it takes for a change to have shown all its effects.
    static constexpr int settling_frames = 3;

private:
    void start_frame(std::chrono::milliseconds now);

    Window& window_;
    ImGuiContext* context_ = nullptr;
    std::vector<std::string> notices_;
    InputFrame input_;
    std::chrono::milliseconds last_{0};
    std::uint64_t shown_ = 0;
    std::uint64_t pictures_changed_ = 0;
    int frames_wanted_ = settling_frames;
    bool refused_ = false; ///< the press that lasts was not accepted
};

} // namespace guichet::platform
