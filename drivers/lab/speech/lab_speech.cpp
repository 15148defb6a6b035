#include "drivers/lab/speech/lab_speech.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace guichet::lab {

namespace {

std::string with_plain_spaces(std::string_view text) {
    constexpr std::array<std::string_view, 2> no_break{"\u00a0", "\u202f"};
    std::string plain;
    while (!text.empty()) {
        const auto* const found = std::find_if(no_break.begin(), no_break.end(),
                                               [text](auto space) { return text.starts_with(space); });
        plain += found == no_break.end() ? text.front() : ' ';
        text.remove_prefix(found == no_break.end() ? 1 : found->size());
    }
    return plain;
}

} // namespace

void LabSpeech::say(ports::Utterance utterance) {
    if (utterance.personal && !headphones_)
        return; // as the real voice does
    said_.push_back(std::move(utterance));
}

bool LabSpeech::said(const std::string& text) const {
    return std::any_of(said_.begin(), said_.end(), [wanted = with_plain_spaces(text)](const auto& utterance) {
        return with_plain_spaces(utterance.text).find(wanted) != std::string::npos;
    });
}

} // namespace guichet::lab
