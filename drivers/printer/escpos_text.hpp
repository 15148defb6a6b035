#pragma once
// Text in the code pages of a printer.

#include "drivers/printer/bytes.hpp"
#include "drivers/printer/profile.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace guichet::printer {

/// A line's bytes in one of the profile's code pages.
struct PageText {
    std::size_t page = 0; ///< index in Profile::code_pages
    Bytes bytes;
};

/// The text in the first page that has all its letters, or whose nearest signs do (a straight for a curly
/// quote, a hyphen for a dash: never another letter). Nothing when no page has them.
[[nodiscard]] std::optional<PageText> in_code_page(std::string_view utf8, const Profile& profile);

} // namespace guichet::printer
