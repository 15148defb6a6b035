// Codes go through pixels: what the lab's camera sees is what the scanning pipeline reads.
#include "drivers/decoder/decoder.hpp"
#include "drivers/lab/camera/conditions.hpp"
#include "drivers/lab/camera/frame_maker.hpp"
#include "drivers/pictures/qr_symbol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace guichet::lab {
namespace {

const std::string text = "GU1:7ZK3M9QW2E4R6T8Y1V5X0ABCDF";

pictures::GrayPicture code() {
    return *pictures::qr_picture(text, 6);
}

std::vector<decoder::Reading> look(decoder::Decoder& decoder, const pictures::GrayPicture& frame) {
    return decoder.decode({frame.pixels.data(), frame.width, frame.height, frame.width, 1});
}

/// What is read within six frames of the held code, the time that a person does not notice; nothing: none.
std::optional<decoder::Reading> read_within_six_frames(FrameMaker& maker) {
    decoder::Decoder decoder;
    for (int frame = 0; frame < 6; ++frame)
        if (auto readings = look(decoder, maker.next()); !readings.empty())
            return readings.front();
    return std::nullopt;
}

class NamedConditionsRead : public testing::TestWithParam<NamedConditions> {};

TEST_P(NamedConditionsRead, WithinSixFramesWhoeverHoldsTheCode) {
    FrameMaker maker(640, 480, 1);
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Conditions conditions = GetParam().conditions;
        conditions.seed = seed;
        maker.hold(code(), conditions);
        const auto reading = read_within_six_frames(maker);
        ASSERT_TRUE(reading) << "seed " << seed;
        EXPECT_EQ(reading->text, text);
        EXPECT_EQ(reading->inverted, conditions.medium == Medium::dark_phone);
    }
}

INSTANTIATE_TEST_SUITE_P(Conditions, NamedConditionsRead, testing::ValuesIn(named_conditions()),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST(FramesRead, RandomConditionsAreReadAlmostAlways) {
    FrameMaker maker(640, 480, 2);
    int read = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        maker.hold(code(), random_conditions(seed));
        const auto reading = read_within_six_frames(maker);
        read += reading.has_value();
        EXPECT_TRUE(!reading || reading->text == text);
    }
    EXPECT_GE(read, 38);
}

TEST(FramesRead, ADamagedCodeGivesNothing) {
    FrameMaker maker(640, 480, 3);
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Conditions conditions = random_conditions(seed);
        conditions.damaged = true;
        maker.hold(code(), conditions);
        const auto reading = read_within_six_frames(maker);
        EXPECT_FALSE(reading) << "seed " << seed << ": " << reading->text;
    }
}

TEST(FramesRead, TheEmptyHallGivesNothing) {
    FrameMaker maker(640, 480, 4);
    maker.hold(code(), {});
    maker.clear();
    EXPECT_FALSE(read_within_six_frames(maker));
}

TEST(FramesRead, Also720p) {
    FrameMaker maker(1280, 720, 5);
    for (const char* name : {"paper", "dark_mode", "far"}) {
        maker.hold(code(), *conditions_named(name));
        const auto reading = read_within_six_frames(maker);
        ASSERT_TRUE(reading) << name;
        EXPECT_EQ(reading->text, text);
    }
}

TEST(FrameMaker, TheSameSeedsGiveTheSameFramesAndNoTwoFramesAreAlike) {
    FrameMaker one(320, 240, 6);
    FrameMaker two(320, 240, 6);
    (void)two.next(); // what was before does not matter
    one.hold(code(), random_conditions(9));
    two.hold(code(), random_conditions(9));
    pictures::GrayPicture last;
    for (int frame = 0; frame < 4; ++frame) {
        const pictures::GrayPicture& picture = one.next();
        EXPECT_EQ(picture, two.next());
        EXPECT_NE(picture, last);
        last = picture;
    }
}

TEST(FrameMaker, TakesExtremeConditions) {
    FrameMaker maker(128, 96, 7);
    for (const double size : {0.0, 0.15, 1.0, 3.0})
        for (const double degrees : {-70.0, 0.0, 70.0, 400.0}) {
            maker.hold(code(), {.size = size,
                                .right = 2 * size,
                                .turned = degrees,
                                .tilted_back = degrees,
                                .tilted_aside = -degrees,
                                .defocus = 0.1,
                                .motion = 0.5,
                                .tremor = 0.2,
                                .noise = 200});
            EXPECT_EQ(maker.next().width, 128);
        }
    maker.hold(pictures::GrayPicture(1, 1, 0), {.damaged = true});
    EXPECT_EQ(maker.next().height, 96);
}

TEST(Conditions, AnUnknownNameIsNone) {
    EXPECT_TRUE(conditions_named("paper"));
    EXPECT_FALSE(conditions_named("under water"));
    EXPECT_EQ(random_conditions(3), random_conditions(3));
    EXPECT_NE(random_conditions(3), random_conditions(4));
}

TEST(FramesRead, WhatIsHeldCanBeMovedAndSmearedAlongItsWay) {
    FrameMaker maker(640, 480, 1);
    Conditions held;
    held.tremor = 0;
    maker.hold(code(), held);
    decoder::Decoder decoder;
    const auto before = look(decoder, maker.next());
    held.right += 0.2;
    held.size *= 0.8;
    maker.move(held);
    const auto after = look(decoder, maker.next());
    ASSERT_EQ(before.size(), 1U);
    ASSERT_EQ(after.size(), 1U);
    const auto middle = [](const decoder::Reading& reading) {
        return (reading.corners[0].x + reading.corners[2].x) / 2;
    };
    const auto width = [](const decoder::Reading& reading) {
        return reading.corners[1].x - reading.corners[0].x;
    };
    EXPECT_NEAR(middle(after[0]) - middle(before[0]), 0.2 * 480, 5);
    EXPECT_NEAR(width(after[0]), 0.8 * width(before[0]), 6);
    held.drift_down = 0.05;
    maker.move(held);
    EXPECT_TRUE(look(decoder, maker.next()).empty());
}

} // namespace
} // namespace guichet::lab
