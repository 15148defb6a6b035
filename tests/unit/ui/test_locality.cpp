// What stands around a sample of a screen: texts, a wall clock, QR symbols.

#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/resources/catalogues.hpp"
#include "tests/unit/ui/sample_states.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace guichet::ui {

namespace {

std::unique_ptr<Texts> compiled_catalogue(const std::string& language) {
    std::ifstream file(std::string(GUICHET_CATALOGUES) + "/" + language + ".mo", std::ios::binary);
    auto texts = resources::read_catalogue(language, {std::istreambuf_iterator<char>(file), {}});
    require(texts.ok(), "the catalogues are compiled");
    return std::move(*texts);
}

} // namespace

TestLocality::TestLocality() {
    for (const std::string language : {"fr", "de", "es"}) {
        compiled_[language] = compiled_catalogue(language);
    }
}

TestLocality::~TestLocality() = default;

const Texts& TestLocality::texts(const std::string& language) const {
    if (language == "long") {
        return long_;
    }
    const auto found = compiled_.find(language);
    return found == compiled_.end() ? static_cast<const Texts&>(english_) : *found->second;
}

namespace {

/// "Undo this pickup" becomes "Undounges thisungespickupungen".
std::string lengthen(std::string_view sentence) {
    std::string text;
    int glued = 0;
    while (!sentence.empty()) {
        const auto end = std::min(sentence.find_first_of(" \n"), sentence.size());
        const std::string_view word = sentence.substr(0, end);
        const bool plain = std::all_of(word.begin(), word.end(), [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        });
        text += word;
        if (plain && word.size() > 3) {
            text += std::string_view("ungenschaft").substr(0, 1 + word.size() * 2 / 5);
        }
        sentence.remove_prefix(end);
        if (sentence.empty()) {
            break;
        }
        // Every second space goes, between words.
        const bool glue = plain && sentence.front() == ' ' && ++glued % 2 == 0 && text.size() > 6;
        if (!glue) {
            text += sentence.front();
        }
        sentence.remove_prefix(1);
    }
    return text;
}

} // namespace

std::string LongTexts::get(std::string_view sentence) const {
    return sentence == "English" ? "English" : lengthen(sentence); // the name of a language is what it is
}

std::string LongTexts::plural(std::string_view one, std::string_view many, std::int64_t count) const {
    return lengthen(count == 1 ? one : many);
}

LocalTime TestLocality::local(Instant moment) const {
    const std::int64_t minutes = moment.milliseconds / 60'000 + 120; // summer time in France
    return {2020, 4, 17, static_cast<int>(minutes / 60 % 24), static_cast<int>(minutes % 60)};
}

QrModules test_qr(const std::string& text) {
    auto symbol = pictures::qr_symbol(text, pictures::QrCorrection::low);
    return symbol ? QrModules{symbol->size, std::move(symbol->dark)} : QrModules{};
}

} // namespace guichet::ui
