#include "drivers/camera/stream_health.hpp"

#include <gtest/gtest.h>

namespace guichet::camera {
namespace {

using namespace std::chrono_literals;
using Advice = StreamHealth::Advice;
using Fault = StreamHealth::Fault;

class Stream : public ::testing::Test {
protected:
    /// Pictures at 10 a second, all the same or each another one, until there is advice or the time is over.
    Advice pictures(std::chrono::seconds time, bool changing, bool plain = false) {
        for (const auto end = now_ + time; now_ < end;) {
            now_ += 100ms;
            health_.whole_picture({changing ? ++number_ : number_, plain, false}, now_);
            if (const auto advice = health_.advise(now_); advice != Advice::go_on)
                return advice;
        }
        return Advice::go_on;
    }
    Advice nothing(std::chrono::seconds time) {
        now_ += time;
        return health_.advise(now_);
    }

    StreamHealth::Time now_{1h};
    StreamHealth health_{now_};
    std::uint64_t number_ = 1;
};

TEST_F(Stream, ThatChangesIsWell) {
    EXPECT_EQ(pictures(100s, true), Advice::go_on);
}

TEST_F(Stream, SilenceIsMetOnceByStartingAgain) {
    EXPECT_EQ(nothing(3s), Advice::go_on);
    EXPECT_EQ(nothing(2s), Advice::restart);
    EXPECT_EQ(health_.fault(), Fault::silent);
    EXPECT_EQ(nothing(3s), Advice::go_on);
    EXPECT_EQ(nothing(2s), Advice::give_up);
}

TEST_F(Stream, ThatRecoveredMayFailAgain) {
    EXPECT_EQ(nothing(5s), Advice::restart);
    EXPECT_EQ(pictures(6s, true), Advice::go_on);
    EXPECT_EQ(nothing(5s), Advice::restart);
}

TEST_F(Stream, ThatFailsAgainAtOnceIsGivenUp) {
    EXPECT_EQ(nothing(5s), Advice::restart);
    EXPECT_EQ(pictures(2s, true), Advice::go_on);
    EXPECT_EQ(nothing(5s), Advice::give_up);
}

TEST_F(Stream, BrokenPicturesAreToldFromNone) {
    health_.broken_picture();
    EXPECT_EQ(nothing(5s), Advice::restart);
    EXPECT_EQ(health_.fault(), Fault::broken);
    health_.broken_picture();
    EXPECT_EQ(nothing(5s), Advice::give_up);
    EXPECT_EQ(health_.fault(), Fault::broken);
}

TEST_F(Stream, APictureThatNeverChangesIsAFault) {
    EXPECT_EQ(pictures(9s, false), Advice::go_on);
    EXPECT_EQ(pictures(2s, false), Advice::restart);
    EXPECT_EQ(health_.fault(), Fault::still);
    EXPECT_EQ(pictures(9s, false), Advice::go_on);
    EXPECT_EQ(pictures(2s, false), Advice::give_up);
}

TEST_F(Stream, ADarkRoomIsNoFault) {
    EXPECT_EQ(pictures(100s, false, true), Advice::go_on);
}

TEST_F(Stream, TheDriversEndIsMetAtOnce) {
    health_.stream_ended();
    EXPECT_EQ(health_.advise(now_), Advice::restart);
    EXPECT_EQ(health_.advise(now_), Advice::go_on);
    health_.stream_ended();
    EXPECT_EQ(health_.advise(now_), Advice::give_up);
}

TEST_F(Stream, WhileNobodyAskedNothingWasMissing) {
    now_ += 60s;
    health_.resume(now_);
    EXPECT_EQ(health_.advise(now_), Advice::go_on);
}

} // namespace
} // namespace guichet::camera
