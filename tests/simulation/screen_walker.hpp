#pragma once
// The kiosk of a walk: its screens, and what stands around it.

#include "tests/simulation/screen_walk.hpp"
#include "tests/unit/app/bench.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace guichet::simulation {

/// People and goods of a walk: three of the bench, two more with long names and many lines, codes of proxies,
/// a revoked one, one of another day.
[[nodiscard]] Manifest walk_manifest(std::int64_t revision);

/// What the kiosk's own journal promises, looked at entry by entry.
class JournalWatch {
public:
    /// What is wrong with the entries since the last look; empty: nothing.
    [[nodiscard]] std::string look(const std::vector<SealedEvent>& events);
    [[nodiscard]] std::size_t hand_overs() const { return hand_overs_; }

private:
    [[nodiscard]] std::string take(const JournalEvent& event);

    std::size_t seen_ = 0;
    std::size_t hand_overs_ = 0;
    ChainVerifier chain_;
    std::map<EventId, std::vector<LineKey>> lines_of_; ///< of hand-overs that stand
    std::set<LineKey> handed_over_;
};

/// What must hold of what is on a screen; empty: all does.
[[nodiscard]] std::string look_at(const ui::Accessibility& list, const ui::Rect& screen);

class Walker {
public:
    Walker(const WalkKiosk& kiosk, WalkFigures& figures);

    /// Does one step and looks at everything; empty: all holds.
    [[nodiscard]] std::string step(const WalkStep& step);
    /// Everything around works again: is there a way home?
    [[nodiscard]] std::string go_home(std::uint32_t luck);
    /// What the last step was.
    [[nodiscard]] const std::string& did() const { return did_; }
    [[nodiscard]] std::string what_is_there() const;
    /// The session is over: nothing more happens here.
    [[nodiscard]] bool over() const;

private:
    using Luck = std::uint32_t;

    void tap_control(Luck luck);
    void tap_anywhere(Luck luck);
    void drag(Luck luck);
    void press_key(Luck luck);
    void type(Luck luck);
    void type_pin(Luck luck);
    void show_code(Luck luck);
    void device(Luck luck);
    void world(Luck luck);
    void other_kiosk(Luck luck);
    void pass_time(Luck luck);
    void dress(Luck luck);
    void end_prints();
    void tap(const ui::Rect& rect);
    /// Until nothing on the screen changes any more.
    void frames();
    /// True when something was done in it.
    bool frame();
    [[nodiscard]] std::size_t fingerprint() const;
    void take_key(platform::Key key, std::vector<app::Event>& events);
    // As station::Kiosk: the real session, and a practice beside it.
    void by_person(const app::Event& event);
    void by_device(const app::Event& event);
    void give_to_practice(const app::Event& event);
    void end_practice();
    void tick_practice();
    [[nodiscard]] const app::State& shown() const { return practice_ ? *practice_ : bench_.state; }
    /// Answers all that was asked; false when nothing was.
    bool settle();
    [[nodiscard]] bool at_home() const;
    /// Somebody's PIN is asked for, or a new one.
    [[nodiscard]] bool asks_pin() const;
    /// The PIN that is right where one is asked for.
    [[nodiscard]] std::string right_pin() const;
    /// False when there is nothing to confirm it with: a dialog lies over it.
    bool enter_pin(const std::string& pin);
    void step_home(Luck luck);
    [[nodiscard]] std::vector<const ui::Element*> controls() const;
    [[nodiscard]] std::string look();
    [[nodiscard]] std::string look_at_reset(bool ended) const;
    /// No PIN is ever seen, and of a locked kiosk nobody's name.
    [[nodiscard]] std::string look_at_secrets() const;
    /// Whom the screen names, of those who have something to collect; empty: nobody.
    [[nodiscard]] std::string named_on_screen() const;
    /// Language, look and voice are those of a kiosk before which nobody stands.
    [[nodiscard]] bool as_nobody_chose() const;
    [[nodiscard]] ui::TestScreen& screen();
    [[nodiscard]] ui::Rect whole() const;

    WalkKiosk kiosk_;
    WalkFigures& figures_;
    ui::TestLocality locality_;
    app::test::FakeServer server_;
    app::test::Bench bench_;
    app::test::Bench other_;
    std::optional<app::State> practice_;
    ui::Screens screens_;
    JournalWatch journal_;
    std::size_t seen_ = 0; ///< the fingerprint of the last frame
    std::string before_;   ///< the name of the screen after the last step
    std::string did_;
    std::string broken_; ///< found in the middle of a step
};

} // namespace guichet::simulation
