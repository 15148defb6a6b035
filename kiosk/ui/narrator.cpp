#include "kiosk/ui/narrator.hpp"

#include "kiosk/core/wipe.hpp"
#include "kiosk/ui/spoken.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guichet::ui {

namespace {

float volume_of(app::Loudness loudness) {
    switch (loudness) {
    case app::Loudness::soft: return 0.3F;
    case app::Loudness::normal: return 0.6F;
    case app::Loudness::loud: return 1.0F;
    }
    return 0.6F;
}

const Element* heading_of(const Accessibility& list) {
    const auto top = list.top_section();
    const auto& elements = list.elements();
    const auto found = std::find_if(elements.begin(), elements.end(), [top](const Element& element) {
        return element.section == top && element.role == Role::heading;
    });
    return found == elements.end() ? nullptr : &*found;
}

const Element* field_of(const Accessibility& list) {
    const auto top = list.top_section();
    const auto& elements = list.elements();
    const auto found = std::find_if(elements.begin(), elements.end(), [top](const Element& element) {
        return element.section == top && element.role == Role::field;
    });
    return found == elements.end() ? nullptr : &*found;
}

/// The dialog over the screen, by its title and its controls: one that asks on has others. Empty: none.
std::string dialog_of(const Accessibility& list) {
    std::string dialog;
    for (const Element& element : list.elements()) {
        const bool names =
            element.role == Role::heading || element.role == Role::button || element.role == Role::key;
        if (element.section >= 2 && names) {
            dialog += "/" + element.label;
        }
    }
    return dialog;
}

} // namespace

/// What one frame gives to say.
struct Narrator::Said {
    const Heard& heard;
    std::vector<ports::Utterance> utterances = {};

    /// A sentence after what this frame says already: one breath, and all of it as personal as its parts.
    void add(const std::string& text, bool personal = false) {
        if (text.empty())
            return;
        if (utterances.empty()) {
            utterances.push_back(
                {text, heard.texts.language(), personal, false, volume_of(heard.state.voice.loudness)});
            return;
        }
        auto& last = utterances.back();
        constexpr std::string_view ends = ".!?:";
        const bool ended = ends.find(last.text.back()) != std::string_view::npos;
        const std::size_t whole = last.text.size() + 2 + text.size();
        if (whole > last.text.capacity()) { // a text that grows leaves a copy behind
            std::string longer;
            longer.reserve(2 * whole);
            longer = last.text;
            wipe(last.text);
            last.text = std::move(longer);
        }
        last.text += ended ? " " : ". ";
        last.text += text;
        last.personal = last.personal || personal;
    }

    [[nodiscard]] bool into_headphones() const { return heard.state.voice.headphones; }
    void add(const Element& element) {
        add(spoken(element, heard.texts, into_headphones()), element.personal && into_headphones());
    }
};

bool Narrator::take_hush() {
    return std::exchange(hush_, false);
}

/// The heading, and the words that stand with it.
void Narrator::arrive(const Heard& heard, Said& said) const {
    const Element* heading = heading_of(heard.list);
    if (heading != nullptr && heading->personal && !said.into_headphones())
        said.add(neutral_heading(heard.state, heard.texts));
    else if (heading != nullptr)
        said.add(*heading);
    constexpr int most_words = 3;
    int words = 0;
    bool after = heading == nullptr;
    for (const Element& element : heard.list.elements()) {
        const bool before = !after;
        after = after || &element == heading;
        if (before || element.section != heard.list.top_section())
            continue;
        if (element.role != Role::text || words == most_words)
            break;
        if (element.live || element.only_spoken || (element.personal && !said.into_headphones()))
            continue;
        said.add(element);
        ++words;
    }
    said.add(key_instruction(heard.state, heard.texts));
}

