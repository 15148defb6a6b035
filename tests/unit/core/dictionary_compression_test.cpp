// RFC 9842: bodies compressed with an earlier body.

#include "kiosk/core/dictionary_compression.hpp"
#include "tests/unit/core/fixtures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace guichet {
namespace {

constexpr std::size_t limit = 64 * 1024 * 1024;

/// A session of the size of 17 April 2020.
Manifest large_manifest(int customers = 160) {
    Manifest manifest = test::small_manifest();
    manifest.baskets.clear();
    for (int n = 0; n < customers; ++n) {
        std::vector<Order> orders;
        for (int order = 0; order < 2; ++order) {
            orders.push_back({fmt::format("{}-{}", 1000 + n, order), {}});
            for (int line = 1; line <= 4; ++line)
                orders.back().lines.push_back(test::line(
                    line, fmt::format("Produit {} n° {}", line * 7, n % 13).c_str(),
                    static_cast<std::size_t>(n % 2), {1 + n % 5, Unit::piece}, 300 + 17 * (n % 23)));
        }
        manifest.baskets.push_back(test::basket(fmt::format("B{:04}", n + 1), "Camille D.",
                                                static_cast<std::uint8_t>(n), std::move(orders)));
    }
    return manifest;
}

TEST(DictionaryCompression, brings_back_the_bytes) {
    std::string content;
    const std::string before = "vegetables, cheese and butter, bread, eggs";
    for (const std::string after : {"", "a", "vegetables, cheese and butter, bread, honey"}) {
        ASSERT_EQ(decompress_with(before, compress_with(before, after), limit, content), Decompression::done);
        EXPECT_EQ(content, after);
    }
}

TEST(DictionaryCompression, one_changed_order_of_a_whole_session_costs_less_than_a_kilobyte) {
    auto manifest = large_manifest();
    const auto before = to_json(manifest);
    ++manifest.revision;
    manifest.baskets[80].orders[1].lines[2].quantity.amount += 2;
    const auto after = to_json(manifest);
    const auto packed = compress_with(before, after);
    EXPECT_LT(packed.size(), 1024U) << "whole it is " << compress(after).size();
    std::string content;
    ASSERT_EQ(decompress_with(before, packed, limit, content), Decompression::done);
    EXPECT_EQ(content, after);
}

TEST(DictionaryCompression, reaches_all_of_a_dictionary_larger_than_eight_megabytes) {
    auto manifest = large_manifest(9'000);
    const auto before = to_json(manifest);
    ASSERT_GT(before.size(), 8U * 1024 * 1024);
    ++manifest.revision;
    manifest.baskets.front().orders[0].lines[0].quantity.amount += 2;
    manifest.baskets.back().orders[0].lines[0].quantity.amount += 2;
    const auto after = to_json(manifest);
    const auto packed = compress_with(before, after);
    EXPECT_LT(packed.size(), after.size() / 500);
    std::string content;
    ASSERT_EQ(decompress_with(before, packed, limit, content), Decompression::done);
    EXPECT_EQ(content, after);
}

TEST(DictionaryCompression, has_the_header_of_the_standard) {
    const auto packed = compress_with("old", "new");
    ASSERT_GT(packed.size(), 40U);
    EXPECT_EQ(packed.substr(0, 8), std::string("\x5e\x2a\x4d\x18\x20\x00\x00\x00", 8));
    const auto name = dictionary_name("old");
    EXPECT_TRUE(std::equal(name.begin(), name.end(), packed.begin() + 8,
                           [](auto left, char right) { return left == static_cast<std::uint8_t>(right); }));
    EXPECT_EQ(packed.substr(40, 4), "\x28\xb5\x2f\xfd") << "a Zstandard frame";
}

TEST(DictionaryCompression, refuses_another_dictionary_and_every_alteration_of_the_header) {
    const auto packed = compress_with("the old body", "the new body");
    std::string content = "left over";
    EXPECT_EQ(decompress_with("another body", packed, limit, content), Decompression::damaged);
    EXPECT_TRUE(content.empty());
    for (std::size_t at = 0; at < 44; ++at) {
        auto altered = packed;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        EXPECT_NE(decompress_with("the old body", altered, limit, content), Decompression::done) << at;
    }
    for (std::size_t size = 0; size < packed.size(); ++size)
        EXPECT_EQ(decompress_with("the old body", packed.substr(0, size), limit, content),
                  Decompression::damaged);
    EXPECT_EQ(decompress_with("the old body", packed + packed, limit, content), Decompression::damaged);
}

TEST(DictionaryCompression, makes_no_more_than_the_limit) {
    const std::string zeros(1'000'000, '0');
    std::string content;
    EXPECT_EQ(decompress_with("0000", compress_with("0000", zeros), zeros.size() - 1, content),
              Decompression::too_large);
    EXPECT_TRUE(content.empty());
    EXPECT_EQ(decompress_with("0000", compress_with("0000", zeros), zeros.size(), content),
              Decompression::done);
}

TEST(DictionaryCompression, names_a_dictionary_in_a_header) {
    // RFC 9842, 2.2, has this form; the digest is that of the empty text (FIPS 180-4).
    EXPECT_EQ(available_dictionary(dictionary_name("")), ":47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
    const auto name = dictionary_name("a body");
    EXPECT_EQ(parse_available_dictionary(available_dictionary(name)), name);
    EXPECT_EQ(parse_available_dictionary(" " + available_dictionary(name) + "\t"), name);
    for (const char* none : {"", ":", "::", ":AAAA:", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                             ":%%%%:", ":47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:, :AAAA:"})
        EXPECT_FALSE(parse_available_dictionary(none)) << none;
}

RC_GTEST_PROP(DictionaryCompression, gives_back_any_bytes,
              (const std::string& before, const std::string& after)) {
    std::string content;
    RC_ASSERT(decompress_with(before, compress_with(before, after), limit, content) == Decompression::done);
    RC_ASSERT(content == after);
}

} // namespace
} // namespace guichet
