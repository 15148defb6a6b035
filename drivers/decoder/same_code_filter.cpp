#include "drivers/decoder/same_code_filter.hpp"

#include <algorithm>

namespace guichet::decoder {

bool SameCodeFilter::accept(std::string_view text, Time now) {
    std::erase_if(in_view_, [&](const Sight& sight) { return now - sight.last >= absence_; });
    const auto known = std::find_if(in_view_.begin(), in_view_.end(),
                                    [&](const Sight& sight) { return sight.text == text; });
    if (known == in_view_.end()) {
        in_view_.push_back({std::string(text), now});
        return true;
    }
    known->last = std::max(known->last, now);
    return false;
}

} // namespace guichet::decoder
