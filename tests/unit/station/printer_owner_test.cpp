#include "kiosk/station/printer_owner.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace guichet::station {
namespace {

using namespace std::chrono_literals;
using ports::PrinterCondition;
using ports::PrintResult;

/// The printer's side, shared between the test and the thread that owns the printer.
struct Desk {
    std::mutex mutex;
    std::condition_variable_any changed;
    bool plugged = true;
    bool paper = true;
    PrinterCondition condition = PrinterCondition::ready;
    int listening = 0; ///< calls of wait_status so far
    std::vector<std::string> begun;
    bool closed = false;

    void set(const std::function<void()>& change) {
        const std::lock_guard lock(mutex);
        change();
        changed.notify_all();
    }
    bool wait_until(const std::function<bool()>& holds) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 20s, holds);
    }
    int times_listened() {
        const std::lock_guard lock(mutex);
        return listening;
    }
};

/// Listens until it is stopped; prints when there is paper.
class FakePrinter final : public ports::Printer {
public:
    explicit FakePrinter(std::shared_ptr<Desk> desk) : desk_(std::move(desk)) {}

    [[nodiscard]] std::string describe() const override { return "a printer of the test"; }
    Result<> open() override {
        const std::lock_guard lock(desk_->mutex);
        if (!desk_->plugged)
            return fail("No printer was found.");
        return Done{};
    }
    void close() noexcept override {
        const std::lock_guard lock(desk_->mutex);
        desk_->closed = true;
    }
    [[nodiscard]] ports::PrinterStatus status() const override {
        const std::lock_guard lock(desk_->mutex);
        return now();
    }
    ports::PrinterStatus wait_status(std::chrono::milliseconds /*timeout*/, std::stop_token stop) override {
        std::unique_lock lock(desk_->mutex);
        ++desk_->listening;
        desk_->changed.notify_all();
        const auto before = now();
        desk_->changed.wait(lock, stop, [&] { return now() != before; });
        return now();
    }
    ports::PrintOutcome print(const ports::PrintJob& job, ports::PrintObserver& observer,
                              std::stop_token stop) override {
        std::unique_lock lock(desk_->mutex);
        desk_->begun.push_back(job.document.id);
        desk_->changed.notify_all();
        if (!desk_->paper)
            observer.on_status({PrinterCondition::paper_out, {}});
        if (desk_->changed.wait(lock, stop, [&] { return desk_->paper; }))
            return {PrintResult::printed, 100, {}};
        return {PrintResult::interrupted_unknown, 40, {}};
    }

private:
    [[nodiscard]] ports::PrinterStatus now() const {
        return {desk_->plugged ? desk_->condition : PrinterCondition::unplugged, {}};
    }

    std::shared_ptr<Desk> desk_;
};

class OwnedPrinter : public testing::Test {
protected:
    static ports::PrintJob job(const std::string& id) {
        ports::PrintJob made;
        made.document.id = id;
        return made;
    }

    /// The next event of a kind; others are passed over.
    template <typename Kind>
    std::optional<Kind> next() {
        while (queue.wait(20s)) {
            auto posted = queue.take();
            if (const auto* found = std::get_if<Kind>(&posted->event))
                return *found;
        }
        return std::nullopt;
    }

    void expect_condition(PrinterCondition condition) {
        const auto told = next<app::PrinterState>();
        ASSERT_TRUE(told);
        EXPECT_EQ(told->status.condition, condition);
    }
    void expect_end(const std::string& id, PrintResult result) {
        const auto ended = next<app::PrintEnded>();
        ASSERT_TRUE(ended);
        EXPECT_EQ(ended->document, id);
        EXPECT_EQ(ended->outcome.result, result);
    }

    std::shared_ptr<Desk> desk = std::make_shared<Desk>();
    EventQueue queue;
    PrinterOwner owner{std::make_unique<FakePrinter>(desk), queue};
};

