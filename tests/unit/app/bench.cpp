#include "tests/unit/app/bench.hpp"

#include "kiosk/core/resealing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace guichet::app::test {

namespace {

OrderLine line(int number, const char* product, Quantity quantity, StorageClass storage) {
    return {number, product, 0, quantity, {500}, 55, storage, "A1"};
}

Basket basket(const std::string& id, const char* name, const char* language, std::vector<Order> orders) {
    return {id,
            "C-" + id,
            name,
            language,
            code_of(id).digest(),
            make_short_code(std::stoull(id.substr(1))),
            std::move(orders)};
}

} // namespace

const Texts& FakeLocality::texts(const std::string& /*language*/) const {
    static const EnglishTexts english;
    return english;
}

LocalTime FakeLocality::local(Instant moment) const {
    const auto minutes = moment.milliseconds / 60'000;
    return {2020, 4, 17, static_cast<int>(minutes / 60 % 24), static_cast<int>(minutes % 60)};
}

PickupCode code_of(const std::string& basket) {
    PickupCode code;
    code.bytes[0] = static_cast<std::uint8_t>(basket.back());
    return code;
}

Manifest manifest(std::int64_t revision) {
    Manifest made;
    made.station_id = "saint-flour";
    made.station_name = "Gare de Saint-Flour";
    made.date = "2020-04-17";
    made.revision = revision;
    made.producers = {"GAEC Ferrand"};
    made.baskets = {
        basket("B1", "Élodie M.", "fr",
               {{"1001",
                 {line(1, "Cantal", {1250, Unit::kilogram}, StorageClass::chilled),
                  line(2, "Miel", {4, Unit::piece}, StorageClass::ambient)}},
                {"1002", {line(1, "Pain", {1, Unit::piece}, StorageClass::ambient)}}}),
        basket("B2", "Jean-Marc L.", "en",
               {{"1003", {line(1, "Beurre", {2, Unit::piece}, StorageClass::chilled)}}}),
        basket("B3", "Zoé B.", "de", {{"1004", {line(1, "Glace", {3, Unit::piece}, StorageClass::frozen)}}})};
    made.other_sessions = {{"Pierrefort", "2020-04-24", {code_of("B9").digest()}}};
    made.index();
    return made;
}

ports::StoredManifest stored(const Manifest& content) {
    return {to_json(content), content.revision, "signature", "key"};
}

Bench::Bench(FakeServer& of_server, Mode mode, std::string device)
    : server(of_server),
      state(initial_state({std::move(device), "Guichet", mode, "saint-flour", "2020-04-17", "fr"})) {
    disk.incarnation = "i1";
}

void Bench::give(const Event& event) {
    auto effects = update(state, event, now, locality);
    for (auto& effect : effects) {
        history.push_back(effect);
        if (!std::holds_alternative<Play>(effect) && !std::holds_alternative<Log>(effect))
            asked.push_back(std::move(effect));
    }
}

std::vector<ports::Sound> Bench::sounds() const {
    std::vector<ports::Sound> heard;
    for (std::size_t at = before_last_sent; at < history.size(); ++at)
        if (const auto* play = std::get_if<Play>(&history[at]))
            heard.push_back(play->sound);
    return heard;
}

void Bench::send(const Event& event) {
    before_last_sent = history.size();
    give(event);
    settle();
}

void Bench::settle() {
    for (std::size_t rounds = 0; !asked.empty(); ++rounds) {
        ASSERT_LT(rounds, 1000U) << "the kiosk asks without end";
        if (store_waits && std::holds_alternative<WriteCommit>(asked.front()) && asked.size() == 1)
            return;
        if (store_waits && std::holds_alternative<WriteCommit>(asked.front()))
            std::rotate(asked.begin(), asked.begin() + 1, asked.end());
        answer_first();
    }
}

void Bench::answer_first() {
    const Effect effect = std::move(asked.front());
    asked.pop_front();
    if (const auto answer = perform(effect))
        give(*answer);
}

