#include "tests/unit/ui/sample_states.hpp"

#include "kiosk/app/papers.hpp"
#include "tests/unit/ui/sample_manifest.hpp"
#include "tests/unit/ui/sample_states_calls.hpp"
#include "tests/unit/ui/sample_states_flow.hpp"
#include "tests/unit/ui/sample_states_practice.hpp"
#include "tests/unit/ui/sample_states_printing.hpp"
#include "tests/unit/ui/sample_states_staff.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace guichet::ui {
namespace {

using namespace app;

constexpr Instant afternoon{1587128700000}; // 2020-04-17 13:05 UTC, 15:05 in Saint-Flour

State base_state(const std::string& language) {
    State state;
    state.kiosk = {.device = "SF-GUICHET-1",
                   .name = "Guichet 1",
                   .mode = Mode::counter,
                   .station_id = "saint-flour",
                   .date = "2020-04-17",
                   .language = language};
    state.language = language;
    state.manifest = sample_manifest();
    state.ledger.emplace(state.manifest);
    state.phase = SessionPhase::open;
    state.journal.incarnation = "inc";
    state.sync.online = true;
    state.store.well = true;
    state.camera.well = true;
    state.hand_scanner.well = true;
    state.spools.resize(1);
    state.spools[0].status = {ports::PrinterCondition::ready, {}};
    state.spools[0].heard = true;
    state.spools[0].printer.model = "EPSON TM-T20III";
    state.now = afternoon;
    state.last_touch = afternoon;
    for (const auto& [device, name] :
         {std::pair("SF-GUICHET-1", "Guichet 1"), std::pair("SF-GUICHET-2", "Guichet 2")}) {
        JournalEvent opening;
        opening.id = {device, "opening", 1};
        opening.session = state.manifest->session();
        opening.body = SessionOpened{name, "counter"};
        state.ledger->apply(opening);
    }
    return state;
}

JournalEvent hand_over(const State& state, const Basket& basket, std::int64_t sequence,
                       const std::string& device) {
    HandOver act{.basket = basket.id, .lines = {}};
    for (const Order& order : basket.orders) {
        for (const OrderLine& line : order.lines) {
            const bool missing = (sequence + line.number) % 37 == 0;
            act.lines.push_back(
                {{order.number, line.number}, missing ? Outcome::missing : Outcome::collected, 0, {}});
        }
    }
    JournalEvent event;
    event.id = {device, "inc", sequence};
    event.time.wall = afternoon + -sequence * 40'000;
    event.session = state.manifest->session();
    event.body = act;
    return event;
}

JournalEvent printed(const State& state, const std::string& document) {
    JournalEvent event;
    event.id = {state.kiosk.device, "inc", 10'000};
    event.time.wall = afternoon;
    event.session = state.manifest->session();
    event.body = ReceiptPrinted{document, false, true};
    return event;
}

void collect(State& state, std::size_t from, std::size_t to) {
    for (std::size_t n = from; n < to; ++n) {
        state.ledger->apply(
            hand_over(state, state.manifest->baskets[n], static_cast<std::int64_t>(n), state.kiosk.device));
    }
}

Mode mode_of(const std::string& name) {
    return name.starts_with("self") ? Mode::self : Mode::counter;
}

/// Collects the samples; each begins as an open kiosk in the middle of the session.
class Samples {
public:
    explicit Samples(std::string language) : language_(std::move(language)) {}

    State& add(const std::string& name, Screen screen) {
        State state = open_kiosk(language_, mode_of(name));
        state.screen = std::move(screen);
        samples_.push_back({name, std::move(state)});
        return samples_.back().state;
    }

    std::vector<Sample> take() { return std::move(samples_); }

private:
    std::string language_;
    std::vector<Sample> samples_;
};

BasketWork work_on(const State& state, std::size_t number) {
    BasketWork work;
    work.basket = &state.manifest->baskets[number];
    work.crates = crates_of(*work.basket);
    for (const Crate& crate : work.crates) {
        work.line_count += crate.line_count();
    }
    return work;
}

void add_baskets(Samples& samples) {
    State& fresh = samples.add("self-basket", Attract{});
    fresh.screen = work_on(fresh, 0);
    State& mixed = samples.add("counter-basket-mixed", Attract{});
    BasketWork work = work_on(mixed, 0);
    work.choices[{"SF-1041", 1}] = {{"SF-1041", 1}, Outcome::collected, 0, {}};
    work.choices[{"SF-1041", 2}] = {{"SF-1041", 2}, Outcome::short_, 1800, {}};
    work.choices[{"SF-1041", 3}] = {{"SF-1041", 3}, Outcome::missing, 0, {}};
    work.choices[{"SF-1041", 4}] = {{"SF-1041", 4}, Outcome::refused, 0, RefusalReason::damaged};
    mixed.screen = work;
    State& complete = samples.add("self-basket-complete", Attract{});
    work = work_on(complete, 0);
    for (const Order& order : work.basket->orders) {
        for (const OrderLine& line : order.lines) {
            work.choices[{order.number, line.number}] = {
                {order.number, line.number}, Outcome::collected, 0, {}};
        }
    }
    complete.screen = work;
    State& saving = samples.add("counter-basket-saving", Attract{});
    work.saving = true;
    work.basket = &saving.manifest->baskets[0];
    work.crates = crates_of(*work.basket);
    saving.screen = work;
    State& large = samples.add("counter-basket-large", Attract{});
    work = work_on(large, 1);
    large.aside = fail("We do not know the code that was just shown.");
    large.screen = work;
}

void add_questions(Samples& samples) {
    State& kinds = samples.add("counter-line-question", Attract{});
    BasketWork work = work_on(kinds, 0);
    work.question = LineQuestion{{"SF-1041", 2}, {}, {}};
    kinds.screen = work;
    State& amount = samples.add("counter-line-amount", Attract{});
    work = work_on(amount, 0);
    work.question = LineQuestion{{"SF-1041", 2}, Outcome::short_, "1800"};
    amount.screen = work;
    State& reason = samples.add("counter-line-reason", Attract{});
    work = work_on(reason, 0);
    work.question = LineQuestion{{"SF-1041", 2}, Outcome::refused, {}};
    reason.screen = work;
}

/// A kiosk that the server does not know yet, and one that was withdrawn.
void add_without_enrolment(Samples& samples) {
    const auto add = [&](const char* name, const app::Screen& screen) {
        State& bare = samples.add(name, screen);
        bare.manifest.reset();
        bare.ledger.reset();
        bare.phase = SessionPhase::unknown;
        bare.sync.online = false;
        bare.kiosk.awaits_enrolment = std::holds_alternative<Enrolment>(screen);
        bare.withdrawal.told = !bare.kiosk.awaits_enrolment;
        bare.withdrawal.erased = bare.withdrawal.told && std::get<Withdrawn>(screen).erased;
    };
    add("counter-enrolment", Enrolment{});
    add("self-enrolment-problem",
        Enrolment{false, fail("This enrolment code was used already. Ask the organiser for a new one.")});
    add("counter-withdrawn", Withdrawn{true});
    add("self-withdrawn-erasing", Withdrawn{});
}

void add_beginnings(Samples& samples) {
    samples.add("counter-starting", Starting{}).store.well = false;
    samples.add("counter-starting-problem",
                Starting{fail("{0} cannot be written: check the permissions of the file and of its folder.",
                              "/var/lib/guichet/kiosk.db")});
    State& unknown = samples.add("counter-waiting-unknown", Waiting{});
    unknown.manifest.reset();
    unknown.ledger.reset();
    unknown.phase = SessionPhase::unknown;
    unknown.sync.online = false;
    unknown.sync.problem = fail("There is no network. The kiosk goes on alone.");
    add_without_enrolment(samples);
    samples.add("counter-waiting", Waiting{}).phase = SessionPhase::planned;
    samples.add("self-waiting", Waiting{}).phase = SessionPhase::planned;
    samples.add("self-over", Waiting{}).phase = SessionPhase::closed;
    samples.add("self-attract", Attract{});
    samples.add("counter-attract-paused", Attract{}).journal.waiting.push_back({{SessionClosed{}}, {}, true});
    samples.add("self-attract-no-camera", Attract{}).camera = {
        false, fail("No camera is plugged in: plug one in, it "
                    "is then found by itself.")};
    State& volunteer = samples.add("counter-attract", Attract{});
    volunteer.sync.online = false;
    volunteer.sync.unsent.resize(12);
    volunteer.calls.heard = {{"self-2", "Borne 2", 1, CallStanding::calling, ""}};
    State& paper = samples.add("counter-attract-paper-out", Attract{});
    paper.spools[0].status.condition = ports::PrinterCondition::paper_out;
    paper.spools[0].waiting.resize(2);
}

void add_codes(Samples& samples) {
    samples.add("self-type-code", TypeCode{"7K3", {}});
    samples.add(
        "self-type-code-problem",
        TypeCode{"7K3DQ2MX", fail("A letter of this short code is wrong. Please compare it with the order's "
                                  "e-mail.")});
    samples.add("self-notice-unknown", CodeNotice{CodeFault::unknown, nullptr, "2020-04-17"}).calls.own =
        OwnCall{};
    samples.add("self-notice-damaged", CodeNotice{CodeFault::damaged, nullptr, "2020-04-17"});
    static const OtherSession elsewhere{"Relais de Pierrefort", "2020-04-17", {}};
    static const OtherSession other_day{"Gare de Saint-Flour", "2020-04-24", {}};
    samples.add("self-notice-elsewhere", CodeNotice{CodeFault::elsewhere, &elsewhere, "2020-04-17"});
    samples.add("counter-notice-day", CodeNotice{CodeFault::elsewhere, &other_day, "2020-04-17"});
    samples.add("self-notice-revoked", CodeNotice{CodeFault::revoked, nullptr, "2020-04-17"});
    samples.add("counter-notice-revoked", CodeNotice{CodeFault::revoked, nullptr, "2020-04-17"});
    samples.add("self-notice-foreign", CodeNotice{CodeFault::foreign, nullptr, "2020-04-17"});
    State& found = samples.add("counter-search", Attract{});
    Search search{"M", {}};
    for (const Basket& basket : found.manifest->baskets) {
        if (basket.customer_name.find('M') != std::string::npos && search.found.size() < search_limit) {
            search.found.push_back(&basket);
        }
    }
    found.screen = search;
    samples.add("counter-search-empty", Search{"XYZ", {}});
}

constexpr const char* keepsake =
    "Gare de Saint-Flour\n17/04/2020 15:05\nReçu SF-GUICHET-1-1, Guichet 1\nCamille D.\n\n"
    "2 × Carottes des sables, botte 5,00 €\n"
    "2,5 kg Pommes de terre de Planèze 4,50 €\n"
    "1 × Pain de campagne au levain 4,80 €\n"
    "1 × Miel de châtaignier 500 g (Manquant) 0,00 €\n"
    "450 g Cantal entre-deux au lait cru 8,33 €\n"
    "2 × Beurre de baratte demi-sel 6,40 €\n"
    "12 × Œufs de plein air 4,20 €\n"
    "1 × Saucisse de porc fermier 9,40 €\n\n"
    "Payé en ligne 50,53 €\nNon remis -7,90 €\nRemis 42,63 €\n";

const EventId done_event{"SF-GUICHET-1", "inc", 1};

Paper waiting_receipt() {
    return {{receipt_id(done_event), "", ports::SpoolState::sending, false}, receipt::Kind::receipt};
}

HandedOver done_with(const State& state) {
    return {&state.manifest->baskets[0], done_event, receipt_id(done_event), keepsake};
}

/// A second customer's code was read while the first is served.
void add_turns(Samples& samples) {
    for (const auto* name : {"counter-basket-next", "self-basket-next", "counter-basket-next-saving",
                             "counter-basket-next-refused"}) {
        State& state = samples.add(name, Attract{});
        BasketWork work = work_on(state, 0);
        for (const Crate& crate : work.crates)
            for (const ProducerGroup& group : crate.groups)
                for (const CrateLine& line : group.lines)
                    work.choices[line.key] = {line.key, Outcome::collected, 0, {}};
        const std::string_view kind(name);
        if (!kind.ends_with("saving"))
            work.choices.erase(work.choices.begin());
        work.saving = kind.ends_with("saving");
        if (kind.ends_with("refused"))
            state.aside =
                fail("Two baskets are begun already. Finish one of them, then show this code again.");
        state.screen = work;
        state.next_basket = work_on(state, 1);
    }
    for (const auto* name : {"counter-done-next", "self-done-next"}) {
        State& state = samples.add(name, Attract{});
        state.screen = done_with(state);
        state.ledger->apply(printed(state, receipt_id(done_event)));
        state.next_basket = work_on(state, 1);
    }
}

/// Somebody else collects, with and without a name.
void add_proxies(Samples& samples) {
    for (const auto* name : {"counter-basket-proxy", "self-basket-proxy", "counter-basket-proxy-unnamed",
                             "self-basket-proxy-unnamed"}) {
        State& state = samples.add(name, Attract{});
        auto work = work_on(state, 0);
        work.proxy =
            state.manifest->find_proxy(std::string_view(name).ends_with("unnamed") ? "P0002" : "P0001");
        state.screen = work;
    }
    for (const auto* name : {"counter-done-proxy", "self-done-proxy"}) {
        State& state = samples.add(name, Attract{});
        auto done = done_with(state);
        done.proxy = state.manifest->find_proxy("P0001");
        state.screen = done;
    }
}

void add_ends(Samples& samples) {
    State& done = samples.add("self-done", Attract{});
    done.screen = done_with(done);
    done.spools[0].printing = waiting_receipt();
    State& paper = samples.add("self-done-paper-out", Attract{});
    paper.screen = done_with(paper);
    paper.spools[0].printing = waiting_receipt();
    paper.spools[0].status.condition = ports::PrinterCondition::paper_out;
    State& counter = samples.add("counter-done", Attract{});
    counter.screen = done_with(counter);
    counter.ledger->apply(printed(counter, receipt_id(done_event)));
    for (const auto* name : {"self-done-on-request", "counter-done-on-request"}) {
        State& request = samples.add(name, Attract{});
        request.kiosk.paper = ReceiptPaper::on_request;
        request.screen = done_with(request);
    }
    State& never = samples.add("self-done-no-paper", Attract{});
    never.kiosk.paper = ReceiptPaper::never;
    never.screen = done_with(never);
    State& stuck = samples.add("counter-done-cutter", Attract{});
    stuck.screen = done_with(stuck);
    stuck.spools[0].printing = waiting_receipt();
    stuck.spools[0].status.condition = ports::PrinterCondition::cutter_fault;
    for (const bool asks : {false, true}) {
        State& collected = samples.add(asks ? "counter-undo-question" : "counter-collected", Attract{});
        const Basket& basket = collected.manifest->baskets[5];
        const auto* standing = collected.ledger->basket(basket.id).standing();
        collected.ledger->apply(printed(collected, receipt_id(standing->event)));
        collected.screen = AlreadyCollected{&basket, *standing, asks, false, {}};
    }
    State& self = samples.add("self-collected", Attract{});
    const Basket& basket = self.manifest->baskets[5];
    self.screen = AlreadyCollected{&basket, *self.ledger->basket(basket.id).standing(), false, false, {}};
}

void add_closing(Samples& samples) {
    State& staff = samples.add("counter-staff", Staff{});
    staff.sync.online = false;
    staff.sync.unsent.resize(12);
    staff.spools[0].status.condition = ports::PrinterCondition::cover_open;
    staff.spools[0].waiting.resize(1);
    staff.hand_scanner = {
        false, fail("The hand scanner {0} was unplugged: plug it in again, it then works by itself.",
                    "Zebra DS2208")};
    samples.add("counter-closing-unclaimed", Closing{});
    State& receipts = samples.add("counter-closing-receipts", Closing{});
    receipts.closing_confirmed = true;
    receipts.spools[0].status.condition = ports::PrinterCondition::paper_out;
    receipts.spools[0].waiting.resize(3);
    State& sending = samples.add("counter-closing-offline", Closing{});
    sending.phase = SessionPhase::closed;
    sending.sync.online = false;
    sending.sync.unsent.resize(148);
    for (const bool asks : {false, true}) {
        State& others = samples.add(asks ? "counter-closing-force" : "counter-closing-others", Closing{asks});
        others.phase = SessionPhase::closed;
        others.sync.kiosks = {{"SF-GUICHET-1", 220, true}, {"SF-GUICHET-2", 188, false}};
    }
    for (const bool agrees : {true, false}) {
        State& done = samples.add(agrees ? "counter-report" : "counter-report-difference", Attract{});
        done.phase = SessionPhase::reconciled;
        std::optional<Error> difference;
        if (!agrees) {
            difference = fail(
                "The reports of kiosk and server differ in “{0}”. Keep this kiosk and tell the organiser.",
                "baskets");
        }
        done.screen = Report{own_report(done), difference};
    }
    State& forgotten = samples.add("self-countdown", Attract{});
    forgotten.screen = work_on(forgotten, 0);
    forgotten.now = afternoon + 68'000;
}

} // namespace

app::State open_kiosk(const std::string& language, app::Mode mode) {
    State state = base_state(language);
    state.kiosk.mode = mode;
    collect(state, 3, 96);
    return state;
}

std::vector<Sample> sample_states(const std::string& language) {
    Samples samples(language);
    add_beginnings(samples);
    add_codes(samples);
    add_baskets(samples);
    add_turns(samples);
    add_questions(samples);
    add_ends(samples);
    add_proxies(samples);
    add_closing(samples);
    add_printing_samples({[&](const std::string& name) -> State& { return samples.add(name, Attract{}); },
                          [&](const std::string& name) -> State& { return samples.add(name, Staff{}); },
                          work_on});
    add_call_samples({[&](const std::string& name) -> State& { return samples.add(name, Attract{}); },
                      work_on, done_with});
    add_staff_samples({[&samples](const std::string& name, Screen screen) -> State& {
        return samples.add(name, std::move(screen));
    }});
    Samples spare(language);
    add_beginnings(spare);
    add_baskets(spare);
    add_turns(spare);
    add_ends(spare);
    add_proxies(spare);
    auto all = samples.take();
    add_flow(all, spare.take());
    add_practice_samples(all, language);
    for (Sample& sample : look_samples(language))
        all.push_back(std::move(sample));
    return all;
}

State sample_state(const std::string& name) {
    auto samples = sample_states("fr");
    const auto found =
        std::find_if(samples.begin(), samples.end(), [&](const Sample& one) { return one.name == name; });
    require(found != samples.end(), "the sample exists");
    return std::move(found->state);
}

} // namespace guichet::ui