void Narrator::follow_focus(const Heard& heard, Said& said, bool arrived) {
    const Element* element = heard.focus.element(heard.list);
    const Element* field = field_of(heard.list);
    if (!arrived && field != nullptr && field_) {
        if (const auto change = spoken_change(*field_, *field, heard.texts, said.into_headphones());
            !change.empty() && !heard.asked) {
            said.add(change, field->personal && said.into_headphones());
            return;
        }
    }
    if (element == nullptr || arrived)
        return;
    const bool same_place =
        focused_ && focused_->rect.overlaps(element->rect) && focused_->section == element->section;
    const bool changed = same_place && can_be_touched(element->role) &&
                         (focused_->label != element->label || focused_->value != element->value);
    if (heard.asked || changed)
        said.add(*element);
}

void Narrator::count_down(const Heard& heard, Said& said) {
    static constexpr std::array marks{20, 10, 5};
    const auto seconds = app::seconds_left(heard.state);
    for (const int mark : marks) {
        if (seconds && seconds_ && *seconds <= mark && *seconds_ > mark && *seconds > 0)
            said.add(heard.texts.count("This screen is cleared in {0} second.",
                                       "This screen is cleared in {0} seconds.", *seconds));
    }
    seconds_ = seconds;
}

void Narrator::tell_news(const Heard& heard, Said& said) {
    std::vector<std::string> now;
    for (const Element& element : heard.list.elements()) {
        if (!element.live || element.role == Role::button || element.role == Role::primary_button)
            continue;
        now.push_back(element.label + element.value);
        const bool known = std::find(news_.begin(), news_.end(), now.back()) != news_.end();
        if (known || (element.personal && !said.into_headphones()))
            continue;
        const bool first = said.utterances.empty();
        said.add(element);
        said.utterances.back().waits = said.utterances.back().waits || first;
    }
    forget_news();
    news_ = std::move(now);
}

void Narrator::forget_news() {
    for (std::string& one : news_)
        wipe(one);
    news_.clear();
}

void Narrator::forget() {
    for (auto* element : {&focused_, &field_})
        if (*element)
            (*element)->forget();
    forget_news();
    wipe(dialog_);
    *this = {};
}

void Narrator::remember(const Heard& heard) {
    for (auto* element : {&focused_, &field_})
        if (*element)
            (*element)->forget();
    const Element* element = heard.focus.element(heard.list);
    focused_ = element != nullptr ? std::optional(*element) : std::nullopt;
    const Element* field = field_of(heard.list);
    field_ = field != nullptr ? std::optional(*field) : std::nullopt;
    language_ = heard.texts.language();
    loudness_ = heard.state.voice.loudness;
    headphones_ = heard.state.voice.headphones;
}

std::vector<ports::Utterance> Narrator::listen(const Heard& heard) {
    const app::Voice& voice = heard.state.voice;
    if (!voice.on) {
        const bool hush = hush_ || on_;
        forget();
        hush_ = hush;
        headphones_ = voice.headphones;
        return {};
    }
    Said said{heard};
    const std::string dialog = dialog_of(heard.list);
    const bool begins = !std::exchange(on_, true);
    const bool pulled_out = !begins && headphones_ && !voice.headphones;
    const bool plugged_in = !begins && !headphones_ && voice.headphones;
    hush_ = hush_ || pulled_out;
    if (begins) {
        forget_news();
        seconds_.reset();
        said.add(voice_welcome(heard.state, heard.texts));
    }
    if (pulled_out)
        said.add(heard.texts.get("What is personal is heard with headphones only."));
    if (!begins && voice.loudness != loudness_)
        said.add(name_of(voice.loudness, heard.texts));
    const bool another = screen_ != heard.screen;
    const bool closed = !begins && !another && dialog.empty() && !dialog_.empty();
    const bool arrives = begins || plugged_in || another || language_ != heard.texts.language() ||
                         (dialog != dialog_ && !closed);
    if (arrives)
        arrive(heard, said);
    else if (closed && heard.focus.element(heard.list) != nullptr)
        said.add(*heard.focus.element(heard.list));
    follow_focus(heard, said, arrives || closed);
    count_down(heard, said);
    tell_news(heard, said);
    screen_ = heard.screen;
    wipe(dialog_);
    dialog_ = dialog;
    remember(heard);
    return std::move(said.utterances);
}

} // namespace guichet::ui
