#include "kiosk/platform/input_queue.hpp"

#include "kiosk/platform/key_names.hpp"

#include <SDL.h>

#include <utility>

namespace guichet::platform {

void InputQueue::add(Kind kind, Point at) {
    const bool only_moves =
        kind == Kind::move && !transitions_.empty() && transitions_.back().kind == Kind::move;
    if (only_moves) {
        transitions_.back().at = at;
        return;
    }
    transitions_.push_back({.kind = kind, .at = at, .text = {}, .key = Key::enter});
}

void InputQueue::finger_down(std::int64_t finger, Point at) {
    if (first_finger_ == finger) {
        cancel(); // its release was lost
    }
    if (!first_finger_ && !mouse_down_) {
        first_finger_ = finger;
        add(Kind::press, at);
    }
}

void InputQueue::finger_move(std::int64_t finger, Point at) {
    if (first_finger_ == finger) {
        add(Kind::move, at);
    }
}

void InputQueue::finger_up(std::int64_t finger, Point at) {
    if (first_finger_ == finger) {
        first_finger_.reset();
        add(Kind::release, at);
        add(Kind::leave, at);
    }
}

void InputQueue::mouse_move(Point at) {
    if (!first_finger_) {
        add(Kind::move, at);
    }
}

void InputQueue::mouse_button(bool down, Point at) {
    if (first_finger_ || down == mouse_down_) {
        return;
    }
    mouse_down_ = down;
    add(down ? Kind::press : Kind::release, at);
}

void InputQueue::mouse_leave() {
    if (!first_finger_ && !mouse_down_) {
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
    transitions_.push_back({.kind = Kind::text, .at = {}, .text = std::move(text), .key = Key::enter});
}

void InputQueue::key(Key key) {
    transitions_.push_back({.kind = Kind::key, .at = {}, .text = {}, .key = key});
}

void InputQueue::cancel() {
    const bool pressed = first_finger_.has_value() || mouse_down_;
    first_finger_.reset();
    mouse_down_ = false;
    // The pointer leaves before the button comes up: a control fires only when released within itself.
    add(Kind::leave, {});
    if (pressed) {
        add(Kind::release, {});
    }
}

void InputQueue::let_go_of_fingers() {
    if (first_finger_) {
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
            break;
        case Kind::release:
            if (pointer_) {
                pointer_ = step.at;
            }
            down_ = false;
            break;
        case Kind::text: frame.text = std::move(step.text); break;
        case Kind::key: frame.key = step.key; break;
        }
    }
    frame.pointer = pointer_;
    frame.down = down_;
    return frame;
}

namespace {

void take_mouse(InputQueue& queue, const SDL_Event& event, float scale) {
    if (event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID) {
        queue.mouse_move(
            {static_cast<float>(event.motion.x) * scale, static_cast<float>(event.motion.y) * scale});
    } else if (event.type != SDL_MOUSEMOTION && event.button.which != SDL_TOUCH_MOUSEID &&
               event.button.button == SDL_BUTTON_LEFT) {
        queue.mouse_button(event.type == SDL_MOUSEBUTTONDOWN, {static_cast<float>(event.button.x) * scale,
                                                               static_cast<float>(event.button.y) * scale});
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
        queue.finger_down(event.tfinger.fingerId, touched());
        break;
    case SDL_FINGERMOTION: queue.finger_move(event.tfinger.fingerId, touched()); break;
    case SDL_FINGERUP: queue.finger_up(event.tfinger.fingerId, touched()); break;
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