std::optional<Event> Bench::perform(const Effect& effect) {
    if (std::holds_alternative<OpenStore>(effect)) {
        if (!store_works)
            return StoreFailed{fail("The disk is full.")};
        ++disk.boot;
        disk.documents.clear();
        for (const auto& entry : documents)
            if (entry.state == ports::SpoolState::queued || entry.state == ports::SpoolState::sending ||
                entry.state == ports::SpoolState::unsure)
                disk.documents.push_back(entry);
        return StoreOpened{disk};
    }
    if (const auto* write = std::get_if<WriteCommit>(&effect)) {
        if (!store_works)
            return CommitFailed{fail("The disk is full.")};
        keep(write->commit);
        return Committed{};
    }
    if (const auto* read = std::get_if<ReadJournal>(&effect)) {
        if (!store_works)
            return JournalUnread{fail("The disk is full.")};
        auto events = disk.own_events;
        if (read->from > 1)
            std::erase_if(events, [&](const SealedEvent& sealed) {
                return sealed.event.id.incarnation != disk.incarnation ||
                       sealed.event.id.sequence < read->from;
            });
        return JournalRead{std::move(events)};
    }
    if (const auto* begin = std::get_if<BeginIncarnation>(&effect)) {
        if (!store_works)
            return IncarnationNotBegun{fail("The disk is full.")};
        begin_incarnation(*begin);
        return IncarnationBegun{disk};
    }
    if (std::holds_alternative<ErasePeople>(effect)) {
        disk.withdrawal = store_works ? ports::Withdrawal::erased : ports::Withdrawal::erasing;
        if (!store_works)
            return ErasingFailed{fail("The disk is full.")};
        disk.manifest.reset();
        disk.foreign = {};
        disk.users.clear();
        documents.clear();
        return PeopleErased{};
    }
    if (std::holds_alternative<KeepEnrolled>(effect))
        disk.withdrawal = ports::Withdrawal::none;
    if (const auto* check = std::get_if<CheckPin>(&effect))
        return check_pin(check->question);
    if (const auto* saving = std::get_if<SaveUser>(&effect))
        return save_user(saving->change);
    if (const auto* printing = std::get_if<Print>(&effect))
        return print(*printing);
    if (const auto* cancelled = std::get_if<CancelPrint>(&effect))
        return cancel(*cancelled);
    return call_server(effect);
}

Event Bench::check_pin(const ports::PinQuestion& question) {
    if (!store_works)
        return UsersFailed{fail("The disk is full.")};
    if (ports::pause_left(disk.guard, question.now) > 0)
        return PinChecked{{{}, disk.guard}};
    for (const auto& user : disk.users)
        if (user.active && (question.user.empty() || question.user == user.id) &&
            (!question.by_coordinator || user.role == ports::UserRole::coordinator) &&
            pins[user.id] == question.pin.digits()) {
            disk.guard = {};
            return PinChecked{{user.id, {}}};
        }
    disk.guard = ports::after_wrong_pin(disk.guard, question.now);
    return PinChecked{{{}, disk.guard}};
}

Event Bench::save_user(const ports::UserChange& change) {
    if (!store_works)
        return UsersFailed{fail("The disk is full.")};
    auto user = change.user;
    if (user.id.empty())
        user.id = "U" + std::to_string(disk.users.size() + 1);
    if (change.pin)
        pins[user.id] = std::string(change.pin->digits());
    const auto known = std::find_if(disk.users.begin(), disk.users.end(),
                                    [&](const ports::User& other) { return other.id == user.id; });
    if (known == disk.users.end())
        disk.users.push_back(user);
    else
        *known = user;
    return UsersSaved{disk.users};
}

void Bench::add_user(const std::string& name, ports::UserRole role, const std::string& pin) {
    (void)save_user({{{}, name, role, true}, Pin::parse(pin).value()});
}

void Bench::type_pin(const std::string& pin) {
    for (const char digit : pin)
        send(TypeText{std::string(1, digit)});
    send(SubmitPin{});
}

