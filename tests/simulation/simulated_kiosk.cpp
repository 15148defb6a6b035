#include "tests/simulation/simulated_kiosk.hpp"

#include <fmt/format.h>

#include <utility>

namespace guichet::simulation {

namespace {

constexpr std::int64_t patience = 3'000; ///< of a kiosk that waits for the server, in milliseconds
constexpr std::int64_t printing = 1'500;

/// The way to the server: it keeps a copy of the request, sometimes somebody else answers, and sometimes with
/// what the server said earlier.
class SimulatedExchange final : public sync::Exchange {
public:
    SimulatedExchange(SessionWorld& world, sync::HttpRequest& copy) : world_(world), copy_(copy) {}

    Result<sync::HttpAnswer> perform(const sync::HttpRequest& request) override {
        constexpr double portal = 0.01;
        copy_ = request;
        if (world_.random.happens(portal))
            return sync::HttpAnswer{
                world_.random.happens(0.5) ? 404 : 502, "<html>Welcome to our Wi-Fi</html>", {}};
        constexpr double old_answer = 0.004;
        const bool is_page = request.url.find("/events?") != std::string::npos;
        if (is_page && earlier_ && earlier_->first == request.url && world_.calm_from > world_.time.now() &&
            world_.random.happens(old_answer))
            return earlier_->second;
        auto answer = world_.server.answer(request);
        if (is_page && answer && (!earlier_ || world_.random.happens(0.2)))
            earlier_.emplace(request.url, *answer);
        return answer;
    }
    void cancel() override {}

private:
    std::optional<std::pair<std::string, sync::HttpAnswer>> earlier_;
    SessionWorld& world_;
    sync::HttpRequest& copy_;
};

} // namespace

void SessionWorld::note(const std::string& what) {
    for (const char letter : what)
        figures.fingerprint = (figures.fingerprint ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
    const auto passed = static_cast<std::uint64_t>(time.passed().count());
    figures.fingerprint = (figures.fingerprint ^ passed) * 1'099'511'628'211U;
    if (trace)
        trace(fmt::format("{:>8} ms  {}", passed, what));
}

SimulatedKiosk::SimulatedKiosk(SessionWorld& world, std::string device, app::Mode mode)
    : world_(world), device_(std::move(device)), label_(device_), mode_(mode), disk_(new_incarnation()) {}

SimulatedKiosk::SimulatedKiosk(SessionWorld& world, const SimulatedKiosk& twin)
    : own_store(false), world_(world), device_(twin.device_), label_(twin.label_ + " (copy)"),
      mode_(twin.mode_), disk_(twin.disk_), identity_(twin.identity_) {
    world_.note(label_ + " is made");
}

std::string SimulatedKiosk::new_incarnation() {
    return fmt::format("{:08x}", world_.random.below(1ULL << 32U));
}

void SimulatedKiosk::enrol() {
    sync::KioskIdentity identity{SigningKey::from_seed(digest_of(device_)),
                                 "saint-flour",
                                 device_,
                                 {},
                                 to_hex(world_.server.key()),
                                 {},
                                 world_.server.organiser_key()};
    world_.server.pin(device_, identity.key.public_key);
    identity_ = std::make_shared<sync::IdentityInMemory>(std::move(identity));
}

void SimulatedKiosk::start() {
    up_ = true;
    ++life_;
    world_.note(label_ + " starts");
    state_ = app::initial_state({device_, device_, mode_, "saint-flour", "2020-04-17", "en"});
    state_.kiosk.awaits_enrolment = key_erased_;
    connection_ = std::make_unique<sync::HttpServerConnection>(
        sync::ConnectionOptions{.url = "http://server",
                                .identity =
                                    key_erased_ ? std::make_shared<sync::IdentityInMemory>() : identity_,
                                .now = [this] { return now(); }},
        std::make_unique<SimulatedExchange>(world_, last_request_));
    for (const auto& effect : app::first_effects())
        perform(effect);
    give(app::PrinterState{{ports::PrinterCondition::ready, {}}, 0, {}});
}

void SimulatedKiosk::die() {
    up_ = false;
    ++life_;
    ++world_.figures.kiosk_deaths;
    world_.note(label_ + " dies");
}

void SimulatedKiosk::change_disk() {
    require(!up_, "a disk is changed in a machine at rest");
    disk_ = Disk(new_incarnation());
    own_store = false;
    world_.note(label_ + " has a new disk");
}

void SimulatedKiosk::put_back(Disk copy) {
    require(!up_, "a disk is changed in a machine at rest");
    disk_ = std::move(copy);
    own_store = false;
    world_.note(label_ + " has an older copy of its disk");
}

void SimulatedKiosk::later(std::int64_t milliseconds, std::function<void()> what) {
    world_.time.after(std::chrono::milliseconds(milliseconds), [this, life = life_, what = std::move(what)] {
        if (life == life_)
            what();
    });
}

void SimulatedKiosk::give(const app::Event& event) {
    if (!up_)
        return;
    const auto life = life_;
    for (const auto& effect : app::update(state_, event, now(), locality_)) {
        perform(effect);
        if (life != life_)
            return; // it died meanwhile
    }
    schedule_tick();
}

void SimulatedKiosk::schedule_tick() {
    if (const auto due = app::next_deadline(state_))
        later(std::max<std::int64_t>(1, *due - now()), [this, tick = ++ticks_] {
            if (tick == ticks_)
                give(app::Tick{});
        });
}

void SimulatedKiosk::perform(const app::Effect& effect) {
    if (is_call(effect))
        call(effect);
    else if (const auto* known = std::get_if<app::RememberManifest>(&effect))
        connection_->remember_manifest(known->session, known->manifest);
    else if (const auto* print = std::get_if<app::Print>(&effect))
        later(printing, [this, id = print->job.document.id, printer = print->printer] {
            give(app::PrintEnded{id, {ports::PrintResult::printed, 1, {}}, printer});
        });
    else if (const auto* line = std::get_if<app::Log>(&effect))
        world_.note(label_ + ": " + line->line);
    else
        perform_store(effect);
}

/// What the disk does takes its time, in the order in which it was asked.
void SimulatedKiosk::perform_store(const app::Effect& effect) {
    if (std::holds_alternative<app::OpenStore>(effect))
        later(20, [this] { give(app::StoreOpened{*disk_.recover()}); });
    else if (const auto* write = std::get_if<app::WriteCommit>(&effect))
        commit(write->commit);
    else if (const auto* read = std::get_if<app::ReadJournal>(&effect))
        later(10, [this, from = read->from] { give(app::JournalRead{*disk_.read_journal(from)}); });
    else if (const auto* begin = std::get_if<app::BeginIncarnation>(&effect))
        begin_incarnation(*begin);
    else if (std::holds_alternative<app::ErasePeople>(effect))
        erase_people();
    else if (const auto* manifest = std::get_if<app::KeepManifest>(&effect))
        static_cast<void>(disk_.save_manifest(manifest->manifest));
    else if (const auto* foreign = std::get_if<app::KeepForeign>(&effect))
        keep_foreign(foreign->foreign);
    else if (const auto* acknowledged = std::get_if<app::KeepAcknowledged>(&effect))
        static_cast<void>(disk_.save_acknowledged(acknowledged->sequence));
    else if (const auto* reconciled = std::get_if<app::KeepReconciled>(&effect))
        static_cast<void>(disk_.save_reconciled(reconciled->session));
}

void SimulatedKiosk::keep_foreign(const ports::ForeignEvents& foreign) {
    if (world_.planted != Planted::cursor_before_events) {
        static_cast<void>(disk_.save_foreign(foreign));
        return;
    }
    static_cast<void>(disk_.save_foreign({{}, foreign.cursor}));
    later(3'000, [this, foreign] { static_cast<void>(disk_.save_foreign(foreign)); });
}

/// The program may die while the disk writes, or when it has written and nobody heard of it yet.
void SimulatedKiosk::commit(const ports::Commit& commit) {
    constexpr double seldom = 0.003;
    if (world_.planted == Planted::shown_before_commit) {
        later(400, [this, commit] { static_cast<void>(disk_.commit(commit)); });
        later(1, [this] { give(app::Committed{}); });
        return;
    }
    later(1 + static_cast<std::int64_t>(world_.random.below(40)), [this, commit] {
        if (world_.random.happens(seldom))
            return die();
        static_cast<void>(disk_.commit(commit));
        if (world_.random.happens(seldom))
            return die();
        give(app::Committed{});
    });
}

/// It may die before, and when nobody has heard of it yet.
void SimulatedKiosk::begin_incarnation(const app::BeginIncarnation& begin) {
    constexpr double sometimes = 0.05;
    later(20, [this, begin] {
        if (world_.random.happens(sometimes))
            return die();
        disk_.set_next_incarnation(new_incarnation());
        const auto begun = disk_.begin_incarnation(begin.incarnation, begin.from);
        require(begun.ok(), "a simulated disk begins an incarnation");
        ++world_.figures.incarnations;
        if (world_.random.happens(sometimes))
            return die();
        give(app::IncarnationBegun{*begun});
    });
}

/// It may die in the middle, and when nobody has heard of it yet.
void SimulatedKiosk::erase_people() {
    constexpr double sometimes = 0.2;
    disk_.begin_erasing();
    later(50, [this] {
        if (world_.random.happens(sometimes))
            return die();
        static_cast<void>(disk_.erase_people());
        key_erased_ = true;
        if (world_.random.happens(sometimes))
            return die();
        give(app::PeopleErased{});
    });
}

bool SimulatedKiosk::is_call(const app::Effect& effect) {
    return std::holds_alternative<app::FetchManifest>(effect) || std::holds_alternative<app::Push>(effect) ||
           std::holds_alternative<app::Pull>(effect) || std::holds_alternative<app::FetchReport>(effect) ||
           std::holds_alternative<app::TellCall>(effect);
}

/// A request is lost, or its answer, or neither; the server may see it a second time, much later.
void SimulatedKiosk::call(const app::Effect& effect) {
    ++world_.figures.calls;
    const auto travel = [this] { return static_cast<std::int64_t>(5 + world_.random.below(60)); };
    const auto fail_later = [this] {
        ++world_.figures.calls_failed;
        later(patience, [this] { give(app::ServerFailed{fail("There was no answer.")}); });
    };
    later(travel(), [this, effect, travel, fail_later] {
        if (!network.on || world_.random.happens(network.loss))
            return fail_later();
        const app::Event answer = ask(effect);
        if (world_.random.happens(network.again))
            world_.time.after(std::chrono::milliseconds(world_.random.below(20'000)),
                              [&server = world_.server, request = last_request_] {
                                  static_cast<void>(server.answer(request));
                              });
        if (!network.on || world_.random.happens(network.loss))
            return fail_later();
        later(travel(), [this, answer] { give(answer); });
    });
}

app::Event SimulatedKiosk::ask(const app::Effect& effect) {
    const auto given = [this](auto&& answer, auto make) {
        return answer ? app::Event{make(std::move(*answer))}
               : connection_->standing() == ports::Standing::revoked
                   ? app::Event{app::Revoked{}}
                   : app::Event{app::ServerFailed{answer.error()}};
    };
    if (const auto* fetch = std::get_if<app::FetchManifest>(&effect))
        return given(connection_->fetch_manifest(fetch->session, fetch->known_revision),
                     [](auto manifest) { return app::ManifestFetched{std::move(manifest)}; });
    if (const auto* push = std::get_if<app::Push>(&effect)) {
        auto pushed = connection_->push(push->batch);
        if (!pushed && world_.planted == Planted::refused_means_sent && world_.server.up())
            return app::Pushed{ports::Acknowledged{push->batch.events.back().event.id.sequence, now(), 0}};
        if (pushed && world_.planted == Planted::numbers_used_again &&
            std::holds_alternative<ports::Fork>(*pushed))
            return app::ServerFailed{fail("The server refused the events.")};
        return given(std::move(pushed), [](auto answer) { return app::Pushed{std::move(answer)}; });
    }
    if (const auto* pull = std::get_if<app::Pull>(&effect))
        return given(connection_->pull(pull->session, pull->device, pull->cursor),
                     [](auto answer) { return app::Pulled{std::move(answer)}; });
    if (const auto* fetch = std::get_if<app::FetchReport>(&effect))
        return given(connection_->fetch_report(fetch->session),
                     [](auto report) { return app::ReportFetched{std::move(report)}; });
    const auto& tell = std::get<app::TellCall>(effect);
    return given(connection_->tell_call(tell.session, tell.call), [&](ports::CallAnswer answer) {
        return app::CallTold{tell.call, answer == ports::CallAnswer::taken};
    });
}

} // namespace guichet::simulation
