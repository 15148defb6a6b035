#include "drivers/lab/speech/lab_speech.hpp"

#include <algorithm>
#include <utility>

namespace guichet::lab {

namespace {

std::string with_plain_spaces(std::string text) {
    for (const std::string space : {"\u00a0", "\u202f"})
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space, at + 1))
            text.replace(at, space.size(), " ");
    return text;
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
