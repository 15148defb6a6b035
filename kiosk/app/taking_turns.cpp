// Two customers at once: a code that is read while another customer's basket is worked on is taken as well.
// Its basket waits, and nothing that was said of either is lost.

#include "kiosk/app/context.hpp"

#include <algorithm>
#include <utility>

namespace guichet::app {

namespace {

/// Nothing of it is left to hand over.
bool is_collected(const State& state, const BasketWork& work) {
    return work.line_count == 0 && state.ledger->basket(work.basket->id).standing() != nullptr;
}

/// A basket with what is left of it to hand over.
BasketWork work_on(const State& state, const Basket& basket, Identification identification,
                   const ProxyCode* proxy) {
    const auto& collected = state.ledger->basket(basket.id);
    BasketWork work;
    work.basket = &basket;
    work.identification = identification;
    work.proxy = proxy;
    for (auto crate : crates_of(basket)) {
        for (auto& group : crate.groups)
            std::erase_if(group.lines,
                          [&](const CrateLine& line) { return collected.lines.contains(line.key); });
        std::erase_if(crate.groups, [](const ProducerGroup& group) { return group.lines.empty(); });
        work.line_count += crate.line_count();
        if (!crate.groups.empty())
            work.crates.push_back(std::move(crate));
    }
    return work;
}

/// What was said of a basket before it waited; another kiosk may have handed over some of its lines since.
void take_over(BasketWork& work, BasketWork before) {
    for (auto& [key, choice] : before.choices)
        if (work.has_line(key))
            work.choices.emplace(key, std::move(choice));
    if (before.question && work.has_line(before.question->line))
        work.question = std::move(before.question);
}

Error already_collected(const State& state, const Basket& basket) {
    if (state.self_service()) // whose it is concerns nobody else before this screen
        return fail("The basket of the code that was just shown was already handed over.");
    return fail("The basket of {0} was already handed over.", basket.customer_name);
}

} // namespace

bool screen_is_free(const State& state) {
    if (const auto* work = std::get_if<BasketWork>(&state.screen))
        return !work->begun();
    const auto* shown = std::get_if<AlreadyCollected>(&state.screen);
    return shown == nullptr || (!shown->saving && !shown->choosing_reason);
}

Error aside_of(CodeFault fault) {
    switch (fault) {
    case CodeFault::unknown: return fail("We do not know the code that was just shown.");
    case CodeFault::damaged: return fail("The code that was just shown cannot be read.");
    case CodeFault::revoked: return fail("The code that was just shown is no longer valid.");
    case CodeFault::elsewhere:
        return fail("The code that was just shown is for another station or another day.");
    case CodeFault::foreign: break;
    }
    return fail("What was just shown is not a pickup code.");
}

void let_wait(Context& context, const Basket& basket, Identification identification, const ProxyCode* proxy) {
    auto& state = context.state;
    auto& next = state.next_basket;
    auto work = work_on(state, basket, identification, proxy);
    if (is_collected(state, work)) {
        state.aside = already_collected(state, basket);
        context.add(Play{Sound::refused});
    } else if (next && next->basket == &basket) {
        next->identification = identification;
        next->proxy = proxy;
        context.add(Play{Sound::found});
    } else if (next && next->begun()) {
        state.aside = fail("Two baskets are begun already. Finish one of them, then show this code again.");
        context.add(Play{Sound::refused});
    } else {
        next = std::move(work);
        context.add(Play{Sound::found});
    }
}

void resume_basket(Context& context, BasketWork kept) {
    auto& state = context.state;
    auto work = work_on(state, *kept.basket, kept.identification, kept.proxy);
    take_over(work, std::move(kept));
    if (is_collected(state, work))
        go_home(context); // another kiosk handed it over meanwhile
    else
        state.screen = std::move(work);
}

void show_basket(Context& context, const Basket& basket, Identification identification,
                 const ProxyCode* proxy) {
    auto& state = context.state;
    state.last_touch = context.now;
    is_before_basket(state.screen) ? wipe(state.screen) : end_visit(context);
    // Who chose a language on the first screen keeps it.
    const auto languages = context.locality.languages();
    if (state.self_service() && state.language == state.kiosk.language &&
        std::find(languages.begin(), languages.end(), basket.language) != languages.end())
        state.language = basket.language;
    auto work = work_on(state, basket, identification, proxy);
    if (state.next_basket && state.next_basket->basket == &basket)
        take_over(work, *std::exchange(state.next_basket, std::nullopt));
    if (is_collected(state, work))
        state.screen =
            AlreadyCollected{&basket, *state.ledger->basket(basket.id).standing(), false, false, {}};
    else
        state.screen = std::move(work);
}

bool open_next(Context& context) {
    const auto& next = context.state.next_basket;
    if (!next)
        return false;
    show_basket(context, *next->basket, next->identification, next->proxy);
    return true;
}

void swap_baskets(Context& context) {
    auto& state = context.state;
    auto* work = std::get_if<BasketWork>(&state.screen);
    if (work == nullptr || work->saving || !state.next_basket || state.self_service())
        return;
    auto left = std::move(*work);
    open_next(context);
    state.next_basket = std::move(left);
}

} // namespace guichet::app
