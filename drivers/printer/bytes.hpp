#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace guichet::printer {

/// What goes to a printer or comes from it.
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

} // namespace guichet::printer
