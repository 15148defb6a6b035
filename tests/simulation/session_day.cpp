#include "tests/simulation/session_day.hpp"

#include "tests/simulation/session_accidents.hpp"
#include "tests/simulation/session_checks.hpp"
#include "tests/simulation/simulated_kiosk.hpp"
#include "tests/simulation/simulated_orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

namespace guichet::simulation {
namespace {

constexpr Instant morning{1'587'110'400'000}; // 17 April 2020, 8:00 UTC

constexpr std::uint64_t order_books = 64;  ///< so many different ones are enough, and they are made once
constexpr std::int64_t patience = 600'000; ///< until all must be at rest
constexpr std::int64_t long_rest = 70'000; ///< a kiosk that is done looks twice for what comes late

class SessionDay {
public:
    SessionDay(const SessionDayOptions& options, SessionDayFigures& figures)
        : options_(options), random_(options.seed), time_(morning),
          orders_(options.customers, options.seed % order_books),
          server_([this] { return time_.now(); }, orders_, options.planted),
          world_{time_, random_, server_, figures, options.planted, options.trace},
          accidents_(world_, orders_, kiosks_, told_, [this](SimulatedKiosk& kiosk) { open(kiosk); }) {
        world_.calm_from = morning + SessionHours::all_is_well;
        for (int number = 1, count = any_count(); number <= count; ++number)
            kiosks_.push_back(std::make_unique<SimulatedKiosk>(
                world_, fmt::format("kiosk-{}", number), number == 1 ? app::Mode::counter : any_mode()));
        // Signatures cost more than all else of a session: some of them are enough.
        constexpr std::uint64_t one_in = 16;
        if (options.seed % one_in != 0)
            return;
        if (options.seed / one_in % 2 == 0)
            server_.adopt_organiser();
        for (auto& kiosk : kiosks_)
            kiosk->enrol();
    }

    std::optional<std::string> play() {
        auto& figures = world_.figures;
        ++figures.sessions;
        figures.kiosks += kiosks_.size();
        accidents_.prepare();
        prepare_customers();
        at(SessionHours::closing_begins, [this] { close_all(); });
        std::int64_t rest = 0;
        for (std::int64_t second = 1'000; second < SessionHours::all_is_well + patience && rest < long_rest;
             second += 1'000) {
            while (time_.passed().count() < second)
                time_.pass(std::chrono::milliseconds(second - time_.passed().count()));
            if (auto wrong = look_at_acknowledged(world_, kiosks_))
                return wrong;
            rest = at_rest() ? rest + 1'000 : 0;
        }
        accidents_.forget_what_was_withdrawn();
        return look_at_end(world_, kiosks_, told_);
    }

private:
    /// Two, as at most stations; sometimes more.
    int any_count() {
        const double chance = random_.between(0, 1);
        return chance < 0.6 ? 2 : chance < 0.9 ? 3 : 4;
    }
    app::Mode any_mode() { return random_.happens(0.5) ? app::Mode::self : app::Mode::counter; }

    void at(std::int64_t moment, std::function<void()> what) {
        time_.after(std::chrono::milliseconds(std::max<std::int64_t>(0, moment - time_.passed().count())),
                    std::move(what));
    }
    std::int64_t moment_before(std::int64_t end) {
        return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(end)));
    }

    // People.

