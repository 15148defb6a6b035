#include "drivers/scanner/key_reader.hpp"
#include "tests/unit/scanner/keys.hpp"
#include "tests/unit/scanner/sample_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <random>
#include <string>
#include <vector>

namespace guichet::scanner {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

bool is_ours(std::string_view text) {
    return text.starts_with("GU1:");
}

/// As an unknown keyboard is watched.
KeyReading watching() {
    KeyReading reading;
    reading.rhythm.least_characters = 8;
    reading.one_key_at_a_time = true;
    return reading;
}

std::vector<std::string> read(const Typist& typist, KeyReading reading = {}, bool* typing = nullptr) {
    KeyReader reader(std::move(reading));
    for (const KeyEvent& event : typist.events)
        reader.take(event);
    reader.pause(typist.now() + 1s);
    std::vector<std::string> codes;
    while (auto read = reader.next())
        codes.push_back(*read);
    const bool person = reader.take_typing();
    if (typing != nullptr)
        *typing = person;
    return codes;
}

TEST(KeyReader, ReadsWhatAScannerTypes) {
    Typist scanner;
    scanner.type(code + "\n", 3ms);
    scanner.type("short-12\t", 3ms);
    EXPECT_THAT(read(scanner), ElementsAre(code, "short-12"));
    EXPECT_THAT(read(scanner, watching()), ElementsAre(code, "short-12"));
}

TEST(KeyReader, AnyCodeOfPrintableCharactersComesThrough) {
    EXPECT_TRUE(rc::check("with either layout", [](bool french) {
        const auto layout = french ? KeyLayout::french : KeyLayout::us;
        const auto text = *rc::gen::container<std::string>(
            rc::gen::suchThat(rc::gen::inRange<char>('!', '~'),
                              [layout](char letter) { return key_of(letter, layout).has_value(); }));
        RC_PRE(text.size() >= 8U && text.front() != ']');
        Typist scanner(5s, layout);
        scanner.type(text + "\n", 2ms);
        KeyReading reading = watching();
        reading.layout = layout;
        RC_ASSERT(read(scanner, reading) == std::vector{text});
    }));
}

TEST(KeyReader, TheLayoutIsTheOneInWhichACodeIsExpected) {
    KeyReading reading;
    reading.expected = is_ours;
    Typist french(5s, KeyLayout::french);
    french.type(code + "\n", 3ms);
    EXPECT_THAT(read(french, reading), ElementsAre(code));
    Typist american(5s, KeyLayout::us);
    american.type(code + "\n", 3ms);
    american.type("https://shop\n", 3ms);
    EXPECT_THAT(read(american, reading), ElementsAre(code, "https://shop"));
}

/// The keys of the French ";" are the American ",": in that layout nothing ends before Enter does.
TEST(KeyReader, ASuffixThatOneLayoutAloneReadsEndsTheCodeInBoth) {
    KeyReading reading;
    reading.expected = is_ours;
    reading.framing.suffix = ";";
    Typist french(5s, KeyLayout::french);
    french.type(code + ";\n", 3ms);
    french.type(code + ";", 3ms);
    french.wait(1s);
    french.type(code + ";\n", 3ms);
    EXPECT_THAT(read(french, reading), ElementsAre(code, code, code));
}

TEST(KeyReader, ALayoutThatIsSetIsNotGuessed) {
    KeyReading reading;
    reading.expected = is_ours;
    reading.layout = KeyLayout::us;
    Typist french(5s, KeyLayout::french);
    french.type("GU1:ABCD\n", 3ms);
    EXPECT_THAT(read(french, reading), ElementsAre("GU!.QBCD"));
}

TEST(KeyReader, CapsLockOfAScannerDoesNotOutliveItsCode) {
    Typist scanner;
    scanner.press(KEY_CAPSLOCK);
    scanner.type("abcdefgh\n", 3ms);
    scanner.wait(1s);
    scanner.type("abcdefgh\n", 3ms);
    EXPECT_THAT(read(scanner), ElementsAre("ABCDEFGH", "abcdefgh"));
}

/// Four keys for each character: the rhythm is that of the keys.
TEST(KeyReader, CharactersTypedByTheirNumbersAreACode) {
    Typist scanner;
    for (const auto& [tens, ones] : {std::pair{KEY_KP7, KEY_KP1},
                                     {KEY_KP8, KEY_KP5},
                                     {KEY_KP4, KEY_KP9},
                                     {KEY_KP5, KEY_KP8},
                                     {KEY_KP6, KEY_KP5}}) {
        scanner.add(KEY_LEFTALT, true);
        scanner.report();
        for (const int key : {KEY_KP0, tens, ones}) {
            scanner.wait(12ms);
            scanner.press(static_cast<std::uint16_t>(key));
            scanner.report();
        }
        scanner.wait(12ms);
        scanner.add(KEY_LEFTALT, false);
        scanner.report();
    }
    scanner.type("\n", 3ms);
    EXPECT_THAT(read(scanner), ElementsAre("GU1:A"));
}

TEST(KeyReader, APersonTypingFastIsNoScanAndIsNoticed) {
    std::mt19937 random(17); // NOLINT: the same typing each time
    std::uniform_int_distribution<int> pace(60, 100);
    for (int person = 0; person < 200; ++person) {
        Typist typist;
        for (std::size_t at = 0; at < code.size(); ++at) {
            const bool roll = random() % 3 == 0; // two or three fingers in a row
            typist.type(code.substr(at, 1), roll ? 20ms : milliseconds(pace(random)));
        }
        typist.type("\n", 60ms);
        bool typing = false;
        EXPECT_THAT(read(typist, {}, &typing), IsEmpty());
        EXPECT_TRUE(typing);
        EXPECT_THAT(read(typist, watching()), IsEmpty());
    }
}

TEST(KeyReader, AHandAcrossTheKeyboardIsNoScan) {
    Typist hand;
    const std::vector<std::uint16_t> keys{KEY_A, KEY_S, KEY_D,         KEY_F, KEY_J,
                                          KEY_K, KEY_L, KEY_SEMICOLON, KEY_Q};
    for (const std::uint16_t key : keys) {
        hand.add(key, true);
        hand.report();
        hand.wait(2ms);
    }
    for (const std::uint16_t key : keys)
        hand.add(key, false);
    hand.report();
    EXPECT_THAT(read(hand, watching()), IsEmpty());
}

TEST(KeyReader, AScannerThatReleasesAKeyWithTheNextOneIsRead) {
    Typist scanner;
    std::optional<std::uint16_t> held;
    for (const char letter : std::string("abcdefghij")) {
        if (held)
            scanner.add(*held, false);
        held = key_of(letter, KeyLayout::us)->code;
        scanner.add(*held, true);
        scanner.report();
        scanner.wait(3ms);
    }
    scanner.add(*held, false);
    scanner.report();
    EXPECT_THAT(read(scanner, watching()), ElementsAre("abcdefghij"));
}

TEST(KeyReader, AHeldKeyIsOneLetter) {
    Typist person;
    person.add(KEY_X, true);
    for (int time = 0; time < 50; ++time) {
        person.wait(30ms);
        person.events.push_back({EV_KEY, KEY_X, 2, person.now()});
    }
    EXPECT_THAT(read(person, watching()), IsEmpty());
}

TEST(KeyReader, ACodeOfWhichKeysWereLostIsNone) {
    Typist scanner;
    scanner.type(code.substr(0, 10), 3ms);
    scanner.drop();
    scanner.type("lost", 3ms); // up to the next report they are of no use
    scanner.type(code.substr(14) + "\n", 3ms);
    scanner.type("the next one\n", 3ms);
    EXPECT_THAT(read(scanner), ElementsAre("the next one"));
}

TEST(KeyReader, ShiftThatWasLostIsNotHeldForEver) {
    Typist scanner;
    scanner.add(KEY_LEFTSHIFT, true);
    scanner.report();
    scanner.drop();
    scanner.report();
    scanner.type("\n", 3ms);
    scanner.type("abcdefgh\n", 3ms);
    EXPECT_THAT(read(scanner), ElementsAre("abcdefgh"));
}

} // namespace
} // namespace guichet::scanner
