#include "kiosk/resources/catalogues.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

namespace guichet::resources {
namespace {

/// A catalogue in the format of GNU gettext ("The Format of GNU MO Files"), its keys sorted.
std::vector<char> catalogue_of(const std::vector<std::pair<std::string, std::string>>& entries) {
    const auto count = static_cast<std::uint32_t>(entries.size());
    std::vector<std::uint32_t> table{0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0};
    std::string texts;
    const std::uint32_t start = 28 + 16 * count;
    for (const bool keys : {true, false}) {
        for (const auto& [key, value] : entries) {
            const std::string& text = keys ? key : value;
            table.push_back(static_cast<std::uint32_t>(text.size()));
            table.push_back(start + static_cast<std::uint32_t>(texts.size()));
            texts += text + '\0';
        }
    }
    std::vector<char> bytes(table.size() * sizeof(std::uint32_t));
    std::memcpy(bytes.data(), table.data(), bytes.size());
    bytes.insert(bytes.end(), texts.begin(), texts.end());
    return bytes;
}

const std::string header =
    "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n";

std::vector<char> french() {
    using namespace std::string_literals;
    return catalogue_of(
        {{"", header}, {"Hello {0}", "Bonjour {0}"}, {"{0} crate\0{0} crates"s, "{0} caisse\0{0} caisses"s}});
}

TEST(Catalogue, TranslatesAndFillsPlaces) {
    const auto texts = read_catalogue("fr", french());
    ASSERT_TRUE(texts);
    EXPECT_EQ((*texts)->say("Hello {0}", "Élodie"), "Bonjour Élodie");
    EXPECT_EQ((*texts)->language(), "fr");
}

TEST(Catalogue, CountsAsTheLanguageDoes) {
    const auto texts = read_catalogue("fr", french());
    ASSERT_TRUE(texts);
    EXPECT_EQ((*texts)->count("{0} crate", "{0} crates", 0), "0 caisse");
    EXPECT_EQ((*texts)->count("{0} crate", "{0} crates", 1), "1 caisse");
    EXPECT_EQ((*texts)->count("{0} crate", "{0} crates", 2), "2 caisses");
}

TEST(Catalogue, SaysInEnglishWhatItDoesNotHave) {
    const auto texts = read_catalogue("fr", french());
    ASSERT_TRUE(texts);
    EXPECT_EQ((*texts)->get("Not there"), "Not there");
    EXPECT_EQ((*texts)->count("{0} box", "{0} boxes", 2), "2 boxes");
}

TEST(Catalogue, RefusesWhatIsNone) {
    EXPECT_FALSE(read_catalogue("fr", {'n', 'o'}));
    EXPECT_FALSE(read_catalogue("fr", {}));
    auto cut = french();
    cut.resize(40);
    EXPECT_FALSE(read_catalogue("fr", cut));
}

TEST(Catalogues, ReadsAFolderAndSaysWhatIsWrongInIt) {
    const auto folder = std::filesystem::temp_directory_path() / "guichet-catalogues-test";
    std::filesystem::create_directories(folder);
    const auto bytes = french();
    std::ofstream(folder / "fr.mo", std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    std::ofstream(folder / "de.mo") << "not a catalogue";
    Catalogues catalogues;
    std::vector<Error> notices;
    catalogues.load(folder.string(), notices);
    EXPECT_EQ(catalogues.languages(), (std::vector<std::string>{"en", "fr"}));
    EXPECT_EQ(catalogues.in("fr").get("Hello {0}"), "Bonjour {0}");
    EXPECT_EQ(catalogues.in("de").get("Hello {0}"), "Hello {0}");
    EXPECT_EQ(notices.size(), 1U);
    std::filesystem::remove_all(folder);
    catalogues.load(folder.string(), notices);
    EXPECT_EQ(notices.size(), 2U) << "a folder that is not there is said";
}

} // namespace
} // namespace guichet::resources
