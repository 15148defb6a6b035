#include "kiosk/core/wipe.hpp"

#include <sodium.h>

namespace guichet {

void wipe(std::string& text) {
    text.resize(text.capacity()); // longer texts that stood there before as well
    sodium_memzero(text.data(), text.size());
    text.clear();
}

} // namespace guichet
