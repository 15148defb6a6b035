#include "kiosk/platform/input_queue.hpp"

#include "kiosk/core/wipe.hpp"
#include "kiosk/platform/key_names.hpp"

#include <SDL.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace guichet::platform {

namespace {

constexpr float still_within = 40; ///< pixels that a tapping finger may slide: 7 to 10 mm

} // namespace

void InputQueue::add(Kind kind, Point at, Moment when) {
    const bool only_moves =
        kind == Kind::move && !transitions_.empty() && transitions_.back().kind == Kind::move;
    if (only_moves) {
        transitions_.back().at = at;
        return;
    }
    transitions_.push_back({.kind = kind, .at = at, .text = {}, .key = Key::enter, .when = when});
}

bool InputQueue::lain(Time time, Moment now) const {
    return first_ && first_->down && now && *now - *first_->down >= time;
}

void InputQueue::finger_down(std::int64_t finger, Point at, Moment when) {
    if (first_is(finger)) {
        cancel(); // its release was lost
    }
    std::erase_if(beside_,
                  [&](const Contact& contact) { return contact.finger == finger && !contact.tapped; });
    if (lain(palm_time, when)) {
        drop_palm();
    }
    const Contact contact{.finger = finger, .start = at, .down = when};
    if (first_) {
        beside_.push_back(contact);
    }
    if (first_ || mouse_down_) {
        return;
    }
    first_ = contact;
    add(Kind::press, at, when);
}

void InputQueue::finger_move(std::int64_t finger, Point at) {
    if (first_is(finger)) {
        add(Kind::move, at);
    }
}

void InputQueue::finger_up(std::int64_t finger, Point at, Moment when) {
    if (first_is(finger)) {
        const bool rested = lain(rest_time, when);
        first_.reset();
        beside_.clear(); // the rest of the hand
        add(rested ? Kind::leave : Kind::release, at);
        add(rested ? Kind::release : Kind::leave, at);
        return;
    }
    const auto beside = std::find_if(beside_.begin(), beside_.end(), [&](const Contact& contact) {
        return contact.finger == finger && !contact.tapped;
    });
    if (beside == beside_.end()) {
        return;
    }
    const bool still =
        std::abs(at.x - beside->start.x) < still_within && std::abs(at.y - beside->start.y) < still_within;
    if (beside->down && when && *when - *beside->down < hand_time && still) {
        beside->tapped = true;
        pass(*when);
    } else {
        beside_.erase(beside);
    }
}

void InputQueue::pass(Time now) {
    const auto tapped = [](const Contact& contact) { return contact.tapped; };
    if (!lain(hand_time, now) || std::none_of(beside_.begin(), beside_.end(), tapped)) {
        return;
    }
    const auto beside = beside_;
    drop_palm();
    for (const Contact& contact : beside) {
        if (contact.tapped) {
            add(Kind::press, contact.start, contact.down);
            add(Kind::release, contact.start);
            add(Kind::leave, contact.start);
        }
    }
}

InputQueue::Moment InputQueue::patience(Time now) const {
    const bool waits =
        std::any_of(beside_.begin(), beside_.end(), [](const Contact& contact) { return contact.tapped; });
    if (!waits || !first_ || !first_->down) {
        return std::nullopt;
    }
    return std::max(Time{0}, *first_->down + hand_time - now);
}

void InputQueue::drop_palm() {
    beside_.clear();
    cancel();
}

void InputQueue::mouse_move(Point at) {
    if (!first_) {
        add(Kind::move, at);
    }
}

void InputQueue::mouse_button(bool down, Point at, Moment when) {
    if (first_ || down == mouse_down_) {
        return;
    }
    mouse_down_ = down;
    add(down ? Kind::press : Kind::release, at, when);
}

void InputQueue::mouse_leave() {
    if (!first_ && !mouse_down_) {
        add(Kind::leave, {});
    }
}

void InputQueue::type(std::string text) {
    if (text.empty()) {
        return;
    }
    if (!transitions_.empty() && transitions_.back().kind == Kind::text) {
        transitions_.back().text += text;
        return;
    }
    transitions_.push_back(
        {.kind = Kind::text, .at = {}, .text = std::move(text), .key = Key::enter, .when = {}});
}

void InputQueue::key(Key key) {
    transitions_.push_back({.kind = Kind::key, .at = {}, .text = {}, .key = key, .when = {}});
}

void InputQueue::cancel() {
    const bool pressed = first_.has_value() || mouse_down_;
    first_.reset();
    beside_.clear();
    mouse_down_ = false;
    // The pointer leaves before the button comes up: a control fires only when released within itself.
    add(Kind::leave, {});
    if (pressed) {
        add(Kind::release, {});
    }
}

