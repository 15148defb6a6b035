// The basket on the screen: what is said of its lines, and the act that records it.

#include "kiosk/app/context.hpp"
#include "kiosk/app/users.hpp"

#include <charconv>

namespace guichet::app {

namespace {

/// The basket that can be worked on: on the screen and not being saved.
BasketWork* open_work(State& state) {
    auto* work = std::get_if<BasketWork>(&state.screen);
    return work == nullptr || work->saving ? nullptr : work;
}

void choose(BasketWork& work, LineOutcome outcome) {
    work.choices.insert_or_assign(outcome.key, std::move(outcome));
    work.question.reset();
    work.problem.reset();
    work.pointing = false;
}

} // namespace

void everything_here(State& state) {
    auto* work = open_work(state);
    if (work == nullptr)
        return;
    for (const auto& crate : work->crates)
        for (const auto& group : crate.groups)
            for (const auto& line : group.lines)
                work->choices.try_emplace(line.key, LineOutcome{line.key, Outcome::collected, 0, {}});
    work->question.reset();
    work->problem.reset();
    work->pointing = false;
}

void tick_crate(State& state, std::size_t number) {
    auto* work = open_work(state);
    if (work == nullptr || number >= work->crates.size())
        return;
    bool ticked = false;
    for (const auto& group : work->crates[number].groups)
        for (const auto& line : group.lines)
            ticked |=
                work->choices.try_emplace(line.key, LineOutcome{line.key, Outcome::collected, 0, {}}).second;
    if (ticked)
        return;
    // All of it has its word: the ticks go, what is missing or refused stays said.
    for (const auto& group : work->crates[number].groups)
        for (const auto& line : group.lines)
            if (work->choices.at(line.key).outcome == Outcome::collected)
                work->choices.erase(line.key);
}

void ask_missing(State& state) {
    auto* work = open_work(state);
    if (work != nullptr && state.self_service())
        work->pointing = true;
}

void ask_line(State& state, const LineKey& line) {
    if (auto* work = open_work(state); work != nullptr && work->has_line(line))
        work->question = LineQuestion{line, {}, {}};
}

void answer_line(State& state, Outcome outcome) {
    auto* work = open_work(state);
    if (work == nullptr || !work->question)
        return;
    if (outcome == Outcome::short_ || outcome == Outcome::refused)
        work->question->outcome = outcome;
    else
        choose(*work, {work->question->line, outcome, 0, {}});
}

void answer_amount(State& state) {
    auto* work = open_work(state);
    if (work == nullptr || !work->question || work->question->outcome != Outcome::short_)
        return;
    const auto& typed = work->question->typed;
    const auto* line = work->basket->find_line(work->question->line);
    std::int64_t amount = -1;
    std::from_chars(typed.data(), typed.data() + typed.size(), amount);
    if (amount <= 0 || amount >= line->quantity.amount) {
        work->problem =
            fail("Type how much was handed over: more than nothing and less than what was ordered.");
        return;
    }
    choose(*work, {work->question->line, Outcome::short_, amount, {}});
}

void answer_reason(State& state, RefusalReason reason) {
    auto* work = open_work(state);
    if (work != nullptr && work->question && work->question->outcome == Outcome::refused)
        choose(*work, {work->question->line, Outcome::refused, 0, reason});
}

void confirm_hand_over(Context& context) {
    auto& state = context.state;
    auto* work = open_work(state);
    if (work == nullptr || !work->complete() || !takes_acts(state))
        return;
    work->saving = true;
    work->problem.reset();
    HandOver hand_over{work->basket->id,
                       work->identification,
                       state.self_service() ? Actor::customer : Actor::volunteer,
                       {},
                       work->proxy != nullptr ? work->proxy->id : "",
                       acting(state)};
    for (const auto& [key, outcome] : work->choices) {
        hand_over.lines.push_back(outcome);
        if (const auto* line = work->basket->find_line(key))
            hand_over.lines.back().ordered = line->quantity.amount;
    }
    append(context, {{std::move(hand_over)}, {}, true});
}

void hand_over_rest(Context& context) {
    if (context.state.self_service()) // customers tick, then confirm
        return;
    everything_here(context.state);
    confirm_hand_over(context);
}

void confirm_undo(Context& context, UndoReason reason) {
    auto& state = context.state;
    auto* shown = std::get_if<AlreadyCollected>(&state.screen);
    if (shown == nullptr || shown->saving || state.self_service() || !takes_acts(state))
        return;
    shown->saving = true;
    shown->choosing_reason = false;
    append(context,
           {{HandOverUndone{shown->basket->id, shown->delivery.event, reason, acting(state)}}, {}, true});
}

} // namespace guichet::app
