#include "drivers/decoder/same_code_filter.hpp"

#include <algorithm>

namespace guichet::decoder {

namespace {

/// How long a code may stay in view without being read once, before it counts as gone.
constexpr std::chrono::seconds longest_unread{3};

} // namespace

void SameCodeFilter::forget_absent(Time now) {
    for (auto& sight : in_view_) { // a clock that was set back
        sight.read = std::min(sight.read, now);
        sight.last = std::min(sight.last, now);
    }
    std::erase_if(in_view_, [&](const Sight& sight) { return now - sight.last >= absence_; });
}

bool SameCodeFilter::accept(std::string_view text, Time now) {
    forget_absent(now);
    const auto known = std::find_if(in_view_.begin(), in_view_.end(),
                                    [&](const Sight& sight) { return sight.text == text; });
    if (known == in_view_.end()) {
        in_view_.push_back({std::string(text), now, now});
        return true;
    }
    known->read = known->last = now;
    return false;
}

void SameCodeFilter::unread_in_view(Time now) {
    forget_absent(now);
    for (auto& sight : in_view_)
        if (now - sight.read < longest_unread)
            sight.last = now;
}

} // namespace guichet::decoder