TEST_F(OwnedPrinter, a_job_does_not_wait_for_listening_to_end) {
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 0; }));
    const int listened = desk->times_listened();
    owner.print(job("first"));
    owner.print(job("second"));
    expect_end("first", PrintResult::printed);
    expect_end("second", PrintResult::printed);
    EXPECT_TRUE(desk->wait_until([&] { return desk->listening > listened; })) << "it listens again";
}

TEST_F(OwnedPrinter, what_the_printer_says_is_told_once) {
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 0; }));
    desk->set([&] { desk->condition = PrinterCondition::cover_open; });
    expect_condition(PrinterCondition::cover_open);
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 1; }));
    desk->set([&] { desk->condition = PrinterCondition::ready; });
    expect_condition(PrinterCondition::ready);
}

TEST_F(OwnedPrinter, a_job_without_paper_can_be_cancelled) {
    desk->set([&] { desk->paper = false; });
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 0; }));
    owner.print(job("stuck"));
    expect_condition(PrinterCondition::ready); // from the listening that gives way to the job
    expect_condition(PrinterCondition::paper_out);
    owner.cancel();
    expect_end("stuck", PrintResult::interrupted_unknown);
    desk->set([&] { desk->paper = true; });
    owner.print(job("next"));
    expect_end("next", PrintResult::printed);
}

TEST_F(OwnedPrinter, cancelling_ends_the_jobs_that_wait_too) {
    desk->set([&] { desk->paper = false; });
    owner.print(job("stuck"));
    ASSERT_TRUE(desk->wait_until([&] { return !desk->begun.empty(); }));
    owner.print(job("behind"));
    owner.cancel();
    expect_end("behind", PrintResult::interrupted_before_any_byte);
    expect_end("stuck", PrintResult::interrupted_unknown);
    EXPECT_EQ(desk->begun.size(), 1U);
}

TEST_F(OwnedPrinter, cancelling_nothing_does_not_touch_the_next_job) {
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 0; }));
    owner.cancel();
    owner.print(job("next"));
    expect_end("next", PrintResult::printed);
}

TEST_F(OwnedPrinter, is_found_again_after_it_was_unplugged) {
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 0; }));
    desk->set([&] { desk->plugged = false; });
    expect_condition(PrinterCondition::unplugged);
    const auto told = next<app::PrinterState>();
    ASSERT_TRUE(told);
    ASSERT_TRUE(told->status.reason);
    EXPECT_EQ(told->status.reason->english(), "No printer was found.");
    desk->set([&] {
        desk->plugged = true;
        desk->condition = PrinterCondition::ready;
    });
    ASSERT_TRUE(desk->wait_until([&] { return desk->listening > 1; }));
    owner.print(job("after"));
    expect_condition(PrinterCondition::ready);
    expect_end("after", PrintResult::printed);
}

TEST(PrinterOwner, says_which_printer_it_is) {
    const auto desk = std::make_shared<Desk>();
    EventQueue queue;
    PrinterOwner owner(std::make_unique<FakePrinter>(desk), queue, 3);
    ports::PrintJob job;
    job.document.id = "label";
    owner.print(job);
    bool ended = false;
    while (!ended && queue.wait(20s)) {
        const auto posted = queue.take();
        if (const auto* told = std::get_if<app::PrinterState>(&posted->event)) {
            EXPECT_EQ(told->printer, 3U);
            EXPECT_EQ(told->facts.model, "a printer of the test");
        } else if (const auto* end = std::get_if<app::PrintEnded>(&posted->event)) {
            EXPECT_EQ(end->printer, 3U);
            ended = true;
        }
    }
    EXPECT_TRUE(ended);
}

TEST(PrinterOwner, ends_while_a_job_hangs) {
    const auto desk = std::make_shared<Desk>();
    desk->paper = false;
    EventQueue queue;
    {
        PrinterOwner owner(std::make_unique<FakePrinter>(desk), queue);
        ports::PrintJob job;
        job.document.id = "stuck";
        owner.print(job);
        ASSERT_TRUE(desk->wait_until([&] { return !desk->begun.empty(); }));
    }
    EXPECT_TRUE(desk->closed);
}

} // namespace
} // namespace guichet::station
