#include "tests/simulation/session_day.hpp"

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

// The hours of a session, in milliseconds. Real ones are longer and just as full of chances.
constexpr std::int64_t last_arrival = 110'000;
constexpr std::int64_t closing_begins = 135'000;
constexpr std::int64_t all_is_well = 155'000; ///< from here on nothing fails any more
constexpr std::int64_t patience = 600'000;    ///< until all must be at rest
constexpr std::int64_t long_rest = 70'000;    ///< a kiosk that is done looks twice for what comes late
constexpr std::int64_t last_word = 185'000;   ///< who has not closed then is not waited for

class SessionDay {
public:
    SessionDay(const SessionDayOptions& options, SessionDayFigures& figures)
        : options_(options), random_(options.seed), time_(morning),
          orders_(options.customers, options.seed, random_),
          server_([this] { return time_.now(); }, options.seed, options.planted),
          world_{time_, random_, server_, figures, options.planted, options.trace} {
        world_.calm_from = morning + all_is_well;
        server_.import(orders_.file());
        for (int number = 1, count = any_count(); number <= count; ++number)
            kiosks_.push_back(std::make_unique<SimulatedKiosk>(
                world_, fmt::format("kiosk-{}", number), number == 1 ? app::Mode::counter : any_mode()));
        // Signatures cost more than all else of a session: some of them are enough.
        constexpr std::uint64_t one_in = 8;
        if (options.seed % one_in == 0)
            for (auto& kiosk : kiosks_)
                kiosk->enrol();
    }

