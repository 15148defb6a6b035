#pragma once
// The screen in spoken words. Pure: what is said of an element or a screen depends on it alone.

#include "kiosk/app/state.hpp"
#include "kiosk/core/texts.hpp"
#include "kiosk/ui/accessibility.hpp"

#include <string>
#include <string_view>

namespace guichet::ui {

/// An element as it is said: its label, its value, and what kind of control it is. What is personal is said
/// with `into_headphones` only; else it is said that there is something to hear.
[[nodiscard]] std::string spoken(const Element& element, const Texts& texts, bool into_headphones);

/// A text as a voice reads it well: without the signs that only part things for the eye.
[[nodiscard]] std::string readable(std::string_view text);

/// Letters one by one: "7 K 3 F".
[[nodiscard]] std::string spelled(std::string_view text);

/// What became of a field when something was typed into it or erased; empty when nothing did.
[[nodiscard]] std::string spoken_change(const Element& before, const Element& after, const Texts& texts,
                                        bool into_headphones);

/// What stands in place of a screen's own heading while it may not be spoken aloud.
[[nodiscard]] std::string neutral_heading(const app::State& state, const Texts& texts);

/// How to go on with the keypad on this screen; empty when its own words say it all.
[[nodiscard]] std::string key_instruction(const app::State& state, const Texts& texts);

/// How the keypad is used: said when the voice begins.
[[nodiscard]] std::string voice_welcome(const app::State& state, const Texts& texts);

[[nodiscard]] std::string name_of(app::Loudness loudness, const Texts& texts);

} // namespace guichet::ui
