// The demonstration as an organiser runs it: what it prints last is the report that everything agrees on.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>

namespace {

using nlohmann::json;
namespace files = std::filesystem;

/// Runs a command and gives the last line of its standard output.
std::string last_line_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string line;
    std::array<char, 4096> text{};
    while (pipe && std::fgets(text.data(), static_cast<int>(text.size()), pipe.get()) != nullptr)
        line = text.data();
    return line;
}

json demonstrate(const files::path& out, int seed) {
    const auto line = last_line_of(std::string(GUICHET_KIOSK_PROGRAM) + " demo --headless --seed " +
                                   std::to_string(seed) + " --out " + out.string() + " 2>/dev/null");
    return json::parse(line, nullptr, false);
}

class Demo : public testing::Test {
protected:
    files::path out_ = files::temp_directory_path() / ("guichet-demo-" + std::to_string(getpid()));
    void TearDown() override { files::remove_all(out_); }
};

TEST_F(Demo, TheSessionIsReconciledToTheLastLine) {
    const auto report = demonstrate(out_, 1);
    ASSERT_TRUE(report.is_object()) << report;
    EXPECT_EQ(report["customers"], 160);
    EXPECT_EQ(report["orders"], 320);
    EXPECT_EQ(report["lines"], 1415);
    EXPECT_EQ(report["collected_lines"].get<int>() + report["short_lines"].get<int>() +
                  report["missing_lines"].get<int>() + report["refused_lines"].get<int>() +
                  report["unclaimed_lines"].get<int>(),
              1415);
    EXPECT_EQ(report["unsent_events"], 0);
    EXPECT_EQ(report["journal_ok"], true);
    EXPECT_EQ(report["reconciled"], true);
    // What is planned to go wrong did: two kiosks and one basket, unknown codes, a receipt cut by a power
    // failure.
    EXPECT_GE(report["incidents"].get<int>(), 3);
    EXPECT_GE(report["receipts_duplicate"].get<int>(), 1);
    EXPECT_GT(report["missing_lines"].get<int>(), 0);
    EXPECT_GT(report["short_lines"].get<int>(), 0);
    EXPECT_GT(report["refused_lines"].get<int>(), 0);
    EXPECT_GT(report["unclaimed_lines"].get<int>(), 0);
    for (const auto* picture : {"self-1-attract.png", "counter-1-closed.png", "receipt-01.png", "report.png"})
        EXPECT_TRUE(files::exists(out_ / picture)) << picture;
}

TEST_F(Demo, TheSameSeedGivesTheSameReport) {
    const auto first = demonstrate(out_, 7);
    ASSERT_TRUE(first.is_object());
    EXPECT_EQ(demonstrate(out_, 7), first);
}

} // namespace
