#include "drivers/printer/reply_parser.hpp"

#include <gtest/gtest.h>

#include <random>

namespace guichet::printer {
namespace {

Bytes operator+(Bytes left, const Bytes& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

const Bytes well{0x10, 0x00, 0x00, 0x00};
const Bytes paper_out{0x18, 0x00, 0x0F, 0x00};
const Bytes confirmation{0x37, 0x22, 'A', '1', 'b', '2', 0x00};

template <typename Kind>
Kind only(const Bytes& bytes) {
    ReplyParser parser;
    parser.feed(bytes);
    const auto reply = parser.next();
    EXPECT_TRUE(reply && std::holds_alternative<Kind>(*reply));
    EXPECT_FALSE(parser.next());
    return reply && std::holds_alternative<Kind>(*reply) ? std::get<Kind>(*reply) : Kind{};
}

TEST(ReplyParser, AutomaticStatusIsReadBitByBit) {
    EXPECT_EQ(only<AutomaticStatus>(well), AutomaticStatus{});
    AutomaticStatus status;
    status.offline = status.paper_near_end = status.paper_out = true;
    EXPECT_EQ(only<AutomaticStatus>(paper_out), status);
    EXPECT_TRUE(only<AutomaticStatus>({0x38, 0x00, 0x00, 0x00}).cover_open);
    EXPECT_TRUE(only<AutomaticStatus>({0x18, 0x08, 0x00, 0x00}).cutter_error);
    EXPECT_TRUE(only<AutomaticStatus>({0x18, 0x20, 0x00, 0x00}).unrecoverable_error);
}

TEST(ReplyParser, KindsAreToldApartByTheirFixedBits) {
    EXPECT_EQ(only<RealTimeStatus>({0x1A}), RealTimeStatus{0x1A});
    EXPECT_EQ(only<ShortReply>({0x00}), ShortReply{0x00});
    EXPECT_EQ(only<BlockReply>({0x5F, 'T', 'M', 0x00}), (BlockReply{0x5F, "TM"}));
    EXPECT_EQ(only<BlockReply>(confirmation).confirmation(), "A1b2");
    EXPECT_FALSE(only<BlockReply>({0x37, 0x25, 0x00}).confirmation());
}

TEST(ReplyParser, GluedRepliesComeOutOneByOne) {
    ReplyParser parser;
    parser.feed(well + Bytes{0x12} + confirmation + Bytes{0x0C} + paper_out);
    EXPECT_TRUE(std::holds_alternative<AutomaticStatus>(parser.next().value()));
    EXPECT_TRUE(std::holds_alternative<RealTimeStatus>(parser.next().value()));
    EXPECT_TRUE(std::holds_alternative<BlockReply>(parser.next().value()));
    EXPECT_TRUE(std::holds_alternative<ShortReply>(parser.next().value()));
    EXPECT_TRUE(std::get<AutomaticStatus>(parser.next().value()).paper_out);
    EXPECT_FALSE(parser.next());
}

TEST(ReplyParser, PiecesAreKeptUntilTheRestComes) {
    ReplyParser parser;
    for (const std::uint8_t byte : Bytes{0x37, 0x22, 'A', '1', 'b', '2'}) {
        parser.feed(Bytes{byte});
        EXPECT_FALSE(parser.next());
    }
    parser.feed(Bytes{0x00});
    EXPECT_EQ(std::get<BlockReply>(parser.next().value()).confirmation(), "A1b2");
}

TEST(ReplyParser, NoiseIsPassedOver) {
    ReplyParser parser;
    parser.feed(Bytes{0xFF, 0x91, 0x10, 0xE0} + well);
    EXPECT_EQ(std::get<AutomaticStatus>(parser.next().value()), AutomaticStatus{});
    EXPECT_FALSE(parser.next());
}

TEST(ReplyParser, ABlockWithoutEndDoesNotSwallowEverything) {
    ReplyParser parser;
    parser.feed(Bytes(500, 0x5F));
    parser.feed(Bytes{0x00} + well);
    bool heard = false;
    while (const auto reply = parser.next())
        heard = heard || std::holds_alternative<AutomaticStatus>(*reply);
    EXPECT_TRUE(heard);
}

TEST(ReplyParser, AnyBytesAreTaken) {
    std::mt19937 random(11);
    ReplyParser parser;
    for (int round = 0; round < 20'000; ++round) {
        parser.feed(Bytes{static_cast<std::uint8_t>(random())});
        while (parser.next()) {
        }
    }
    parser.feed(Bytes(200, 0x00));
    while (parser.next()) {
    }
    parser.feed(well);
    EXPECT_TRUE(std::holds_alternative<AutomaticStatus>(parser.next().value()));
}

} // namespace
} // namespace guichet::printer