void Bench::sign_in(const std::string& id) {
    send(ChooseUser{id});
    type_pin(pins[id]);
}

std::optional<Event> Bench::print(const Print& printing) {
    const auto& id = printing.job.document.id;
    EXPECT_FALSE(printing.printer == 0 ? in_printer.has_value() : in_others.contains(printing.printer))
        << "one paper at a time";
    EXPECT_EQ(state_of(id), ports::SpoolState::sending) << "recorded before it goes out";
    papers.push_back(printing.job.document);
    printed_by.push_back(printing.printer);
    if (printer_confirms)
        return PrintEnded{id, {ports::PrintResult::printed, 1, {}}, printing.printer};
    if (printing.printer == 0)
        in_printer = id;
    else
        in_others[printing.printer] = id;
    return std::nullopt;
}

std::optional<Event> Bench::cancel(const CancelPrint& cancelled) {
    const ports::PrintOutcome interrupted{ports::PrintResult::interrupted_unknown, 1, {}};
    if (cancelled.printer == 0 && in_printer)
        return PrintEnded{*std::exchange(in_printer, std::nullopt), interrupted, 0};
    const auto other = in_others.find(cancelled.printer);
    if (other == in_others.end())
        return std::nullopt;
    const auto id = other->second;
    in_others.erase(other);
    return PrintEnded{id, interrupted, cancelled.printer};
}

std::optional<Event> Bench::call_server(const Effect& effect) {
    if (const auto* kept = std::get_if<KeepManifest>(&effect))
        disk.manifest = kept->manifest;
    else if (const auto* foreign = std::get_if<KeepForeign>(&effect)) {
        disk.foreign.cursor = foreign->foreign.cursor;
        disk.foreign.events.insert(disk.foreign.events.end(), foreign->foreign.events.begin(),
                                   foreign->foreign.events.end());
    } else if (const auto* acknowledged = std::get_if<KeepAcknowledged>(&effect))
        disk.acknowledged = acknowledged->sequence;
    else if (const auto* countersigned = std::get_if<KeepCountersignature>(&effect))
        disk.countersigned = countersigned->closure;
    else if (std::holds_alternative<KeepTourSeen>(effect))
        disk.tour_seen = true;
    else if (std::holds_alternative<KeepReconciled>(effect))
        disk.reconciled = true;
    const bool call = std::holds_alternative<FetchManifest>(effect) || std::holds_alternative<Push>(effect) ||
                      std::holds_alternative<Pull>(effect) || std::holds_alternative<FetchReport>(effect) ||
                      std::holds_alternative<TellCall>(effect);
    if (call && !server.reachable)
        return ServerFailed{fail("There is no network.")};
    if (call && server.revokes)
        return Revoked{};
    if (call && server.knows_nobody)
        return ServerFailed{fail("The server does not know this kiosk."), true};
    if (std::holds_alternative<Enrol>(effect))
        return server.enrolment_refusal ? Event{EnrolmentFailed{*server.enrolment_refusal}}
                                        : Event{Enrolled{}};
    if (const auto* fetch = std::get_if<FetchManifest>(&effect))
        return ManifestFetched{fetch->known_revision == server.current.revision
                                   ? std::nullopt
                                   : std::optional(stored(server.current))};
    if (const auto* push = std::get_if<Push>(&effect))
        return Pushed{server.push(push->batch)};
    if (const auto* pull = std::get_if<Pull>(&effect))
        return Pulled{server.pull(pull->device, pull->cursor)};
    if (const auto* tell = std::get_if<TellCall>(&effect))
        return CallTold{tell->call, server.tell(tell->call) == ports::CallAnswer::taken};
    if (std::holds_alternative<FetchReport>(effect))
        return ReportFetched{server.report()};
    return std::nullopt;
}

