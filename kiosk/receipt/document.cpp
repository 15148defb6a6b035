#include "kiosk/receipt/document.hpp"

#include <algorithm>

namespace guichet::receipt {

Document marked(Document document, const std::string& banner) {
    auto& blocks = document.blocks;
    const auto code = std::find_if(blocks.rbegin(), blocks.rend(),
                                   [](const Block& block) { return std::holds_alternative<QrCode>(block); });
    const auto foot = code == blocks.rend() ? blocks.end() : std::prev(code.base());
    blocks.insert(foot, {Space{1}, Banner{banner}, Space{1}});
    blocks.insert(blocks.begin(), {Banner{banner}, Space{1}});
    return document;
}

} // namespace guichet::receipt
