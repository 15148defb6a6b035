#include "kiosk/core/manifest.hpp"

#include "tests/unit/core/fixtures.hpp"

#include <gmock/gmock.h>

namespace guichet {
namespace {

using testing::HasSubstr;

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

TEST(Manifest, is_read_back_to_the_same_bytes) {
    const auto json = to_json(test::small_manifest());
    const auto read = parse_manifest(json);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(to_json(*read), json);
    EXPECT_EQ(read->session(), "saint-flour/2020-04-17");
    EXPECT_EQ(read->line_count(), 7U);
    EXPECT_EQ(read->order_count(), 4U);
    EXPECT_EQ(read->find_basket("B1")->find_line({"1001", 1})->price(), Money{2113});
}

TEST(Manifest, has_the_organisers_nonce_where_there_is_one) {
    auto manifest = test::small_manifest();
    EXPECT_EQ(to_json(manifest).find("nonce"), std::string::npos) << "sessions of before keep their bytes";
    manifest.nonce = "00ff12";
    const auto json = to_json(manifest);
    EXPECT_THAT(json, HasSubstr(R"("nonce":"00ff12")"));
    const auto read = parse_manifest(json);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->nonce, "00ff12");
    EXPECT_EQ(to_json(*read), json);
    EXPECT_FALSE(parse_manifest(replaced(json, "\"00ff12\"", "12")).ok());
}

TEST(Manifest, finds_baskets_by_what_people_show) {
    const auto manifest = *parse_manifest(to_json(test::small_manifest()));
    EXPECT_EQ(manifest.find_by_code(test::code(2)).basket->customer_name, "René F.");
    EXPECT_EQ(manifest.find_by_code(test::code(99)), CodeMatch{});
    EXPECT_EQ(manifest.find_elsewhere(test::code(99))->station_name, "Pierrefort");
    EXPECT_EQ(manifest.find_elsewhere(test::code(2)), nullptr);
    EXPECT_EQ(manifest.find_by_short_code(make_short_code(3)).basket->id, "B3");
    EXPECT_EQ(manifest.find_by_short_code("00000000"), CodeMatch{});
    EXPECT_EQ(manifest.find_basket("B9"), nullptr);
    EXPECT_EQ(manifest.find_basket("B1")->find_line({"1003", 1}), nullptr) << "a line of another basket";
}

/// Marie collects for B1, whoever brings the code for B2; B3's first code was replaced.
Manifest manifest_with_proxies() {
    auto manifest = test::small_manifest();
    manifest.proxies = {{"P0001", "B1", "Marie D.", test::code(51).digest(), make_short_code(51), false},
                        {"P0002", "B2", "", test::code(52).digest(), make_short_code(52), true}};
    manifest.revoked_codes = {{"B3", test::code(53).digest(), make_short_code(53)}};
    manifest.index();
    return manifest;
}

TEST(Manifest, proxies_and_revoked_codes_are_read_back_to_the_same_bytes) {
    const auto json = to_json(manifest_with_proxies());
    const auto read = parse_manifest(json);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(to_json(*read), json);
    ASSERT_EQ(read->proxies.size(), 2U);
    EXPECT_EQ(read->proxies[0].collector, "Marie D.");
    EXPECT_TRUE(read->proxies[1].revoked);
    EXPECT_EQ(read->find_proxy("P0002"), &read->proxies[1]);
    EXPECT_EQ(read->find_proxy("P0003"), nullptr);
}

TEST(Manifest, a_session_without_proxies_keeps_the_bytes_of_before) {
    const auto json = to_json(test::small_manifest());
    EXPECT_EQ(json.find("proxies"), std::string::npos);
    EXPECT_EQ(json.find("revoked"), std::string::npos);
}

TEST(Manifest, tells_whose_a_code_is_and_whether_it_is_still_good) {
    const auto manifest = *parse_manifest(to_json(manifest_with_proxies()));
    const auto* first = manifest.find_basket("B1");
    const auto* second = manifest.find_basket("B2");
    const auto* third = manifest.find_basket("B3");
    EXPECT_EQ(manifest.find_by_code(test::code(1)), (CodeMatch{first, nullptr, false}));
    EXPECT_EQ(manifest.find_by_code(test::code(51)), (CodeMatch{first, &manifest.proxies[0], false}));
    EXPECT_EQ(manifest.find_by_short_code(make_short_code(51)),
              (CodeMatch{first, &manifest.proxies[0], false}));
    EXPECT_EQ(manifest.find_by_code(test::code(52)), (CodeMatch{second, &manifest.proxies[1], true}));
    EXPECT_EQ(manifest.find_by_code(test::code(53)), (CodeMatch{third, nullptr, true}));
    EXPECT_EQ(manifest.find_by_short_code(make_short_code(53)), (CodeMatch{third, nullptr, true}));
    const Manifest copy = manifest;
    EXPECT_EQ(copy.find_by_code(test::code(1)).basket, copy.find_basket("B1")) << "a copy finds its own";
}

TEST(Manifest, what_is_revoked_stays_so_whatever_else_a_list_says) {
    auto manifest = test::small_manifest();
    manifest.revoked_codes = {{"B1", test::code(1).digest(), make_short_code(1)}};
    manifest.proxies = {{"P0001", "B2", "", test::code(51).digest(), make_short_code(51), false},
                        {"P0002", "B2", "", test::code(51).digest(), make_short_code(51), true},
                        {"P0003", "B9", "", test::code(54).digest(), make_short_code(54), false}};
    manifest.index();
    EXPECT_TRUE(manifest.find_by_code(test::code(1)).revoked) << "the basket's own code";
    EXPECT_TRUE(manifest.find_by_code(test::code(51)).revoked);
    EXPECT_EQ(manifest.find_by_code(test::code(54)), CodeMatch{}) << "a proxy for a basket that is not there";
}

TEST(Manifest, members_of_later_versions_are_passed_over) {
    const auto json =
        replaced(to_json(test::small_manifest()), R"("format":1)", R"("colour":"red","format":1)");
    EXPECT_TRUE(parse_manifest(json).ok());
}

TEST(Manifest, what_is_not_one_is_refused_with_the_reason) {
    const auto good = to_json(test::small_manifest());
    const struct {
        std::string json;
        std::string reason;
    } faults[] = {
        {"", "cannot be read"},
        {"[]", "cannot be read"},
        {good.substr(0, good.size() / 2), "cannot be read"},
        {replaced(good, R"("format":1)", R"("format":2)"), "format 2"},
        {replaced(good, R"("revision":3)", R"("revision":"three")"), "cannot be read"},
        {replaced(good, R"("station_id")", R"("station")"), "station_id"},
        {replaced(good, R"("producer":0)", R"("producer":7)"), "Cantal"},
        {replaced(good, R"("producer":0)", R"("producer":-1)"), "Cantal"},
        {replaced(good, R"("producer":0)", R"("producer":4294967296)"), "Cantal"},
        {replaced(good, R"("amount":1250)", R"("amount":0)"), "out of range"},
        {replaced(good, R"("amount":1250)", R"("amount":1250.5)"), "1250.5"},
        {replaced(good, R"("amount":1250)", R"("amount":1e99)"), "no number that fits"},
        {replaced(good, R"("revision":3)", R"("revision":18446744073709551615)"), "no number that fits"},
        {replaced(good, R"("unit_price":1690)", R"("unit_price":-1)"), "out of range"},
        {replaced(good, R"("unit":"kg")", R"("unit":"lb")"), "lb"},
        {replaced(good, R"("storage":"chilled")", R"("storage":"warm")"), "warm"},
        {replaced(good, R"("code_digest":")", R"("code_digest":"x)"), ""},
        {replaced(good, R"("date":"2020-04-17")", R"("date":"17 avril")"), "17 avril"},
        {replaced(good, R"("date":"2020-04-17")", R"("date":"2020-13-17")"), "2020-13-17"},
        {replaced(good, R"("producers":)", R"("proxies":[{"id":"P0001"}],"producers":)"), "cannot be read"},
        {replaced(good, R"("producers":)", R"("proxies":7,"producers":)"), "cannot be read"},
        {replaced(good, R"("producers":)",
                  R"("revoked_codes":[{"basket":"B1","code_digest":"x"}],"producers":)"),
         ""},
        {replaced(good, "Gare", "Gar\xe9"), "cannot be read"},
    };
    for (const auto& fault : faults) {
        const auto read = parse_manifest(fault.json);
        ASSERT_FALSE(read.ok()) << fault.json;
        EXPECT_THAT(read.error().english(), HasSubstr(fault.reason));
    }
}

TEST(Manifest, what_is_signed_names_session_revision_and_content) {
    EXPECT_EQ(manifest_statement("saint-flour/2020-04-17", 3, {}),
              "guichet manifest 1\nsaint-flour/2020-04-17\n3\n" + std::string(64, '0'));
}

TEST(Digest, is_blake2b_256) {
    // RFC 7693 names the function; the value is b2sum -l 256 of "abc".
    EXPECT_EQ(to_hex(digest_of("abc")), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    EXPECT_EQ(*parse_digest(to_hex(digest_of("abc"))), digest_of("abc"));
    EXPECT_FALSE(parse_digest("00").ok());
    EXPECT_FALSE(parse_digest(std::string(63, '0') + "g").ok());
    EXPECT_FALSE(parse_digest(std::string(65, '0')).ok());
}

} // namespace
} // namespace guichet
