#include "kiosk/app/practice.hpp"

#include "kiosk/app/context.hpp"
#include "kiosk/app/update.hpp"

#include <algorithm>
#include <deque>

namespace guichet::app {

namespace {

/// How long ago the example session opened, and the basket that is collected already was handed over.
constexpr std::int64_t opened_before = 40 * 60'000;
constexpr std::int64_t collected_before = 25 * 60'000;

/// The whole outside of a state that is practised on: it answers at once, and keeps nothing.
class Answers {
public:
    Answers(State& state, Instant now, const ports::Locality& locality)
        : state_(state), now_(now), locality_(locality) {}

    /// Gives an event, and then each answer, until nothing more is asked.
    Effects give(const Event& event) {
        events_.push_back(event);
        while (!events_.empty()) {
            const Event next = std::move(events_.front());
            events_.pop_front();
            for (auto& effect : update(state_, next, now_, locality_))
                std::visit(*this, effect);
        }
        return std::move(sounds_);
    }

    void operator()(const OpenStore&) {
        ports::Recovered recovered;
        recovered.incarnation = "practice";
        recovered.boot = 1;
        const auto name = locality_.texts(state_.language).get("Example station");
        const auto manifest = practice_manifest(state_.kiosk.date, name);
        recovered.manifest = ports::StoredManifest{to_json(manifest), manifest.revision, {}, {}};
        events_.emplace_back(StoreOpened{std::move(recovered)});
    }
    void operator()(const ReadJournal&) { events_.emplace_back(JournalRead{}); }
    void operator()(const BeginIncarnation&) {} // its server knows no other journal
    void operator()(const WriteCommit&) { events_.emplace_back(Committed{}); }
    void operator()(const KeepManifest&) {}
    void operator()(const KeepForeign&) {}
    void operator()(const KeepAcknowledged&) {}
    void operator()(const KeepTourSeen&) {}
    void operator()(const KeepCountersignature&) {}
    void operator()(const KeepReconciled&) {}
    void operator()(const KeepEnrolled&) {}
    /// What is only practised on names nobody, and no server knows of it.
    void operator()(const ErasePeople&) {}
    void operator()(const Enrol&) {}
    void operator()(const RememberManifest&) {}
    void operator()(const FetchManifest&) { events_.emplace_back(ManifestFetched{}); }
    void operator()(const Push& push) {
        events_.emplace_back(Pushed{ports::Acknowledged{push.batch.events.back().event.id.sequence, now_}});
    }
    void operator()(const Pull&) { events_.emplace_back(Pulled{}); }
    void operator()(const FetchReport&) { events_.emplace_back(ReportFetched{to_json(own_report(state_))}); }
    /// The paper is shown on the screen, marked, and counts as out.
    void operator()(const Print& print) {
        const auto mark = locality_.texts(print.job.document.language).get("PRACTICE");
        state_.practice->paper = receipt::marked(print.job.document, mark);
        events_.emplace_back(
            PrintEnded{print.job.document.id, {ports::PrintResult::printed, 1, {}}, print.printer});
    }
    void operator()(const CancelPrint&) {}
    /// Real calls are answered in reality.
    void operator()(const TellCall& tell) { events_.emplace_back(CallTold{tell.call, true}); }
    void operator()(const Play& play) { sounds_.emplace_back(play); }
    void operator()(const Log&) {}
    /// Practice knows no users: no PIN is right, and nobody is added.
    void operator()(const CheckPin&) { events_.emplace_back(PinChecked{}); }
    void operator()(const SaveUser&) {
        events_.emplace_back(UsersFailed{fail("End the practice first: nobody is added to it.")});
    }

private:
    State& state_;
    Instant now_;
    const ports::Locality& locality_;
    std::deque<Event> events_;
    Effects sounds_;
};

/// The basket that was collected before the practice began.
void collect_one(State& state, Instant now, const ports::Locality& locality) {
    const auto all = examples();
    const auto example = std::find_if(all.begin(), all.end(), [](const Example& one) {
        return one.situation == Situation::already_collected;
    });
    for (const Event& event : {Event(CodeRead{example->code, Identification::camera}),
                               Event(EverythingHere{}), Event(ConfirmHandOver{}), Event(GoHome{})})
        (void)Answers(state, now, locality).give(event);
}

void say_it_is_real(State& practice, const State& real, std::string text, Identification from) {
    practice.practice->real_code = Practice::RealCode{std::move(text), from, scanning_paused(real)};
}

/// What the real session needs of somebody who does not see it.
std::optional<Error> needs(const State& real) {
    if (std::holds_alternative<Starting>(real.screen))
        return fail("The kiosk's store is not open.");
    if (!real.unsure.empty())
        return fail("A real paper waits for your answer.");
    if (real.next_basket || std::holds_alternative<BasketWork>(real.screen))
        return fail("A real basket waits.");
    return std::nullopt;
}

} // namespace

bool may_practise(const State& real) {
    const auto& screen = real.screen;
    const bool nobody_is_served =
        std::holds_alternative<Waiting>(screen) || std::holds_alternative<Attract>(screen) ||
        std::holds_alternative<Staff>(screen) || std::holds_alternative<Tour>(screen) ||
        std::holds_alternative<Closing>(screen) || std::holds_alternative<Report>(screen);
    return !real.self_service() && !real.next_basket && nobody_is_served;
}

State practice_state(const State& real, Instant now, const ports::Locality& locality) {
    Identity identity = real.kiosk;
    identity.device = "practice";
    identity.station_id = "practice";
    State state = initial_state(std::move(identity));
    state.practice.emplace();
    state.language = real.language;
    state.appearance = real.appearance;
    const auto opened = now + -opened_before;
    Answers start(state, opened, locality);
    start(OpenStore{});
    (void)start.give(Tick{});
    (void)Answers(state, opened, locality).give(OpenSession{});
    collect_one(state, now + -collected_before, locality);
    state.practice.emplace();
    mirror(state, real);
    (void)Answers(state, now, locality).give(GoHome{});
    mirror(state, real);
    return state;
}

Effects practise(State& practice, const Event& event, Instant now, const ports::Locality& locality) {
    require(practice.practice.has_value(), "only a state for practice is practised on");
    return Answers(practice, now, locality).give(event);
}

Effects read_in_practice(State& practice, const State& real, const CodeRead& read, Instant now,
                         const ports::Locality& locality) {
    practice.last_touch = now;
    const auto code = read_code(read.text);
    if (const auto* pickup = std::get_if<PickupCode>(&code); pickup != nullptr && real.manifest) {
        const auto match = real.manifest->find_by_code(*pickup);
        if (match.basket != nullptr || match.revoked) {
            say_it_is_real(practice, real, read.text, read.from);
            return {Play{Sound::refused}};
        }
    }
    practice.practice->real_code.reset();
    practice.practice->paper_shown = false;
    return practise(practice, read, now, locality);
}

Effects type_in_practice(State& practice, const State& real, const Event& event, Instant now,
                         const ports::Locality& locality) {
    const auto* field = std::get_if<TypeCode>(&practice.screen);
    const auto* typing = std::get_if<TypeText>(&event);
    const auto before = field == nullptr ? std::string() : field->typed;
    auto effects = practise(practice, event, now, locality);
    const auto* notice = std::get_if<CodeNotice>(&practice.screen);
    if (field == nullptr || notice == nullptr || !real.manifest)
        return effects;
    const auto code = read_short_code(before + (typing != nullptr ? typing->text : ""));
    if (!code)
        return effects;
    const auto match = real.manifest->find_by_short_code(*code);
    if (match.basket != nullptr || match.revoked) {
        say_it_is_real(practice, real, *code, Identification::short_code);
        (void)practise(practice, GoHome{}, now, locality);
    }
    return effects;
}

void mirror(State& practice, const State& real) {
    practice.camera = real.camera;
    practice.hand_scanner = real.hand_scanner;
    practice.store = real.store;
    practice.sync.online = real.sync.online;
    practice.sync.problem = real.sync.problem;
    practice.calls.heard = real.calls.heard;
    practice.calls.heard_at = real.calls.heard_at;
    for (std::size_t printer = 0; printer < practice.spools.size(); ++printer) {
        practice.spools[printer].status = real.spools[printer].status;
        practice.spools[printer].printer = real.spools[printer].printer;
        practice.spools[printer].heard = real.spools[printer].heard;
    }
    practice.practice->outside = needs(real);
}

std::optional<Instant> practice_deadline(const State& state) {
    const auto end = practice_end(state);
    if (!end)
        return std::nullopt;
    // Once a second while the countdown is shown, and once when it begins.
    const auto counted = practice_seconds_left(state) ? state.now + 1'000 : *end + -countdown;
    return std::min(counted, *end);
}

std::optional<int> practice_seconds_left(const State& state) {
    const auto end = practice_end(state);
    if (!end || *end - state.now > countdown)
        return std::nullopt;
    return static_cast<int>((std::max<std::int64_t>(*end - state.now, 0) + 999) / 1000);
}

void lend_code(Context& context, std::size_t example) {
    if (context.state.practice && example < examples().size())
        on_code_read(context, examples()[example].code, Identification::camera);
}

} // namespace guichet::app
