#include "kiosk/core/organiser.hpp"

#include "kiosk/core/digest.hpp"

#include <fmt/format.h>

namespace guichet {

namespace {

constexpr std::string_view key_file_prefix = "guichet-organiser-key:1 ";

} // namespace

std::string wire::organiser_statement(std::string_view device, std::string_view public_key,
                                      std::string_view organiser_key) {
    return fmt::format("guichet organiser\n{}\n{}\n{}\n", device, public_key, organiser_key);
}

std::string to_key_file(const SigningKey& key) {
    return fmt::format("{}{}\n", key_file_prefix, to_hex(key.seed()));
}

std::optional<SigningKey> parse_key_file(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    if (!text.starts_with(key_file_prefix))
        return std::nullopt;
    const auto seed = parse_digest(text.substr(key_file_prefix.size())); // 32 bytes, as one
    return seed ? std::optional(SigningKey::from_seed(*seed)) : std::nullopt;
}

} // namespace guichet
