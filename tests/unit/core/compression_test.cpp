#include "kiosk/core/compression.hpp"

#include <gtest/gtest.h>

#include <string>

namespace guichet {
namespace {

constexpr std::size_t limit = 1024 * 1024;

std::string text_of(std::size_t size) {
    std::string text;
    for (std::size_t number = 0; text.size() < size; ++number)
        text += "event " + std::to_string(number * number) + "\n";
    text.resize(size);
    return text;
}

TEST(Compression, WhatWasCompressedComesBackWhole) {
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{128 * 1024}, limit - 1, limit}) {
        const auto text = text_of(size);
        std::string content = "old";
        EXPECT_EQ(decompress(compress(text), limit, content), Decompression::done) << size;
        EXPECT_TRUE(content == text) << size;
    }
    EXPECT_LT(compress(text_of(limit)).size(), limit / 3);
}

TEST(Compression, MoreThanTheLimitIsNeverMade) {
    for (const std::size_t size : {limit + 1, 64 * limit}) {
        std::string content = "old";
        EXPECT_EQ(decompress(compress(std::string(size, ' ')), limit, content), Decompression::too_large);
        EXPECT_TRUE(content.empty());
        EXPECT_LT(content.capacity(), 3 * limit);
    }
    std::string content;
    const auto half = compress(text_of(limit / 2 + 1));
    EXPECT_EQ(decompress(half + half, limit, content), Decompression::too_large)
        << "the frames count together";
}

TEST(Compression, AFrameThatWantsMuchMemoryIsRefusedUnread) {
    // A frame header (RFC 8878, 3.1.1.1) with a window of 128 MiB and no content size.
    const std::string header("\x28\xb5\x2f\xfd\x00\x88", 6);
    std::string content;
    EXPECT_EQ(decompress(header + std::string("\x01\x00\x00", 3), limit, content), Decompression::too_large);
}

TEST(Compression, SeveralFramesAreOneContent) {
    const std::string skipped("\x50\x2a\x4d\x18\x03\x00\x00\x00\x61\x62\x63", 11); // RFC 8878, 3.1.2
    std::string content;
    EXPECT_EQ(decompress(compress("one ") + skipped + compress("two"), limit, content), Decompression::done);
    EXPECT_EQ(content, "one two");
}

TEST(Compression, WhatIsDamagedGivesNothing) {
    const auto whole = compress(text_of(5000));
    std::string content;
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(decompress(whole.substr(0, size), limit, content), Decompression::damaged) << size;
    EXPECT_EQ(decompress("hello, this is no frame", limit, content), Decompression::damaged);
    EXPECT_EQ(decompress(whole + "x", limit, content), Decompression::damaged);
    EXPECT_TRUE(content.empty());
}

} // namespace
} // namespace guichet
