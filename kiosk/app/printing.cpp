// From the spools to paper. The rule: confirmed is never printed again; what may be on paper comes again only
// with the mark, or after a person said that it did not come out.

#include "kiosk/app/context.hpp"
#include "kiosk/app/spool.hpp"

#include <algorithm>
#include <utility>

namespace guichet::app {

namespace {

constexpr std::int64_t retry_after = 2'000;

using ports::SpoolEntry;
using ports::SpoolState;
using receipt::Kind;

/// A document that this program queued, or read back at its start, can be read.
Paper paper_of(SpoolEntry entry) {
    const auto kind = kind_of(entry);
    require(kind.ok(), "a queued document can be read");
    return {std::move(entry), *kind};
}

/// Of a receipt the journal tells, as long as the session takes events; nothing follows its closing.
bool is_told_of(const Context& context, const Paper& paper) {
    return paper.kind == Kind::receipt && takes_acts(context.state);
}

/// What has to be put on record of a paper's printer. The paper that hangs in it may end before the next one
/// goes out, and the program between them: the next one must still begin with a cut.
std::vector<ports::PrinterMark> mark_of_printer(State& state, const Paper& paper) {
    const auto printer = printer_for(state, paper);
    if (!printer)
        return {};
    auto& spool = state.spools[*printer];
    if (std::exchange(spool.interrupted_on_record, spool.interrupted) == spool.interrupted)
        return {};
    return {{static_cast<std::int64_t>(*printer), spool.interrupted}};
}

void keep_state(Context& context, Paper paper, SpoolState state, std::vector<EventBody> bodies = {}) {
    paper.entry.state = state;
    auto marks = mark_of_printer(context.state, paper);
    append(context, {std::move(bodies), {std::move(paper.entry)}, false, std::move(marks)});
}

void give_up(Context& context, Paper paper) {
    std::vector<EventBody> bodies;
    if (is_told_of(context, paper))
        bodies.emplace_back(ReceiptLost{paper.entry.id});
    keep_state(context, std::move(paper), SpoolState::failed, std::move(bodies));
}

/// Nobody can know whether it came out. At the counter a person is asked; customers are not: for them it
/// comes again, marked.
bool is_to_be_asked_about(const State& state, Kind kind) {
    return !state.self_service() && kind != Kind::test;
}

void start_print(Context& context, std::size_t printer) {
    auto& spool = context.state.spools[printer];
    auto document = receipt::parse_document(spool.printing->entry.document);
    require(document.ok(), "a queued document can be read");
    if (spool.printing->entry.duplicate) {
        const auto mark = context.locality.texts(document->language).get("DUPLICATE");
        *document = receipt::marked(std::move(*document), mark);
    }
    spool.sending = true;
    context.add(Print{{std::move(*document), spool.interrupted}, printer});
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
void send_or_give_up(Context& context, std::size_t printer) {
    auto& spool = context.state.spools[printer];
    if (!spool.giving_up) {
        start_print(context, printer);
        return;
    }
    spool.giving_up = false;
    give_up(context, *std::exchange(spool.printing, std::nullopt));
}

void print_next(Context& context, std::size_t printer) {
    auto& spool = context.state.spools[printer];
    // Nothing is asked of the printer in practice: it may as well be unplugged.
    const bool able = ports::can_print(spool.status.condition) || context.state.practice;
    if (spool.printing || spool.waiting.empty() || context.now < spool.not_before || !able)
        return;
    spool.printing = std::move(spool.waiting.front());
    spool.waiting.pop_front();
    spool.sending = false;
    spool.printing->entry.printer = static_cast<std::int64_t>(printer);
    spool.printing->entry.confirmable = spool.status.confirms && !spool.silent;
    keep_state(context, *spool.printing, SpoolState::sending);
}

bool is_known(const State& state, const std::string& id) {
    const auto same = [&](const Paper& paper) { return paper.entry.id == id; };
    return std::any_of(state.unsure.begin(), state.unsure.end(), same) ||
           std::any_of(state.spools.begin(), state.spools.end(), [&](const Spool& spool) {
               return (spool.printing && same(*spool.printing)) ||
                      std::any_of(spool.waiting.begin(), spool.waiting.end(), same);
           });
}

/// Puts a paper in the line of its printer; given up when there is none any more.
void line_up(Context& context, Paper paper) {
    if (const auto printer = printer_for(context.state, paper))
        context.state.spools[*printer].waiting.push_back(std::move(paper));
    else
        give_up(context, std::move(paper));
}

/// A paper that was on its way when the kiosk stopped: a part or all of it may be out.
void restore_interrupted(Context& context, Paper paper) {
    const auto& state = context.state;
    if (!paper.entry.confirmable && is_to_be_asked_about(state, paper.kind)) {
        keep_state(context, std::move(paper), SpoolState::unsure);
        return;
    }
    paper.entry.duplicate = true;
    paper.entry.state = SpoolState::queued;
    line_up(context, std::move(paper));
}

/// Whether a part of it may hang in the printer since the kiosk stopped: it was begun, now or before.
bool may_hang_in_printer(const Paper& paper) {
    return paper.entry.state == SpoolState::sending || paper.entry.state == SpoolState::unsure ||
           paper.entry.duplicate;
}

void restore(Context& context, Paper paper) {
    auto& state = context.state;
    if (const auto printer = printer_for(state, paper); printer && may_hang_in_printer(paper))
        state.spools[*printer].interrupted = true;
    if (paper.kind == Kind::test) // whoever asked for it does not stand there any more
        return give_up(context, std::move(paper));
    if (paper.entry.state == SpoolState::sending)
        return restore_interrupted(context, std::move(paper));
    if (paper.entry.state != SpoolState::unsure)
        return line_up(context, std::move(paper));
    if (is_to_be_asked_about(state, paper.kind)) {
        state.unsure.push_back(std::move(paper));
        return;
    }
    paper.entry.duplicate = true;
    line_up(context, std::move(paper));
}

/// It has all bytes, and said so or never says so.
void finish(Context& context, Paper paper, bool confirmed) {
    std::vector<EventBody> bodies;
    if (is_told_of(context, paper))
        bodies.emplace_back(ReceiptPrinted{paper.entry.id, paper.entry.duplicate, confirmed});
    keep_state(context, std::move(paper), confirmed ? SpoolState::printed : SpoolState::sent,
               std::move(bodies));
}

void after_interruption(Context& context, Paper paper, Spool& spool, const ports::PrintOutcome& outcome) {
    const bool begun = outcome.result == ports::PrintResult::interrupted_unknown;
    spool.interrupted = spool.interrupted || begun;
    if (std::exchange(spool.giving_up, false) || (begun && paper.kind == Kind::test)) {
        give_up(context, std::move(paper));
        return;
    }
    if (outcome.nobody_can_know() && is_to_be_asked_about(context.state, paper.kind)) {
        keep_state(context, std::move(paper), SpoolState::unsure);
        return;
    }
    paper.entry.duplicate = paper.entry.duplicate || begun;
    paper.entry.state = SpoolState::queued;
    spool.waiting.push_front(paper);
    spool.not_before = context.now + retry_after;
    keep_state(context, std::move(paper), SpoolState::queued);
}

} // namespace

void restore_papers(Context& context, const ports::Recovered& recovered) {
    auto& state = context.state;
    for (const auto printer : recovered.interrupted_printers)
        if (printer >= 0 && printer < std::ssize(state.spools))
            state.spools[static_cast<std::size_t>(printer)].interrupted =
                state.spools[static_cast<std::size_t>(printer)].interrupted_on_record = true;
    for (const auto& entry : recovered.documents) {
        const auto kind = kind_of(entry);
        if (!kind)
            context.log("The document {0} stays in the store: {1}", entry.id, kind.error().english());
        else if (!is_known(state, entry.id))
            restore(context, {entry, *kind});
    }
}

void print_next(Context& context) {
    for (std::size_t printer = 0; printer < context.state.spools.size(); ++printer)
        print_next(context, printer);
}

void on_documents_kept(Context& context, const std::vector<SpoolEntry>& documents) {
    auto& state = context.state;
    for (const auto& entry : documents) {
        if (entry.state == SpoolState::queued && !is_known(state, entry.id) &&
            !given_up(state.journal, entry.id))
            line_up(context, paper_of(entry));
        if (entry.state == SpoolState::unsure && !is_known(state, entry.id))
            state.unsure.push_back(paper_of(entry));
        for (std::size_t printer = 0; printer < state.spools.size(); ++printer) {
            const auto& spool = state.spools[printer];
            if (entry.state == SpoolState::sending && spool.printing && !spool.sending &&
                spool.printing->entry.id == entry.id)
                send_or_give_up(context, printer);
        }
    }
}

void on_printer_state(Context& context, const PrinterState& told) {
    require(told.printer < context.state.spools.size(), "only a printer of the configuration can tell");
    auto& spool = context.state.spools[told.printer];
    spool.status = told.status;
    spool.heard = true;
    if (told.facts != ports::PrinterFacts{})
        spool.printer = told.facts;
}

void on_print_ended(Context& context, const PrintEnded& ended) {
    require(ended.printer < context.state.spools.size(), "only a printer of the configuration can tell");
    auto& spool = context.state.spools[ended.printer];
    require(spool.printing && spool.printing->entry.id == ended.document,
            "only the document on its way can end");
    Paper paper = *std::exchange(spool.printing, std::nullopt);
    spool.sending = false;
    if (context.state.withdrawal.told) {
        spool.giving_up = false;
        return; // its text is gone, and nothing more is written of it
    }
    const auto result = ended.outcome.result;
    if (result == ports::PrintResult::printed || result == ports::PrintResult::sent_not_confirmable) {
        spool.giving_up = false;
        spool.interrupted = false;
        spool.silent = result == ports::PrintResult::sent_not_confirmable;
        finish(context, std::move(paper), !spool.silent);
        return;
    }
    if (ended.outcome.reason)
        context.log("Document {0} was interrupted: {1}", ended.document, ended.outcome.reason->english());
    after_interruption(context, std::move(paper), spool, ended.outcome);
}

void answer_paper(Context& context, const std::string& document, bool came_out) {
    auto& state = context.state;
    const auto asked = std::find_if(state.unsure.begin(), state.unsure.end(),
                                    [&](const Paper& paper) { return paper.entry.id == document; });
    if (asked == state.unsure.end() || state.self_service())
        return;
    Paper paper = std::move(*asked);
    state.unsure.erase(asked);
    if (came_out) {
        finish(context, std::move(paper), false);
        return;
    }
    paper.entry.duplicate = true;
    paper.entry.state = SpoolState::queued;
    auto queued = paper;
    line_up(context, std::move(paper));
    if (is_known(state, document))
        keep_state(context, std::move(queued), SpoolState::queued);
}

void give_up_receipts(Context& context) {
    auto& state = context.state;
    const auto give_up_all = [&](auto& papers) {
        const auto others = std::stable_partition(
            papers.begin(), papers.end(), [](const Paper& paper) { return paper.kind != Kind::receipt; });
        std::vector<Paper> given(std::make_move_iterator(others), std::make_move_iterator(papers.end()));
        papers.erase(others, papers.end());
        for (auto& paper : given)
            give_up(context, std::move(paper));
    };
    give_up_all(state.unsure);
    for (std::size_t printer = 0; printer < state.spools.size(); ++printer) {
        auto& spool = state.spools[printer];
        give_up_all(spool.waiting);
        if (spool.printing && spool.printing->kind == Kind::receipt) {
            spool.giving_up = true;
            if (spool.sending)
                context.add(CancelPrint{printer});
        }
    }
}

} // namespace guichet::app
