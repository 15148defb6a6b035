#include "kiosk/lab/scenario.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <filesystem>

namespace guichet::lab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Step only_step(const std::string& text) {
    const auto steps = parse_scenario(text, "a.scenario");
    if (!steps.ok() || steps->size() != 1) {
        ADD_FAILURE() << text << ": " << (steps.ok() ? "no single step" : steps.error().english());
        return {};
    }
    return steps->front();
}

TEST(Scenario, every_form_of_the_language_is_read) {
    for (const auto* line : {"present code.png",
                             "present code.png dark_mode",
                             "present \"my code.png\" random:7",
                             "hold code.png phone",
                             "let-go",
                             "scan \"GU1:X\"",
                             "tap \"Confirm\"",
                             "type \"é 1\"",
                             "expect screen basket",
                             "expect text \"Camille D.\"",
                             "expect no-text \"DUPLICATE\"",
                             "expect papers 2",
                             "printer paper-out",
                             "printer paper-ok",
                             "printer cover-open",
                             "printer cover-closed",
                             "printer cutter-fault",
                             "printer cutter-ok",
                             "printer unplug",
                             "printer plug",
                             "printer paper-left 12",
                             "printer 2 paper-left 12",
                             "printer 2 plug",
                             "printer near-end",
                             "printer offline",
                             "printer unplug-after 500",
                             "setup printer silent",
                             "setup printer 58mm label",
                             "setup printer none",
                             "user \"Zoé\" coordinator 1234",
                             "user Paul volunteer 12345678 self",
                             "setup paper on-request",
                             "expect papers 2 1",
                             "expect duplicates 0",
                             "expect qr \"Camille D.\"",
                             "receipt b.png 2",
                             "camera unplug",
                             "camera plug",
                             "scanner unplug",
                             "scanner plug",
                             "network off",
                             "network on",
                             "server off",
                             "server on",
                             "clock +90",
                             "clock 5",
                             "wait 10",
                             "screenshot a.png",
                             "receipt b.png",
                             "power-cut",
                             "kiosk self",
                             "phase \"Matin\""})
        EXPECT_TRUE(parse_scenario(line, "a.scenario").ok()) << line;
}

TEST(Scenario, steps_know_their_line_and_their_words) {
    const auto steps =
        parse_scenario("# a story\n\n  tap\t\"Confirm\"   # now\r\nexpect screen done#there", "a.scenario");
    ASSERT_TRUE(steps.ok()) << steps.error().english();
    ASSERT_EQ(steps->size(), 2U);
    EXPECT_EQ(steps->at(0).line, 3);
    EXPECT_EQ(steps->at(0).verb, "tap");
    EXPECT_THAT(steps->at(0).arguments, ElementsAre("Confirm"));
    EXPECT_EQ(steps->at(1).line, 4);
    EXPECT_THAT(steps->at(1).arguments, ElementsAre("screen", "done"));
    EXPECT_THAT(steps->at(1).text, HasSubstr("expect screen done"));
    EXPECT_THAT(steps->at(1).text, testing::Not(HasSubstr("there")));
}

