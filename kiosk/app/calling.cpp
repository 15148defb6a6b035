// Calls for volunteers, from a customers' kiosk to the counters of its station. A call is of the moment: it
// is told to the server, never recorded.

#include "kiosk/app/context.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

constexpr std::int64_t told_within = 3'000;       ///< later it is said that nobody else sees the call
constexpr std::int64_t answered_within = 30'000;  ///< later the person is asked to raise a hand
constexpr std::int64_t told_again_after = 20'000; ///< a server that was started anew learns of it so
constexpr std::int64_t call_stands = 300'000;     ///< after the last touch
constexpr std::int64_t coming_stands = 120'000;   ///< from the answer until the volunteer must be there
constexpr std::int64_t sign_sounds_every = 10'000;
constexpr std::int64_t sign_sounds_for = 60'000;
constexpr std::int64_t counter_sounds_every = 30'000;
constexpr std::int64_t longest_pause = 5'000; ///< between tries to deliver a call
constexpr std::int64_t blink = 1'000;

/// The basket that a volunteer finds on this screen.
std::string basket_on(const Screen& screen) {
    if (const auto* work = std::get_if<BasketWork>(&screen))
        return work->basket->id;
    if (const auto* done = std::get_if<HandedOver>(&screen))
        return done->basket->id;
    const auto* shown = std::get_if<AlreadyCollected>(&screen);
    return shown != nullptr ? shown->basket->id : std::string();
}

bool answered(const OwnCall& own) {
    return own.answered_at.milliseconds != 0;
}

/// Nobody but who stands before the kiosk knows of the call, as far as it knows.
bool unheard(const State& state, const OwnCall& own) {
    if (own.delivered)
        return state.now >= own.delivered_at + answered_within;
    return own.refused || !state.sync.online || state.now >= own.since + told_within;
}

void owe(Context& context, HelpCall call) {
    auto& owed = context.state.calls.owed;
    std::erase_if(owed, [&](const Telling& other) { return other.call.device == call.device; });
    owed.push_back({std::move(call), context.now + call_kept});
    context.state.sync.next_call = std::min(context.state.sync.next_call, context.now);
}

/// When a call is over by itself.
Instant end_of(const State& state, const OwnCall& own) {
    const auto unanswered = std::max(own.since, state.last_touch) + call_stands;
    return answered(own) ? std::min(own.answered_at + coming_stands, unanswered) : unanswered;
}

void follow_own(Context& context) {
    auto& state = context.state;
    auto& own = *state.calls.own;
    if (context.now >= end_of(state, own)) {
        end_call(context);
        return;
    }
    if (auto basket = basket_on(state.screen); basket != own.call.basket) {
        if (!basket.empty() && !own.call.basket.empty()) {
            end_call(context); // it was another customer's
            return;
        }
        own.call.basket = std::move(basket);
        own.tell_at = context.now;
    }
    const bool urge = !answered(own) && unheard(state, own);
    if (urge && !own.urged)
        own.sign = true;
    own.urged = urge;
    if (urge && own.sign && context.now >= own.next_sound && context.now < own.since + sign_sounds_for) {
        own.next_sound = context.now + sign_sounds_every;
        context.add(Play{Sound::help});
    }
}

} // namespace

bool may_call(const State& state) {
    return state.self_service() && !state.kiosk.awaits_enrolment && !state.withdrawal.told;
}

OwnCallView own_call(const State& state) {
    const auto& own = state.calls.own;
    if (!own)
        return OwnCallView::none;
    if (answered(*own))
        return OwnCallView::coming;
    return own->urged ? OwnCallView::here_only : OwnCallView::called;
}

bool call_sign_bright(const State& state) {
    const auto& own = state.calls.own;
    return own && (state.appearance.calm || (state.now - own->since) / blink % 2 == 0);
}

void call_volunteer(Context& context) {
    auto& state = context.state;
    if (!may_call(state) || state.calls.own)
        return;
    OwnCall own;
    own.call = {state.kiosk.device, state.kiosk.name, context.now.milliseconds, CallStanding::calling,
                basket_on(state.screen)};
    own.since = own.tell_at = context.now;
    own.next_sound = context.now + sign_sounds_every;
    state.calls.own = std::move(own);
    std::erase_if(state.calls.owed,
                  [&](const Telling& telling) { return telling.call.device == state.kiosk.device; });
    state.sync.next_call = std::min(state.sync.next_call, context.now);
    context.add(Play{Sound::help});
}

