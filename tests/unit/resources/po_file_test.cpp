#include "kiosk/resources/po_file.hpp"

#include "kiosk/core/format.hpp"
#include "kiosk/resources/catalogues.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace guichet::resources {
namespace {

std::string header(const std::string& rule = "nplurals=2; plural=(n != 1);") {
    return "# Texts of a test.\n"
           "msgid \"\"\n"
           "msgstr \"\"\n"
           "\"Language: de\\n\"\n"
           "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
           "\"Plural-Forms: " +
           rule + "\\n\"\n\n";
}

std::unique_ptr<Texts> texts_of(const std::string& po) {
    auto bytes = compile_po(po, "de.po");
    EXPECT_TRUE(bytes.ok()) << (bytes.ok() ? "" : bytes.error().english());
    auto texts = read_catalogue("de", bytes ? std::move(*bytes) : std::vector<char>());
    EXPECT_TRUE(texts.ok());
    return texts ? std::move(*texts) : nullptr;
}

std::string fault_of(const std::string& po) {
    const auto bytes = compile_po(po, "de.po");
    return bytes ? "none" : bytes.error().english();
}

TEST(PoFile, is_read_as_msgfmt_reads_it) {
    const auto texts = texts_of(header() + "#. TRANSLATORS: a greeting\n"
                                           "#: kiosk/ui/screens.cpp:1\n"
                                           "#, python-brace-format\n"
                                           "msgid \"Hello {0}\"\n"
                                           "msgstr \"\"\n"
                                           "\"Guten \"\n"
                                           "\"Tag, {0}\"\n"
                                           "\n"
                                           "msgid \"a\\n\\\"b\\\"\\t\\\\\"\r\n"
                                           "msgstr \"ä\\n„b“\\t\\\\\"\r\n");
    ASSERT_NE(texts, nullptr);
    EXPECT_EQ(texts->say("Hello {0}", "Élodie"), "Guten Tag, Élodie");
    EXPECT_EQ(texts->get("a\n\"b\"\t\\"), "ä\n„b“\t\\");
}

TEST(PoFile, counts_by_the_rule_of_its_header) {
    const std::string crates = "msgid \"{0} crate\"\n"
                               "msgid_plural \"{0} crates\"\n"
                               "msgstr[0] \"{0} Kiste\"\n"
                               "msgstr[1] \"{0} Kisten\"\n";
    const auto german = texts_of(header() + crates);
    ASSERT_NE(german, nullptr);
    EXPECT_EQ(german->count("{0} crate", "{0} crates", 0), "0 Kisten") << "German 0 is plural";
    EXPECT_EQ(german->count("{0} crate", "{0} crates", 1), "1 Kiste");
    EXPECT_EQ(german->count("{0} crate", "{0} crates", 2), "2 Kisten");
    const auto as_in_french = texts_of(header("nplurals=2; plural=(n > 1);") + crates);
    EXPECT_EQ(as_in_french->count("{0} crate", "{0} crates", 0), "0 Kiste") << "French 0 is singular";
    const auto polish = texts_of(
        header("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);") +
        crates + "msgstr[2] \"{0} skrzynek\"\n");
    EXPECT_EQ(polish->count("{0} crate", "{0} crates", 3), "3 Kisten");
    EXPECT_EQ(polish->count("{0} crate", "{0} crates", 12), "12 skrzynek");
}

TEST(PoFile, says_how_its_language_writes_amounts_days_and_times) {
    const auto german =
        texts_of(header() + "msgid \"1,000\"\nmsgstr \"1.000\"\n\n"
                            "msgid \"€{whole}.{cents}\"\nmsgstr \"{whole},{cents}\u00a0€\"\n\n"
                            "msgid \"{hour00}:{minute}\"\nmsgstr \"{hour}:{minute}\u00a0Uhr\"\n\n"
                            "msgid \"{weekday} {day} {month} {year}\"\n"
                            "msgstr \"{weekday}, {day}. {month} {year}\"\n\n"
                            "msgid \"Friday\"\nmsgstr \"Freitag\"\n");
    ASSERT_NE(german, nullptr);
    EXPECT_EQ(format_money({123'450}, *german), "1.234,50\u00a0€");
    EXPECT_EQ(format_time({2020, 4, 17, 15, 5}, *german), "15:05\u00a0Uhr");
    EXPECT_EQ(format_date({2020, 4, 17, 15, 5}, *german), "Freitag, 17. April 2020");
    const auto spanish =
        texts_of(header() + "msgid \"{weekday} {day} {month} {year}\"\n"
                            "msgstr \"{weekday}, {day} de {month} de {year}\"\n\n"
                            "msgid \"{hour00}:{minute}\"\nmsgstr \"{hour}:{minute}\"\n\n"
                            "msgid \"Friday\"\nmsgstr \"viernes\"\n\nmsgid \"April\"\nmsgstr \"abril\"\n");
    EXPECT_EQ(format_date({2020, 4, 17, 15, 5}, *spanish), "viernes, 17 de abril de 2020");
    EXPECT_EQ(format_time({2020, 4, 17, 9, 5}, *spanish), "9:05");
    EXPECT_EQ(format_money({1'250}, *spanish), "€12.50") << "English until it is translated";
}

TEST(PoFile, says_in_english_what_is_not_translated_yet) {
    const auto texts = texts_of(header() + "msgid \"Next\"\nmsgstr \"\"\n\n"
                                           "#, fuzzy\nmsgid \"Back\"\nmsgstr \"Vielleicht zurück\"\n\n"
                                           "#, fuzzy\n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n\n"
                                           "msgid \"Skip\"\nmsgstr \"Überspringen\"\n");
    ASSERT_NE(texts, nullptr);
    EXPECT_EQ(texts->get("Next"), "Next");
    EXPECT_EQ(texts->get("Back"), "Back");
    EXPECT_EQ(texts->get("Skip"), "Überspringen");
}

TEST(PoFile, with_a_fault_is_refused_whole_with_its_line) {
    EXPECT_EQ(fault_of(header() + "msgid \"Next\"\nmsgstr \"Weiter\n"),
              "The texts in de.po are not used: line 9: The closing quote is missing.");
    EXPECT_EQ(
        fault_of(header() + "msgid \"{0} of {1}\"\nmsgstr \"{0} von\"\n"),
        "The texts in de.po are not used: line 8: Its translation does not have the same places {0}, {1} … "
        "as the text.");
    EXPECT_EQ(fault_of(header() + "msgid \"Next\"\nmsgstr \"Weiter\"\n\nmsgid \"Next\"\nmsgstr \"Los\"\n"),
              "The texts in de.po are not used: line 11: The same text stands there twice.");
    EXPECT_EQ(fault_of(header("nplurals=2; plural=n;")),
              "The texts in de.po are not used: line 2: The rule of Plural-Forms is not understood: for 2 it "
              "gives form 2, and there are 2.");
    for (const std::string& po : std::vector<std::string>{
             "", "msgid \"Next\"\nmsgstr \"Weiter\"\n", header() + "msgid \"Next\"\n",
             header() + "msgstr \"Weiter\"\n", header() + "msgid \"Next\"\nmsgstr \"Weiter\" x\n",
             header() + "msgid \"Next\"\nmsgstr \"\\q\"\n", header() + "wrong \"Next\"\n",
             header() + "msgid \"a\"\nmsgid \"b\"\nmsgstr \"c\"\n",
             header() + "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n",
             header() + "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\nmsgstr[0] \"d\"\n",
             header() + "msgid \"a\"\nmsgstr \"\xE9\"\n", header() + header(),
             "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n"})
        EXPECT_NE(fault_of(po), "none") << po;
}

TEST(PluralRule, gives_a_form_for_every_count_or_is_refused) {
    EXPECT_EQ(read_plural_rule(" nplurals=1; plural=0;").forms, 1);
    EXPECT_EQ(read_plural_rule("nplurals=2; plural=n != 1").forms, 2);
    EXPECT_EQ(
        read_plural_rule("nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
                         "n%100>=11 ? 4 : 5;")
            .forms,
        6);
    for (const std::string rule :
         {"", "nplurals=2", "nplurals=0; plural=0;", "nplurals=9; plural=0;", "nplurals=2; plural=n/0;",
          "nplurals=2; plural=(n;", "nplurals=2; plural=n n;", "nplurals=2; plural=m;",
          "nplurals=2; plural=1 ? 0;"})
        EXPECT_FALSE(read_plural_rule(rule).error.empty()) << rule;
    EXPECT_FALSE(read_plural_rule("nplurals=2; plural=" + std::string(200, '(') + "n").error.empty());
    EXPECT_FALSE(read_plural_rule("nplurals=2; plural=" + std::string(200, '!') + "n").error.empty());
}

TEST(Catalogues, TakesALanguageFromItsPoFileAlone) {
    const auto folder = std::filesystem::temp_directory_path() / "guichet-po-test";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "de.po") << header() + "msgid \"Next\"\nmsgstr \"Weiter\"\n";
    std::ofstream(folder / "es.po") << header() + "msgid \"Next\"\nmsgstr \"Siguiente\n";
    std::ofstream(folder / "Notes on German.po") << header();
    Catalogues catalogues;
    std::vector<Error> notices;
    catalogues.load(folder.string(), notices);
    EXPECT_EQ(catalogues.languages(), (std::vector<std::string>{"de", "en"}));
    EXPECT_EQ(catalogues.in("de").get("Next"), "Weiter");
    EXPECT_EQ(catalogues.in("de").get("Back"), "Back");
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_NE(notices[1].english().find("es.po"), std::string::npos);
    EXPECT_NE(notices[1].english().find("line 9"), std::string::npos);
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace guichet::resources