TEST(Scenario, quotes_hold_blanks_hashes_and_quotes) {
    EXPECT_THAT(only_step(R"(tap "a #b  c")").arguments, ElementsAre("a #b  c"));
    EXPECT_THAT(only_step(R"(tap "say \"hi\" \\")").arguments, ElementsAre(R"(say "hi" \)"));
    EXPECT_THAT(only_step(R"(tap "")").arguments, ElementsAre(""));
}

RC_GTEST_PROP(Scenario, what_is_put_in_quotes_is_read_back, ()) {
    auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    std::erase(text, '\n');
    const auto steps = parse_scenario("type " + in_quotes(text), "a.scenario");
    RC_ASSERT(steps.ok());
    RC_ASSERT(steps->size() == 1U);
    RC_ASSERT(steps->front().arguments.front() == text);
}

RC_GTEST_PROP(Scenario, any_text_is_read_or_refused_with_its_place, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("tap wait\"\\#\n19+\t")));
    const auto steps = parse_scenario(text, "a.scenario");
    if (!steps.ok())
        RC_ASSERT(steps.error().english().rfind("a.scenario:", 0) == 0U);
}

TEST(Scenario, a_fault_is_told_with_line_column_and_what_is_expected) {
    const struct {
        const char* text;
        const char* place;
        const char* expected;
    } faults[] = {
        {"\n  dance", "a.scenario:2:3: expected ", "a step such as"},
        {"wait", "a.scenario:1:5: expected ", "wait SECONDS"},
        {"wait soon", "a.scenario:1:6: expected ", "wait SECONDS"},
        {"wait -1", "a.scenario:1:6: expected ", "wait SECONDS"},
        {"wait 1 2", "a.scenario:1:8: expected ", "wait SECONDS"},
        {"wait 9999999", "a.scenario:1:6: expected ", "wait SECONDS"},
        {"clock +", "a.scenario:1:7: expected ", "clock +MINUTES"},
        {"tap \"Confirm", "a.scenario:1:5: expected ", "a closing quote on the same line"},
        {"tap Confirm the pickup", "a.scenario:1:13: expected ", "tap \"LABEL\""},
        {"expect screen", "a.scenario:1:14: expected ", "expect screen NAME"},
        {"expect colour red", "a.scenario:1:8: expected ", "expect screen NAME"},
        {"printer on-fire", "a.scenario:1:9: expected ", "printer [NUMBER] paper-out"},
        {"printer paper-left", "a.scenario:1:9: expected ", "MILLIMETRES"},
        {"printer paper-left much", "a.scenario:1:20: expected ", "MILLIMETRES"},
        {"printer paper-out 12", "a.scenario:1:19: expected ", "MILLIMETRES"},
        {"printer 2 on-fire", "a.scenario:1:11: expected ", "printer [NUMBER] paper-out"},
        {"printer 2 plug now", "a.scenario:1:16: expected ", "printer [NUMBER] paper-out"},
        {"setup printer 112mm", "a.scenario:1:15: expected ", "setup printer 80mm"},
        {"user Paul boss 1234", "a.scenario:1:11: expected ", "user \"NAME\""},
        {"user Paul volunteer 123", "a.scenario:1:21: expected ", "PIN"},
        {"setup paper never ever", "a.scenario:1:19: expected ", "setup paper always"},
        {"expect papers many", "a.scenario:1:15: expected ", "expect papers NUMBER"},
        {"expect screen done 1", "a.scenario:1:20: expected ", "expect screen NAME"},
        {"receipt a.png last", "a.scenario:1:15: expected ", "receipt FILE.png [PRINTER]"},
        {"network maybe", "a.scenario:1:9: expected ", "network off, or network on"},
        {"power-cut now", "a.scenario:1:11: expected ", "power-cut"},
    };
    for (const auto& fault : faults) {
        const auto steps = parse_scenario(fault.text, "a.scenario");
        ASSERT_FALSE(steps.ok()) << fault.text;
        EXPECT_THAT(steps.error().english(), StartsWith(fault.place)) << fault.text;
        EXPECT_THAT(steps.error().english(), HasSubstr(fault.expected)) << fault.text;
    }
}

TEST(Scenario, the_files_in_the_tree_are_good) {
    for (const auto& entry : std::filesystem::directory_iterator(GUICHET_SOURCE_DIR "/tests/scenario"))
        if (entry.path().extension() == ".scenario") {
            const auto steps = read_scenario(entry.path());
            EXPECT_TRUE(steps.ok()) << steps.error().english();
        }
    EXPECT_THAT(read_scenario("/nowhere/a.scenario").error().english(), HasSubstr("/nowhere/a.scenario"));
}

} // namespace
} // namespace guichet::lab
