#include "drivers/scanner/scan_assembler.hpp"

#include <algorithm>
#include <utility>

namespace guichet::scanner {
namespace {

/// Far above any pickup code. What is longer is no scan (a stuck key, a broken device), and is forgotten.
constexpr std::size_t most_characters = 1024;

/// Fewer keys than the shortest code has are a person's, however fast.
constexpr std::size_t least_strokes = 3;

} // namespace

ScanAssembler::ScanAssembler(Rhythm rhythm, Framing framing)
    : rhythm_(rhythm), framing_(std::move(framing)), printed_suffix_(printable(framing_.suffix)) {
    for (const char character : framing_.suffix)
        if (printable({&character, 1}).empty())
            enders_ += character;
}

bool ScanAssembler::paused(Time now) const {
    return strokes_ > 0 && now - last_ >= rhythm_.pause;
}

std::optional<std::string> ScanAssembler::finish(Time end, std::size_t intervals) {
    const std::string text = std::exchange(text_, {});
    const std::size_t strokes = std::exchange(strokes_, 0);
    const bool spoilt = std::exchange(spoilt_, false);
    const bool fast = !spoilt && end - first_ <= rhythm_.average * static_cast<Time::rep>(intervals);
    const bool scan = fast && text.size() >= rhythm_.least_characters && text.size() <= most_characters;
    typing_ = typing_ || (strokes > 0 && !scan && (!fast || strokes < least_strokes));
    if (!scan)
        return std::nullopt;
    std::string code = code_of(text, framing_);
    return code.empty() ? std::nullopt : std::optional(std::move(code));
}

std::optional<std::string> ScanAssembler::character(char character, Time now) {
    auto complete = pause(now);
    if (enders_.find(character) != std::string::npos) { // after a pause there is nothing left to end
        if (complete || strokes_ == 0)
            return complete;
        return finish(now, strokes_);
    }
    if (printable({&character, 1}).empty())
        return complete;
    auto before = stroke(now);
    if (text_.size() <= most_characters)
        text_ += character;
    if (!complete && !before && !printed_suffix_.empty() && text_.ends_with(printed_suffix_))
        return finish(now, strokes_ - 1);
    return complete ? complete : before;
}

std::optional<std::string> ScanAssembler::stroke(Time now) {
    auto complete = pause(now);
    if (strokes_++ == 0)
        first_ = now;
    last_ = now;
    return complete;
}

std::optional<std::string> ScanAssembler::pause(Time now) {
    return paused(now) ? finish(last_, strokes_ - 1) : std::nullopt;
}

std::optional<std::chrono::milliseconds> ScanAssembler::patience(Time now) const {
    if (strokes_ == 0)
        return std::nullopt;
    return std::max(last_ + rhythm_.pause - now, std::chrono::milliseconds(0));
}

void ScanAssembler::spoil(Time now) {
    if (strokes_ == 0) {
        first_ = now;
        strokes_ = 1;
    }
    last_ = now;
    spoilt_ = true;
}

void ScanAssembler::forget() {
    text_.clear();
    strokes_ = 0;
    spoilt_ = false;
}

bool ScanAssembler::take_typing() {
    return std::exchange(typing_, false);
}

} // namespace guichet::scanner
