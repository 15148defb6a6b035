#include "kiosk/app/voice.hpp"

#include "kiosk/app/context.hpp"

namespace guichet::app {

namespace {

/// Who pressed a key so shortly before is still there.
constexpr std::int64_t still_there = 2'000;

/// Where customers come to the kiosk.
bool is_beginning(const Screen& screen) {
    return std::holds_alternative<Attract>(screen) || std::holds_alternative<Waiting>(screen);
}

/// Where a visit has come to somebody's basket, so that leaving it ends the visit.
bool has_person(const Screen& screen) {
    return std::holds_alternative<BasketWork>(screen) || std::holds_alternative<HandedOver>(screen) ||
           std::holds_alternative<AlreadyCollected>(screen);
}

} // namespace

void use_keypad(Context& context) {
    State& state = context.state;
    state.voice.last_key = context.now;
    if (state.self_service() && is_beginning(state.screen))
        state.voice.on = true;
}

void on_headphones(Context& context, bool plugged) {
    Voice& voice = context.state.voice;
    if (plugged && !voice.headphones)
        voice.on = true;
    voice.headphones = plugged;
}

void reset_voice(State& state) {
    Voice& voice = state.voice;
    const bool goes_back = voice.on && !has_person(state.screen) && voice.last_key.milliseconds > 0 &&
                           state.now - voice.last_key < still_there;
    voice.on = voice.headphones || goes_back;
    if (!goes_back) {
        voice.loudness = Loudness::normal;
        voice.last_key = {};
    }
}

} // namespace guichet::app
