#pragma once
// What a scanner sends around a code, and how it is taken off.

#include <string>
#include <string_view>

namespace guichet::scanner {

/// What this station's scanners are set up to send before and after each code (AIM: preamble, postamble).
/// Control characters in it end a scan where they stand in the suffix, and are passed over elsewhere.
struct Framing {
    std::string prefix;
    std::string suffix;

    friend bool operator==(const Framing&, const Framing&) = default;
};

/// Without control characters.
[[nodiscard]] std::string printable(std::string_view text);

/// The code alone, as UTF-8: without control characters, NUL padding, an AIM symbology identifier
/// (ISO/IEC 15424: "]Q1" and the like), prefix and suffix, where they are there. Bytes that are no UTF-8 are
/// read as Latin-1.
[[nodiscard]] std::string code_of(std::string_view sent, const Framing& framing);

} // namespace guichet::scanner
