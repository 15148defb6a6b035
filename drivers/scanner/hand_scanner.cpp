#include "drivers/scanner/hand_scanner.hpp"

#include <algorithm>
#include <utility>

namespace guichet::scanner {
namespace {

/// Far above any pickup code. What is longer is no scan (a stuck key, a broken device), and is forgotten.
constexpr std::size_t most_characters = 1024;

bool ends_scan(char character) {
    return character == '\n' || character == '\r' || character == '\t';
}

} // namespace

bool HandScanner::paused(Time now) const {
    return !text_.empty() && now - last_ >= rhythm_.pause;
}

std::optional<std::string> HandScanner::finish(Time end, std::size_t intervals) {
    std::string text = std::exchange(text_, {});
    if (text.size() < rhythm_.least_characters || text.size() > most_characters)
        return std::nullopt;
    if (end - first_ > rhythm_.average * static_cast<Time::rep>(intervals))
        return std::nullopt;
    return text;
}

std::optional<std::string> HandScanner::character(char character, Time now) {
    auto complete = pause(now);
    if (ends_scan(character)) // after a pause there is nothing left to end
        return complete ? complete : finish(now, text_.size());
    if (static_cast<unsigned char>(character) < ' ' || character == '\x7F')
        return complete;
    if (text_.empty())
        first_ = now;
    last_ = now;
    if (text_.size() <= most_characters)
        text_ += character;
    return complete;
}

std::optional<std::string> HandScanner::pause(Time now) {
    return paused(now) ? finish(last_, text_.size() - 1) : std::nullopt;
}

std::optional<std::chrono::milliseconds> HandScanner::patience(Time now) const {
    if (text_.empty())
        return std::nullopt;
    return std::max(last_ + rhythm_.pause - now, std::chrono::milliseconds(0));
}

} // namespace guichet::scanner
