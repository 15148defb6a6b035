#include "kiosk/core/result.hpp"

#include <cstdio>
#include <cstdlib>

namespace guichet {

std::string Error::english() const {
    return fill(text, arguments);
}

std::string fill(const std::string& sentence, const std::vector<std::string>& arguments) {
    std::string filled;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const bool place = sentence[at] == '{' && at + 2 < sentence.size() && sentence[at + 2] == '}' &&
                           sentence[at + 1] >= '0' && sentence[at + 1] <= '9';
        const auto index = place ? static_cast<std::size_t>(sentence[at + 1] - '0') : arguments.size();
        if (index < arguments.size()) {
            filled += arguments[index];
            at += 2;
        } else {
            filled += sentence[at];
        }
    }
    return filled;
}

void require(bool holds, const char* invariant) {
    if (holds)
        return;
    std::fprintf(stderr, "guichet: broken invariant: %s\n", invariant);
    std::abort();
}

} // namespace guichet
