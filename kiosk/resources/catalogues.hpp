#pragma once
// The texts in each language, from gettext catalogues (.mo and .po files). No locale of the system is needed.

#include "kiosk/core/texts.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace guichet::resources {

/// One catalogue from the bytes of its .mo file. `language` is the two-letter code (ISO 639-1).
/// Fails when the bytes are not a catalogue in UTF-8.
[[nodiscard]] Result<std::unique_ptr<Texts>> read_catalogue(const std::string& language,
                                                            std::vector<char> bytes);

/// All languages that the program speaks: English without any file, and one for each `LANGUAGE.mo` or
/// `LANGUAGE.po` of the folders. A language of a later folder takes the place of one of the same name.
class Catalogues {
public:
    Catalogues();

    /// Reads a folder. What cannot be read is left out and said in the notices.
    void load(const std::string& folder, std::vector<Error>& notices);
    void add(std::unique_ptr<Texts> texts);

    /// The texts of a language; English when there are none in it. Valid as long as this object.
    [[nodiscard]] const Texts& in(const std::string& language) const;

    /// The codes of the languages, in alphabetical order.
    [[nodiscard]] std::vector<std::string> languages() const;

private:
    std::map<std::string, std::unique_ptr<Texts>> texts_;
};

} // namespace guichet::resources
