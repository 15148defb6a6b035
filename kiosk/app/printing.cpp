// From the spool to paper. The rule: confirmed is never printed again; what may be on paper comes again only
// with the mark.

#include "kiosk/app/context.hpp"

#include <algorithm>
#include <utility>

namespace guichet::app {

namespace {

constexpr std::int64_t retry_after = 2'000;

using ports::SpoolEntry;
using ports::SpoolState;

/// A document that was queued reads back; otherwise the program is broken.
receipt::Document document_of(const SpoolEntry& entry) {
    auto document = receipt::parse_document(entry.document);
    require(document.ok(), "a queued document can be read");
    return std::move(*document);
}

bool is_receipt(const SpoolEntry& entry) {
    return document_of(entry).kind == receipt::Kind::receipt;
}

void keep_state(Context& context, SpoolEntry entry, SpoolState state, std::vector<EventBody> bodies = {}) {
    entry.state = state;
    append(context, {std::move(bodies), {std::move(entry)}, false});
}

void give_up(Context& context, SpoolEntry entry) {
    std::vector<EventBody> bodies;
    if (is_receipt(entry))
        bodies.emplace_back(ReceiptLost{entry.id});
    keep_state(context, std::move(entry), SpoolState::failed, std::move(bodies));
}

void start_print(Context& context) {
    auto& spool = context.state.spool;
    auto document = document_of(*spool.printing);
    if (spool.printing->duplicate) {
        const auto mark = context.locality.texts(document.language).get("DUPLICATE");
        document = receipt::marked(std::move(document), mark);
    }
    spool.sending = true;
    context.add(Print{{std::move(document), spool.interrupted}});
}

/// Whether a document was given up, and only the record of it waits.
bool given_up(const Journal& journal, const std::string& id) {
    return std::any_of(journal.waiting.begin(), journal.waiting.end(), [&](const Act& act) {
        return std::any_of(act.documents.begin(), act.documents.end(), [&](const SpoolEntry& entry) {
            return entry.id == id && entry.state == SpoolState::failed;
        });
    });
}

/// Its state `sending` is on record: out it goes, unless it was given up meanwhile.
void send_or_give_up(Context& context) {
    auto& spool = context.state.spool;
    if (!spool.giving_up) {
        start_print(context);
        return;
    }
    spool.giving_up = false;
    give_up(context, *std::exchange(spool.printing, std::nullopt));
}

} // namespace

void print_next(Context& context) {
    auto& spool = context.state.spool;
    if (spool.printing || spool.waiting.empty() || context.now < spool.not_before ||
        !ports::can_print(spool.status.condition))
        return;
    spool.printing = std::move(spool.waiting.front());
    spool.waiting.pop_front();
    spool.sending = false;
    keep_state(context, *spool.printing, SpoolState::sending);
}

void on_documents_kept(Context& context, const std::vector<SpoolEntry>& documents) {
    auto& spool = context.state.spool;
    for (const auto& entry : documents) {
        const bool of_printing = spool.printing && spool.printing->id == entry.id;
        if (entry.state == SpoolState::queued && !entry.duplicate && is_receipt(entry))
            context.state.last_receipt = entry.document;
        const bool known = std::any_of(spool.waiting.begin(), spool.waiting.end(),
                                       [&](const SpoolEntry& waiting) { return waiting.id == entry.id; });
        if (entry.state == SpoolState::queued && !of_printing && !known &&
            !given_up(context.state.journal, entry.id))
            spool.waiting.push_back(entry);
        if (entry.state == SpoolState::sending && of_printing && !spool.sending)
            send_or_give_up(context);
    }
}

void on_print_ended(Context& context, const std::string& id, const ports::PrintOutcome& outcome) {
    auto& spool = context.state.spool;
    require(spool.printing && spool.printing->id == id, "only the document on its way can end");
    SpoolEntry entry = std::move(*spool.printing);
    spool.printing.reset();
    spool.sending = false;
    const bool giving_up = std::exchange(spool.giving_up, false);
    const bool confirmed = outcome.result == ports::PrintResult::printed;
    if (confirmed || outcome.result == ports::PrintResult::sent_not_confirmable) {
        std::vector<EventBody> bodies;
        if (is_receipt(entry))
            bodies.emplace_back(ReceiptPrinted{entry.id, entry.duplicate, confirmed});
        spool.interrupted = false;
        keep_state(context, std::move(entry), confirmed ? SpoolState::printed : SpoolState::sent,
                   std::move(bodies));
        return;
    }
    if (outcome.reason)
        context.log("Document {0} was interrupted: {1}", id, outcome.reason->english());
    const bool begun = outcome.result == ports::PrintResult::interrupted_unknown;
    spool.interrupted = spool.interrupted || begun;
    if (giving_up) {
        give_up(context, std::move(entry));
        return;
    }
    entry.duplicate = entry.duplicate || begun;
    entry.state = SpoolState::queued;
    spool.waiting.push_front(entry);
    spool.not_before = context.now + retry_after;
    keep_state(context, std::move(entry), SpoolState::queued);
}

void reprint_last(Context& context) {
    auto& state = context.state;
    if (!state.last_receipt || !takes_acts(state))
        return;
    auto document = receipt::parse_document(*state.last_receipt);
    require(document.ok(), "the last receipt can be read");
    document->id += "-again-" + std::to_string(state.journal.last);
    append(context, {{}, {{document->id, receipt::to_json(*document), SpoolState::queued, true}}, false});
}

void give_up_receipts(Context& context) {
    auto& spool = context.state.spool;
    for (auto& entry : std::exchange(spool.waiting, {}))
        give_up(context, std::move(entry));
    if (spool.printing) {
        spool.giving_up = true;
        if (spool.sending)
            context.add(CancelPrint{});
    }
}

void print_report(Context& context) {
    if (const auto* shown = std::get_if<Report>(&context.state.screen))
        append(context, {{}, {report_paper(context, *shown)}, false});
}

} // namespace guichet::app
