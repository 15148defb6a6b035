#pragma once
// The pointer and the typed text of one window, as a queue of transitions: each frame takes one, so that
// two taps within one slow frame stay two taps.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

union SDL_Event;

namespace guichet::platform {

/// The keys that mean something beside typed text. `enter` and `escape` of a keyboard are its `choose` and
/// `back`.
enum class Key { enter, backspace, escape, next, previous, choose, back, louder, softer };

/// What one frame sees of the input.
struct InputFrame {
    /// The pointer in pixels from the upper left corner; nothing when no finger touches and no mouse is
    /// there.
    struct Point {
        float x = 0;
        float y = 0;
        friend bool operator==(const Point&, const Point&) = default;
    };
    std::optional<Point> pointer;
    bool down = false;
    /// When the finger came down, if it did so in this frame and that is known; monotonic.
    std::optional<std::chrono::milliseconds> pressed_at;
    /// Typed text (UTF-8) since the last frame.
    std::string text;
    std::optional<Key> key;
    bool by_key = false; ///< the press or release is a key's, no finger's
};

class KeyNames;

/// Collects what happens, in order; the frames take it out. One thread only.
///
/// The first finger that touches is the pointer; what touches beside it is the rest of the hand and presses
/// nothing. Panels do not tell how large a touch is, so a palm is told by what it does: it lies. Who taps
/// beside a touch that has lain for `hand_time` means that tap; the touch that lies is let go without effect.
/// Beside one that has lain for `palm_time`, the next finger is the pointer at once. A touch that has lain
/// for `rest_time` presses nothing when it leaves.
///
/// Times are monotonic, from any fixed point; without them the first finger is the pointer until it leaves.
class InputQueue {
public:
    using Point = InputFrame::Point;
    using Time = std::chrono::milliseconds;
    using Moment = std::optional<Time>;

    static constexpr Time hand_time{500}; ///< longer than the touches of one hand come apart
    static constexpr Time palm_time{1'500};
    static constexpr Time rest_time{3'000};

    void finger_down(std::int64_t finger, Point at, Moment when = {});
    void finger_move(std::int64_t finger, Point at);
    void finger_up(std::int64_t finger, Point at, Moment when = {});
    void mouse_move(Point at);
    void mouse_button(bool down, Point at, Moment when = {});
    void mouse_leave();
    /// Text in UTF-8; an empty text is nothing.
    void type(std::string text);
    void key(Key key);
    /// Whatever is being touched is let go without effect: the window lost its focus, or the panel went away.
    void cancel();
    /// As cancel, if a finger is down.
    void let_go_of_fingers();
    /// Time has gone by: what lies may have turned out to be a palm.
    void pass(Time now);
    /// How long until `pass` may find so; nothing when nothing waits for it.
    [[nodiscard]] Moment patience(Time now) const;

    /// A finger that touches and leaves at one place, as scenarios and tests do it.
    void tap(Point at);

    /// A key presses the control at this place: as a tap, but for InputFrame::by_key.
    void strike(Point at);

    /// True while a frame would see something new.
    [[nodiscard]] bool pending() const { return !transitions_.empty(); }

    /// The input of the next frame: at most one press, release, key or piece of text; movements up to it.
    [[nodiscard]] InputFrame next();

private:
    enum class Kind { move, leave, press, release, text, key };
    struct Transition {
        Kind kind = Kind::move;
        Point at;
        std::string text;
        Key key = Key::enter;
        Moment when = {};
        bool by_key = false;
    };
    /// A finger on the panel.
    struct Contact {
        std::int64_t finger = 0;
        Point start;
        Moment down;
        bool tapped = false; ///< beside the pointer: it has left, and it was a tap
    };

    void add(Kind kind, Point at, Moment when = {});
    [[nodiscard]] bool first_is(std::int64_t finger) const { return first_ && first_->finger == finger; }
    /// Whether the first finger has lain for so long.
    [[nodiscard]] bool lain(Time time, Moment now) const;
    void drop_palm();

    std::deque<Transition> transitions_;
    std::optional<Point> pointer_;
    bool down_ = false;
    std::optional<Contact> first_;
    std::vector<Contact> beside_; ///< in the order in which they came
    bool mouse_down_ = false;
};

/// Puts one event of SDL into the queue; touches are mapped from the panel (0 to 1) to the window's pixels,
/// the mouse from window points. Events of other kinds are left alone.
/// `scale` is pixels per window point (1 unless the desktop magnifies).
void take_event(InputQueue& queue, const SDL_Event& event, int width, int height, float scale,
                const KeyNames& keys);
/// The same with the ordinary keys.
void take_event(InputQueue& queue, const SDL_Event& event, int width, int height, float scale);

} // namespace guichet::platform
