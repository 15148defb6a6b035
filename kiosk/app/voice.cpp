#include "kiosk/app/voice.hpp"

#include "kiosk/app/context.hpp"

namespace guichet::app {

namespace {

/// Where customers come to the kiosk.
bool at_beginning(const State& state) {
    return state.self_service() &&
           (std::holds_alternative<Attract>(state.screen) || std::holds_alternative<Waiting>(state.screen));
}

} // namespace

void use_keypad(Context& context) {
    State& state = context.state;
    state.voice.on = state.voice.on || at_beginning(state);
}

void on_headphones(Context& context, bool plugged) {
    Voice& voice = context.state.voice;
    if (plugged && !voice.headphones)
        voice.on = true;
    if (!plugged && at_beginning(context.state))
        voice.on = false; // who had them has left
    voice.headphones = plugged;
}

void reset_voice(Voice& voice) {
    voice.on = voice.headphones;
    voice.loudness = Loudness::normal;
}

} // namespace guichet::app
