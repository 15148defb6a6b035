#include "server/code_maker.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <span>

namespace guichet::server {

namespace {

constexpr std::size_t code_bytes = 16;
constexpr std::size_t random_bytes = code_bytes + 8;

CustomerCode code_from(std::span<const std::uint8_t, random_bytes> random) {
    CustomerCode made;
    std::copy_n(random.begin(), code_bytes, made.code.bytes.begin());
    std::uint64_t bits = 0;
    for (const auto byte : random.subspan<code_bytes>())
        bits = bits << 8 | byte;
    made.short_code = make_short_code(bits);
    return made;
}

} // namespace

std::string make_nonce(std::string_view session, const CodeMaker& make_code) {
    // No customer's reference has a line feed, so nobody is given this code.
    constexpr std::string_view nobody = "organiser's\nnonce";
    std::string nonce;
    for (const auto byte : make_code(session, nobody, 0).code.bytes)
        nonce += fmt::format("{:02x}", byte);
    return nonce;
}

CodeMaker random_codes() {
    require(sodium_init() >= 0, "the machine gives random numbers");
    return [](std::string_view, std::string_view, std::uint64_t) {
        std::array<std::uint8_t, random_bytes> random{};
        randombytes_buf(random.data(), random.size());
        return code_from(random);
    };
}

CodeMaker seeded_codes(std::uint64_t seed) {
    return [seed](std::string_view session, std::string_view customer_ref, std::uint64_t attempt) {
        const Digest digest = digest_of(
            fmt::format("guichet demonstration code\n{}\n{}\n{}\n{}", seed, session, customer_ref, attempt));
        return code_from(std::span(digest).first<random_bytes>());
    };
}

} // namespace guichet::server
