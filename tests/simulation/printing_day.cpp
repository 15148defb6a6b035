#include "tests/simulation/printing_day.hpp"

#include "drivers/printer/printer_driver.hpp"
#include "kiosk/app/update.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/simulation/faulty_cable.hpp"
#include "tests/simulation/printing_station.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

namespace guichet::simulation {
namespace {

using std::chrono::milliseconds;

constexpr Instant morning{1'587'110'400'000}; // 17 April 2020, 8:00 UTC
constexpr std::string_view foot = "enjoy your meal";
constexpr std::string_view mark = "DUPLICATE";

/// What a silent printer loses from its memory, no program can know: such accidents are not for it.
bool knowable(Fault fault, Talkativeness talkativeness) {
    return talkativeness != Talkativeness::silent ||
           (fault != Fault::switched_off && fault != Fault::power_cut && fault != Fault::paper_and_power);
}

class PrintingDay final : ports::PrintObserver {
public:
    explicit PrintingDay(const PrintingDayOptions& options)
        : options_(options), random_(options.seed), time_(morning),
          disk_(manifest_of(options.receipts, random_)),
          counter_{time_,   std::move(lab::LabPrinter::open(model_of(options.printer))).value(),
                   random_, std::nullopt,
                   0,       options.printer == Talkativeness::silent,
                   {}} {}

