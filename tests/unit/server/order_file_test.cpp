// The order file's contract: every fault is found at its place, and what is well is read as it was meant.

#include "server/order_file.hpp"
#include "server/text.hpp"
#include "tests/unit/server/order_files.hpp"

#include <gmock/gmock.h>

#include <ostream>
#include <sstream>

namespace guichet::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

struct Read {
    std::vector<OrderRow> rows;
    std::vector<Fault> notices;
    Faults faults;

    [[nodiscard]] std::string faults_text() const { return describe(faults, "f"); }
};

Read read(const std::string& text) {
    Read result;
    OrderFileReader reader(source_of(text), result.faults);
    if (reader.read_header())
        while (auto row = reader.next())
            result.rows.push_back(*row);
    result.notices = reader.notices();
    return result;
}

/// A file with one row.
Read read_row(const std::string& row) {
    return read(std::string(short_header) + row + "\n");
}

TEST(OrderFile, ReadsEveryColumn) {
    const auto file =
        read("order,customer_ref,customer,producer,product,quantity,unit,unit_price,vat,storage,"
             "location,fulfilment,language\n"
             "1001,C1,Camille Durand,GAEC Baguet,Tomme,1.25,kg,18.40,5.5,chilled,COLD-3,delivery,en\n");
    ASSERT_EQ(file.faults_text(), "");
    ASSERT_THAT(file.rows, SizeIs(1));
    const auto& row = file.rows.front();
    EXPECT_EQ(row.order, "1001");
    EXPECT_EQ(row.customer_ref, "C1");
    EXPECT_EQ(row.customer, "Camille Durand");
    EXPECT_EQ(row.producer, "GAEC Baguet");
    EXPECT_EQ(row.product, "Tomme");
    EXPECT_EQ(row.quantity, (Quantity{1250, Unit::kilogram}));
    EXPECT_EQ(row.unit_price, Money{1840});
    EXPECT_EQ(row.vat_per_mille, 55);
    EXPECT_EQ(row.storage, StorageClass::chilled);
    EXPECT_EQ(row.location, "COLD-3");
    EXPECT_EQ(row.fulfilment, Fulfilment::delivery);
    EXPECT_EQ(row.language, "en");
}

TEST(OrderFile, ReadsFrenchWithSemicolonsCommasAccentsMarkAndCarriageReturns) {
    const auto file =
        read("\xEF\xBB\xBFPrix unitaire;COMMANDE;Réf-client;Client;Producteur;Article;Quantité;Unité;"
             "TVA;Conservation;Emplacement;Mode;Langue\r\n"
             "18,40;1001;C1;Élodie Ça;GAEC Baguet;\"Pot \"\"5 l\"\"\r\nde terre\";2;Pièce;20;Surgelé;;"
             "Retrait;\r\n\r\n");
    ASSERT_EQ(file.faults_text(), "");
    ASSERT_THAT(file.rows, SizeIs(1));
    const auto& row = file.rows.front();
    EXPECT_EQ(row.unit_price, Money{1840});
    EXPECT_EQ(row.product, "Pot \"5 l\" de terre");
    EXPECT_EQ(row.quantity, (Quantity{2, Unit::piece}));
    EXPECT_EQ(row.vat_per_mille, 200);
    EXPECT_EQ(row.storage, StorageClass::frozen);
    EXPECT_EQ(row.fulfilment, Fulfilment::pickup);
    EXPECT_EQ(row.language, "fr");
}

TEST(OrderFile, DefaultsWhatIsNotRequired) {
    const auto file = read_row("1,C1,Zoé,P,A,250,g,0");
    ASSERT_EQ(file.faults_text(), "");
    const auto& row = file.rows.at(0);
    EXPECT_EQ(row.vat_per_mille, 55);
    EXPECT_EQ(row.storage, StorageClass::ambient);
    EXPECT_EQ(row.location, "");
    EXPECT_EQ(row.fulfilment, Fulfilment::pickup);
    EXPECT_EQ(row.language, "fr");
    EXPECT_EQ(row.quantity, (Quantity{250, Unit::gram}));
}

TEST(OrderFile, TellsOfColumnsThatAreNotUsed) {
    const auto file = read("order,customer_ref,customer,phone,producer,product,quantity,unit,unit_price\n"
                           "1,C1,Zoé,06,P,A,1,piece,1\n");
    EXPECT_EQ(file.faults_text(), "");
    ASSERT_THAT(file.notices, SizeIs(1));
    EXPECT_EQ(file.notices[0].place, (Place{1, 29}));
    EXPECT_THAT(file.notices[0].text, HasSubstr("phone"));
}

