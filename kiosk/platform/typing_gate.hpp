#pragma once

#include "kiosk/platform/input_queue.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace guichet::platform {

/// Lets typed text through to the window, and keeps back what comes as fast as only a scanner types: a hand
/// scanner that nobody knows yet is a keyboard to the display too, and must type into no field. Text waits
/// until it is clear that a person typed it, at most 50 ms after it. Pure: the time comes with each call.
class TypingGate {
public:
    /// Time since any fixed point, as long as it is always the same one.
    using Time = std::chrono::milliseconds;

    explicit TypingGate(InputQueue& queue) : queue_(queue) {}

    /// Text in UTF-8. Several characters at once come from an input method, which is a person's.
    void type(const std::string& text, Time now);
    void key(Key key, Time now);

    /// The events were looked through, and nothing typed was among them. How long nothing came is measured by
    /// these calls alone: what a busy program has not looked at yet may belong to what came before.
    void quiet(Time now);

    /// How long to wait before looking again; nothing when no text waits.
    [[nodiscard]] std::optional<Time> patience(Time now) const;

private:
    void let_through();

    InputQueue& queue_;
    std::vector<std::string> held_; ///< one character each
    bool scan_ = false;             ///< what comes is a scan, until there is a pause
    Time first_{};
    Time last_{};
};

} // namespace guichet::platform
