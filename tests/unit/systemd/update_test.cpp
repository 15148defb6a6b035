// `cmake --install` over a kiosk that is set up: an update waits until the server has everything.

#include "kiosk/core/journal.hpp"
#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace guichet {
namespace {

namespace files = std::filesystem;
using ::testing::HasSubstr;

/// An installation and the store of its kiosk, which recorded three hand-overs.
class Update : public ::testing::Test {
protected:
    struct Outcome {
        bool refused = false;
        std::string said;
    };

    void SetUp() override {
        db::KioskStore store(folder_ / "kiosk.sqlite", [] { return std::string("i1"); });
        ASSERT_TRUE(store.recover().ok());
        ASSERT_TRUE(
            store.commit({.events = db::test::Recorder("K1", "i1").next_many(3), .documents = {}}).ok());
        std::ofstream(configuration_)
            << "[kiosk]\ndevice = \"K1\"\nname = \"Comptoir\"\nmode = \"counter\"\n"
            << "[station]\nid = \"saint-flour\"\n"
            << "[server]\nurl = \"http://127.0.0.1:1\"\n"
            << "[store]\nfile = \"" << (folder_ / "kiosk.sqlite").string() << "\"\n";
        files::create_directories(folder_ / "usr/bin");
        install(files::path(GUICHET_PROGRAMS) / "guichet-kiosk");
    }

    void install(const files::path& program) const {
        files::remove(folder_ / "usr/bin/guichet-kiosk");
        files::create_symlink(program, folder_ / "usr/bin/guichet-kiosk");
    }
    void acknowledge(std::int64_t sequence) const {
        db::KioskStore store(folder_ / "kiosk.sqlite");
        ASSERT_TRUE(store.recover().ok());
        ASSERT_TRUE(store.save_acknowledged(sequence).ok());
    }
    [[nodiscard]] Outcome update(const std::string& environment = "") const {
        const std::string command =
            environment + " '" GUICHET_CMAKE "' -D 'CMAKE_INSTALL_PREFIX=" + (folder_ / "usr").string() +
            "' -D 'CONFIGURATION=" + configuration_.string() +
            "' -P '" GUICHET_SOURCE_DIR "/systemd/refuse-update.cmake' 2>&1";
        std::FILE* pipe = ::popen(command.c_str(), "r");
        Outcome outcome;
        std::array<char, 4096> part{};
        while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe))
            outcome.said.append(part.data(), count);
        outcome.refused = ::pclose(pipe) != 0;
        return outcome;
    }

    db::test::Folder folder_;
    files::path configuration_ = folder_ / "kiosk.toml";
};

TEST_F(Update, IsRefusedWhileAnythingIsUnsent) {
    const auto with_three = update();
    EXPECT_TRUE(with_three.refused);
    EXPECT_THAT(with_three.said, HasSubstr("not got 3"));
    acknowledge(2);
    EXPECT_THAT(update().said, HasSubstr("not got 1"));
    acknowledge(3);
    EXPECT_FALSE(update().refused) << update().said;
}

TEST_F(Update, MayBeForcedAndIsNotAskedForElsewhere) {
    EXPECT_FALSE(update("GUICHET_UPDATE_ANYWAY=1").refused);
    EXPECT_FALSE(update("DESTDIR=/tmp/package").refused);
    files::remove(configuration_);
    EXPECT_FALSE(update().refused) << "no kiosk is set up";
}

TEST_F(Update, IsRefusedWhileTheKioskRuns) {
    acknowledge(3);
    db::KioskStore running(folder_ / "kiosk.sqlite");
    ASSERT_TRUE(running.recover().ok());
    const auto outcome = update();
    EXPECT_TRUE(outcome.refused);
    EXPECT_THAT(outcome.said, HasSubstr("stop it first"));
}

TEST_F(Update, OfAProgramFromBeforeTheQuestionIsNotHeldUp) {
    std::ofstream(folder_ / "old") << "#!/bin/sh\nexit 2\n";
    files::permissions(folder_ / "old", files::perms::owner_all);
    install(folder_ / "old");
    const auto outcome = update();
    EXPECT_FALSE(outcome.refused);
    EXPECT_THAT(outcome.said, HasSubstr("cannot say"));
}

} // namespace
} // namespace guichet
