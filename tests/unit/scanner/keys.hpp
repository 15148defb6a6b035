#pragma once
// Texts as the key events that a scanner sends for them.

#include "drivers/scanner/key_reader.hpp"

#include <linux/input-event-codes.h>
#include <optional>
#include <string_view>
#include <vector>

namespace guichet::scanner {

struct KeyOf {
    std::uint16_t code = 0;
    bool shift = false;
};

/// Where a layout has a character; found by asking the layout itself for every key.
inline std::optional<KeyOf> key_of(char character, KeyLayout layout) {
    for (std::uint16_t code = 1; code < KEY_MAX; ++code)
        for (const bool shift : {false, true}) {
            if (!KeyMap::types(code) || (code >= KEY_KP7 && code <= KEY_KPDOT) || code == KEY_KPASTERISK)
                continue;
            KeyMap map(layout);
            if (shift)
                (void)map.key(KEY_LEFTSHIFT, true);
            if (map.key(code, true).text == std::string(1, character))
                return KeyOf{code, shift};
        }
    return std::nullopt;
}

/// Key events with their times; the next key comes `interval` after the last one.
class Typist {
public:
    explicit Typist(std::chrono::milliseconds start = std::chrono::milliseconds(5'000),
                    KeyLayout layout = KeyLayout::us)
        : layout_(layout), now_(start) {}

    void type(std::string_view text, std::chrono::milliseconds interval) {
        for (const char character : text) {
            const auto key = key_of(character, layout_);
            if (!key)
                continue;
            if (key->shift)
                add(KEY_LEFTSHIFT, true);
            press(key->code);
            if (key->shift)
                add(KEY_LEFTSHIFT, false);
            report();
            now_ += interval;
        }
    }
    void press(std::uint16_t code) {
        add(code, true);
        report();
        add(code, false);
    }
    void add(std::uint16_t code, bool down) { events.push_back({EV_KEY, code, down ? 1 : 0, now_}); }
    void report() { events.push_back({EV_SYN, SYN_REPORT, 0, now_}); }
    void drop() { events.push_back({EV_SYN, SYN_DROPPED, 0, now_}); }
    void wait(std::chrono::milliseconds time) { now_ += time; }
    [[nodiscard]] std::chrono::milliseconds now() const { return now_; }

    std::vector<KeyEvent> events;

private:
    KeyLayout layout_;
    std::chrono::milliseconds now_;
};

} // namespace guichet::scanner
