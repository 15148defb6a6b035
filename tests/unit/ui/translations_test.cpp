// The French catalogue says everything that the code says, with the same places for arguments.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Entry {
    std::string key;
    std::string plural;
    std::vector<std::string> translations;
};

/// What stands between the quotes of a .po line, its escapes as they are.
std::string inner_text(const std::string& line) {
    const auto from = line.find('"');
    const auto to = line.rfind('"');
    return from < to ? line.substr(from + 1, to - from - 1) : "";
}

std::map<std::string, Entry> read_catalogue(std::istream& file) {
    std::map<std::string, Entry> entries;
    Entry entry;
    std::string* growing = nullptr;
    const auto finish = [&] {
        if (!entry.key.empty()) {
            entries[entry.key] = entry;
        }
        entry = {};
    };
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("msgid_plural")) {
            growing = &entry.plural;
        } else if (line.starts_with("msgid")) {
            finish();
            growing = &entry.key;
        } else if (line.starts_with("msgstr")) {
            growing = &entry.translations.emplace_back();
        } else if (!line.starts_with('"')) {
            growing = nullptr;
        }
        if (growing != nullptr) {
            *growing += inner_text(line);
        }
    }
    finish();
    return entries;
}

std::set<std::string> places_of(const std::string& text) {
    static const std::regex place(R"(\{[0-9]\})");
    return {std::sregex_token_iterator(text.begin(), text.end(), place), std::sregex_token_iterator()};
}

std::map<std::string, Entry> catalogue_of(const std::string& language) {
    std::ifstream file(std::string(GUICHET_SOURCE_DIR) + "/assets/translations/" + language + ".po");
    return read_catalogue(file);
}

/// What the project's own collector finds; see `./dev translations`.
std::map<std::string, Entry> sentences_of_the_code() {
    const std::string command = "'" GUICHET_SOURCE_DIR "/assets/translations/collect-texts'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::stringstream output;
    std::array<char, 4096> block{};
    while (pipe && std::fgets(block.data(), static_cast<int>(block.size()), pipe.get()) != nullptr) {
        output << block.data();
    }
    return read_catalogue(output);
}

class EachCatalogue : public ::testing::TestWithParam<std::string> {};

TEST_P(EachCatalogue, SaysEverythingThatTheCodeSays) {
    const auto said = sentences_of_the_code();
    ASSERT_GT(said.size(), 100U) << "collect-texts did not find the sentences";
    const auto catalogue = catalogue_of(GetParam());
    for (const auto& [key, entry] : said) {
        const auto found = catalogue.find(key);
        EXPECT_NE(found, catalogue.end()) << "run ./dev translations, then translate: " << key;
        if (found == catalogue.end()) {
            continue;
        }
        for (const auto& translation : found->second.translations) {
            EXPECT_FALSE(translation.empty()) << "not translated: " << key;
        }
        EXPECT_EQ(found->second.plural, entry.plural) << key;
    }
}

TEST_P(EachCatalogue, HasTheSamePlacesForArguments) {
    for (const auto& [key, entry] : catalogue_of(GetParam())) {
        for (const auto& translation : entry.translations) {
            EXPECT_EQ(places_of(translation), places_of(key)) << key;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, EachCatalogue, ::testing::Values("fr", "de", "es"),
                         [](const auto& language) { return language.param; });

TEST(FrenchCatalogue, WritesFrenchSigns) {
    for (const auto& [key, entry] : catalogue_of("fr")) {
        for (const auto& translation : entry.translations) {
            EXPECT_EQ(translation.find('\''), std::string::npos)
                << "write ’ for the apostrophe: " << translation;
            for (const std::string sign : {" :", " ;", " ?", " !", " »", "« "}) {
                EXPECT_EQ(translation.find(sign), std::string::npos)
                    << "write a no-break space: " << translation;
            }
        }
    }
}

} // namespace
