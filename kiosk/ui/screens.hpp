#pragma once
// The screens of the kiosk: the state goes in, what people do comes out.

#include "kiosk/app/event.hpp"
#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ui/kit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guichet::ui {

/// What the camera sees, as a texture of the renderer; null while there is no picture.
struct CameraPicture {
    ImTextureID texture = nullptr;
    int width = 0; ///< in pixels
    int height = 0;
};

/// Draws one kiosk. What it remembers on its own (the page of a list) is forgotten when the screen changes.
class Screens {
public:
    explicit Screens(const ports::Locality& locality) : locality_(locality) {}

    /// Builds one frame with Dear ImGui, within its frame; returns what the person did in it, in order.
    [[nodiscard]] std::vector<app::Event> draw(const app::State& state, const Theme& theme,
                                               const CameraPicture& camera);

    /// What is on the screen since the last frame.
    [[nodiscard]] const Accessibility& accessibility() const { return kit_.accessibility(); }

private:
    void forget_when_changed(const app::State& state);

    const ports::Locality& locality_;
    Kit kit_;
    std::string shown_;                     ///< which screen, of whom
    bool hand_scanner_seen_ = false;        ///< a kiosk without one shows no light for it
    std::optional<std::size_t> explaining_; ///< the light that was touched
};

} // namespace guichet::ui
