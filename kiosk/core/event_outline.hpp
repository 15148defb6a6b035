#pragma once
// The members around an event's payload, read from its canonical encoding without building a tree of them:
// most events are read several times, and a third of what a server does with them was this. What is written
// otherwise is read as any JSON (journal_encoding.cpp), with the same result.

#include <cstdint>
#include <optional>
#include <string_view>

namespace guichet {

/// Points into the bytes that were read.
struct EventOutline {
    struct Origin {
        std::string_view hash;
        std::string_view incarnation;
        std::int64_t sequence = 0;
    };

    std::int64_t boot = 0;
    std::string_view device;
    std::string_view hlc;
    std::string_view incarnation;
    std::int64_t manifest_revision = 0;
    std::optional<Origin> origin;
    std::string_view
        payload; ///< from its first brace to its last; what stands between them was not looked at
    std::string_view previous;
    std::int64_t sequence = 0;
    std::string_view session;
    std::string_view type;
    std::int64_t version = 0;
};

/// Nothing unless the bytes are exactly these members in this order, without blanks, escapes or letters
/// beyond ASCII outside of the payload, and numbers of at most 18 digits.
[[nodiscard]] std::optional<EventOutline> read_outline(std::string_view bytes);

} // namespace guichet
