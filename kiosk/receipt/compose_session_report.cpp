#include "kiosk/receipt/compose.hpp"

namespace guichet::receipt {

Document compose_session_report(const SessionReportFacts& facts, const Texts& texts) {
    Document document{facts.document_id, Kind::report, texts.language(), {}};
    document.blocks.emplace_back(Text{facts.station_name, Size::large, true, Align::centre});
    return document;
}

} // namespace guichet::receipt
