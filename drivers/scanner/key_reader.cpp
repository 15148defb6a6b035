#include "drivers/scanner/key_reader.hpp"

#include <algorithm>
#include <linux/input-event-codes.h>
#include <utility>

namespace guichet::scanner {
namespace {

constexpr std::int32_t up = 0;
constexpr std::int32_t down = 1; // 2 is the repeat of a held key

} // namespace

KeyReader::KeyReader(KeyReading reading) : reading_(std::move(reading)) {
    const auto add = [this](KeyLayout layout) {
        interpretations_.push_back({KeyMap(layout), ScanAssembler(reading_.rhythm, reading_.framing)});
    };
    add(reading_.layout.value_or(KeyLayout::us));
    if (!reading_.layout && reading_.expected)
        add(KeyLayout::french);
}

void KeyReader::take(const KeyEvent& event) {
    if (event.type == EV_SYN && event.code == SYN_DROPPED) { // the kernel's buffer overflowed
        spoil(event.when);
        deaf_ = true;
        return;
    }
    if (event.type == EV_SYN && event.code == SYN_REPORT)
        deaf_ = false;
    if (deaf_ || event.type != EV_KEY || (event.value != up && event.value != down))
        return;
    // A scanner that leaves a key or Caps Lock down takes it along into no other code.
    if (last_ && event.when - *last_ >= reading_.rhythm.pause)
        for (Interpretation& interpretation : interpretations_)
            interpretation.map.release();
    last_ = event.when;
    if (reading_.one_key_at_a_time)
        watch_keys(event);
    std::vector<std::optional<std::string>> readings;
    for (Interpretation& interpretation : interpretations_)
        readings.push_back(typed(interpretation, event));
    keep(readings);
}

std::optional<std::string> KeyReader::typed(Interpretation& interpretation, const KeyEvent& event) {
    const auto key = interpretation.map.key(event.code, event.value == down);
    if (key.stroke)
        return interpretation.assembler.stroke(event.when);
    std::optional<std::string> code;
    for (const char character : key.text)
        if (auto ended = interpretation.assembler.character(character, event.when))
            code = std::move(ended);
    return code;
}

/// A scanner lets one key go before, or in the same report as, the next one goes down; a hand that is as fast
/// as a scanner does not.
void KeyReader::watch_keys(const KeyEvent& event) {
    if (!KeyMap::types(event.code))
        return;
    if (event.value == up) {
        if (held_ == event.code)
            held_.reset();
        return;
    }
    if (held_)
        for (Interpretation& interpretation : interpretations_)
            interpretation.assembler.spoil(event.when);
    held_ = event.code;
}

void KeyReader::spoil(Time now) {
    for (Interpretation& interpretation : interpretations_) {
        interpretation.map.release();
        interpretation.assembler.spoil(now);
    }
    held_.reset();
}

void KeyReader::pause(Time now) {
    std::vector<std::optional<std::string>> readings;
    for (Interpretation& interpretation : interpretations_)
        readings.push_back(interpretation.assembler.pause(now));
    keep(readings);
}

/// Of two readings of the same keys the one that is looked for; else the first, which is the usual layout's.
/// A suffix may end the one before the other, which is then none any more.
void KeyReader::keep(const std::vector<std::optional<std::string>>& readings) {
    const auto expected = std::find_if(readings.begin(), readings.end(), [this](const auto& reading) {
        return reading && reading_.expected && reading_.expected(*reading);
    });
    if (expected != readings.end())
        for (Interpretation& interpretation : interpretations_)
            interpretation.assembler.forget();
    const auto chosen = expected != readings.end() ? expected : readings.begin();
    if (chosen->has_value())
        ready_.push_back(**chosen);
}

std::optional<KeyReader::Time> KeyReader::patience(Time now) const {
    return interpretations_.front().assembler.patience(now);
}

std::optional<std::string> KeyReader::next() {
    if (ready_.empty())
        return std::nullopt;
    std::optional<std::string> code(std::move(ready_.front()));
    ready_.pop_front();
    return code;
}

bool KeyReader::take_typing() {
    bool typing = true; // only when no layout made a code of the keys
    for (Interpretation& interpretation : interpretations_)
        typing = interpretation.assembler.take_typing() && typing;
    return typing;
}

} // namespace guichet::scanner
