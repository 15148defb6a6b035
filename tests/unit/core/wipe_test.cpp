#include "kiosk/core/wipe.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet {
namespace {

TEST(Wipe, overwrites_the_text_and_what_stood_there_before) {
    std::string text(64, 'C');
    text.resize(40);
    const char* place = text.data();
    wipe(text);
    EXPECT_TRUE(text.empty());
    ASSERT_EQ(text.data(), place) << "the text keeps its place, so that it can be looked at";
    EXPECT_TRUE(std::all_of(place, place + 64, [](char letter) { return letter == '\0'; }));
}

TEST(Wipe, takes_short_texts_too) {
    std::string text = "Zoé";
    const char* place = text.data();
    wipe(text);
    EXPECT_EQ(place[0], '\0');
    EXPECT_EQ(place[1], '\0');
}

} // namespace
} // namespace guichet
