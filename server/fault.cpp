#include "server/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::server {

void Faults::add(Place place, std::string text) {
    ++count_;
    if (kept_.size() == most_kept && place >= kept_.back().place)
        return;
    // What a file holds may not command a terminal.
    std::replace_if(
        text.begin(), text.end(), [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; }, '?');
    Fault fault{place, std::move(text)};
    const auto after =
        std::upper_bound(kept_.begin(), kept_.end(), fault,
                         [](const Fault& left, const Fault& right) { return left.place < right.place; });
    kept_.insert(after, std::move(fault));
    if (kept_.size() > most_kept)
        kept_.pop_back();
}

std::string describe(const Faults& faults, const std::string& file) {
    std::string text;
    for (const auto& fault : faults.kept())
        text += fmt::format("{}:{}:{}: {}\n", file, fault.place.line, fault.place.column, fault.text);
    const auto more = faults.count() - static_cast<std::int64_t>(faults.kept().size());
    if (more > 0)
        text += fmt::format("and {} more\n", more);
    return text;
}

} // namespace guichet::server
