#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::receipt {
namespace {

using ::testing::ElementsAre;

std::string text_of(const Block& block, int columns) {
    return to_plain_text({"R-1", Kind::receipt, "fr", {block}}, columns);
}

TEST(Wrap, BreaksAtBlanksAndInsideWordsThatAreTooLong) {
    EXPECT_THAT(wrap("pain de seigle au levain", 10), ElementsAre("pain de", "seigle au", "levain"));
    EXPECT_THAT(wrap("anticonstitutionnellement", 10), ElementsAre("anticonsti", "tutionnell", "ement"));
    EXPECT_THAT(wrap("un\ndeux", 10), ElementsAre("un", "deux"));
    EXPECT_THAT(wrap("", 10), ElementsAre(""));
}

TEST(Wrap, AWordThatIsTooLongBreaksAfterItsHyphen) {
    EXPECT_THAT(wrap("Jean-Baptiste-Emmanuel", 15), ElementsAre("Jean-Baptiste-", "Emmanuel"));
    EXPECT_THAT(wrap("-abcdefghij", 6), ElementsAre("-abcde", "fghij"));
    EXPECT_THAT(wrap("le porte-monnaie", 13), ElementsAre("le", "porte-monnaie"));
}

TEST(Wrap, DoesNotBreakInsideQuotesOrBeforeHighPunctuation) {
    EXPECT_THAT(wrap("tome « fumée » !", 8), ElementsAre("tome", "«\u00a0fumée\u00a0", "»\u00a0!"));
    EXPECT_THAT(wrap("prix : 2 €", 7), ElementsAre("prix\u00a0:", "2\u00a0€"));
}

TEST(Wrap, KeepsANumberWithItsUnit) {
    EXPECT_THAT(wrap("Pain de campagne 1 kg", 19), ElementsAre("Pain de campagne", "1\u00a0kg"));
    EXPECT_THAT(wrap("Tome, 450 g, affinée", 9), ElementsAre("Tome,", "450\u00a0g,", "affinée"));
    EXPECT_THAT(wrap("6 grands pains", 8), ElementsAre("6 grands", "pains"));
    EXPECT_THAT(wrap("2 granola", 4), ElementsAre("2", "gran", "ola"));
}

TEST(Wrap, KeepsNoBreakSpaces) {
    EXPECT_THAT(wrap("prix 12,40\u00a0€", 10), ElementsAre("prix", "12,40\u00a0€"));
}

TEST(Columns, CountLettersNotBytes) {
    EXPECT_EQ(columns_of(std::string_view("œufs à 2 €")), 10);
    EXPECT_EQ(columns_of(std::string_view("e\u0301")), 1);
    EXPECT_EQ(columns_of(std::string_view("日本")), 4);
    EXPECT_EQ(columns_of(std::string_view("\xFF\xFE")), 2);
}

TEST(Columns, ControlCharactersBecomeBlanks) {
    EXPECT_EQ(printable("a\x1B@b\x7F\u0085"), "a @b  ");
    EXPECT_EQ(text_of(Row{"pain\x1Bp", "1\x10\x04"}, 16), "pain p       1\n");
}

TEST(Layout, ALongNameWrapsAndItsPriceStaysOnTheRightOfTheFirstLine) {
    EXPECT_EQ(text_of(Row{"Saucisse sèche de montagne au vieux cantal", "9,90 €", "2 ×", 4}, 32),
              "2 × Saucisse sèche de     9,90 €\n"
              "    montagne au vieux\n"
              "    cantal\n");
}

TEST(Layout, ANameWithoutQuantityIsWrittenWholeWhereThatTakesNoMoreLines) {
    EXPECT_EQ(text_of(Row{"GAEC des Thuyas dorés", "31,24 € / 78,32 €"}, 32),
              "GAEC des Thuyas dorés\n"
              "               31,24 € / 78,32 €\n");
    EXPECT_EQ(text_of(Row{"Tome de brebis et de vache", "4 €"}, 20), "Tome de brebis   4 €\n"
                                                                     "et de vache\n");
}

TEST(Layout, AnAmountTooWideForItsLineGoesBelow) {
    EXPECT_EQ(text_of(Row{"GAEC du Puy", "1 200  1 100  50  10  40"}, 30),
              "GAEC du Puy\n"
              "      1 200  1 100  50  10  40\n");
}

TEST(Layout, EveryLineFitsWhateverTheWidth) {
    const Document document{"R-1",
                            Kind::receipt,
                            "fr",
                            {Banner{"DUPLICATA"}, Text{"Gare de Saint-Flour-Chaudes-Aigues", Size::large},
                             Row{std::string(200, 'x'), "1 234,50 €", "12,125 kg", 10, Size::tall},
                             Row{"Total", "9 999,99 €", "", 0, Size::large},
                             Note{std::string(100, 'y'), 40}}};
    for (int columns = 16; columns <= 120; ++columns)
        for (const LaidOut& line : lay_out(document, columns))
            if (const auto* text = std::get_if<TextLine>(&line)) {
                EXPECT_LE(columns_of(text->text) * letter_width(text->size), columns) << text->text;
            }
}

TEST(Layout, CentredLinesAreAboutAsLongAsEachOther) {
    const Text text{"Session du vendredi 17 avril 2020", Size::normal, false, Align::centre};
    EXPECT_EQ(text_of(text, 32), "      Session du vendredi\n"
                                 "         17 avril 2020\n");
    EXPECT_EQ(text_of(text, 40), "   Session du vendredi 17 avril 2020\n");
}

TEST(Layout, ARulerNumbersTheColumns) {
    EXPECT_EQ(text_of(Ruler{}, 32), "|...5...10...15...20...25...30.|\n");
    EXPECT_EQ(text_of(Ruler{}, 20), "|...5...10...15...2|\n");
}

TEST(Layout, ABannerIsBlackFromEdgeToEdge) {
    const auto lines = lay_out({"R-1", Kind::receipt, "fr", {Banner{"DUPLICATA"}}}, 48);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(std::get<TextLine>(lines.front()),
              (TextLine{"       DUPLICATA        ", Size::large, true, true, Align::centre}));
}

TEST(PlainText, AlignsAndRules) {
    EXPECT_EQ(to_plain_text({"R-1",
                             Kind::receipt,
                             "fr",
                             {Text{"Merci", Size::normal, false, Align::centre}, Rule{Stroke::heavy},
                              Space{2}, Text{"fin", Size::normal, false, Align::right}}},
                            16),
              "     Merci\n"
              "================\n"
              "\n"
              "             fin\n");
}

} // namespace
} // namespace guichet::receipt