void end_call(Context& context) {
    auto& own = context.state.calls.own;
    if (!own)
        return;
    auto call = std::move(own->call);
    own.reset();
    call.standing = CallStanding::over;
    call.basket.clear();
    owe(context, std::move(call));
}

void show_call_sign(State& state, bool shown) {
    if (state.calls.own)
        state.calls.own->sign = shown;
}

void answer_call(Context& context, const std::string& device, std::int64_t number) {
    auto& heard = context.state.calls.heard;
    const auto found = std::find_if(heard.begin(), heard.end(), [&](const HelpCall& call) {
        return call.device == device && call.number == number;
    });
    if (found == heard.end())
        return;
    auto call = std::move(*found);
    heard.erase(found);
    call.standing = CallStanding::answered;
    call.basket.clear();
    owe(context, std::move(call));
}

bool tell_next_call(Context& context) {
    auto& calls = context.state.calls;
    std::erase_if(calls.owed, [&](const Telling& telling) { return context.now >= telling.until; });
    const auto session = context.state.kiosk.session();
    if (!calls.owed.empty())
        context.add(TellCall{session, calls.owed.front().call});
    else if (calls.own && context.now >= calls.own->tell_at)
        context.add(TellCall{session, calls.own->call});
    else
        return false;
    return true;
}

void follow_told_call(Context& context, const CallTold& told) {
    auto& calls = context.state.calls;
    // Taken or refused: telling it again would change nothing.
    std::erase_if(calls.owed, [&](const Telling& telling) { return telling.call == told.call; });
    if (!calls.own || calls.own->call.number != told.call.number ||
        calls.own->call.device != told.call.device)
        return;
    auto& own = *calls.own;
    if (told.taken && !own.delivered)
        own.delivered_at = context.now;
    own.delivered = told.taken;
    own.refused = !told.taken;
    if (own.call == told.call || !told.taken)
        own.tell_at = context.now + told_again_after;
}

void hear_calls(Context& context, const std::vector<HelpCall>& told) {
    auto& state = context.state;
    auto& calls = state.calls;
    std::vector<HelpCall> heard;
    bool is_new = false;
    for (const auto& call : told) {
        const auto same = [&](const HelpCall& other) {
            return other.device == call.device && other.number == call.number;
        };
        const bool mine = calls.own && same(calls.own->call);
        if (mine && call.standing == CallStanding::answered && !answered(*calls.own)) {
            calls.own->answered_at = context.now;
            calls.own->sign = calls.own->urged; // who was told to raise a hand is told to lower it
            context.add(Play{Sound::found});
        }
        const bool answered_here = std::any_of(calls.owed.begin(), calls.owed.end(),
                                               [&](const Telling& telling) { return same(telling.call); });
        if (state.self_service() || call.standing != CallStanding::calling || answered_here)
            continue;
        is_new = is_new || std::none_of(calls.heard.begin(), calls.heard.end(), same);
        heard.push_back(call);
    }
    calls.heard = std::move(heard);
    calls.heard_at = context.now;
    if (is_new) {
        calls.next_sound = context.now + counter_sounds_every;
        context.add(Play{Sound::help});
    }
}

void on_call_not_told(State& state) {
    if (!state.calls.own)
        return;
    state.calls.own->delivered = false;
    state.calls.own->tell_at = state.now;
    state.sync.next_call = std::min(state.sync.next_call, state.now + longest_pause);
}

void follow_calls(Context& context) {
    auto& calls = context.state.calls;
    if (calls.own)
        follow_own(context);
    if (calls.heard.empty())
        return;
    if (context.now >= calls.heard_at + call_kept) {
        calls.heard.clear(); // the server has been silent: nobody knows who still calls
    } else if (context.now >= calls.next_sound) {
        calls.next_sound = context.now + counter_sounds_every;
        context.add(Play{Sound::help});
    }
}

std::vector<Instant> call_deadlines(const State& state) {
    const auto& calls = state.calls;
    std::vector<Instant> moments;
    if (!calls.heard.empty())
        moments = {calls.heard_at + call_kept, calls.next_sound};
    if (!calls.own)
        return moments;
    const auto& own = *calls.own;
    for (const auto moment :
         {own.since + told_within, own.delivered_at + answered_within, end_of(state, own)})
        moments.push_back(moment);
    if (state.sync.under_way == ServerCall::none)
        moments.push_back(std::max(own.tell_at, state.sync.next_call));
    if (own.sign && own.urged) {
        const auto shown = state.now - own.since;
        moments.push_back(own.since + (shown / blink + 1) * blink);
        moments.push_back(own.next_sound);
    }
    return moments;
}

} // namespace guichet::app
