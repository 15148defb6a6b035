#include "kiosk/platform/typing_gate.hpp"

#include <algorithm>

namespace guichet::platform {

namespace {

using Time = TypingGate::Time;

/// The rhythm by which an unknown keyboard is taken for a scanner (drivers/scanner/keyboard_scanner).
constexpr std::size_t least_characters = 8;
constexpr Time longest_average{30};
/// A person's next key comes later, or the one before is let through for nothing.
constexpr Time longest_wait{50};
constexpr Time pause_after_scan{100};

bool is_one_character(const std::string& text) {
    return std::count_if(text.begin(), text.end(),
                         [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }) == 1;
}

} // namespace

void TypingGate::type(const std::string& text, Time now) {
    if (scan_) {
        last_ = now;
        return;
    }
    const auto count = static_cast<Time::rep>(held_.size());
    if (!is_one_character(text) || now - first_ > longest_average * count + longest_wait) {
        let_through();
    }
    if (!is_one_character(text)) {
        queue_.type(text);
        return;
    }
    if (held_.empty()) {
        first_ = now;
    }
    last_ = now;
    held_.push_back(text);
    if (held_.size() >= least_characters &&
        last_ - first_ <= longest_average * static_cast<Time::rep>(held_.size() - 1)) {
        held_.clear();
        scan_ = true;
    }
}

void TypingGate::key(Key key, Time now) {
    if (scan_) {
        last_ = now;
        return;
    }
    let_through();
    queue_.key(key);
}

void TypingGate::quiet(Time now) {
    if (scan_ && now - last_ >= pause_after_scan) {
        scan_ = false;
    } else if (!scan_ && now - last_ >= longest_wait) {
        let_through();
    }
}

std::optional<Time> TypingGate::patience(Time now) const {
    if (!scan_ && held_.empty()) {
        return std::nullopt;
    }
    return std::max(last_ + (scan_ ? pause_after_scan : longest_wait) - now, Time(0));
}

void TypingGate::let_through() {
    for (const std::string& character : held_) {
        queue_.type(character);
    }
    held_.clear();
}

} // namespace guichet::platform
