// A kiosk with devices that count what reaches them: practice reaches none.
#include "kiosk/app/practice.hpp"
#include "kiosk/station/kiosk.hpp"
#include "tests/unit/station/station_fakes.hpp"

#include <gtest/gtest.h>

namespace guichet::station {
namespace {

constexpr std::chrono::milliseconds doze{5};

/// What reached the outside since it was last asked.
struct Counts {
    std::atomic<int> commits = 0;
    std::atomic<int> kept = 0;
    std::atomic<int> pushed = 0;
    std::atomic<int> printed = 0;
};

PickupCode real_code() {
    PickupCode code;
    code.bytes.fill(7);
    return code;
}

Manifest real_manifest() {
    Manifest manifest;
    manifest.station_id = "saint-flour";
    manifest.station_name = "Gare de Saint-Flour";
    manifest.date = "2020-04-17";
    manifest.revision = 1;
    manifest.producers = {"GAEC Ferrand"};
    Basket basket;
    basket.id = "B1";
    basket.customer_name = "Camille D.";
    basket.language = "fr";
    basket.code_digest = real_code().digest();
    basket.short_code = make_short_code(1);
    OrderLine line;
    line.number = 1;
    line.product = "Lentilles";
    line.quantity = {1, Unit::piece};
    basket.orders = {{"SF-1", {line}}};
    manifest.baskets.push_back(std::move(basket));
    manifest.index();
    return manifest;
}

class CountingStore final : public ports::Store {
public:
    explicit CountingStore(Counts& counts) : counts_(counts) {}
    Result<ports::Recovered> recover() override {
        ports::Recovered recovered;
        recovered.incarnation = "inc";
        recovered.boot = 1;
        recovered.manifest = ports::StoredManifest{to_json(real_manifest()), 1, {}, {}};
        return recovered;
    }
    Result<> commit(const ports::Commit& /*commit*/) override { return count(counts_.commits); }
    Result<std::vector<SealedEvent>> read_journal(std::int64_t /*from*/) override {
        return std::vector<SealedEvent>{};
    }
    Result<ports::Recovered> begin_incarnation(const std::string& /*incarnation*/,
                                               std::int64_t /*from*/) override {
        ++counts_.commits;
        return recover();
    }
    Result<> save_manifest(const ports::StoredManifest& /*manifest*/) override { return count(counts_.kept); }
    Result<> save_foreign(const ports::ForeignEvents& /*foreign*/) override { return count(counts_.kept); }
    Result<> save_acknowledged(std::int64_t /*sequence*/) override { return count(counts_.kept); }
    Result<> save_reconciled(const std::string& /*session*/) override { return count(counts_.kept); }
    Result<> save_tour_seen() override { return count(counts_.kept); }
    Result<std::vector<ports::User>> save_user(const ports::UserChange& /*change*/) override {
        ++counts_.kept;
        return std::vector<ports::User>{};
    }
    Result<ports::PinAnswer> check_pin(const ports::PinQuestion& /*question*/) override {
        return ports::PinAnswer{};
    }

private:
    static Result<> count(std::atomic<int>& what) {
        ++what;
        return Done{};
    }
    Counts& counts_;
};

/// It knows nothing new, and takes what it is given.
class CountingServer final : public ports::ServerConnection {
public:
    explicit CountingServer(Counts& counts) : counts_(counts) {}
    Result<std::optional<ports::StoredManifest>> fetch_manifest(const std::string& /*session*/,
                                                                std::int64_t /*known*/) override {
        return std::optional<ports::StoredManifest>();
    }
    Result<ports::PushAnswer> push(const ports::Batch& batch) override {
        ++counts_.pushed;
        return ports::PushAnswer{ports::Acknowledged{batch.events.back().event.id.sequence, {}}};
    }
    Result<ports::CallAnswer> tell_call(const std::string& /*session*/, const HelpCall& /*call*/) override {
        ++counts_.pushed;
        return ports::CallAnswer{};
    }
    Result<ports::PullAnswer> pull(const std::string& /*session*/, const std::string& /*device*/,
                                   std::int64_t /*cursor*/) override {
        return ports::PullAnswer{};
    }
    Result<std::string> fetch_report(const std::string& /*session*/) override { return std::string("{}"); }
    void cancel() override {}

private:
    Counts& counts_;
};

class CountingPrinter final : public ports::Printer {
public:
    explicit CountingPrinter(Counts& counts) : counts_(counts) {}
    [[nodiscard]] std::string describe() const override { return "a printer that counts"; }
    Result<> open() override { return Done{}; }
    void close() noexcept override {}
    [[nodiscard]] ports::PrinterStatus status() const override {
        return {ports::PrinterCondition::ready, {}, true};
    }
    ports::PrinterStatus wait_status(std::chrono::milliseconds timeout, std::stop_token stop) override {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait_for(lock, stop, timeout, [] { return false; });
        return status();
    }
    ports::PrintOutcome print(const ports::PrintJob& /*job*/, ports::PrintObserver& /*observer*/,
                              std::stop_token /*stop*/) override {
        ++counts_.printed;
        return {ports::PrintResult::printed, 1, {}};
    }

private:
    Counts& counts_;
};

class English final : public ports::Locality {
public:
    [[nodiscard]] const Texts& texts(const std::string& /*language*/) const override { return texts_; }
    [[nodiscard]] std::vector<std::string> languages() const override { return {"fr", "en"}; }
    [[nodiscard]] LocalTime local(Instant /*moment*/) const override { return {2020, 4, 17, 14, 5}; }

private:
    EnglishTexts texts_;
};

class PractisingKiosk : public ::testing::Test {
protected:
    PractisingKiosk() {
        clock.milliseconds = 1'587'128'700'000;
        app::Identity identity{.device = "counter",
                               .name = "Comptoir",
                               .mode = app::Mode::counter,
                               .station_id = "saint-flour",
                               .date = "2020-04-17"};
        Devices devices;
        devices.store = std::make_unique<CountingStore>(counts);
        devices.server = std::make_unique<CountingServer>(counts);
        devices.printers.push_back(std::make_unique<CountingPrinter>(counts));
        kiosk = std::make_unique<Kiosk>(std::move(identity), std::move(devices),
                                        Surroundings{clock, locality, {}, {}});
        rest();
    }

