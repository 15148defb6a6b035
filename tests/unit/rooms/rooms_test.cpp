// The rooms of the tree depend on each other one way only: see the map in kiosk/README.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace guichet {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Paths = std::vector<std::string>;

struct Room {
    std::string folder;
    Paths may_include; ///< folders; its own is understood
    bool pure = false; ///< no device, no file, no thread, no clock, no chance of its own
};

/// From the most special folder to the most general: the first that holds a file is its room.
const std::vector<Room>& rooms() {
    static const std::vector<Room> all{
        {"kiosk/core/", {}, true},
        {"kiosk/receipt/", {"kiosk/core/"}, true},
        {"kiosk/ports/", {"kiosk/core/", "kiosk/receipt/"}, true},
        {"kiosk/resources/", {"kiosk/core/"}},
        {"kiosk/app/", {"kiosk/core/", "kiosk/ports/", "kiosk/receipt/"}, true},
        {"kiosk/ui/", {"kiosk/core/", "kiosk/ports/", "kiosk/receipt/", "kiosk/app/"}, true},
        {"drivers/lab/", {"kiosk/core/", "kiosk/ports/", "kiosk/receipt/", "drivers/"}},
        {"drivers/pictures/", {"kiosk/core/"}},
        {"drivers/decoder/", {"kiosk/core/", "kiosk/ports/", "drivers/pictures/"}},
        {"drivers/table/", {"kiosk/core/"}},
        {"drivers/usb/", {}},
        {"drivers/scanner/", {"kiosk/core/", "kiosk/ports/", "drivers/table/", "drivers/usb/"}},
        {"drivers/headphones/", {"kiosk/core/", "kiosk/ports/", "drivers/scanner/"}},
        {"drivers/camera/", {"kiosk/core/", "kiosk/ports/", "drivers/pictures/"}},
        {"drivers/printer/",
         {"kiosk/core/", "kiosk/ports/", "kiosk/receipt/", "drivers/pictures/", "drivers/table/",
          "drivers/usb/"}},
        {"db/", {"kiosk/core/", "kiosk/ports/"}},
        {"kiosk/platform/",
         {"kiosk/core/", "kiosk/ports/", "kiosk/resources/", "kiosk/ui/", "drivers/pictures/"}},
        {"kiosk/sync/", {"kiosk/core/", "kiosk/ports/"}},
        {"server/", {"kiosk/core/", "kiosk/resources/", "db/", "drivers/pictures/"}},
        {"kiosk/station/",
         {"kiosk/core/", "kiosk/ports/", "kiosk/receipt/", "kiosk/app/", "kiosk/ui/", "kiosk/platform/",
          "kiosk/resources/", "kiosk/sync/", "db/", "drivers/pictures/", "drivers/decoder/",
          "drivers/scanner/", "drivers/headphones/", "drivers/camera/", "drivers/printer/",
          "drivers/table/"}},
        {"kiosk/lab/", {"kiosk/", "drivers/", "db/", "server/"}},
        {"kiosk/", {"kiosk/", "drivers/", "db/", "server/"}},
    };
    return all;
}

const Room* room_of(const std::string& path) {
    const auto found = std::find_if(rooms().begin(), rooms().end(),
                                    [&](const Room& room) { return path.starts_with(room.folder); });
    return found != rooms().end() ? &*found : nullptr;
}

bool is_in_any(const std::string& path, const Paths& folders) {
    return std::any_of(folders.begin(), folders.end(),
                       [&](const std::string& folder) { return path.starts_with(folder); });
}

Paths all_of(const std::string& text, const std::string& expression) {
    const std::regex pattern(expression);
    Paths found;
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
        found.push_back((*match)[1]);
    }
    return found;
}

// Boost's JSON reads bytes in memory; what else is Boost's here speaks with the network or reads settings.
const std::string impure_header =
    "(?:^|\n)[ \t]*#[ \t]*include[ "
    "\t]*[<\"]((?:thread|mutex|condition_variable|future|atomic|fstream|iostream|"
    "filesystem|ctime|time\\.h|unistd\\.h|fcntl\\.h|sys/[^>]*|linux/[^>]*|SDL[^>]*|curl/[^>]*|sqlite3\\.h|"
    "libusb[^>]*|boost/(?!json)[^>]*|ZXing/[^>]*))[>\"]";
