// What a printer sends back: any bytes, in any pieces.

#include "drivers/printer/reply_parser.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace guichet;
using namespace guichet::printer;

namespace {

std::vector<Reply> heard(ByteView bytes, std::size_t piece) {
    ReplyParser parser;
    std::vector<Reply> replies;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        parser.feed(bytes.subspan(at, std::min(piece, bytes.size() - at)));
        while (auto reply = parser.next())
            replies.push_back(std::move(*reply));
    }
    return replies;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (bytes.empty())
        return 0;
    const ParsedReply first = parse_reply(bytes);
    require(first.consumed <= bytes.size(), "a reply is not longer than what came");
    require(!first.reply || first.consumed > 0, "a reply takes bytes");
    const std::size_t piece = 1 + bytes[0] % 7U;
    require(heard(bytes, piece) == heard(bytes, bytes.size()), "pieces of any size say the same");
    // However much noise there was, a printer that then says four times that it is well is heard.
    Bytes all(bytes.begin(), bytes.end());
    all.insert(all.end(), 97, 0);
    for (int time = 0; time < 4; ++time)
        all.insert(all.end(), {0x10, 0x00, 0x00, 0x00});
    const auto replies = heard(all, all.size());
    require(std::holds_alternative<AutomaticStatus>(replies.back()), "noise does not deafen");
    return 0;
}
