#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::decoder {

/// Makes one event of a code that is seen in many frames: it is ignored while it stays in view and until it
/// has been out of view for `absence`. Another code is let through at once, also while the first is still in
/// view. Pure: the time comes with each call; when it is set back, what is in view stays so.
class SameCodeFilter {
public:
    /// Time since any fixed point, as long as it is always the same one.
    using Time = std::chrono::milliseconds;

    explicit SameCodeFilter(std::chrono::milliseconds absence = std::chrono::seconds(1))
        : absence_(absence) {}

    /// To be asked for every code of every frame: does this one count as presented anew?
    [[nodiscard]] bool accept(std::string_view text, Time now);

    /// A frame shows something like a code that cannot be read: it may be a code of before that trembles or
    /// is turned away, which is not absent then. For a few seconds at the most, since it may be anything.
    void unread_in_view(Time now);

private:
    struct Sight {
        std::string text;
        Time read; ///< last
        Time last; ///< in view, read or not
    };
    void forget_absent(Time now);

    std::chrono::milliseconds absence_;
    std::vector<Sight> in_view_;
};

} // namespace guichet::decoder
