#include "kiosk/app/spool.hpp"

#include "kiosk/app/papers.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

using ports::SpoolState;

bool is_receipt(const Paper& paper) {
    return paper.kind == receipt::Kind::receipt;
}

bool is(const Paper& paper, const std::string& document) {
    return paper.entry.id == document;
}

bool holds(const Spool& spool, const std::string& document) {
    return (spool.printing && is(*spool.printing, document)) ||
           std::any_of(spool.waiting.begin(), spool.waiting.end(),
                       [&](const Paper& paper) { return is(paper, document); });
}

/// The last state of a document that waits to be recorded.
std::optional<SpoolState> state_on_its_way(const Journal& journal, const std::string& document) {
    std::optional<SpoolState> state;
    for (const auto& act : journal.waiting)
        for (const auto& entry : act.documents)
            if (entry.id == document)
                state = entry.state;
    return state;
}

} // namespace

Result<receipt::Kind> kind_of(const ports::SpoolEntry& entry) {
    const auto document = receipt::parse_document(entry.document);
    if (!document)
        return document.error();
    return document->kind;
}

std::optional<std::size_t> printer_for(const State& state, receipt::Kind kind) {
    for (const auto role : {ports::role_of(kind), ports::PrinterRole::receipt})
        for (std::size_t printer = 0; printer < state.spools.size(); ++printer)
            if (state.spools[printer].roles.has(role))
                return printer;
    return state.spools.empty() ? std::nullopt : std::optional<std::size_t>(0);
}

std::optional<std::size_t> printer_for(const State& state, const Paper& paper) {
    const auto asked = paper.entry.printer;
    if (asked && *asked >= 0 && static_cast<std::size_t>(*asked) < state.spools.size())
        return static_cast<std::size_t>(*asked);
    return printer_for(state, paper.kind);
}

bool prints_receipts(const State& state) {
    return !state.spools.empty() && state.kiosk.paper != ReceiptPaper::never;
}

PaperPlace place_of(const State& state, const std::string& document) {
    const bool asked_about = std::any_of(state.unsure.begin(), state.unsure.end(),
                                         [&](const Paper& paper) { return is(paper, document); });
    if (asked_about)
        return PaperPlace::unsure;
    if (std::any_of(state.spools.begin(), state.spools.end(),
                    [&](const Spool& spool) { return holds(spool, document); }))
        return PaperPlace::waiting;
    if (const auto next = state_on_its_way(state.journal, document)) {
        if (*next == SpoolState::sent || *next == SpoolState::printed)
            return PaperPlace::out;
        return *next == SpoolState::failed ? PaperPlace::nowhere : PaperPlace::waiting;
    }
    return state.ledger && state.ledger->was_printed(document) ? PaperPlace::out : PaperPlace::nowhere;
}

std::int64_t receipts_waiting(const State& state) {
    auto count = std::count_if(state.unsure.begin(), state.unsure.end(), is_receipt);
    for (const auto& spool : state.spools) {
        count += std::count_if(spool.waiting.begin(), spool.waiting.end(), is_receipt);
        count += spool.printing && is_receipt(*spool.printing) ? 1 : 0;
    }
    return count;
}

std::int64_t papers_waiting(const State& state) {
    auto count = static_cast<std::int64_t>(state.unsure.size());
    for (const auto& spool : state.spools)
        count += spool.papers();
    return count;
}

bool receipt_was_asked(const State& state, const EventId& hand_over) {
    // What another kiosk printed is known only once its events are here.
    if (hand_over.device != state.kiosk.device || hand_over.incarnation != state.journal.incarnation)
        return true;
    const auto document = receipt_id(hand_over);
    return place_of(state, document) != PaperPlace::nowhere ||
           state_on_its_way(state.journal, document).has_value() || state.ledger->was_given_up(document);
}

const Basket* basket_of_receipt(const State& state, const std::string& document) {
    if (!state.ledger)
        return nullptr;
    for (const auto& basket : state.manifest->baskets)
        for (const auto& delivery : state.ledger->basket(basket.id).deliveries)
            if (const auto id = receipt_id(delivery.event);
                document == id || document.starts_with(id + std::string(again_mark)))
                return &basket;
    return nullptr;
}

const JournalEvent* last_hand_over(const State& state) {
    if (!state.ledger)
        return nullptr;
    const DeliveryRecord* last = nullptr;
    for (const auto& basket : state.manifest->baskets)
        for (const auto& delivery : state.ledger->basket(basket.id).deliveries)
            if (!delivery.undone && delivery.event.device == state.kiosk.device &&
                (last == nullptr || last->time < delivery.time))
                last = &delivery;
    return last == nullptr ? nullptr : state.ledger->find(last->event);
}

bool asks_about_receipt(const State& state) {
    const auto* done = std::get_if<HandedOver>(&state.screen);
    return done != nullptr && state.self_service() && !done->answered && prints_receipts(state) &&
           state.kiosk.paper == ReceiptPaper::on_request && !receipt_was_asked(state, done->hand_over);
}

bool offers_keepsake(const State& state) {
    const auto* done = std::get_if<HandedOver>(&state.screen);
    if (done == nullptr || done->keepsake.empty())
        return false;
    const bool on_request = state.kiosk.paper == ReceiptPaper::on_request;
    if (!prints_receipts(state) || (on_request && (!state.self_service() || asks_about_receipt(state))))
        return true;
    // Paper was promised: the code stands in for it while it does not come.
    const auto printer = printer_for(state, receipt::Kind::receipt);
    return place_of(state, done->document) == PaperPlace::waiting && state.spools[*printer].in_trouble();
}

} // namespace guichet::app
