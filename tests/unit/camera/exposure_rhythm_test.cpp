#include "drivers/camera/exposure_rhythm.hpp"

#include <gtest/gtest.h>

namespace guichet::camera {
namespace {

using Rhythm = ExposureRhythm;

/// Frames until the exposure changes, at most `limit`.
int frames_until_change(Rhythm& rhythm, bool read, bool glaring, int limit = 500) {
    const Exposure before = rhythm.exposure();
    for (int frame = 1; frame <= limit; ++frame) {
        rhythm.take_note(read, glaring);
        if (rhythm.exposure() != before)
            return frame;
    }
    return limit;
}

TEST(ExposureRhythm, LooksBrieflyWithTheShortOneWhileNothingIsRead) {
    Rhythm rhythm;
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(frames_until_change(rhythm, false, true), Rhythm::frames_unread);
        EXPECT_EQ(rhythm.exposure(), Exposure::brief);
        EXPECT_EQ(frames_until_change(rhythm, false, true), Rhythm::frames_to_settle + Rhythm::frames_brief);
        EXPECT_EQ(rhythm.exposure(), Exposure::usual);
    }
}

TEST(ExposureRhythm, NothingGlaringNeedsNoShortOne) {
    Rhythm rhythm;
    EXPECT_EQ(frames_until_change(rhythm, false, false), 500);
}

TEST(ExposureRhythm, WhatIsReadIsReadOn) {
    Rhythm rhythm;
    EXPECT_EQ(frames_until_change(rhythm, true, true), 500);
    EXPECT_EQ(rhythm.exposure(), Exposure::usual);
    EXPECT_EQ(frames_until_change(rhythm, false, true), Rhythm::frames_unread);
    EXPECT_EQ(frames_until_change(rhythm, true, false), 500);
    EXPECT_EQ(rhythm.exposure(), Exposure::brief);
}

TEST(ExposureRhythm, TheShortOneStaysForAWhileAfterTheLastCode) {
    Rhythm rhythm;
    frames_until_change(rhythm, false, true);
    rhythm.take_note(true, false);
    EXPECT_EQ(frames_until_change(rhythm, false, false), Rhythm::frames_to_stay);
    EXPECT_EQ(rhythm.exposure(), Exposure::usual);
}

TEST(ExposureRhythm, PeopleDoNotSeeTheShortLook) {
    Rhythm rhythm;
    EXPECT_TRUE(rhythm.for_preview());
    frames_until_change(rhythm, false, true);
    EXPECT_FALSE(rhythm.for_preview());
    frames_until_change(rhythm, false, true);
    EXPECT_FALSE(rhythm.for_preview()) << "the camera has not settled yet";
    for (int frame = 0; frame < Rhythm::frames_to_return; ++frame)
        rhythm.take_note(false, false);
    EXPECT_TRUE(rhythm.for_preview());
}

TEST(ExposureRhythm, AShortOneThatReadsIsSeen) {
    Rhythm rhythm;
    frames_until_change(rhythm, false, true);
    rhythm.take_note(true, false);
    EXPECT_TRUE(rhythm.for_preview()) << "a preview that stands still for seconds would be worse";
}

} // namespace
} // namespace guichet::camera
