#pragma once
// Letters as the bytes of a printer's code pages. Bytes 20 to 7E are ASCII in all of them.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace guichet::printer {

/// The character tables; the number that selects one (`1B 74 n`) differs between printers: see Profile.
enum class CodePage : std::uint8_t { pc437, pc852, pc858, wpc1252, iso8859_15 };

/// The byte of a letter; nothing when the page does not have it.
[[nodiscard]] std::optional<std::uint8_t> byte_of(CodePage page, char32_t letter);

/// The letter of a byte (20 and up); nothing where the page has a gap.
[[nodiscard]] std::optional<char32_t> letter_of(CodePage page, std::uint8_t byte);

/// The pages' names in profiles, in the order of the enumeration.
inline constexpr std::array<std::string_view, 5> code_page_words{"pc437", "pc852", "pc858", "wpc1252",
                                                                 "iso8859-15"};

} // namespace guichet::printer