const std::string impure_word =
    "\\b(system_clock|steady_clock|high_resolution_clock|random_device|getenv|fopen)\\b";

/// What a file does that its room may not.
Paths violations(const std::string& path, const std::string& text) {
    const Room* room = room_of(path);
    if (room == nullptr) {
        return {path + " is in no room: add its folder to the rooms"};
    }
    Paths found;
    for (const auto& included : all_of(text, "(?:^|\n)[ \t]*#[ \t]*include[ \t]*\"([^\"]+)\"")) {
        if (room_of(included) == nullptr) {
            found.push_back(path + " includes " + included + ", which is not named from the root");
        } else if (!room_of(included)->folder.starts_with(room->folder) &&
                   !is_in_any(included, room->may_include)) {
            found.push_back(path + " includes " + included);
        }
    }
    if (room->pure) {
        for (const auto& pattern : {impure_header, impure_word}) {
            for (const auto& word : all_of(text, pattern)) {
                found.push_back(path + " uses " + word);
            }
        }
    }
    return found;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Paths source_files(const std::filesystem::path& root) {
    Paths files;
    for (const char* top : {"kiosk", "drivers", "db", "server"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension == ".hpp" || extension == ".cpp" || extension == ".h") {
                files.push_back(entry.path().lexically_relative(root).generic_string());
            }
        }
    }
    return files;
}

TEST(Rooms, NoFileIncludesAHigherRoom) {
    const std::filesystem::path root = GUICHET_SOURCE_DIR;
    const auto files = source_files(root);
    ASSERT_GT(files.size(), 50U);
    for (const auto& file : files) {
        EXPECT_THAT(violations(file, content_of(root / file)), IsEmpty());
    }
}

TEST(Rooms, AHigherRoomIsFound) {
    EXPECT_THAT(violations("kiosk/core/made_up.hpp", "#pragma once\n#include \"kiosk/ports/store.hpp\"\n"),
                ElementsAre("kiosk/core/made_up.hpp includes kiosk/ports/store.hpp"));
    EXPECT_THAT(violations("drivers/printer/made_up.cpp", "  #  include \"drivers/lab/printer/lab.hpp\""),
                ElementsAre(HasSubstr("drivers/lab")));
    EXPECT_THAT(violations("server/made_up.cpp", "#include \"kiosk/app/state.hpp\""),
                ElementsAre(HasSubstr("app")));
    EXPECT_THAT(violations("kiosk/station/made_up.cpp", "#include \"kiosk/lab/lab.hpp\""),
                ElementsAre(HasSubstr("kiosk/lab")));
}

TEST(Rooms, TheOutsideIsFoundInThePureRooms) {
    EXPECT_THAT(violations("kiosk/app/made_up.cpp", "#include <thread>\n#include <sqlite3.h>\n"),
                ElementsAre("kiosk/app/made_up.cpp uses thread", "kiosk/app/made_up.cpp uses sqlite3.h"));
    EXPECT_THAT(violations("kiosk/core/made_up.cpp", "return std::chrono::system_clock::now();"),
                ElementsAre(HasSubstr("system_clock")));
    EXPECT_THAT(violations("db/made_up.cpp", "#include <sqlite3.h>\n"), IsEmpty());
}

TEST(Rooms, WhatIsNowhereOrNotNamedFromTheRootIsFound) {
    EXPECT_THAT(violations("kiosk/core/made_up.cpp", "#include \"result.hpp\""),
                ElementsAre(HasSubstr("not named from the root")));
    EXPECT_THAT(violations("cellar/made_up.cpp", ""), ElementsAre(HasSubstr("in no room")));
}

TEST(Rooms, WhatIsAllowedIsNotFound) {
    EXPECT_THAT(violations("kiosk/app/made_up.cpp",
                           "#include \"kiosk/app/state.hpp\"\n"
                           "#include \"kiosk/core/result.hpp\"\n#include <chrono>\n"),
                IsEmpty());
    EXPECT_THAT(
        violations("kiosk/main.cpp", "#include \"kiosk/lab/lab.hpp\"\n#include \"drivers/lab/x.hpp\"\n"),
        IsEmpty());
}

} // namespace
} // namespace guichet
