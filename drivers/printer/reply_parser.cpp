#include "drivers/printer/reply_parser.hpp"

#include <algorithm>
#include <array>

namespace guichet::printer {
namespace {

constexpr std::size_t automatic_length = 4;
/// No block of the reference is longer; what is longer is noise.
constexpr std::size_t longest_block = 96;
constexpr std::array<std::uint8_t, 5> block_headers{0x35, 0x37, 0x3B, 0x3D, 0x5F};

bool has(std::uint8_t bits, unsigned mask) {
    return (bits & mask) != 0;
}

AutomaticStatus automatic_status(ByteView bytes) {
    AutomaticStatus status;
    status.offline = has(bytes[0], 0x08);
    status.cover_open = has(bytes[0], 0x20);
    status.feeding = has(bytes[0], 0x40);
    status.mechanical_error = has(bytes[1], 0x04);
    status.cutter_error = has(bytes[1], 0x08);
    status.unrecoverable_error = has(bytes[1], 0x20);
    status.passing_error = has(bytes[1], 0x40);
    status.paper_near_end = has(bytes[2], 0x03);
    status.paper_out = has(bytes[2], 0x0C);
    return status;
}

ParsedReply parse_automatic(ByteView bytes) {
    const std::size_t there = std::min(bytes.size(), automatic_length);
    for (std::size_t at = 1; at < there; ++at)
        if (has(bytes[at], 0x90))
            return {std::nullopt, 1}; // a later byte has these bits clear: the first one was a stray
    if (there < automatic_length)
        return {};
    return {automatic_status(bytes), automatic_length};
}

ParsedReply parse_block(ByteView bytes) {
    const auto end = std::find(bytes.begin(), bytes.end(), std::uint8_t{0});
    const auto length = static_cast<std::size_t>(end - bytes.begin());
    if (length > longest_block)
        return {std::nullopt, 1};
    if (end == bytes.end())
        return {};
    return {BlockReply{bytes[0], std::string(bytes.begin() + 1, end)}, length + 1};
}

} // namespace

std::optional<std::string> BlockReply::confirmation() const {
    constexpr std::size_t length = 5;
    if (header != 0x37 || text.size() != length || text.front() != 0x22)
        return std::nullopt;
    return text.substr(1);
}

ParsedReply parse_reply(ByteView bytes) {
    if (bytes.empty())
        return {};
    const std::uint8_t first = bytes[0];
    if ((first & 0x93U) == 0x10U)
        return parse_automatic(bytes);
    if ((first & 0x93U) == 0x12U)
        return {RealTimeStatus{first}, 1};
    if ((first & 0x90U) == 0)
        return {ShortReply{first}, 1};
    if (std::find(block_headers.begin(), block_headers.end(), first) != block_headers.end())
        return parse_block(bytes);
    return {std::nullopt, 1};
}

void ReplyParser::feed(ByteView bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::optional<Reply> ReplyParser::next() {
    while (true) {
        const ParsedReply parsed = parse_reply(bytes_);
        if (parsed.consumed == 0)
            return std::nullopt;
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(parsed.consumed));
        if (parsed.reply)
            return parsed.reply;
    }
}

} // namespace guichet::printer