    void prepare_customers() {
        for (auto& kiosk : kiosks_)
            at(6'000 + moment_before(6'000), [this, &kiosk = *kiosk] { open(kiosk); });
        for (const auto& customer : orders_.customers()) {
            const auto arrival = 8'000 + moment_before(SessionHours::last_arrival);
            at(arrival, [this, &customer] { come({&customer, &any_kiosk(), 0, false, 0}); });
            if (random_.happens(0.12)) // a partner comes too, with the same code
                at(arrival + moment_before(20'000), [this, &customer] {
                    come({&customer, &any_kiosk(), 0, false, 0});
                });
        }
    }

    SimulatedKiosk& any_kiosk() { return *kiosks_[random_.below(kiosks_.size())]; }

    void open(SimulatedKiosk& kiosk) {
        if (kiosk.up() && kiosk.state().phase == app::SessionPhase::planned)
            kiosk.give(app::OpenSession{});
        const auto phase = kiosk.state().phase;
        const bool to_do = phase == app::SessionPhase::planned || phase == app::SessionPhase::unknown;
        if ((!kiosk.up() || to_do) && time_.passed().count() < SessionHours::closing_begins)
            time_.after(std::chrono::milliseconds(2'000), [this, &kiosk] { open(kiosk); });
    }

    struct Visit {
        const SimulatedCustomer* customer;
        SimulatedKiosk* kiosk;
        int waits;
        bool undoing; ///< it was handed over, and is being taken back
        std::uint64_t looks;
    };

    void in(std::int64_t milliseconds, Visit visit, void (SessionDay::*step)(Visit)) {
        time_.after(std::chrono::milliseconds(milliseconds), [this, visit, step] { (this->*step)(visit); });
    }
    std::int64_t a_moment() { return 200 + moment_before(1'500); }

    void come(Visit visit) {
        constexpr int most_waits = 30;
        const auto& state = visit.kiosk->state();
        const bool free = visit.kiosk->up() && state.phase == app::SessionPhase::open &&
                          std::holds_alternative<app::Attract>(state.screen);
        if (!free) {
            if (++visit.waits < most_waits)
                in(3'000, visit, &SessionDay::come);
            return; // they give up, and the basket stays
        }
        visit.kiosk->give(app::CodeRead{visit.customer->code, Identification::camera});
        in(a_moment(), visit, &SessionDay::look);
    }

    void look(Visit visit) {
        auto& kiosk = *visit.kiosk;
        const auto* collected = std::get_if<app::AlreadyCollected>(&kiosk.state().screen);
        if (!kiosk.up() || !std::holds_alternative<app::BasketWork>(kiosk.state().screen)) {
            if (kiosk.up() && visit.undoing && collected != nullptr)
                return undo(visit);
            kiosk.give(app::GoHome{});
            if (collected == nullptr && ++visit.waits < 5)
                in(3'000, visit, &SessionDay::come);
            return;
        }
        const auto& work = std::get<app::BasketWork>(kiosk.state().screen);
        if (random_.happens(0.2) && !work.crates.empty()) {
            const auto& lines = work.crates.front().groups.front().lines;
            kiosk.give(app::AskLine{lines[random_.below(lines.size())].key});
            kiosk.give(app::AnswerLine{Outcome::missing});
        }
        kiosk.give(app::EverythingHere{});
        kiosk.give(app::ConfirmHandOver{});
        in(300, visit, &SessionDay::await);
    }

    void await(Visit visit) {
        constexpr std::uint64_t most_looks = 40;
        auto& kiosk = *visit.kiosk;
        const auto* done = std::get_if<app::HandedOver>(&kiosk.state().screen);
        if (!kiosk.up() || done == nullptr) {
            const bool saving = kiosk.up() && std::holds_alternative<app::BasketWork>(kiosk.state().screen);
            if (saving && ++visit.looks < most_looks)
                in(300, visit, &SessionDay::await);
            else if (++visit.waits < 10)
                in(3'000, visit, &SessionDay::come);
            return;
        }
        ++world_.figures.hand_overs;
        told_.push_back({visit.customer->basket, fact_named(kiosk, done->hand_over)});
        world_.note(fmt::format("{} has {}", visit.customer->basket, kiosk.device()));
        kiosk.give(app::GoHome{});
        if (!kiosk.state().self_service() && random_.happens(0.05)) {
            visit.undoing = true;
            in(a_moment(), visit, &SessionDay::come);
        }
    }

    /// The digest of a fact that a kiosk has just recorded.
    static Digest fact_named(const SimulatedKiosk& kiosk, const EventId& hand_over) {
        for (const auto& sealed : kiosk.disk().own_events())
            if (fact_of(sealed.event) == hand_over)
                return digest_of_fact(sealed);
        return {}; // its disk has not got it: that is found in the end
    }

    void undo(Visit visit) {
        visit.kiosk->give(app::AskUndo{});
        visit.kiosk->give(app::ConfirmUndo{UndoReason::goods_returned});
        ++world_.figures.undone;
        world_.note(visit.customer->basket + " is taken back");
        time_.after(std::chrono::milliseconds(a_moment()),
                    [&kiosk = *visit.kiosk] { kiosk.give(app::GoHome{}); });
    }

    // The end.

    void close_all() {
        for (auto& kiosk : kiosks_) {
            const auto& state = kiosk->state();
            if (kiosk->up() && state.phase == app::SessionPhase::open &&
                std::holds_alternative<app::Attract>(state.screen)) {
                kiosk->give(app::ShowClosing{});
                kiosk->give(app::ConfirmClosing{});
            } else if (kiosk->up() && state.phase == app::SessionPhase::open &&
                       !std::holds_alternative<app::Closing>(state.screen)) {
                kiosk->give(app::GoHome{});
            } else if (kiosk->up() && time_.passed().count() > SessionHours::last_word) {
                force_closing(*kiosk);
            }
        }
        time_.after(std::chrono::milliseconds(3'000), [this] { close_all(); });
    }

    /// A coordinator does not wait for a machine that is not found.
    void force_closing(SimulatedKiosk& kiosk) {
        if (!std::holds_alternative<app::Closing>(kiosk.state().screen) ||
            app::closing_step(kiosk.state()) != app::ClosingStep::other_kiosks)
            return;
        ++world_.figures.forced_closings;
        world_.note(kiosk.label() + " waits no longer");
        kiosk.give(app::AskToForceClosing{});
        kiosk.give(app::ForceClosing{});
    }

    [[nodiscard]] bool at_rest() const {
        return time_.passed().count() > SessionHours::all_is_well &&
               std::all_of(kiosks_.begin(), kiosks_.end(), [](const auto& kiosk) {
                   return (kiosk->left_off && !kiosk->comes_back) ||
                          (kiosk->revoked ? is_withdrawn(*kiosk) : is_done(*kiosk));
               });
    }

    SessionDayOptions options_;
    lab::Random random_;
    VirtualTime time_;
    SimulatedOrders orders_;
    SimulatedServer server_;
    SessionWorld world_;
    std::vector<std::unique_ptr<SimulatedKiosk>> kiosks_;
    std::vector<Told> told_;
    SessionAccidents accidents_;
};

} // namespace

void SessionDayFigures::add(const SessionDayFigures& more) {
    sessions += more.sessions;
    kiosks += more.kiosks;
    hand_overs += more.hand_overs;
    double_hand_overs += more.double_hand_overs;
    undone += more.undone;
    kiosk_deaths += more.kiosk_deaths;
    server_deaths += more.server_deaths;
    server_restores += more.server_restores;
    new_disks += more.new_disks;
    older_disks += more.older_disks;
    twins += more.twins;
    incarnations += more.incarnations;
    revoked += more.revoked;
    forced_closings += more.forced_closings;
    calls += more.calls;
    calls_failed += more.calls_failed;
    events += more.events;
    fingerprint = (fingerprint ^ more.fingerprint) * 1'099'511'628'211U;
}

std::optional<std::string> play_session_day(const SessionDayOptions& options, SessionDayFigures& figures) {
    return SessionDay(options, figures).play();
}

} // namespace guichet::simulation