    /// Until nothing more happens.
    void rest() {
        const auto& state = kiosk->state();
        while (kiosk->run_pending() || !kiosk->quiet() || !state.spools[0].heard ||
               state.journal.committing || state.spools[0].sending)
            kiosk->queue().wait(doze);
    }
    void tap(const app::Event& event) {
        kiosk->handle(event);
        rest();
    }
    void scan(const std::string& code) {
        kiosk->queue().post(app::CodeRead{code, Identification::camera});
        rest();
    }
    [[nodiscard]] std::string screen() const { return std::string(app::name_of(kiosk->shown().screen)); }

    Counts counts;
    test::FakeClock clock;
    English locality;
    std::unique_ptr<Kiosk> kiosk;
};

TEST_F(PractisingKiosk, writes_prints_and_sends_nothing) {
    tap(app::OpenSession{});
    ASSERT_EQ(screen(), "attract");
    const auto report = to_json(app::own_report(kiosk->state()));
    const int commits = counts.commits;
    const int pushed = counts.pushed;
    const int kept = counts.kept;
    tap(app::ShowStaff{});
    tap(app::StartPractice{});
    ASSERT_TRUE(kiosk->shown().practice);
    for (std::size_t example = 0; example < app::examples().size(); ++example) {
        scan(app::examples()[example].code);
        for (const app::Event& event : {app::Event(app::EverythingHere{}), app::Event(app::ConfirmHandOver{}),
                                        app::Event(app::PrintReceipt{}), app::Event(app::GoHome{})})
            tap(event);
    }
    tap(app::PrintTestPage{0});
    tap(app::ReprintLast{});
    tap(app::ShowClosing{});
    tap(app::ConfirmClosing{});
    clock.milliseconds += 5'000;
    rest();
    EXPECT_GT(app::own_report(kiosk->shown()).totals.baskets_collected, 4);
    EXPECT_EQ(counts.commits, commits);
    EXPECT_EQ(counts.pushed, pushed);
    EXPECT_EQ(counts.kept, kept);
    EXPECT_EQ(counts.printed, 0);
    EXPECT_EQ(to_json(app::own_report(kiosk->state())), report);
    tap(app::LeavePractice{});
    EXPECT_FALSE(kiosk->shown().practice);
    EXPECT_EQ(screen(), "attract");
    EXPECT_EQ(counts.commits, commits);
}

TEST_F(PractisingKiosk, serves_a_real_code_with_one_touch) {
    tap(app::OpenSession{});
    tap(app::StartPractice{});
    scan(real_code().text());
    EXPECT_EQ(screen(), "attract");
    ASSERT_TRUE(kiosk->shown().practice->real_code);
    tap(app::ServeRealCode{});
    EXPECT_FALSE(kiosk->shown().practice);
    ASSERT_EQ(screen(), "basket");
    EXPECT_EQ(std::get<app::BasketWork>(kiosk->shown().screen).basket->customer_name, "Camille D.");
    tap(app::EverythingHere{});
    tap(app::ConfirmHandOver{});
    EXPECT_EQ(screen(), "done");
    EXPECT_EQ(counts.printed, 1) << "and it is real again";
}

TEST_F(PractisingKiosk, serves_a_real_short_code_too) {
    tap(app::OpenSession{});
    tap(app::StartPractice{});
    tap(app::ShowTypeCode{});
    tap(app::TypeText{make_short_code(1)});
    ASSERT_TRUE(kiosk->shown().practice->real_code);
    tap(app::ServeRealCode{});
    EXPECT_EQ(screen(), "basket");
}

TEST_F(PractisingKiosk, ends_by_itself_and_begins_anew_each_time) {
    tap(app::StartPractice{});
    ASSERT_TRUE(kiosk->shown().practice) << "also before the opening";
    scan(app::examples()[0].code);
    EXPECT_EQ(screen(), "basket");
    clock.milliseconds += 590'000;
    rest();
    EXPECT_EQ(app::practice_seconds_left(kiosk->shown()), 10);
    clock.milliseconds += 10'000;
    rest();
    EXPECT_FALSE(kiosk->shown().practice);
    EXPECT_EQ(screen(), "waiting");
    tap(app::StartPractice{});
    EXPECT_EQ(screen(), "attract");
    EXPECT_EQ(app::own_report(kiosk->shown()).totals.baskets_collected, 1);
}

TEST_F(PractisingKiosk, keeps_language_and_look_of_the_person) {
    tap(app::StartPractice{});
    tap(app::SetLanguage{"en"});
    EXPECT_EQ(kiosk->state().language, "fr");
    tap(app::LeavePractice{});
    EXPECT_EQ(kiosk->state().language, "en");
}

} // namespace
} // namespace guichet::station