void InputQueue::let_go_of_fingers() {
    if (first_) {
        cancel();
    }
}

void InputQueue::tap(Point at) {
    add(Kind::press, at);
    add(Kind::release, at);
    add(Kind::leave, at);
}

void InputQueue::strike(Point at) {
    for (const Kind kind : {Kind::press, Kind::release, Kind::leave}) {
        transitions_.push_back({.kind = kind, .at = at, .text = {}, .key = Key::enter, .by_key = true});
    }
}

InputFrame InputQueue::next() {
    InputFrame frame;
    bool taken = false;
    while (!transitions_.empty() && !taken) {
        Transition step = std::move(transitions_.front());
        transitions_.pop_front();
        frame.by_key = step.by_key;
        taken = step.kind != Kind::move && step.kind != Kind::leave;
        switch (step.kind) {
        case Kind::move: pointer_ = step.at; break;
        case Kind::leave:
            pointer_.reset();
            taken = down_; // a cancelled press is first seen away, then released
            break;
        case Kind::press:
            pointer_ = step.at;
            down_ = true;
            frame.pressed_at = step.when;
            break;
        case Kind::release:
            if (pointer_) {
                pointer_ = step.at;
            }
            down_ = false;
            break;
        case Kind::text:
            frame.text = std::move(step.text);
            wipe(step.text); // a short text was copied, and may be of a PIN
            break;
        case Kind::key: frame.key = step.key; break;
        }
    }
    frame.pointer = pointer_;
    frame.down = down_;
    return frame;
}

namespace {

/// When SDL learned of an event, on the clock of the frames.
InputQueue::Time moment_of(const SDL_Event& event) {
    const InputQueue::Time ago(SDL_GetTicks() - event.common.timestamp); // both wrap around together
    return std::chrono::duration_cast<InputQueue::Time>(std::chrono::steady_clock::now().time_since_epoch()) -
           ago;
}

void take_mouse(InputQueue& queue, const SDL_Event& event, float scale) {
    if (event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID) {
        queue.mouse_move(
            {static_cast<float>(event.motion.x) * scale, static_cast<float>(event.motion.y) * scale});
    } else if (event.type != SDL_MOUSEMOTION && event.button.which != SDL_TOUCH_MOUSEID &&
               event.button.button == SDL_BUTTON_LEFT) {
        queue.mouse_button(
            event.type == SDL_MOUSEBUTTONDOWN,
            {static_cast<float>(event.button.x) * scale, static_cast<float>(event.button.y) * scale},
            moment_of(event));
    }
}

void take_window(InputQueue& queue, const SDL_WindowEvent& event) {
    switch (event.event) {
    case SDL_WINDOWEVENT_LEAVE: queue.mouse_leave(); break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
    case SDL_WINDOWEVENT_HIDDEN: queue.cancel(); break;
    default: break;
    }
}

} // namespace

void take_event(InputQueue& queue, const SDL_Event& event, int width, int height, float scale,
                const KeyNames& keys) {
    const auto touched = [&] {
        return InputFrame::Point{event.tfinger.x * static_cast<float>(width),
                                 event.tfinger.y * static_cast<float>(height)};
    };
    switch (event.type) {
    case SDL_FINGERDOWN:
        if (SDL_WasInit(SDL_INIT_VIDEO) != 0 && SDL_GetNumTouchFingers(event.tfinger.touchId) == 1) {
            queue.let_go_of_fingers(); // whatever was down before has left unheard: a panel was unplugged
        }
        queue.finger_down(event.tfinger.fingerId, touched(), moment_of(event));
        break;
    case SDL_FINGERMOTION: queue.finger_move(event.tfinger.fingerId, touched()); break;
    case SDL_FINGERUP: queue.finger_up(event.tfinger.fingerId, touched(), moment_of(event)); break;
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: take_mouse(queue, event, scale); break;
    case SDL_TEXTINPUT: queue.type(static_cast<const char*>(event.text.text)); break;
    case SDL_KEYDOWN:
        if (const auto key = keys.key_of(event.key.keysym); key && event.key.repeat == 0) {
            queue.key(*key);
        }
        break;
    case SDL_WINDOWEVENT: take_window(queue, event.window); break;
    default: break;
    }
}

void take_event(InputQueue& queue, const SDL_Event& event, int width, int height, float scale) {
    take_event(queue, event, width, height, scale, KeyNames());
}

} // namespace guichet::platform
