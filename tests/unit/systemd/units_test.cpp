// The units of systemd/, as systemd itself and udev judge them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include <unistd.h>

namespace guichet {
namespace {

namespace files = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const files::path units = files::path(GUICHET_SOURCE_DIR) / "systemd";

/// What a command prints, on both of its outputs.
std::string printed_by(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen((command + " 2>&1").c_str(), "r"),
                                                               pclose);
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe.get())) {
        text.append(part.data(), count);
    }
    return text;
}

bool is_there(const std::string& program) {
    return !printed_by("command -v " + program).empty();
}

std::string content_of(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Units : public ::testing::Test {
protected:
    void SetUp() override {
        if (!is_there("systemd-analyze")) {
            GTEST_SKIP() << "systemd-analyze is not installed here: the units are not checked";
        }
        files::create_directories(folder_);
    }
    void TearDown() override { files::remove_all(folder_); }

    /// What systemd has to say against a unit. The programs are not installed here, so this one stands in for
    /// them; what systemd says of the machine's own units is not ours.
    std::string complaints(const std::string& name, const std::string& unit) {
        const std::string stand_in = files::read_symlink("/proc/self/exe").string();
        std::ofstream(folder_ / name)
            << std::regex_replace(unit, std::regex("/usr/bin/guichet-[a-z]+"), stand_in);
        const std::string all =
            printed_by("systemd-analyze verify --man=no '" + (folder_ / name).string() + "'");
        return all.find(name) != std::string::npos ? all : std::string();
    }

private:
    files::path folder_ = files::temp_directory_path() / ("guichet-units-" + std::to_string(getpid()));
};

TEST_F(Units, SystemdHasNothingAgainstThem) {
    for (const std::string name : {"guichet-kiosk.service", "guichet-server.service"}) {
        const std::string unit = content_of(units / name);
        ASSERT_THAT(unit, HasSubstr("/usr/bin/guichet-"));
        EXPECT_THAT(complaints(name, unit), IsEmpty()) << name;
    }
}

TEST_F(Units, AFaultInThemIsFound) {
    const std::string unit = content_of(units / "guichet-server.service");
    EXPECT_THAT(complaints("guichet-made-up.service",
                           std::regex_replace(unit, std::regex("Restart=always"), "Restart=sometimes")),
                HasSubstr("sometimes"));
    EXPECT_THAT(complaints("guichet-made-up.service",
                           std::regex_replace(unit, std::regex("ExecStart=/usr/bin"), "ExecStart=/nowhere")),
                HasSubstr("nowhere"));
}

TEST(UnitCommands, ArePartOfThePrograms) {
    for (const std::string name : {"guichet-kiosk", "guichet-server"}) {
        const std::string unit = content_of(units / (name + ".service"));
        std::smatch command;
        ASSERT_TRUE(
            std::regex_search(unit, command, std::regex("\nExecStart=/usr/bin/([a-z-]+ [a-z]+)(.*)\n")));
        const std::string help = printed_by(std::string(GUICHET_PROGRAMS) + "/" + command.str(1) + " --help");
        const std::string rest = command.str(2);
        const std::regex option("--[a-z]+");
        std::sregex_iterator found(rest.begin(), rest.end(), option);
        ASSERT_NE(found, std::sregex_iterator()) << name;
        for (; found != std::sregex_iterator(); ++found) {
            EXPECT_THAT(help, HasSubstr(found->str())) << name;
        }
    }
}

TEST(Rules, UdevHasNothingAgainstThem) {
    if (printed_by("udevadm verify --help").find("Verify udev rules") == std::string::npos) {
        GTEST_SKIP() << "udevadm cannot verify rules here (it can from Debian 13 on)";
    }
    for (const char* rules : {"70-guichet-printer.rules", "70-guichet-scanner.rules"})
        EXPECT_THAT(printed_by("udevadm verify '" + (units / rules).string() + "'"), HasSubstr("Fail:    0"));
}

/// Of makers of scanners alone: tables of the list that name no product.
std::vector<std::string> makers_of_scanners() {
    std::vector<std::string> makers;
    const std::string list = content_of(units / ".." / "assets" / "devices" / "scanners.toml");
    const std::regex table(R"(\[\[scanners\]\]\nname = [^\n]*\nvendor = 0x([0-9a-f]{4})\n(?!product|kind))");
    for (std::sregex_iterator at(list.begin(), list.end(), table), end; at != end; ++at)
        makers.push_back((*at)[1]);
    return makers;
}

TEST(Rules, KnowEachMakerOfScannersAlone) {
    const std::string rules = content_of(units / "70-guichet-scanner.rules");
    const auto makers = makers_of_scanners();
    EXPECT_GT(makers.size(), 8U);
    for (const auto& maker : makers) {
        const auto first = rules.find(maker);
        ASSERT_NE(first, std::string::npos) << maker;
        EXPECT_NE(rules.find(maker, first + 1), std::string::npos) << maker << " is in both rules";
    }
}

} // namespace
} // namespace guichet