    std::optional<std::string> play() {
        auto& figures = world_.figures;
        ++figures.sessions;
        figures.kiosks += kiosks_.size();
        for (auto& kiosk : kiosks_)
            prepare(*kiosk);
        prepare_server();
        if (!restores_)
            prepare_stores();
        prepare_customers();
        at(closing_begins, [this] { close_all(); });
        at(all_is_well, [this] { make_all_well(); });
        std::int64_t rest = 0;
        for (std::int64_t second = 1'000; second < all_is_well + patience && rest < long_rest;
             second += 1'000) {
            while (time_.passed().count() < second)
                time_.pass(std::chrono::milliseconds(second - time_.passed().count()));
            if (auto wrong = look_at_acknowledged(world_, kiosks_))
                return wrong;
            rest = at_rest() ? rest + 1'000 : 0;
        }
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

    // What goes wrong.

    void prepare(SimulatedKiosk& kiosk) {
        if (random_.happens(0.3))
            kiosk.set_clock(static_cast<std::int64_t>(random_.below(1'200'000)) - 600'000);
        kiosk.network.loss = random_.happens(0.5) ? random_.between(0, 0.2) : 0;
        kiosk.network.again = random_.happens(0.5) ? 0.05 : 0;
        at(moment_before(5'000), [&kiosk] { kiosk.start(); });
        for (auto cuts = random_.below(3); cuts > 0; --cuts) {
            const auto from = moment_before(all_is_well);
            at(from, [&kiosk] { kiosk.network.on = false; });
            at(from + moment_before(100'000), [&kiosk] { kiosk.network.on = true; });
        }
        for (auto deaths = random_.below(3); deaths > 0; --deaths)
            at(5'000 + moment_before(all_is_well - 5'000), [this, &kiosk] { die_for_a_while(kiosk); });
        if (random_.happens(0.2))
            at(moment_before(all_is_well), [this, &kiosk] {
                kiosk.set_clock(static_cast<std::int64_t>(random_.below(7'200'000)) - 3'600'000);
            });
    }

    void die_for_a_while(SimulatedKiosk& kiosk) {
        if (!kiosk.up())
            return;
        kiosk.die();
        if (restores_ || !random_.happens(0.2))
            return;
        const auto lost = only_there(kiosk);
        kiosk.change_disk();
        ++world_.figures.new_disks;
        forget(lost);
    }

    /// What only this machine's disk has, and the server was never known to have: it goes with the disk,
    /// whatever anybody was told.
    [[nodiscard]] static std::set<Digest> only_there(const SimulatedKiosk& kiosk) {
        std::set<Digest> facts;
        for (const auto& sealed : kiosk.disk().own_events())
            if (sealed.event.id.incarnation == kiosk.disk().content().incarnation &&
                sealed.event.id.sequence > kiosk.disk().acknowledged())
                facts.insert(digest_of_fact(sealed));
        return facts;
    }
    void forget(std::set<Digest> facts) {
        for (const auto& kiosk : kiosks_)
            for (const auto& sealed : kiosk->disk().own_events())
                facts.erase(digest_of_fact(sealed));
        std::erase_if(told_, [&](const Told& told) { return facts.contains(told.fact); });
    }

    /// Disks are copied, and copies are put back or begin to live in a machine of their own.
    void prepare_stores() {
        constexpr double often = 0.25;
        for (auto& kiosk : kiosks_) {
            if (random_.happens(often))
                at(moment_before(all_is_well - 20'000), [this, &kiosk = *kiosk] { copy_disk(kiosk); });
        }
        if (random_.happens(often))
            at(moment_before(all_is_well - 20'000), [this, &kiosk = any_kiosk()] { make_twin(kiosk); });
        if (kiosks_.size() > 2 && random_.happens(often))
            at(moment_before(all_is_well), [this, &kiosk = *kiosks_.back()] { leave_off(kiosk); });
    }

    void copy_disk(SimulatedKiosk& kiosk) {
        time_.after(std::chrono::milliseconds(random_.below(60'000)), [this, &kiosk, copy = kiosk.disk()] {
            if (kiosk.up())
                kiosk.die();
            const auto lost = only_there(kiosk);
            kiosk.put_back(copy);
            ++world_.figures.older_disks;
            forget(lost);
        });
    }

    void make_twin(SimulatedKiosk& kiosk) {
        kiosk.own_store = false;
        kiosks_.push_back(std::make_unique<SimulatedKiosk>(world_, kiosk));
        ++world_.figures.twins;
        prepare(*kiosks_.back());
        at(time_.passed().count() + 6'000, [this, &twin = *kiosks_.back()] { open(twin); });
    }

    /// A machine that nobody finds again, or only when all others are done.
    void leave_off(SimulatedKiosk& kiosk) {
        if (kiosk.up())
            kiosk.die();
        kiosk.left_off = true;
        world_.note(kiosk.label() + " is left off");
        const auto lost = only_there(kiosk);
        kiosk.comes_back = random_.happens(0.5);
        if (kiosk.comes_back)
            at(last_word + 20'000 + moment_before(60'000),
               [&kiosk] { kiosk.left_off = kiosk.comes_back = false; });
        else
            std::erase_if(told_, [&](const Told& told) { return lost.contains(told.fact); });
    }

    void prepare_server() {
        for (auto deaths = random_.below(3); deaths > 0; --deaths)
            at(moment_before(all_is_well), [this] {
                if (!server_.up())
                    return;
                server_.die();
                ++world_.figures.server_deaths;
                world_.note("the server dies");
                if (random_.happens(0.5))
                    server_.back_up();
                time_.after(std::chrono::milliseconds(500 + random_.below(20'000)),
                            [this] { revive_server(); });
            });
        if (random_.happens(0.3))
            at(moment_before(closing_begins), [this] {
                if (server_.up())
                    server_.import(orders_.change(random_));
                world_.note("orders change");
            });
        at(1'000, [this] { watch_over_kiosks(); });
    }

    void revive_server() {
        if (server_.up())
            return;
        if (restores_ && server_.has_backup() && random_.happens(0.5)) {
            server_.restore();
            world_.restored = true;
            ++world_.figures.server_restores;
            world_.note("the server is restored from its backup");
        }
        server_.start();
        world_.note("the server is back");
    }

    /// The service manager, and those who switch a dead machine on again.
    void watch_over_kiosks() {
        // A place for kiosks that are revoked: as left_off, and their personal data is gone at their next
        // call.
        for (auto& kiosk : kiosks_)
            if (!kiosk->up() && !kiosk->left_off && random_.happens(0.3))
                kiosk->start();
        time_.after(std::chrono::milliseconds(1'000), [this] { watch_over_kiosks(); });
    }

    void make_all_well() {
        world_.note("all is well from here on");
        revive_server();
        for (auto& kiosk : kiosks_)
            kiosk->network = {};
    }

    // People.

    void prepare_customers() {
        for (auto& kiosk : kiosks_)
            at(6'000 + moment_before(6'000), [this, &kiosk = *kiosk] { open(kiosk); });
        for (const auto& customer : orders_.customers()) {
            const auto arrival = 8'000 + moment_before(last_arrival);
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
        if ((!kiosk.up() || to_do) && time_.passed().count() < closing_begins)
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
            } else if (kiosk->up() && time_.passed().count() > last_word) {
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
        return time_.passed().count() > all_is_well &&
               std::all_of(kiosks_.begin(), kiosks_.end(), [](const auto& kiosk) {
                   return (kiosk->left_off && !kiosk->comes_back) || is_done(*kiosk);
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
    /// Of this day: the server is restored from backups, or kiosks get new disks. Both together may lose what
    /// no program can keep.
    bool restores_ = random_.happens(0.5);
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
