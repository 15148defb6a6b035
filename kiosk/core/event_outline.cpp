#include "kiosk/core/event_outline.hpp"

#include <cstddef>

namespace guichet {

namespace {

/// Goes through the bytes; after the first thing that is not as expected it stays without success.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    void literal(std::string_view expected) {
        good_ = good_ && rest_.starts_with(expected);
        if (good_)
            rest_.remove_prefix(expected.size());
    }
    [[nodiscard]] bool comes(std::string_view expected) const { return good_ && rest_.starts_with(expected); }

    /// Up to a quotation mark, which is passed over.
    std::string_view text() {
        std::size_t length = 0;
        while (length < rest_.size() && is_plain(rest_[length]))
            ++length;
        const auto found = rest_.substr(0, length);
        rest_.remove_prefix(length);
        literal("\"");
        return found;
    }

    std::int64_t number() {
        constexpr std::size_t most_digits = 18;
        std::int64_t value = 0;
        std::size_t digits = 0;
        for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9' && digits <= most_digits;
             ++digits)
            value = value * 10 + (rest_[digits] - '0');
        const bool is_canonical = digits > 0 && digits <= most_digits && (rest_[0] != '0' || digits == 1);
        good_ = good_ && is_canonical;
        rest_.remove_prefix(digits);
        return value;
    }

    /// From a brace to the one that closes it.
    std::string_view object() {
        int depth = 0;
        bool in_text = false;
        for (std::size_t at = 0; at < rest_.size(); ++at) {
            const char letter = rest_[at];
            if (in_text && letter == '\\')
                ++at;
            else if (letter == '"')
                in_text = !in_text;
            else if (!in_text && letter == '{')
                ++depth;
            else if (!in_text && letter == '}' && --depth == 0) {
                const auto found = rest_.substr(0, at + 1);
                rest_.remove_prefix(at + 1);
                return found;
            }
            if (depth == 0)
                break;
        }
        good_ = false;
        return {};
    }

    [[nodiscard]] bool ended() const { return good_ && rest_.empty(); }

private:
    static bool is_plain(char letter) {
        return letter >= ' ' && letter < '\x7f' && letter != '"' && letter != '\\';
    }

    std::string_view rest_;
    bool good_ = true;
};

} // namespace

std::optional<EventOutline> read_outline(std::string_view bytes) {
    Reader reader(bytes);
    EventOutline outline;
    reader.literal("{\"boot\":");
    outline.boot = reader.number();
    reader.literal(",\"device\":\"");
    outline.device = reader.text();
    reader.literal(",\"hlc\":\"");
    outline.hlc = reader.text();
    reader.literal(",\"incarnation\":\"");
    outline.incarnation = reader.text();
    reader.literal(",\"manifest_rev\":");
    outline.manifest_revision = reader.number();
    if (reader.comes(",\"origin\":")) {
        auto& origin = outline.origin.emplace();
        reader.literal(",\"origin\":{\"hash\":\"");
        origin.hash = reader.text();
        reader.literal(",\"incarnation\":\"");
        origin.incarnation = reader.text();
        reader.literal(",\"seq\":");
        origin.sequence = reader.number();
        reader.literal("}");
    }
    reader.literal(",\"payload\":");
    outline.payload = reader.object();
    reader.literal(",\"prev_hash\":\"");
    outline.previous = reader.text();
    reader.literal(",\"seq\":");
    outline.sequence = reader.number();
    reader.literal(",\"session\":\"");
    outline.session = reader.text();
    reader.literal(",\"type\":\"");
    outline.type = reader.text();
    reader.literal(",\"v\":");
    outline.version = reader.number();
    reader.literal("}");
    return reader.ended() ? std::optional(outline) : std::nullopt;
}

} // namespace guichet