struct BadFile {
    const char* name;
    std::string text;
    std::vector<std::string> faults; ///< beginnings of the lines that describe them
};

void PrintTo(const BadFile& file, std::ostream* out) {
    *out << file.name;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

class BadOrderFile : public testing::TestWithParam<BadFile> {};

TEST_P(BadOrderFile, EveryFaultIsFoundAtItsPlace) {
    const auto lines = lines_of(read(GetParam().text).faults_text());
    ASSERT_EQ(lines.size(), GetParam().faults.size()) << testing::PrintToString(lines);
    for (std::size_t at = 0; at < lines.size(); ++at)
        EXPECT_THAT(lines[at], StartsWith(GetParam().faults[at]));
}

std::string with_header(const std::string& rows) {
    return std::string(short_header) + rows;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, BadOrderFile,
    testing::Values(
        BadFile{"empty", "", {"f:1:1: the file is empty"}},
        BadFile{"no_rows", with_header(""), {"f:1:70: the file has no rows"}},
        BadFile{"missing_columns",
                "order,customer_ref,customer,producer,product,quantity,unit\n1,C,N,P,A,1,piece\n",
                {"f:1:1: the column “unit_price” is missing; a heading “unit_price” or “prix_unitaire”"}},
        BadFile{"column_twice",
                "order,commande,customer_ref,customer,producer,product,quantity,unit,unit_price\n",
                {"f:1:7: the column “commande” is there twice, first as “order”"}},
        BadFile{
            "bad_number", with_header("1,C,N,P,A,two,piece,1\n"), {"f:2:11: quantity “two” is not a number"}},
        BadFile{"unknown_unit",
                with_header("1,C,N,P,A,1,litre,1\n"),
                {"f:2:13: unit “litre” is not a known unit; piece"}},
        BadFile{"negative",
                with_header("1,C,N,P,A,-2,piece,1\n"),
                {"f:2:11: quantity “-2” is out of range; 1 to"}},
        BadFile{
            "absurd",
            with_header("1,C,N,P,A,99999999999999999999,piece,1\n1,C,N,P,B,1000.001,kg,1\n1,C,N,P,C,0,g,1\n"),
            {"f:2:11: quantity “99999999999999999999” is out of range", "f:3:11: quantity “1000.001” is out",
             "f:4:11: quantity “0” is out"}},
        BadFile{"half_a_piece",
                with_header("1,C,N,P,A,1.5,piece,1\n"),
                {"f:2:11: quantity “1.5” is not a whole"}},
        BadFile{
            "half_a_gram", with_header("1,C,N,P,A,0.0005,kg,1\n"), {"f:2:11: quantity “0.0005” is finer"}},
        BadFile{"price",
                with_header("1,C,N,P,A,1,piece,1.234\n1,C,N,P,B,1,piece,10000.01\n1,C,N,P,C,1,piece,-0.01\n"),
                {"f:2:19: unit_price “1.234” has more than two decimals",
                 "f:3:19: unit_price “10000.01” is out", "f:4:19: unit_price “-0.01” is out"}},
        BadFile{"empty_values",
                with_header(",,,,,,,\n"),
                {"f:2:1: order is empty", "f:2:2: customer_ref is empty", "f:2:3: customer is empty",
                 "f:2:4: producer is empty", "f:2:5: product is empty", "f:2:6: quantity “” is not a number",
                 "f:2:7: unit “” is not", "f:2:8: unit_price “” is not a number"}},
        BadFile{"optional_values",
                "order;customer_ref;customer;producer;product;quantity;unit;unit_price;tva;conservation;mode;"
                "langue\n"
                "1;C;N;P;A;1;piece;1;101;warm;pigeon;french\n",
                {"f:2:21: tva “101” is out of range", "f:2:25: conservation “warm” is not",
                 "f:2:30: mode “pigeon” is not", "f:2:37: langue “french” is not a language"}},
        BadFile{"not_utf8", with_header("1,C,Zo\xE9,P,A,1,piece,1\n"), {"f:2:7: the byte 0xE9 is not UTF-8"}},
        BadFile{"not_utf8_after_accents",
                with_header("1,C,Zoé\xFF,P,A,1,piece,1\n"),
                {"f:2:8: the byte 0xFF is not UTF-8"}},
        BadFile{"cut_utf8", with_header("1,C,Zo\xC3,P,A,1,piece,1\n"), {"f:2:7: the byte 0xC3 is not UTF-8"}},
        BadFile{"surrogate",
                with_header("1,C,Zo\xED\xA0\x80,P,A,1,piece,1\n"),
                {"f:2:7: the byte 0xED", "f:2:8: the byte 0xA0", "f:2:9: the byte 0x80"}},
        BadFile{"nul", with_header(std::string("1,C,Z\0o,P,A,1,piece,1\n", 22)), {"f:2:6: a NUL byte"}},
        BadFile{"escape", with_header("1,C,Z\x1B[2J,P,A,1,piece,1\n"), {"f:2:5: customer holds a control"}},
        BadFile{"unclosed_quote",
                with_header("1,C,N,P,A,1,piece,1\n2,C,N,P,\"B,1,piece,1\n3,C,N,P,C,1,piece,1\n"),
                {"f:3:9: the quote that opens here is never closed"}},
        BadFile{"text_after_quote",
                with_header("1,C,N,P,\"A\"bc,1,piece,1\n"),
                {"f:2:12: text follows the closing quote of a field that began at line 2, column 9"}},
        BadFile{"row_too_short",
                with_header("1,C,N,P,A,1,piece\n"),
                {"f:2:18: the row has 7 fields; 8 are expected"}},
        BadFile{"row_too_long",
                with_header("1,C,N,P,A,1,piece,1,x\n"),
                {"f:2:21: the row has 9 fields; 8 are expected"}},
        BadFile{"after_a_quoted_line_end",
                with_header("1,C,N,P,\"A\nB\",1,litre,1\n"),
                {"f:3:6: unit “litre” is not a known unit"}},
        BadFile{
            "carriage_returns_alone",
            "order,customer_ref,customer,producer,product,quantity,unit,unit_price\r1,C,N,P,A,1,litre,1\r",
            {"f:2:13: unit “litre” is not a known unit"}}),
    [](const auto& test) { return test.param.name; });

TEST(OrderFile, EveryRowIsCheckedAndTheFirstHundredFaultsAreKept) {
    std::string rows;
    for (int row = 0; row < 250; ++row)
        rows += "1,C,N,P,A,1,litre,1\n";
    const auto file = read(with_header(rows));
    EXPECT_EQ(file.faults.count(), 250);
    const auto lines = lines_of(file.faults_text());
    ASSERT_THAT(lines, SizeIs(101));
    EXPECT_THAT(lines[99], StartsWith("f:101:13:"));
    EXPECT_EQ(lines[100], "and 150 more");
}

TEST(OrderFile, WhatCannotBeReadToItsEndIsRefused) {
    Faults faults;
    auto whole = source_of(std::string(short_header) + "1,C,N,P,A,1,piece,1\n");
    OrderFileReader reader(
        [&](std::span<char> buffer) -> Result<std::size_t> {
            const auto count = whole(buffer);
            return *count > 0 ? count : fail("the disk fails");
        },
        faults);
    ASSERT_TRUE(reader.read_header());
    EXPECT_TRUE(reader.next());
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(describe(faults, "f"), "f:3:1: the disk fails\n");
}

TEST(OrderFile, AnEndlessFieldIsNotKeptInMemory) {
    const auto file = read_row("1,C,N,P," + std::string(1'000'000, 'x') + ",1,piece,1");
    ASSERT_EQ(file.faults.count(), 2); // too long for a field, too long for a product
    EXPECT_THAT(file.faults_text(), HasSubstr("f:2:9: the field is longer than 4096 bytes"));
    EXPECT_THAT(file.rows, IsEmpty());
}

TEST(CustomerName, IsShownAsFirstNameAndInitial) {
    EXPECT_EQ(first_name_and_initial("Camille Durand"), "Camille D.");
    EXPECT_EQ(first_name_and_initial("  Élodie   çelik "), "Élodie Ç.");
    EXPECT_EQ(first_name_and_initial("Jean-Pierre Œuvrard"), "Jean-Pierre Œ.");
    EXPECT_EQ(first_name_and_initial("Zoé"), "Zoé");
    EXPECT_EQ(first_name_and_initial("Marie de la Tour"), "Marie T.");
    EXPECT_EQ(first_name_and_initial("E\u0301lodie E\u0301tienne"), "E\u0301lodie E\u0301.");
}

TEST(CustomerName, KeepsBackASurnameInCapitalsBeforeTheFirstName) {
    EXPECT_EQ(first_name_and_initial("DURAND Camille"), "Camille D.");
    EXPECT_EQ(first_name_and_initial("DE LA TOUR Marie Anne"), "Marie D.");
    EXPECT_EQ(first_name_and_initial("CAMILLE DURAND"), "CAMILLE D.");
    EXPECT_EQ(first_name_and_initial("J. DURAND"), "J. D.");
}

} // namespace
} // namespace guichet::server
