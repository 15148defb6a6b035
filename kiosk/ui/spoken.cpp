#include "kiosk/ui/spoken.hpp"

#include <array>
#include <utility>

namespace guichet::ui {

namespace {

/// Ends a sentence, so that the voice pauses.
std::string sentence_of(std::string text) {
    constexpr std::string_view ends = ".!?:…";
    while (!text.empty() && (text.back() == ' ' || text.back() == ','))
        text.pop_back();
    if (!text.empty() && ends.find(text.back()) == std::string_view::npos)
        text += '.';
    return text;
}

std::string kind_of(const Element& element, const Texts& texts) {
    switch (element.role) {
    case Role::button:
    case Role::primary_button: return texts.get("button");
    case Role::check: return texts.get("check box");
    case Role::light: return texts.get("light");
    case Role::field: return texts.get("input field");
    case Role::image: return texts.get("picture");
    case Role::heading:
    case Role::text:
    case Role::key:
    case Role::dialog: break;
    }
    return {};
}

bool is_secret(std::string_view value) {
    return value.starts_with("•");
}

std::size_t count_of(std::string_view text, std::string_view sign) {
    std::size_t count = 0;
    for (auto at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + sign.size()))
        ++count;
    return count;
}

/// A code is letters and digits in one: it is spelled.
bool is_code(std::string_view value) {
    bool digit = false;
    bool letter = false;
    for (const char sign : value) {
        digit = digit || (sign >= '0' && sign <= '9');
        letter = letter || (sign >= 'A' && sign <= 'Z');
        if (sign == ' ' || static_cast<unsigned char>(sign) >= 0x80)
            return false;
    }
    return digit && letter;
}

std::string value_of(const Element& element, const Texts& texts) {
    if (element.role != Role::field)
        return readable(element.value);
    if (element.value.empty())
        return texts.get("empty");
    if (is_secret(element.value)) {
        const auto signs = static_cast<std::int64_t>(count_of(element.value, "•"));
        return texts.count("{0} character typed", "{0} characters typed", signs);
    }
    return is_code(element.value) ? spelled(element.value) : readable(element.value);
}

void append(std::string& text, const std::string& more) {
    if (!more.empty())
        text += (text.empty() ? "" : ", ") + more;
}

} // namespace

std::string readable(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> signs{{
        {"\u00a0»", ""},
        {" · ", ", "},
        {"\u00a0·\u00a0", ", "},
        {"\u00a0", " "},
        {"\u202f", " "},
        {"«\u00a0", ""},
        {"“", ""},
        {"”", ""},
        {"«", ""},
        {"»", ""},
    }};
    std::string plain;
    while (!text.empty()) {
        bool found = false;
        for (const auto& [sign, spoken_as] : signs) {
            if (text.starts_with(sign)) {
                plain += spoken_as;
                text.remove_prefix(sign.size());
                found = true;
                break;
            }
        }
        if (found)
            continue;
        if (text.front() == '\n')
            plain += ", ";
        else
            plain += text.front();
        text.remove_prefix(1);
    }
    return plain;
}

std::string spelled(std::string_view text) {
    std::string letters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U)
            ++length;
        const std::string_view letter = text.substr(at, length);
        at += length;
        if (letter == "-")
            letters += ',';
        else if (letter != " ")
            letters += (letters.empty() ? "" : " ") + std::string(letter);
    }
    return letters;
}

std::string spoken(const Element& element, const Texts& texts, bool into_headphones) {
    std::string text;
    if (element.personal && !into_headphones) {
        append(text, texts.get("To be heard with headphones"));
    } else {
        append(text, readable(element.label));
        append(text, value_of(element, texts));
    }
    append(text, kind_of(element, texts));
    if (!element.enabled)
        append(text, texts.get("not available now"));
    return sentence_of(std::move(text));
}

std::string spoken_change(const Element& before, const Element& after, const Texts& texts,
                          bool into_headphones) {
    if (before.value == after.value)
        return {};
    const bool more = after.value.size() > before.value.size();
    if (is_secret(after.value) || is_secret(before.value))
        return more ? texts.get("One character more") : texts.get("Erased");
    if (after.personal && !into_headphones)
        return more ? texts.get("One character more") : texts.get("Erased");
    if (!more)
        return texts.get("Erased");
    if (after.value.starts_with(before.value))
        return spelled(std::string_view(after.value).substr(before.value.size()));
    return value_of(after, texts);
}

std::string neutral_heading(const app::State& state, const Texts& texts) {
    const auto* work = std::get_if<app::BasketWork>(&state.screen);
    if (work != nullptr && work->question)
        return texts.get("A question about an article is on the screen. Plug in headphones to hear it.");
    if (work != nullptr)
        return texts.get("Your basket is on the screen. Plug in headphones to hear it.");
    if (std::holds_alternative<app::HandedOver>(state.screen))
        return texts.get("The pickup is recorded. Thank you!");
    if (std::holds_alternative<app::AlreadyCollected>(state.screen))
        return texts.get("This basket was handed over already.");
    return texts.get("To be heard with headphones");
}

std::string key_instruction(const app::State& state, const Texts& texts) {
    if (app::seconds_left(state))
        return texts.get("Press any key to go on.");
    if (std::holds_alternative<app::Attract>(state.screen) && state.self_service())
        return texts.get("Without a code to show: go on with Next to “Type my code”, then press Choose.");
    if (const auto* work = std::get_if<app::BasketWork>(&state.screen);
        work != nullptr && !work->question && !work->saving) {
        return work->complete()
                   ? texts.get("Everything is answered: go on to “Confirm the pickup”, then press Choose.")
                   : texts.get("Next reads the crates and the articles. Choose on an article says what is "
                               "missing. At the end stands “Everything is here”.");
    }
    if (std::holds_alternative<app::TypeCode>(state.screen))
        return texts.get("Type the code with the keypad, or go on to the keys of the screen.");
    return {};
}

std::string voice_welcome(const app::State& state, const Texts& texts) {
    std::string text = texts.get("The screen is read aloud.");
    text += ' ' + texts.get("Next goes on, Choose presses what is read, Back leads back.");
    if (!state.voice.headphones)
        text += ' ' + texts.get("What is personal is heard with headphones only.");
    return text;
}

std::string name_of(app::Loudness loudness, const Texts& texts) {
    switch (loudness) {
    case app::Loudness::soft: return texts.get("Soft");
    case app::Loudness::normal: return texts.get("Medium loud");
    case app::Loudness::loud: return texts.get("Loud");
    }
    return {};
}

} // namespace guichet::ui
