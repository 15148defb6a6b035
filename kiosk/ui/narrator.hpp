#pragma once
// What is said of one frame after the other.

#include "kiosk/app/state.hpp"
#include "kiosk/core/texts.hpp"
#include "kiosk/ports/speech.hpp"
#include "kiosk/ui/focus.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::ui {

/// A frame, and what was done before it.
struct Heard {
    const app::State& state;
    const Texts& texts;
    const Accessibility& list;
    const Focus& focus;
    std::string_view screen; ///< Kit::place
    bool asked = false;      ///< a key moved the focus or asked to hear it again
};

/// Says what is new to somebody who does not see it: another screen or dialog, the focused element, what
/// changed of it, news, and the countdown. Silent while the voice is off.
class Narrator {
public:
    /// What is to be said now, in order; mostly nothing.
    [[nodiscard]] std::vector<ports::Utterance> listen(const Heard& heard);

    /// Whether the voice was switched off, or headphones were pulled out, since the last frame: what is being
    /// said is to stop. Reading it forgets it.
    [[nodiscard]] bool take_hush();

private:
    struct Said;
    void arrive(const Heard& heard, Said& said) const;
    void follow_focus(const Heard& heard, Said& said, bool arrived);
    void count_down(const Heard& heard, Said& said);
    void tell_news(const Heard& heard, Said& said);
    void remember(const Heard& heard);
    /// Overwrites what was said and shown: it may name people.
    void forget();
    void forget_news();

    bool on_ = false;
    bool headphones_ = false;
    bool hush_ = false;
    app::Loudness loudness_ = app::Loudness::normal;
    std::string language_;
    std::string screen_; ///< the last one
    std::string dialog_; ///< and the dialog over it
    std::optional<Element> focused_;
    std::optional<Element> field_;
    std::vector<std::string> news_; ///< those that stand on the screen
    std::optional<int> seconds_;    ///< the countdown's
};

} // namespace guichet::ui
