// From a code, typed letters or a name to a basket, or to a sentence that says why not.

#include "kiosk/app/context.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

/// Longest text that a field takes.
constexpr std::size_t longest_search = 40;

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

/// Small letters without accents, for comparing what is typed with what is written. Letters of Latin-1 and
/// Latin Extended-A (U+00C0 to U+017F) lose their accents; others stay.
std::string folded(std::string_view text) {
    static constexpr std::string_view plain =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead >= 0xC3 && lead <= 0xC5 && at + 1 < text.size()) {
            const auto point = (lead & 0x1FU) << 6 | (static_cast<unsigned char>(text[at + 1]) & 0x3FU);
            result += plain.at(point - 0xC0U);
            ++at;
        } else {
            result += lower(text[at]);
        }
    }
    return result;
}

/// Whether a basket answers to what was typed: each word begins a word of the name, an order or the short
/// code.
bool answers_to(const Basket& basket, const std::string& typed) {
    std::string words = " " + folded(basket.customer_name) + " " + folded(basket.short_code);
    for (const auto& order : basket.orders)
        words += " " + folded(order.number);
    std::replace(words.begin(), words.end(), '-', ' ');
    std::size_t at = 0;
    while (at < typed.size()) {
        const auto end = std::min(typed.find(' ', at), typed.size());
        if (end > at && words.find(" " + typed.substr(at, end - at)) == std::string::npos)
            return false;
        at = end + 1;
    }
    return true;
}

void search(const State& state, Search& field) {
    field.found.clear();
    std::string typed = folded(field.typed);
    std::replace(typed.begin(), typed.end(), '-', ' ');
    if (typed.find_first_not_of(' ') == std::string::npos)
        return;
    for (const auto& basket : state.manifest->baskets) {
        if (answers_to(basket, typed))
            field.found.push_back(&basket);
        if (field.found.size() == search_limit)
            return;
    }
}

void refuse(Context& context, CodeFault fault, const OtherSession* elsewhere) {
    auto& state = context.state;
    // A basket is not taken away by somebody's train ticket, even if nothing was said of it yet.
    if (screen_is_free(state) && !std::holds_alternative<BasketWork>(state.screen)) {
        is_before_basket(state.screen) ? wipe(state.screen) : end_visit(context);
        state.screen = CodeNotice{fault, elsewhere, state.manifest->date};
        state.last_touch = context.now;
    } else {
        state.aside = aside_of(fault);
    }
    context.add(Play{Sound::refused});
    append(context, {{CodeRefused{fault}}, {}, false});
}

/// Another code of the basket on the screen: whoever stands there has shown it, and what was said stays.
void change_person(Context& context, BasketWork& work, Identification from, const ProxyCode* proxy) {
    context.state.last_touch = context.now;
    if (work.proxy == proxy || work.saving)
        return;
    work.proxy = proxy;
    work.identification = from;
    context.add(Play{Sound::found});
}

/// Whose code it is: their basket takes the screen, or waits until it is free.
void meet(Context& context, const Basket& basket, Identification from, const ProxyCode* proxy) {
    auto& state = context.state;
    auto* work = std::get_if<BasketWork>(&state.screen);
    const auto* shown = std::get_if<AlreadyCollected>(&state.screen);
    if (work != nullptr && work->basket == &basket)
        return change_person(context, *work, from, proxy);
    if (!screen_is_free(state)) {
        if (shown == nullptr || shown->basket != &basket)
            let_wait(context, basket, from, proxy);
        return;
    }
    show_basket(context, basket, from, proxy);
    const bool found = std::holds_alternative<BasketWork>(state.screen);
    context.add(Play{found ? Sound::found : Sound::refused});
}

/// Shows whose a code is, or says why it brings up nothing.
void show_match(Context& context, const CodeMatch& match, Identification from,
                const OtherSession* elsewhere) {
    if (match.revoked)
        refuse(context, CodeFault::revoked, nullptr);
    else if (match.basket != nullptr)
        meet(context, *match.basket, match.proxy != nullptr ? Identification::proxy : from, match.proxy);
    else
        refuse(context, elsewhere != nullptr ? CodeFault::elsewhere : CodeFault::unknown, elsewhere);
}

} // namespace

void on_code_read(Context& context, const std::string& text, Identification from) {
    auto& state = context.state;
    if (scanning_paused(state))
        return;
    state.aside.reset();
    const auto code = read_code(text);
    if (const auto* pickup = std::get_if<PickupCode>(&code))
        show_match(context, state.manifest->find_by_code(*pickup), from,
                   state.manifest->find_elsewhere(*pickup));
    else
        refuse(context, std::holds_alternative<DamagedCode>(code) ? CodeFault::damaged : CodeFault::foreign,
               nullptr);
}

void on_code_unreadable(Context& context) {
    auto& state = context.state;
    const bool idle =
        std::holds_alternative<Attract>(state.screen) || std::holds_alternative<HandedOver>(state.screen);
    if (!scanning_paused(state) && idle)
        refuse(context, CodeFault::damaged, nullptr);
}

void submit_code(Context& context) {
    auto& state = context.state;
    auto* field = std::get_if<TypeCode>(&state.screen);
    if (field == nullptr || !takes_acts(state))
        return;
    const auto code = read_short_code(field->typed);
    if (!code) {
        field->problem = code.error();
        context.add(Play{Sound::refused});
    } else {
        show_match(context, state.manifest->find_by_short_code(*code), Identification::short_code, nullptr);
    }
}

void type_text(Context& context, const std::string& text) {
    auto& state = context.state;
    if (type_for_staff(state, text))
        return;
    if (auto* field = std::get_if<TypeCode>(&state.screen)) {
        for (const char letter : text)
            if (letter > ' ' && letter <= '~' && letter != '-' && field->typed.size() < short_code_length)
                field->typed += upper(letter);
        field->problem.reset();
        if (field->typed.size() == short_code_length)
            submit_code(context);
    } else if (auto* search_field = std::get_if<Search>(&state.screen)) {
        if (search_field->typed.size() + text.size() <= longest_search)
            search_field->typed += text;
        search(state, *search_field);
    } else if (auto* work = std::get_if<BasketWork>(&state.screen); work != nullptr && work->question) {
        constexpr std::size_t longest_amount = 7;
        for (const char digit : text)
            if (digit >= '0' && digit <= '9' && work->question->typed.size() < longest_amount)
                work->question->typed += digit;
    }
}

void drop_letter(std::string& typed) {
    while (!typed.empty() && (static_cast<unsigned char>(typed.back()) & 0xC0U) == 0x80U)
        typed.pop_back();
    if (!typed.empty())
        typed.pop_back();
}

void erase_letter(Context& context) {
    auto& state = context.state;
    if (erase_for_staff(state))
        return;
    if (auto* field = std::get_if<TypeCode>(&state.screen)) {
        drop_letter(field->typed);
        field->problem.reset();
    } else if (auto* search_field = std::get_if<Search>(&state.screen)) {
        drop_letter(search_field->typed);
        search(state, *search_field);
    } else if (auto* work = std::get_if<BasketWork>(&state.screen); work != nullptr && work->question) {
        drop_letter(work->question->typed);
    }
}

} // namespace guichet::app