void Bench::begin_incarnation(const BeginIncarnation& begin) {
    if (begin.incarnation != disk.incarnation)
        return;
    auto& own = disk.own_events;
    const auto end = std::find_if(own.begin(), own.end(), [&](const SealedEvent& sealed) {
        return sealed.event.id.incarnation == begin.incarnation && sealed.event.id.sequence >= begin.from;
    });
    static int begun = 0; // so that two benches never begin the same one
    const std::string next = "n" + std::to_string(++begun);
    const auto anew = reseal({end, own.end()}, next).value();
    superseded.insert(superseded.end(), end, own.end());
    own.erase(end, own.end());
    own.insert(own.end(), anew.begin(), anew.end());
    disk.formers.push_back({begin.incarnation, begin.from - 1});
    disk.incarnation = next;
    disk.acknowledged = 0;
}

void Bench::keep(const ports::Commit& commit) {
    for (const auto& sealed : commit.events)
        disk.own_events.push_back(sealed);
    for (const auto& entry : commit.documents) {
        const auto known = std::find_if(documents.begin(), documents.end(),
                                        [&](const ports::SpoolEntry& other) { return other.id == entry.id; });
        if (known == documents.end())
            documents.push_back(entry);
        else
            *known = entry;
    }
    for (const auto& mark : commit.printers) {
        std::erase(disk.interrupted_printers, mark.printer);
        if (mark.interrupted)
            disk.interrupted_printers.push_back(mark.printer);
    }
}

const Print* Bench::last_print() const {
    const auto found = std::find_if(history.rbegin(), history.rend(), [](const Effect& effect) {
        return std::holds_alternative<Print>(effect);
    });
    return found == history.rend() ? nullptr : &std::get<Print>(*found);
}

ports::SpoolState Bench::state_of(const std::string& document) const {
    const auto known = std::find_if(documents.begin(), documents.end(),
                                    [&](const ports::SpoolEntry& entry) { return entry.id == document; });
    return known == documents.end() ? ports::SpoolState::failed : known->state;
}

void Bench::wait(std::int64_t milliseconds) {
    const Instant end = now + milliseconds;
    while (now < end) {
        const auto due = next_deadline(state);
        ASSERT_TRUE(due && *due > now) << "a kiosk that is due now would never rest";
        now = std::min(end, *due);
        send(Tick{});
    }
}

void Bench::restart() {
    asked.clear();
    in_printer.reset();
    in_others.clear();
    state = initial_state(state.kiosk);
    for (auto& effect : first_effects())
        asked.push_back(std::move(effect));
    settle();
    for (std::size_t printer = 0; printer < state.spools.size(); ++printer)
        send(PrinterState{{ports::PrinterCondition::ready, {}}, printer});
}

void Bench::set_up(std::vector<PrinterRoles> printers, ReceiptPaper paper) {
    state.kiosk.printers = std::move(printers);
    state.kiosk.paper = paper;
    restart();
}

void Bench::open() {
    restart();
    send(OpenSession{});
    ASSERT_EQ(screen(), "attract");
}

void Bench::scan(const std::string& id, Identification from) {
    send(CodeRead{code_of(id).text(), from});
}

void Bench::hand_over(const std::string& id) {
    scan(id);
    ASSERT_EQ(screen(), "basket");
    send(EverythingHere{});
    send(ConfirmHandOver{});
    ASSERT_EQ(screen(), "done");
}

void Bench::end_print(const ports::PrintOutcome& outcome, std::size_t printer) {
    if (printer > 0) {
        ASSERT_TRUE(in_others.contains(printer)) << "nothing is being printed";
        const auto id = in_others[printer];
        in_others.erase(printer);
        send(PrintEnded{id, outcome, printer});
        return;
    }
    ASSERT_TRUE(in_printer.has_value()) << "nothing is being printed";
    const auto document = *std::exchange(in_printer, std::nullopt);
    send(PrintEnded{document, outcome});
}

void Bench::confirm_closing() {
    send(ShowClosing{});
    send(ConfirmClosing{});
}

bool is_marked(const receipt::Document& document) {
    const auto* banner = std::get_if<receipt::Banner>(&document.blocks.front());
    return banner != nullptr && banner->text == "DUPLICATE";
}

} // namespace guichet::app::test
