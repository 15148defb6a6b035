#pragma once
// What a printer sends back, told apart by fixed bits (Epson ESC/POS reference: GS a, DLE EOT, GS r, GS I,
// GS ( H). Replies come in any mixture, in pieces, glued together, and late.

#include "drivers/printer/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace guichet::printer {

/// Automatic status back: sent by itself when anything of it changes.
struct AutomaticStatus {
    bool offline = false;
    bool cover_open = false;
    bool feeding = false;          ///< somebody holds the feed button
    bool mechanical_error = false; ///< or one that a command can clear
    bool cutter_error = false;
    bool unrecoverable_error = false;
    bool passing_error = false; ///< clears itself, such as a hot head
    bool paper_near_end = false;
    bool paper_out = false;

    friend bool operator==(const AutomaticStatus&, const AutomaticStatus&) = default;
};

/// The answer to DLE EOT; which one is known by the order of asking.
struct RealTimeStatus {
    std::uint8_t bits = 0;
    friend bool operator==(const RealTimeStatus&, const RealTimeStatus&) = default;
};

/// The one-byte answer to GS r or GS I.
struct ShortReply {
    std::uint8_t bits = 0;
    friend bool operator==(const ShortReply&, const ShortReply&) = default;
};

/// An answer with a header and a text, such as a model's name.
struct BlockReply {
    std::uint8_t header = 0;
    std::string text; ///< without the closing 00
    friend bool operator==(const BlockReply&, const BlockReply&) = default;

    /// The four bytes of a GS ( H confirmation, when it is one.
    [[nodiscard]] std::optional<std::string> confirmation() const;
};

using Reply = std::variant<AutomaticStatus, RealTimeStatus, ShortReply, BlockReply>;

/// What stands at the start of received bytes.
struct ParsedReply {
    std::optional<Reply> reply;
    std::size_t consumed = 0; ///< bytes to drop; without a reply: noise. 0: more bytes are needed
};

/// Reads one reply; pure, and takes any bytes.
[[nodiscard]] ParsedReply parse_reply(ByteView bytes);

/// Collects received bytes and gives whole replies.
class ReplyParser {
public:
    void feed(ByteView bytes);
    [[nodiscard]] std::optional<Reply> next();
    void clear() { bytes_.clear(); }

private:
    Bytes bytes_;
};

} // namespace guichet::printer
