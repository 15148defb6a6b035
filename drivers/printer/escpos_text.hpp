#pragma once
// Text in the code pages of a printer.

#include "drivers/printer/bytes.hpp"
#include "drivers/printer/profile.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::printer {

/// Letters in one of the profile's code pages, or letters that none of them has.
struct PageText {
    std::size_t page = 0; ///< index in Profile::code_pages
    Bytes bytes;
    std::string drawn = {}; ///< UTF-8, to be drawn; then there are no bytes
};

/// The text in the first page that has all its letters, or whose nearest signs do (a straight for a curly
/// quote, a hyphen for a dash: never another letter); when there is no such page, in as many pages as it
/// takes, and as drawings what is in none.
[[nodiscard]] std::vector<PageText> in_code_pages(std::string_view utf8, const Profile& profile);

} // namespace guichet::printer
