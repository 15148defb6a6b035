#pragma once
// What the scanners of these tests send.

#include <cstdint>
#include <string>
#include <vector>

namespace guichet::scanner {

using Bytes = std::vector<std::uint8_t>;

/// A pickup code as it is printed.
inline const std::string code = "GU1:0123456789ABCDEFGHJKMNPQRS";

} // namespace guichet::scanner
