#pragma once
// Catalogues as translators write them (.po): read when the program runs, so that a language needs no build.
// Format: GNU gettext manual, "The Format of PO Files", "Plural forms" and "The Format of GNU MO Files".

#include "kiosk/core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace guichet::resources {

/// The bytes of the .mo file that msgfmt would make of a .po file in UTF-8. What is marked fuzzy, or has no
/// translation, is left out: it is said in English then. A file with any fault is refused whole: the Error
/// names its line, under `name`.
[[nodiscard]] Result<std::vector<char>> compile_po(std::string_view text, const std::string& name);

/// A language's rule which form belongs to a count, as the header writes it after "Plural-Forms:".
struct PluralRule {
    int forms = 0;     ///< 1 to 8
    std::string error; ///< empty: it is a rule that gives one of the forms for every count
};
[[nodiscard]] PluralRule read_plural_rule(std::string_view rule);

} // namespace guichet::resources
