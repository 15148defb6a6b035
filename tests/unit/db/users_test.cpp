// Users and PINs in the kiosk's store.
#include "db/kiosk_users.hpp"
#include "tests/unit/db/fixtures.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace guichet::db::test {
namespace {

using ports::UserRole;

class UsersOfAKiosk : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(store.recover().ok()); }

    std::string add(const std::string& name, UserRole role, const std::string& pin) {
        const auto users = store.save_user({{{}, name, role, true}, Pin::parse(pin).value()});
        EXPECT_TRUE(users.ok()) << (users ? "" : users.error().english());
        for (const auto& user : users ? *users : std::vector<ports::User>())
            if (user.name == name)
                return user.id;
        return {};
    }

    ports::PinAnswer ask(const std::string& pin, const std::string& user = {}, bool coordinator = false) {
        return store.check_pin({Pin::parse(pin).value(), user, coordinator, now}).value();
    }

    Folder folder;
    KioskStore store{folder / "kiosk.sqlite"};
    Instant now{1'587'132'300'000};
};

TEST_F(UsersOfAKiosk, are_there_after_a_restart) {
    const auto id = add("Zoé", UserRole::coordinator, "1234");
    KioskStore again(folder / "kiosk.sqlite");
    store = KioskStore(folder / "other.sqlite");
    const auto recovered = again.recover();
    ASSERT_TRUE(recovered.ok());
    ASSERT_EQ(recovered->users.size(), 1U);
    EXPECT_EQ(recovered->users[0], (ports::User{id, "Zoé", UserRole::coordinator, true}));
}

TEST_F(UsersOfAKiosk, are_found_by_their_pin) {
    const auto zoe = add("Zoé", UserRole::coordinator, "1234");
    const auto paul = add("Paul", UserRole::volunteer, "567890");
    EXPECT_EQ(ask("1234", zoe).user, zoe);
    EXPECT_EQ(ask("1234", paul).user, "");
    EXPECT_EQ(ask("567890").user, paul) << "whose it is need not be known";
    EXPECT_EQ(ask("567890", {}, true).user, "") << "only a coordinator's counts";
    EXPECT_EQ(ask("12345", zoe).user, "") << "the whole of it";
}

TEST_F(UsersOfAKiosk, wrong_pins_bring_a_pause_that_a_restart_keeps) {
    const auto zoe = add("Zoé", UserRole::coordinator, "1234");
    for (int n = 0; n < 5; ++n)
        (void)ask("0000", zoe);
    EXPECT_EQ(ask("1234", zoe).user, "") << "not even the right one is looked at";
    const auto guard = store.recover()->guard;
    EXPECT_EQ(guard.wrong, 5) << "what is not looked at does not count";
    EXPECT_EQ(guard.not_before, now + 30'000);
    now = now + 30'000;
    EXPECT_EQ(ask("0000", zoe).guard.not_before, now + 60'000);
    now = now + 60'000;
    EXPECT_EQ(ask("1234", zoe).user, zoe);
    EXPECT_EQ(store.recover()->guard, ports::PinGuard{});
}

TEST_F(UsersOfAKiosk, a_pause_ends_at_ten_minutes_whatever_the_clock_says) {
    const auto zoe = add("Zoé", UserRole::coordinator, "1234");
    for (int n = 0; n < 30; ++n) {
        (void)ask("0000", zoe);
        now = now + 600'000;
    }
    EXPECT_EQ(ports::pause_left(store.recover()->guard, now), 0);
    EXPECT_EQ(ports::pause_left({99, now + 5'000'000}, now), 600'000) << "the clock was set back";
}

TEST_F(UsersOfAKiosk, keep_no_pin_in_the_file) {
    add("Zoé", UserRole::coordinator, "86420975");
    ASSERT_TRUE(store.recover().ok());
    store = KioskStore(folder / "other.sqlite");
    for (const auto* name : {"kiosk.sqlite", "kiosk.sqlite-wal"}) {
        std::ifstream file(folder / name, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(file)), {});
        EXPECT_EQ(bytes.find("86420975"), std::string::npos);
    }
}

TEST_F(UsersOfAKiosk, one_coordinator_stays) {
    const auto zoe = add("Zoé", UserRole::coordinator, "1234");
    add("Paul", UserRole::volunteer, "5678");
    EXPECT_FALSE(store.save_user({{zoe, "Zoé", UserRole::coordinator, false}, {}}).ok());
    EXPECT_FALSE(store.save_user({{zoe, "Zoé", UserRole::volunteer, true}, {}}).ok());
    add("Inès", UserRole::coordinator, "2468");
    EXPECT_TRUE(store.save_user({{zoe, "Zoé", UserRole::coordinator, false}, {}}).ok());
    EXPECT_EQ(ask("1234").user, "") << "who works here no more has no PIN that counts";
}

TEST_F(UsersOfAKiosk, the_first_one_coordinates) {
    EXPECT_FALSE(store.save_user({{{}, "Paul", UserRole::volunteer, true}, Pin::parse("5678").value()}).ok());
}

TEST_F(UsersOfAKiosk, need_a_name_of_their_own_and_a_whole_pin) {
    const auto zoe = add("Zoé", UserRole::coordinator, "1234");
    const auto refused = [&](const std::string& id, const std::string& name, const std::string& digits) {
        Pin pin;
        for (const char digit : digits)
            pin.add(digit);
        return !store.save_user({{id, name, UserRole::coordinator, true}, pin}).ok();
    };
    EXPECT_TRUE(refused("", "Zoé", "5678"));
    EXPECT_TRUE(refused("", "  ", "5678"));
    EXPECT_TRUE(refused("", std::string(41, 'a'), "5678"));
    EXPECT_TRUE(refused("", "Paul", "567"));
    EXPECT_TRUE(refused("U000000", "Paul", "5678")) << "nobody's id";
    EXPECT_FALSE(refused(zoe, "Zoé", "8765"));
    EXPECT_EQ(ask("8765", zoe).user, zoe);
}

TEST_F(UsersOfAKiosk, are_never_deleted) {
    add("Zoé", UserRole::coordinator, "1234");
    store = KioskStore(folder / "other.sqlite");
    auto database = Database::open(folder / "kiosk.sqlite");
    ASSERT_TRUE(database.ok());
    EXPECT_FALSE(database->execute("DELETE FROM user").ok());
}

} // namespace
} // namespace guichet::db::test
