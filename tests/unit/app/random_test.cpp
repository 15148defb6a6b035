// A kiosk to which anything happens at any time: it never stops, and what it promises holds after every step.

#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace guichet::app::test {
namespace {

constexpr int steps = 4'000;
constexpr int closing_from = 3'000; ///< the session goes on until then

class Chaos {
public:
    explicit Chaos(unsigned seed, Mode mode)
        : kiosk_(server_, mode, "counter"), other_(server_, Mode::counter, "other"), random_(seed) {
        auto identity = kiosk_.state.kiosk;
        if (seed % 4 == 0)
            identity.printers = {{true, false, true}, {false, true, false}};
        if (seed % 5 == 0)
            identity.paper = ReceiptPaper::on_request;
        kiosk_.state = initial_state(identity);
        kiosk_.printer_confirms = false;
        kiosk_.asked.emplace_back(OpenStore{});
    }

    void run() {
        for (step_ = 0; step_ < steps && !testing::Test::HasFailure(); ++step_) {
            act();
            check();
        }
    }

    /// Everything works again, and the person goes: where does the kiosk stand?
    std::string calm_down() {
        kiosk_.store_works = kiosk_.printer_confirms = server_.reachable = true;
        for (std::size_t printer = 0; printer < kiosk_.state.spools.size(); ++printer)
            end_print(printer, ports::PrintResult::printed);
        kiosk_.settle();
        kiosk_.wait(10'000);
        while (!kiosk_.state.unsure.empty())
            kiosk_.send(AnswerPaper{kiosk_.state.unsure.front().entry.id, below(2) == 0});
        kiosk_.wait(310'000); // the longest that a receipt waits to be sent
        kiosk_.send(GoHome{});
        if (kiosk_.state.next_basket || kiosk_.screen() == "basket")
            kiosk_.send(GoHome{}); // another customer's basket had waited
        return kiosk_.screen();
    }

    Bench& kiosk() { return kiosk_; }

private:
    int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

    template <typename Value>
    Value one_of(std::initializer_list<Value> values) {
        return *(values.begin() + below(static_cast<int>(values.size())));
    }

    std::string any_basket() { return one_of<std::string>({"B1", "B2", "B3", "B8", "B9"}); }

    void act() {
        switch (below(10)) {
        case 0: pass_time(); break;
        case 1: device(); break;
        case 2:
            if (below(20) == 0)
                world();
            break;
        case 3:
        case 4:
        case 5:
            if (!kiosk_.asked.empty())
                kiosk_.answer_first();
            break;
        default: kiosk_.give(below(3) == 0 ? by_person() : next_in_order()); break;
        }
    }

    void pass_time() {
        kiosk_.now = kiosk_.now + one_of({1, 500, 2'000, 20'000, 100'000, -3'000});
        kiosk_.give(Tick{});
    }

    void device() {
        switch (below(4)) {
        case 0: {
            const auto any = static_cast<ports::PrinterCondition>(below(8));
            kiosk_.give(PrinterState{
                {below(3) == 0 ? any : ports::PrinterCondition::ready, {}, below(3) != 0}, any_printer()});
            break;
        }
        case 1: kiosk_.give(CameraState{{below(2) == 0, {}}}); break;
        default: end_print(any_printer(), static_cast<ports::PrintResult>(below(4))); break;
        }
    }

    std::size_t any_printer() { return random_() % kiosk_.state.spools.size(); }

    void end_print(std::size_t printer, ports::PrintResult result) {
        std::optional<std::string> id;
        if (printer == 0)
            id = std::exchange(kiosk_.in_printer, std::nullopt);
        else if (const auto other = kiosk_.in_others.extract(printer))
            id = other.mapped();
        if (!id)
            return;
        if (result == ports::PrintResult::interrupted_before_any_byte)
            may_be_out_.erase(*id);
        const std::uint64_t total = 1 + static_cast<std::uint64_t>(below(2));
        kiosk_.give(PrintEnded{*id, {result, 1, {}, total, below(2) == 0}, printer});
    }

    /// What happens around the kiosk.
    void world() {
        switch (below(5)) {
        case 0: kiosk_.store_works = below(3) != 0; break;
        case 1: server_.reachable = below(3) != 0; break;
        case 2: server_.current = manifest(server_.current.revision + 1); break;
        case 3: other_kiosk(); break;
        default: restart(); break;
        }
    }

    void other_kiosk() {
        other_.now = kiosk_.now;
        if (other_.state.journal.boot == 0)
            other_.restart();
        other_.send(OpenSession{});
        other_.send(GoHome{});
        other_.scan(any_basket());
        other_.send(EverythingHere{});
        other_.send(ConfirmHandOver{});
    }

    void restart() {
        kiosk_.asked.clear();
        kiosk_.in_printer.reset();
        kiosk_.in_others.clear();
        kiosk_.state = initial_state(kiosk_.state.kiosk);
        kiosk_.asked.emplace_back(OpenStore{});
    }

    /// What somebody who knows the kiosk does on this screen.
    Event next_in_order() {
        const auto& screen = kiosk_.state.screen;
        if (const auto* work = std::get_if<BasketWork>(&screen))
            return work->complete() ? Event{ConfirmHandOver{}} : Event{EverythingHere{}};
        if (const auto* shown = std::get_if<AlreadyCollected>(&screen))
            return shown->choosing_reason ? Event{ConfirmUndo{}} : Event{AskUndo{}};
        if (std::holds_alternative<HandedOver>(screen) && below(3) == 0)
            return AskUndo{};
        if (std::holds_alternative<Closing>(screen) && step_ >= closing_from)
            return ConfirmClosing{};
        if (std::holds_alternative<Waiting>(screen))
            return OpenSession{};
        if (std::holds_alternative<Attract>(screen))
            return CodeRead{code_of(one_of<std::string>({"B1", "B2", "B3"})).text(), Identification::camera};
        return GoHome{};
    }

    Event by_person() {
        switch (below(42)) {
        case 0: return OpenSession{};
        case 1: return ShowTypeCode{};
        case 2: return ShowSearch{};
        case 3: return below(4) == 0 ? Event{ShowStaff{}} : Event{StayHere{}};
        case 4: return below(4) == 0 ? Event{ShowClosing{}} : Event{StayHere{}};
        case 5: return GoHome{};
        case 6:
            return TypeText{
                one_of<std::string>({"1", "0", "zo", "é", "", "9999999", make_short_code(2), "\xff"})};
        case 7: return EraseLetter{};
        case 8: return SubmitCode{};
        case 9: return ChooseBasket{any_basket()};
        case 10:
        case 11: return EverythingHere{};
        case 12: return AskLine{{one_of<std::string>({"1001", "1002", "1003"}), 1 + below(2)}};
        case 13: return AnswerLine{static_cast<Outcome>(below(5))};
        case 14: return AnswerAmount{};
        case 15: return AnswerReason{static_cast<RefusalReason>(below(4))};
        case 16: return CancelQuestion{};
        case 17:
        case 18: return ConfirmHandOver{};
        case 19: return AskUndo{};
        case 20: return ConfirmUndo{static_cast<UndoReason>(below(3))};
        case 21: return step_ >= closing_from ? Event{ConfirmClosing{}} : Event{StayHere{}};
        case 22: return below(10) == 0 ? Event{GiveUpReceipts{}} : Event{PrintReport{}};
        case 23: return below(5) == 0 ? Event{ReprintLast{}} : Event{CallVolunteer{}};
        case 34: return below(2) == 0 ? Event{ShowCall{}} : Event{PutCallAway{}};
        case 35: {
            const auto& heard = kiosk_.state.calls.heard;
            return heard.empty() ? Event{CallVolunteer{}}
                                 : Event{AnswerCall{heard.front().device, heard.front().number}};
        }
        case 24: return SetLanguage{one_of<std::string>({"fr", "en", "xx"})};
        case 25: return below(3) == 0 ? Event{CodeUnreadable{}} : Event{VolunteerCame{}};
        case 27: return PrintReceipt{};
        case 28:
            return below(4) == 0 ? Event{PrintTestPage{any_printer() + (below(9) == 0 ? 5U : 0U)}}
                                 : Event{StayHere{}};
        case 29: return below(4) == 0 ? Event{PrintSlips{}} : Event{StayHere{}};
        case 30:
        case 31: {
            const auto& unsure = kiosk_.state.unsure;
            return AnswerPaper{unsure.empty() ? "receipt-of-nobody" : unsure.front().entry.id, below(2) == 0};
        }
        case 32:
        case 33: return SwapBaskets{};
        case 36: return TickCrate{static_cast<std::size_t>(below(4))};
        case 37: return AskMissing{};
        case 38: return HandOverRest{};
        case 39: return DeclineReceipt{};
        case 40: return ShowPrivacy{};
        case 41: return SetAppearance{{.colours = static_cast<Colours>(below(3)), .calm = below(2) == 0}};
        case 26:
            return CodeRead{one_of<std::string>({"", "GU1:", "https://example.org"}), Identification::camera};
        default: return CodeRead{code_of(any_basket()).text(), Identification::hand_scanner};
        }
    }

    void check() {
        const auto& state = kiosk_.state;
        const auto due = next_deadline(state);
        ASSERT_TRUE(due && *due > state.now) << "a kiosk that is due now would never rest";
        check_calls();
        if (state.journal.boot == 0)
            return;
        ASSERT_EQ(state.journal.last, static_cast<std::int64_t>(kiosk_.disk.own_events.size()))
            << "only what is durable counts";
        if (state.ledger) {
            const auto counts = own_report(state).counts;
            ASSERT_EQ(counts.lines,
                      counts.collected + counts.short_ + counts.missing + counts.refused + counts.unclaimed);
            ASSERT_GE(counts.unclaimed, 0);
        }
        check_end_of_session();
        check_papers();
        check_next_basket();
    }

    /// One commit, one print for each printer and one round trip with the server at a time.
    void check_calls() {
        int commits = 0;
        std::map<std::size_t, int> prints;
        prints[0] = kiosk_.in_printer ? 1 : 0;
        for (const auto& [printer, document] : kiosk_.in_others)
            ++prints[printer];
        int calls = 0;
        for (const auto& effect : kiosk_.asked) {
            commits += std::holds_alternative<WriteCommit>(effect) ? 1 : 0;
            if (const auto* print = std::get_if<Print>(&effect))
                ++prints[print->printer];
            calls += std::holds_alternative<FetchManifest>(effect) || std::holds_alternative<Push>(effect) ||
                             std::holds_alternative<Pull>(effect) ||
                             std::holds_alternative<FetchReport>(effect) ||
                             std::holds_alternative<TellCall>(effect)
                         ? 1
                         : 0;
        }
        ASSERT_LE(commits, 1);
        for (const auto& [printer, count] : prints)
            ASSERT_LE(count, 1);
        ASSERT_LE(calls, 1);
    }

    void check_end_of_session() {
        const auto& events = kiosk_.disk.own_events;
        const auto closed = std::find_if(events.begin(), events.end(), [](const SealedEvent& sealed) {
            return std::holds_alternative<SessionClosed>(sealed.event.body);
        });
        ASSERT_TRUE(closed == events.end() || closed + 1 == events.end())
            << "nothing follows the closing event";
    }

    /// Who waits is not before the screen, and is never left behind by an empty one.
    void check_next_basket() {
        const auto& state = kiosk_.state;
        if (!state.next_basket)
            return;
        const auto* work = std::get_if<BasketWork>(&state.screen);
        ASSERT_TRUE(work == nullptr || work->basket != state.next_basket->basket);
        ASSERT_FALSE(std::holds_alternative<Attract>(state.screen));
        ASSERT_EQ(state.manifest->find_basket(state.next_basket->basket->id), state.next_basket->basket);
        ASSERT_EQ(state.phase, SessionPhase::open);
    }

    /// A paper of which there may be another bears the mark.
    void check_papers() {
        for (; seen_ < kiosk_.papers.size(); ++seen_) {
            const auto& paper = kiosk_.papers[seen_];
            ASSERT_TRUE(is_marked(paper) || !may_be_out_.contains(paper.id)) << paper.id;
            check_hand_over(paper);
            may_be_out_.insert(paper.id);
        }
    }

    /// Of one hand-over there is one receipt without mark, under whatever name.
    void check_hand_over(const receipt::Document& paper) {
        if (paper.kind != receipt::Kind::receipt)
            return;
        const auto of = paper.id.substr(0, paper.id.find("-again-"));
        ASSERT_TRUE(is_marked(paper) || paper.id == of) << paper.id;
    }

    FakeServer server_;
    Bench kiosk_;
    Bench other_;
    std::mt19937 random_;
    int step_ = 0;
    std::size_t seen_ = 0;
    std::set<std::string> may_be_out_; ///< by document
};

class AnythingAtAnyTime : public testing::TestWithParam<unsigned> {};

TEST_P(AnythingAtAnyTime, the_kiosk_keeps_its_promises) {
    Chaos chaos(GetParam(), GetParam() % 3 == 0 ? Mode::self : Mode::counter);
    ASSERT_NO_FATAL_FAILURE(chaos.run());
    const auto home = chaos.calm_down();
    static const std::set<std::string> homes{"attract", "waiting", "closing", "report"};
    EXPECT_TRUE(homes.contains(home)) << home;
    auto& kiosk = chaos.kiosk();
    EXPECT_GT(kiosk.disk.own_events.size(), 5U) << "something happened";
    EXPECT_TRUE(kiosk.state.sync.unsent.empty()) << "all has reached the server";
    EXPECT_TRUE(kiosk.state.journal.waiting.empty());
    ChainVerifier chain;
    for (const auto& sealed : kiosk.disk.own_events)
        ASSERT_TRUE(chain.accept(sealed).ok());
    Ledger fresh(std::make_shared<const Manifest>(manifest()));
    for (const auto& sealed : kiosk.server.events)
        fresh.apply(sealed.event);
    const bool settled = kiosk.state.phase == SessionPhase::reconciled;
    EXPECT_TRUE(!settled ||
                same_figures(to_json(own_report(kiosk.state)), to_json(make_report(fresh, {}))).ok());
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnythingAtAnyTime, testing::Range(1U, 25U));

} // namespace
} // namespace guichet::app::test
