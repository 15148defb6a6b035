#pragma once
// How the kiosk's parts are, as lights, sentences and alerts.

#include "kiosk/ui/header.hpp"
#include "kiosk/ui/screens/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guichet::ui {

struct Light {
    StatusLight light;
    std::string explanation;                 ///< what it means and what to do
    std::optional<std::size_t> printer = {}; ///< which one, when it is one
};

/// The lights of a volunteer's kiosk; none where customers serve themselves.
[[nodiscard]] std::vector<Light> status_lights(const View& view, bool with_hand_scanner);

/// All parts, whether or not they have a light: printers, camera, hand scanner, network, store.
[[nodiscard]] std::vector<Light> all_parts(const View& view);

/// What keeps entries from being sent, as a sentence.
[[nodiscard]] std::string why_unsent(const View& view);

/// True while the screen asks something in a dialog of its own; draw_question draws it.
[[nodiscard]] bool asks_question(const app::State& state);
void draw_question(const View& view, bool covered);

} // namespace guichet::ui
