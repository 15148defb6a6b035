#pragma once

#include <string>

namespace guichet {

/// Overwrites a text that held something of a person, and empties it: freed memory keeps nothing of it.
/// Copies made elsewhere stay as they are.
void wipe(std::string& text);

} // namespace guichet
