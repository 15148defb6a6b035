#pragma once
// How a sentence of the program reaches a person in their language.

#include "kiosk/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace guichet {

/// The catalogue of one language. The key of a text is its English sentence, with {0}, {1} … for arguments;
/// a text that the catalogue does not have is given in English.
class Texts {
public:
    virtual ~Texts() = default;

    /// The sentence in this language, its places {0}, {1} … still open.
    [[nodiscard]] virtual std::string get(std::string_view sentence) const = 0;

    /// The form of a sentence for a count, by the language's plural rule; its places are still open.
    [[nodiscard]] virtual std::string plural(std::string_view one, std::string_view many,
                                             std::int64_t count) const = 0;

    /// The language's two-letter code (ISO 639-1), such as "fr".
    [[nodiscard]] virtual std::string language() const = 0;

    /// A sentence with its arguments in place.
    template <typename... Arguments>
    [[nodiscard]] std::string say(std::string_view sentence, const Arguments&... arguments) const {
        return fill(get(sentence), {fmt::format("{}", arguments)...});
    }

    /// A counted sentence: the count is its place {0}, further arguments follow.
    template <typename... Arguments>
    [[nodiscard]] std::string count(std::string_view one, std::string_view many, std::int64_t number,
                                    const Arguments&... arguments) const {
        return fill(plural(one, many, number), {fmt::format("{}", number), fmt::format("{}", arguments)...});
    }

    /// What went wrong, in this language.
    [[nodiscard]] std::string say(const Error& error) const { return fill(get(error.text), error.arguments); }
};

/// The program's own sentences, untranslated: for the log, and for tests.
class EnglishTexts final : public Texts {
public:
    [[nodiscard]] std::string get(std::string_view sentence) const override { return std::string(sentence); }
    [[nodiscard]] std::string plural(std::string_view one, std::string_view many,
                                     std::int64_t count) const override {
        return std::string(count == 1 ? one : many);
    }
    [[nodiscard]] std::string language() const override { return "en"; }
};

/// Marks a sentence for translation where it is stored and said later; it changes nothing.
[[nodiscard]] constexpr std::string_view sentence(std::string_view text) {
    return text;
}

} // namespace guichet
