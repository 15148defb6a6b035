#include "kiosk/receipt/compose.hpp"

namespace guichet::receipt {

Document compose_receipt(const ReceiptFacts& facts, const Texts& texts) {
    Document document{facts.document_id, Kind::receipt, texts.language(), {}};
    document.blocks.emplace_back(Text{facts.station_name, Size::large, true, Align::centre});
    for (const auto& line : facts.lines)
        document.blocks.emplace_back(
            Row{facts.basket->find_line(line.key)->product,
                format_money(facts.basket->find_line(line.key)->price(), texts), {}, 0, Size::normal, false});
    return document;
}

} // namespace guichet::receipt
