// Papers that people ask for: a receipt on request or again, the report, the producers' slips, a test page.

#include "kiosk/app/context.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

/// Queues the receipt of a hand-over, composed from the journal, whichever kiosk recorded it: under the mark
/// when there may be one on paper already. Gives the document's id; nothing when none is printed now.
std::optional<std::string> print_receipt(Context& context, const EventId& hand_over) {
    auto& state = context.state;
    const auto* event = state.ledger ? state.ledger->find(hand_over) : nullptr;
    if (event == nullptr || !takes_acts(state) || !prints_receipts(state))
        return std::nullopt;
    auto id = receipt_id(hand_over);
    const bool duplicate = receipt_was_asked(state, hand_over);
    if (duplicate)
        id += fmt::format("{}{}-{}", again_mark, state.journal.boot, ++state.reprints);
    auto entry = receipt_of(context, *event, id);
    entry.duplicate = duplicate;
    append(context, {{}, {std::move(entry)}, false});
    return id;
}

bool on_its_way(const State& state, const std::string& document) {
    const auto place = place_of(state, document);
    return place == PaperPlace::waiting || place == PaperPlace::unsure;
}

} // namespace

void print_receipt_on_screen(Context& context) {
    auto& state = context.state;
    if (auto* done = std::get_if<HandedOver>(&state.screen)) {
        // A customer gets one paper; who needs another asks a volunteer.
        done->answered = true;
        if (on_its_way(state, done->document) ||
            (state.self_service() && receipt_was_asked(state, done->hand_over)))
            return;
        if (auto document = print_receipt(context, done->hand_over))
            done->document = std::move(*document);
    } else if (auto* shown = std::get_if<AlreadyCollected>(&state.screen)) {
        if (state.self_service() || shown->saving || on_its_way(state, shown->reprint))
            return;
        if (auto document = print_receipt(context, shown->delivery.event))
            shown->reprint = std::move(*document);
    }
}

void reprint_last(Context& context) {
    if (const auto* last = last_hand_over(context.state); last != nullptr && !context.state.self_service())
        (void)print_receipt(context, last->id);
}

void print_report(Context& context, const Report& report) {
    if (!context.state.spools.empty())
        append(context, {{}, {report_paper(context, report)}, false});
}

void print_report(Context& context) {
    if (const auto* shown = std::get_if<Report>(&context.state.screen))
        print_report(context, *shown);
}

void print_slips(Context& context) {
    const auto* shown = std::get_if<Report>(&context.state.screen);
    if (shown != nullptr && !context.state.spools.empty())
        append(context, {{}, slip_papers(context, *shown), false});
}

void print_test_page(Context& context, std::size_t printer) {
    auto& state = context.state;
    if (printer < state.spools.size() && staff_present(state) && state.journal.boot > 0)
        append(context, {{}, {test_paper(context, printer)}, false});
}

} // namespace guichet::app