    PrintingFigures play() {
        start_program();
        for (int customer = 0; customer < options_.receipts; ++customer) {
            arm();
            whatever_happens([this, customer] { serve(customer); });
        }
        counter_.fault.reset();
        // Time for whoever puts the printer right: what it still has in its memory comes out then.
        for (int minute = 0; minute < 5; ++minute)
            whatever_happens([this] {
                until_quiet();
                time_.pass(milliseconds{60'000});
            });
        whatever_happens([this] { until_quiet(); });
        read_papers();
        return figures_;
    }

private:
    // The program's life.

    void start_program() {
        state_ = app::initial_state(
            {"counter", "Counter 1", app::Mode::counter, "saint-flour", "2020-04-17", "en"});
        job_.reset();
        told_.reset();
        const app::Effects first = app::first_effects();
        asked_.assign(first.begin(), first.end());
        printer::DriverTiming timing;
        timing.now = [this] { return time_.steady(); };
        driver_ = std::make_unique<printer::PrinterDriver>(std::make_unique<FaultyCable>(counter_),
                                                           profile_of(options_.printer), std::move(timing));
    }

    /// Does something to its end, through as many deaths of the program as it takes.
    template <typename Something>
    void whatever_happens(Something something) {
        while (true) {
            try {
                something();
                return;
            } catch (const ProgramDies&) {
                ++figures_.restarts;
                note(0xDEAD);
                trace("the program dies");
                driver_.reset();
                start_program();
            }
        }
    }

    void arm() {
        if (counter_.fault)
            return;
        Fault fault{};
        do
            fault = static_cast<Fault>(random_.below(fault_words.size()));
        while (!knowable(fault, options_.printer));
        counter_.fault = fault;
        counter_.bytes_before = 1 + random_.below(2'500);
        ++figures_.faults.at(static_cast<std::size_t>(fault));
        trace(fmt::format("{} after {} bytes", fault_words.at(static_cast<std::size_t>(fault)),
                          counter_.bytes_before));
    }

    // A customer comes.

    void serve(int customer) {
        perform_all();
        if (state_.phase == app::SessionPhase::planned)
            send(app::OpenSession{});
        const auto& basket = state_.manifest->baskets.at(static_cast<std::size_t>(customer));
        if (state_.ledger->basket(basket.id).standing() == nullptr) {
            send(app::GoHome{});
            send(app::CodeRead{code_of_customer(customer).text(), Identification::camera});
            send(app::EverythingHere{});
            send(app::ConfirmHandOver{});
        }
        until_quiet();
    }

    void send(const app::Event& event) {
        handle(event);
        perform_all();
    }

    void handle(const app::Event& event) {
        for (app::Effect& effect : app::update(state_, event, time_.now(), locality_))
            asked_.push_back(std::move(effect));
    }

    void perform_all() {
        while (!asked_.empty()) {
            const app::Effect effect = std::move(asked_.front());
            asked_.pop_front();
            perform(effect);
        }
    }

    void perform(const app::Effect& effect) {
        if (std::holds_alternative<app::OpenStore>(effect))
            handle(app::StoreOpened{*disk_.recover()});
        else if (const auto* write = std::get_if<app::WriteCommit>(&effect))
            commit(write->commit);
        else if (const auto* print = std::get_if<app::Print>(&effect))
            job_ = print->job;
        else if (std::holds_alternative<app::FetchManifest>(effect) ||
                 std::holds_alternative<app::Push>(effect) || std::holds_alternative<app::Pull>(effect) ||
                 std::holds_alternative<app::FetchReport>(effect))
            handle(app::ServerFailed{fail("There is no network.")});
    }

    void commit(const ports::Commit& commit) {
        constexpr double seldom = 0.004;
        if (random_.happens(seldom))
            throw ProgramDies{};
        (void)disk_.commit(commit);
        for (const ports::SpoolEntry& entry : commit.documents)
            if (entry.state == ports::SpoolState::printed)
                papers_when_confirmed_.try_emplace(customer_of(entry.document),
                                                   counter_.printer->papers().size());
        if (random_.happens(seldom))
            throw ProgramDies{};
        handle(app::Committed{});
    }

    // The printer's owner.

    void on_status(const ports::PrinterStatus& status) override {
        if (told_ == status)
            return;
        told_ = status;
        note(static_cast<std::uint64_t>(status.condition));
        trace(fmt::format("the printer is {}", word(status.condition)));
        handle(app::PrinterState{status, 0, {}});
    }

    void work_printer() {
        if (job_) {
            const ports::PrintJob job = *std::exchange(job_, std::nullopt);
            trace(fmt::format("{} begins{}", job.document.id, job.after_interruption ? ", after a cut" : ""));
            const auto outcome = driver_->print(job, *this, {});
            on_status(driver_->status());
            note(static_cast<std::uint64_t>(outcome.result));
            note(outcome.bytes_sent);
            trace(fmt::format("{} ended with {} after {} bytes: {}", job.document.id,
                              static_cast<int>(outcome.result), outcome.bytes_sent,
                              outcome.reason ? outcome.reason->english() : ""));
            handle(app::PrintEnded{job.document.id, outcome, 0});
            return;
        }
        milliseconds most{1000};
        if (const auto deadline = app::next_deadline(state_))
            most = std::clamp(milliseconds{*deadline - time_.now()}, milliseconds{1}, most);
        const auto opened = driver_->open();
        const auto status = driver_->wait_status(most, {});
        on_status(opened ? status : ports::PrinterStatus{ports::PrinterCondition::unplugged, opened.error()});
    }

    void until_quiet() {
        perform_all();
        for (int round = 0; papers_under_way(); ++round) {
            require(round < 10'000, "a printer that is put right again prints in the end");
            if (state_.spools.front().papers() > 0)
                work_printer();
            else
                answer_question();
            if (const auto deadline = app::next_deadline(state_); deadline && *deadline <= time_.now())
                handle(app::Tick{});
            perform_all();
        }
    }

    [[nodiscard]] bool papers_under_way() const {
        return state_.spools.front().papers() > 0 || !state_.unsure.empty();
    }

    /// A volunteer looks whether the paper is there.
    void answer_question() {
        const ports::SpoolEntry asked = state_.unsure.front().entry;
        const std::string customer = customer_of(asked.document);
        const lab::LabPrinter& lab = *counter_.printer;
        bool came_out = false;
        for (std::size_t paper = 0; paper < lab.papers().size(); ++paper) {
            const std::string text = lab.text(paper);
            came_out = came_out ||
                       (text.find(customer) != std::string::npos && text.find(foot) != std::string::npos);
        }
        ++figures_.people_asked;
        trace(fmt::format("somebody is asked about {}: {}", asked.id, came_out ? "it is out" : "it is not"));
        handle(app::AnswerPaper{asked.id, came_out});
    }

    // What is on paper.

    /// The customer whose name stands whole in a text; half a name may stand before it.
    static std::string customer_of(const std::string& text) {
        const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
        const std::size_t length = name_of_customer(0).size();
        for (std::size_t at = text.find("Customer "); at != std::string::npos;
             at = text.find("Customer ", at + 1)) {
            const std::string name = text.substr(at, length);
            if (name.size() == length && std::all_of(name.end() - 4, name.end(), is_digit))
                return name;
        }
        return {};
    }

    struct Copies {
        std::uint64_t whole = 0;
        std::uint64_t whole_unmarked = 0;
        std::uint64_t unmarked = 0; ///< whole or in part
        std::uint64_t pieces = 0;
        bool after_confirmed = false;
    };

    void read_papers() {
        std::map<std::string, Copies> copies;
        const lab::LabPrinter& lab = *counter_.printer;
        const std::size_t count = lab.papers().size();
        for (std::size_t paper = 0; paper < count; ++paper) {
            const std::string text = lab.text(paper);
            const std::string customer = customer_of(text);
            if (customer.empty())
                continue;
            Copies& of_customer = copies[customer];
            const bool marked = text.find(mark) != std::string::npos;
            const bool whole = text.find(foot) != std::string::npos;
            ++of_customer.pieces;
            of_customer.whole += whole ? 1 : 0;
            of_customer.unmarked += marked ? 0 : 1;
            of_customer.whole_unmarked += whole && !marked ? 1 : 0;
            const auto confirmed = papers_when_confirmed_.find(customer);
            of_customer.after_confirmed |=
                confirmed != papers_when_confirmed_.end() && paper >= confirmed->second;
        }
        for (int number = 0; number < options_.receipts; ++number)
            count_document(copies[name_of_customer(number)], number);
        figures_.printer_faults = lab.faults().size();
    }

    void count_document(const Copies& copies, int number) {
        ++figures_.documents;
        if (copies.whole == 0 || copies.unmarked > 1 || copies.after_confirmed)
            trace(fmt::format("{}: {} pieces, {} whole, {} without mark{}", name_of_customer(number),
                              copies.pieces, copies.whole, copies.unmarked,
                              copies.after_confirmed ? ", again after it was confirmed" : ""));
        figures_.lost += copies.whole == 0 ? 1 : 0;
        figures_.twice_unmarked += copies.unmarked > 1 ? 1 : 0;
        figures_.after_confirmed += copies.after_confirmed ? 1 : 0;
        const bool once = copies.pieces == 1 && copies.whole_unmarked == 1;
        (once ? figures_.once_unmarked : figures_.again_marked) += copies.whole > 0 ? 1 : 0;
    }

    void trace(const std::string& line) const {
        if (options_.trace)
            options_.trace(fmt::format("{:>8} ms  {}", time_.passed().count(), line));
    }

    /// FNV-1a over what happened and when.
    void note(std::uint64_t what) {
        for (const std::uint64_t word : {what, static_cast<std::uint64_t>(time_.passed().count())})
            figures_.fingerprint = (figures_.fingerprint ^ word) * 1099511628211U;
    }

    PrintingDayOptions options_;
    lab::Random random_;
    VirtualTime time_;
    Disk disk_;
    Counter counter_;
    Locality locality_;
    PrintingFigures figures_;
    std::map<std::string, std::size_t> papers_when_confirmed_;
    // The program: gone when it dies.
    app::State state_;
    std::deque<app::Effect> asked_;
    std::optional<ports::PrintJob> job_;
    std::optional<ports::PrinterStatus> told_;
    std::unique_ptr<printer::PrinterDriver> driver_;
};

} // namespace

void PrintingFigures::add(const PrintingFigures& more) {
    documents += more.documents;
    once_unmarked += more.once_unmarked;
    again_marked += more.again_marked;
    lost += more.lost;
    twice_unmarked += more.twice_unmarked;
    after_confirmed += more.after_confirmed;
    printer_faults += more.printer_faults;
    restarts += more.restarts;
    people_asked += more.people_asked;
    for (std::size_t fault = 0; fault < faults.size(); ++fault)
        faults[fault] += more.faults[fault];
    fingerprint = (fingerprint ^ more.fingerprint) * 1099511628211U;
}

PrintingFigures play_printing_day(const PrintingDayOptions& options) {
    return PrintingDay(options).play();
}

} // namespace guichet::simulation
