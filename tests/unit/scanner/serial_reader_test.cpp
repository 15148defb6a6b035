#include "drivers/scanner/serial_reader.hpp"
#include "tests/unit/scanner/sample_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace guichet::scanner {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

Bytes bytes_of(const std::string& text) {
    return {text.begin(), text.end()};
}

std::vector<std::string> read_in_pieces(const Bytes& bytes, const std::vector<std::size_t>& cuts) {
    SerialReader reader({}, 100ms);
    std::vector<std::string> codes;
    std::size_t at = 0;
    auto now = 0ms;
    const auto piece = [&](std::size_t size) {
        for (auto& read : reader.take(std::span(bytes).subspan(at, size), now))
            codes.push_back(std::move(read));
        at += size;
        now += 90ms / static_cast<int>(cuts.size() + 1); // no pause
    };
    for (const std::size_t cut : cuts)
        if (cut > at && cut <= bytes.size())
            piece(cut - at);
    piece(bytes.size() - at);
    if (auto last = reader.pause(now + 1s))
        codes.push_back(std::move(*last));
    return codes;
}

TEST(SerialReader, EachEndOfACodeIsUnderstood) {
    for (const std::string end : {"\r", "\n", "\r\n", "\t", "\x03"}) {
        SerialReader reader({}, 100ms);
        EXPECT_THAT(reader.take(bytes_of(code + end + "next" + end), 0ms), ElementsAre(code, "next"));
        EXPECT_EQ(reader.pause(1s), std::nullopt);
    }
}

TEST(SerialReader, WithoutAnEndAPauseIsOne) {
    SerialReader reader({}, 60ms);
    EXPECT_THAT(reader.take(bytes_of(code), 0ms), IsEmpty());
    EXPECT_EQ(reader.patience(10ms), 50ms);
    EXPECT_EQ(reader.pause(59ms), std::nullopt);
    EXPECT_EQ(reader.pause(60ms), code);
}

TEST(SerialReader, StartAndEndOfTextAreNoPartOfIt) {
    SerialReader reader({"\x02", "\x03"}, 100ms);
    EXPECT_THAT(reader.take(bytes_of("\x02" + code + "\x03\x02" + code + "\x03"), 0ms),
                ElementsAre(code, code));
}

TEST(SerialReader, ASuffixEndsACodeAtOnce) {
    SerialReader reader({"<", "##"}, 100ms);
    EXPECT_THAT(reader.take(bytes_of("<one#1##<two##"), 0ms), ElementsAre("one#1", "two"));
    SerialReader other({"", "\x1E"}, 100ms);
    EXPECT_THAT(other.take(bytes_of("one\x1Etwo\x1E"), 0ms), ElementsAre("one", "two"));
}

TEST(SerialReader, NoiseBetweenCodesIsPassedOver) {
    SerialReader reader({}, 100ms);
    EXPECT_THAT(reader.take(Bytes{0, 0, '\r', '\r', '\n', 0x11, 0x13, '\r'}, 0ms), IsEmpty());
    EXPECT_THAT(reader.take(bytes_of(code + "\r"), 500ms), ElementsAre(code));
}

TEST(SerialReader, ALineThatSpeaksWithoutEndGivesNothing) {
    SerialReader reader({}, 100ms);
    for (auto now = 0ms; now < 10s; now += 10ms)
        EXPECT_THAT(reader.take(Bytes(100, 'x'), now), IsEmpty());
    EXPECT_EQ(reader.pause(20s), std::nullopt);
    EXPECT_THAT(reader.take(bytes_of(code + "\r"), 21s), ElementsAre(code));
}

TEST(SerialReader, AnySplitOfTheBytesGivesTheSameCodes) {
    EXPECT_TRUE(rc::check("splits", [](const Bytes& bytes, const std::vector<std::size_t>& numbers) {
        std::vector<std::size_t> cuts;
        for (const std::size_t number : numbers)
            cuts.push_back(number % (bytes.size() + 1));
        std::sort(cuts.begin(), cuts.end());
        RC_ASSERT(read_in_pieces(bytes, cuts) == read_in_pieces(bytes, {}));
    }));
}

TEST(SerialReader, AnyPrintableCodeComesThrough) {
    EXPECT_TRUE(rc::check("round trip", [] {
        const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange(' ', '\x7F')));
        RC_PRE(text.front() != ']');
        RC_ASSERT(read_in_pieces(bytes_of(text + "\r\n"), {text.size() / 2}) == std::vector{text});
    }));
}

} // namespace
} // namespace guichet::scanner
