#include "kiosk/receipt/document.hpp"

namespace guichet::receipt {

Document marked(Document document, std::string banner) {
    document.blocks.insert(document.blocks.begin(), {Banner{std::move(banner)}, Space{1}});
    return document;
}

} // namespace guichet::receipt
