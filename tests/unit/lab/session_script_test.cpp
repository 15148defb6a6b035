#include "kiosk/lab/session_script.hpp"

#include "kiosk/lab/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::lab {
namespace {

class English final : public ports::Locality {
public:
    [[nodiscard]] const Texts& texts(const std::string& /*language*/) const override { return texts_; }
    [[nodiscard]] std::vector<std::string> languages() const override { return {"en"}; }
    [[nodiscard]] LocalTime local(Instant /*moment*/) const override { return {}; }

private:
    EnglishTexts texts_;
};

std::string script(std::uint64_t seed, int scale = 1) {
    const auto demonstration = make_demonstration(seed, scale);
    std::map<std::string, std::string> short_codes;
    for (const auto& customer : demonstration.customers)
        short_codes[customer.ref] = "ABCDEFGH";
    return write_session_script(
        {demonstration, short_codes, [](const std::string& ref) { return "GU1:" + ref; }, seed, scale},
        English());
}

std::ptrdiff_t count(const std::vector<Step>& steps, const std::string& text) {
    return std::count_if(steps.begin(), steps.end(), [&](const Step& step) { return step.text == text; });
}

TEST(SessionScript, the_same_seed_gives_the_same_day) {
    EXPECT_EQ(script(1), script(1));
    EXPECT_NE(script(1), script(2));
}

TEST(SessionScript, is_a_good_scenario_whatever_the_seed) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 17U, 2020U}) {
        const auto steps = parse_scenario(script(seed), "demo");
        ASSERT_TRUE(steps.ok()) << steps.error().english();
        EXPECT_GT(steps->size(), 800U);
        EXPECT_GT(count(*steps, "expect screen done"), 140) << "of 160 customers";
        EXPECT_EQ(count(*steps, "power-cut"), 1);
        EXPECT_EQ(count(*steps, "network off"), count(*steps, "network on"));
        EXPECT_EQ(count(*steps, "expect screen report"), 1);
    }
}

TEST(SessionScript, grows_with_the_scale) {
    const auto steps = parse_scenario(script(1, 2), "demo");
    ASSERT_TRUE(steps.ok());
    EXPECT_EQ(count(*steps, "power-cut"), 2);
    EXPECT_GT(count(*steps, "expect screen done"), 280);
}

} // namespace
} // namespace guichet::lab
