#include "server/call_board.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace guichet::server {
namespace {

constexpr Instant noon{1'587'121'200'000};
const std::string session = "saint-flour/2020-04-17";

HelpCall call(const std::string& device, std::int64_t number, CallStanding standing = CallStanding::calling,
              const std::string& basket = {}) {
    return {device, "Borne " + device, number, standing, basket};
}

TEST(CallBoard, shows_who_calls_until_they_are_answered_or_need_nobody) {
    CallBoard board;
    EXPECT_TRUE(board.tell(session, call("b", 1), noon));
    EXPECT_TRUE(board.tell(session, call("a", 1), noon + 1));
    ASSERT_EQ(board.standing(session, noon + 2).size(), 2U);
    EXPECT_EQ(board.standing(session, noon + 2)[0].device, "b") << "the oldest first";
    board.tell(session, call("b", 1, CallStanding::answered), noon + 3);
    EXPECT_EQ(board.standing(session, noon + 4)[0].standing, CallStanding::answered);
    board.tell(session, call("b", 1, CallStanding::calling, "B7"), noon + 5);
    EXPECT_EQ(board.standing(session, noon + 6)[0].standing, CallStanding::answered) << "told again";
    EXPECT_EQ(board.standing(session, noon + 6)[0].basket, "B7");
    board.tell(session, call("b", 1, CallStanding::over), noon + 7);
    EXPECT_EQ(board.standing(session, noon + 8), std::vector{call("a", 1)});
}

TEST(CallBoard, is_of_one_session) {
    CallBoard board;
    board.tell(session, call("a", 1), noon);
    EXPECT_TRUE(board.standing("saint-flour/2020-04-18", noon).empty());
}

TEST(CallBoard, what_is_late_changes_nothing) {
    CallBoard board;
    board.tell(session, call("a", 1, CallStanding::answered), noon);
    EXPECT_TRUE(board.standing(session, noon).empty()) << "nobody calls";
    board.tell(session, call("a", 2), noon);
    board.tell(session, call("a", 1, CallStanding::answered), noon);
    board.tell(session, call("a", 1, CallStanding::over), noon);
    EXPECT_EQ(board.standing(session, noon), std::vector{call("a", 2)});
}

TEST(CallBoard, forgets_a_kiosk_that_tells_nothing_more) {
    CallBoard board;
    board.tell(session, call("a", 1), noon);
    EXPECT_EQ(board.standing(session, noon + (call_kept - 1)).size(), 1U);
    EXPECT_TRUE(board.standing(session, noon + call_kept).empty());
    board.tell(session, call("a", 2), noon + 3'600'000);
    EXPECT_EQ(board.standing(session, noon).size(), 1U) << "the clock was set back";
    EXPECT_TRUE(board.standing(session, noon + call_kept).empty());
}

TEST(CallBoard, does_not_grow_without_end) {
    CallBoard board;
    for (std::size_t kiosk = 0; kiosk < CallBoard::most_calls; ++kiosk)
        EXPECT_TRUE(board.tell(session, call(fmt::format("k{}", kiosk), 1), noon));
    EXPECT_FALSE(board.tell(session, call("one-more", 1), noon));
    EXPECT_TRUE(board.tell(session, call("k3", 2), noon)) << "it has a place";
    EXPECT_TRUE(board.tell(session, call("one-more", 1), noon + call_kept));
}

} // namespace
} // namespace guichet::server
