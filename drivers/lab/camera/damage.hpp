#pragma once

#include "drivers/pictures/picture.hpp"

#include <cstdint>

namespace guichet::lab {

/// A code's picture torn at a corner and scribbled over: more than half of what lies between its finder
/// patterns is covered, twice what the strongest error correction mends, and it still looks like a code.
[[nodiscard]] pictures::GrayPicture damaged(const pictures::GrayPicture& code, std::uint64_t seed);

} // namespace guichet::lab
