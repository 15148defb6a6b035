#include "kiosk/app/voice.hpp"

#include "kiosk/app/context.hpp"

namespace guichet::app {

void use_keypad(Context& context) {
    State& state = context.state;
    const bool first_screen =
        std::holds_alternative<Attract>(state.screen) || std::holds_alternative<Waiting>(state.screen);
    if (state.self_service() && first_screen)
        state.voice.on = true;
}

void on_headphones(Context& context, bool plugged) {
    Voice& voice = context.state.voice;
    if (plugged && !voice.headphones)
        voice.on = true;
    voice.headphones = plugged;
}

void reset_voice(Voice& voice) {
    voice.on = voice.headphones;
    voice.loudness = Loudness::normal;
}

} // namespace guichet::app
