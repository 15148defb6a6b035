// From order file to session: whole or not at all, and stable from one file to the next.

#include "drivers/decoder/picture_reader.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "kiosk/core/manifest.hpp"
#include "server/code_files.hpp"
#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace guichet::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Import : public WithAStore {};
GUICHET_WITH_EACH_STORE(Import);

TEST_P(Import, MakesAManifestWithoutDeliveries) {
    const auto report = import_text(*store_, small_file);
    ASSERT_TRUE(report.outcome) << describe(report.faults, "f");
    EXPECT_TRUE(report.outcome->changed);
    EXPECT_EQ(report.outcome->revision, 1);
    EXPECT_EQ(report.outcome->counts, (OrderCounts{3, 4, 6, 1, 1}));

    const auto made = manifest();
    EXPECT_EQ(made.session(), "saint-flour/2020-04-17");
    EXPECT_EQ(made.station_name, "Gare de Saint-Flour");
    EXPECT_EQ(made.order_count(), 4U);
    EXPECT_EQ(made.line_count(), 6U);
    EXPECT_THAT(made.producers, ElementsAre("GAEC Baguet", "La Mie Chamalou", "Les Caves du Palais"));
    ASSERT_THAT(made.baskets, SizeIs(3));
    EXPECT_EQ(made.baskets[0].id, "B0001");
    EXPECT_EQ(made.baskets[0].customer_name, "Camille D.");
    EXPECT_THAT(made.baskets[0].orders, SizeIs(2));
    EXPECT_EQ(made.baskets[1].customer_name, "Élodie B.");
    EXPECT_EQ(made.baskets[1].language, "en");
    EXPECT_EQ(made.baskets[2].id, "B0003");
    EXPECT_THAT(made.baskets[2].orders.at(0).lines, SizeIs(2)) << "the same product twice is two lines";
    const auto* line = made.baskets[0].find_line({"1001", 1});
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->product, "Fromage");
    EXPECT_EQ(line->quantity, (Quantity{500, Unit::kilogram}));
    EXPECT_TRUE(parse_manifest(to_json(made)).ok());
}

TEST_P(Import, GivesEachSessionANonceThatItKeeps) {
    import_text(*store_, small_file);
    const auto nonce = manifest().nonce;
    EXPECT_EQ(nonce.size(), 32U);
    EXPECT_EQ(import_text(*store_, std::string(short_header) + "1,C1,Camille Durand,P,Pain,1,piece,3.20\n",
                          friday, 2)
                  .outcome->revision,
              2);
    EXPECT_EQ(manifest().nonce, nonce);
    const SessionKey next{friday.station, "2020-04-24"};
    import_text(*store_, small_file, next);
    EXPECT_NE(value_of(store_->manifest(next)).nonce, nonce);
    EXPECT_NE(make_nonce(friday.text(), random_codes()), make_nonce(friday.text(), random_codes()));
}

TEST_P(Import, OfTheSameOrdersAgainChangesNothing) {
    import_text(*store_, small_file);
    const auto before = to_json(manifest());
    std::string other_form(small_file);
    std::replace(other_form.begin(), other_form.end(), ',', ';');
    const auto again = import_text(*store_, other_form, friday, 2);
    ASSERT_TRUE(again.outcome);
    EXPECT_FALSE(again.outcome->changed);
    EXPECT_EQ(again.outcome->revision, 1);
    EXPECT_EQ(to_json(manifest()), before);
}

TEST_P(Import, OfAChangedFileKeepsCodesBasketsAndLineNumbers) {
    import_text(*store_, small_file);
    const auto before = manifest();
    const std::string changed = std::string(short_header) +
                                "1006,C9,Ali Berger,GAEC Baguet,Beurre,1,piece,2.50\n" +
                                "1001,C1,Camille Durand,GAEC Baguet,Yaourt,4,piece,0.80\n" +
                                "1001,C1,Camille Durand,La Mie Chamalou,Pain,1,piece,3.20\n";
    const auto report = import_text(*store_, changed, friday, 2);
    ASSERT_TRUE(report.outcome);
    EXPECT_EQ(report.outcome->revision, 2);
    const auto after = manifest();
    EXPECT_EQ(after.revision, 2);
    ASSERT_THAT(after.baskets, SizeIs(2));
    const auto* kept = after.find_basket("B0001");
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->customer_ref, "C1");
    EXPECT_EQ(kept->code_digest, before.baskets[0].code_digest);
    EXPECT_EQ(kept->short_code, before.baskets[0].short_code);
    EXPECT_EQ(kept->find_line({"1001", 1}), nullptr) << "the cheese is no longer ordered";
    ASSERT_NE(kept->find_line({"1001", 2}), nullptr);
    EXPECT_EQ(kept->find_line({"1001", 2})->product, "Pain");
    ASSERT_NE(kept->find_line({"1001", 3}), nullptr);
    EXPECT_EQ(kept->find_line({"1001", 3})->product, "Yaourt");
    EXPECT_EQ(after.baskets[1].id, "B0004") << "numbers of baskets are not used twice";
    ASSERT_THAT(after.withdrawals, SizeIs(3)) << "journals may name what was ordered once";
    ASSERT_NE(after.find_withdrawal("B0001"), nullptr);
    EXPECT_EQ(after.find_withdrawal("B0001")->find_line({"1001", 1})->product, "Fromage");
    EXPECT_EQ(after.find_withdrawal("B0001")->find_line({"1001", 2}), nullptr);
    EXPECT_EQ(after.customer_of("B0002"), "Élodie B.");
    EXPECT_EQ(after.find_withdrawal("B0003")->lines.size(), 2U);

    import_text(*store_, small_file, friday, 3);
    const auto back = manifest();
    EXPECT_EQ(back.revision, 3);
    ASSERT_THAT(back.withdrawals, SizeIs(2)) << "of the yoghurt, and of the customer of the file between";
    EXPECT_EQ(back.find_withdrawal("B0004")->customer_name, "Ali B.");
    ASSERT_THAT(back.baskets, SizeIs(3));
    EXPECT_EQ(back.baskets[1].code_digest, before.baskets[1].code_digest);
    EXPECT_EQ(back.baskets[0].find_line({"1001", 1})->product, "Fromage");
}

TEST_P(Import, RefusesWhatOnlySeveralRowsShow) {
    const std::string rows = "1,C1,Ann Bee,P,A,1,piece,1.00\n"
                             "1,C2,Cy Dee,P,B,1,piece,1.00\n"   // another customer's order
                             "2,C1,Ann Boo,P,A,1,piece,1.00\n"  // another name
                             "1,C1,Ann Bee,P,A,1,piece,1.20\n"; // another price
    const auto report = import_text(*store_, std::string(short_header) + rows);
    EXPECT_FALSE(report.outcome);
    const auto text = describe(report.faults, "f");
    EXPECT_EQ(report.faults.count(), 3) << text;
    EXPECT_THAT(text,
                HasSubstr("f:3:3: order “1” is of customer “C1” in line 2 and of “C2” here; one customer"));
    EXPECT_THAT(text, HasSubstr("f:4:6: customer “C1” is called “Ann Bee” in line 2 and “Ann Boo” here"));
    EXPECT_THAT(text,
                HasSubstr("f:5:26: a product of order “1” costs 100 cents in line 2 and 120 cents here"));
    EXPECT_FALSE(value_of(store_->revision(friday)));
}

TEST_P(Import, RefusesAnOrderWithTwoFulfilments) {
    const auto report =
        import_text(*store_, "commande;ref_client;client;producteur;article;quantite;unite;"
                             "prix_unitaire;mode\n1;C;N;P;A;1;g;1;\n1;C;N;P;B;1;g;1;livraison\n");
    EXPECT_FALSE(report.outcome);
    EXPECT_THAT(describe(report.faults, "f"),
                HasSubstr("f:3:17: order “1” is for pickup in line 2 and for delivery"));
}

TEST_P(Import, OfABadFileChangesNothing) {
    import_text(*store_, small_file);
    const auto before = to_json(manifest());
    const auto report = import_text(*store_, std::string(small_file) + "1006,C9,Ali,P,A,-1,piece,1,,,,,\n");
    EXPECT_FALSE(report.outcome);
    EXPECT_EQ(report.faults.count(), 1);
    EXPECT_EQ(to_json(manifest()), before);
    EXPECT_FALSE(import_text(*store_, small_file).outcome->changed);
}

TEST_P(Import, GivesEveryCustomerAnotherCodeAndReadableShortCode) {
    import_text(*store_, small_file);
    const auto codes = value_of(store_->codes(friday));
    ASSERT_THAT(codes, SizeIs(3)) << "who gets a delivery needs no code";
    const auto made = manifest();
    for (const auto& record : codes) {
        const auto* basket = made.find_by_code(record.code.code).basket;
        ASSERT_NE(basket, nullptr);
        EXPECT_EQ(basket->customer_ref, record.customer_ref);
        EXPECT_EQ(made.find_by_short_code(record.code.short_code).basket, basket);
        EXPECT_EQ(value_of(read_short_code(show_short_code(record.code.short_code))), record.code.short_code);
    }
}

TEST_P(Import, TriesAgainWhenAShortCodeIsTaken) {
    const CodeMaker clashing = [](std::string_view, std::string_view ref, std::uint64_t attempt) {
        return CustomerCode{{{static_cast<std::uint8_t>(ref.back())}}, make_short_code(attempt)};
    };
    ASSERT_TRUE(
        value_of(import_orders(*store_, {friday, {}, clashing}, source_of(std::string(small_file)))).outcome);
    const auto codes = value_of(store_->codes(friday));
    EXPECT_EQ(codes.at(0).code.short_code, make_short_code(0));
    EXPECT_EQ(codes.at(2).code.short_code, make_short_code(2));
}

TEST_P(Import, TellsTheNeighbouringSessionsOfNewCodes) {
    const SessionKey next_week{"saint-flour", "2020-04-24"};
    import_text(*store_, small_file);
    import_text(*store_, small_file, next_week);
    const auto first = manifest();
    EXPECT_EQ(first.revision, 2) << "it knows more codes than before";
    ASSERT_THAT(first.other_sessions, SizeIs(1));
    EXPECT_EQ(first.other_sessions[0].date, "2020-04-24");
    const auto code = value_of(store_->codes(next_week)).at(0).code.code;
    EXPECT_EQ(first.find_by_code(code).basket, nullptr);
    EXPECT_NE(first.find_elsewhere(code), nullptr);
}

TEST_P(Import, OfManyRowsIsWhole) {
    // 50,000 rows in pieces of 7 bytes; the measure of memory for a million is in server/README.md.
    constexpr int orders = 12'500;
    constexpr std::string_view header = short_header;
    auto row = std::make_shared<int>(-1);
    auto pending = std::make_shared<std::string>(header);
    const ByteSource endless = [=](std::span<char> buffer) -> Result<std::size_t> {
        while (pending->size() < buffer.size() && ++*row < orders * 4)
            *pending += fmt::format("{0},C{1},Prénom Nom,P{2},A{3},1,piece,1.50\n", *row / 4, *row / 8,
                                    *row % 23, *row % 4);
        const auto count = std::min(buffer.size(), pending->size());
        std::copy_n(pending->begin(), count, buffer.begin());
        pending->erase(0, count);
        return count;
    };
    const auto report = value_of(import_orders(*store_, {friday, {}, seeded_codes(1)}, endless));
    ASSERT_TRUE(report.outcome) << describe(report.faults, "f");
    EXPECT_EQ(report.outcome->counts, (OrderCounts{orders / 2, orders, orders * 4, 0, 0}));
    EXPECT_EQ(manifest().line_count(), static_cast<std::size_t>(orders * 4));
}

TEST(SqliteStore, IsUsedByOneProgramAtATime) {
    const StorePlace place(StoreKind::sqlite);
    const auto first = place.open();
    const auto second = open_store(place.url());
    ASSERT_FALSE(second.ok());
    EXPECT_THAT(second.error().english(), HasSubstr("Stop it, do this again, and start it again"));
}

TEST(StoreAddress, IsRefusedInWords) {
    EXPECT_THAT(open_store("guichet.db").error().english(), HasSubstr("“guichet.db”"));
    EXPECT_THAT(open_store("guichet.db").error().english(), HasSubstr("sqlite:FILE or postgresql://"));
    EXPECT_THAT(open_store("sqlite:/nowhere/x.db", Opening::existing).error().english(),
                HasSubstr("no store"));
}

TEST(SessionKeys, AreStationsAndDays) {
    EXPECT_TRUE(make_session_key("saint-flour", "2020-02-29").ok());
    EXPECT_FALSE(make_session_key("saint-flour", "2021-02-29").ok());
    EXPECT_FALSE(make_session_key("saint-flour", "17/04/2020").ok());
    EXPECT_FALSE(make_session_key("../etc", "2020-04-17").ok());
}

TEST_P(Import, WritesAPictureForEachCode) {
    import_text(*store_, small_file);
    const auto folder = folder_.path() / "codes";
    const auto answer = value_of(perform(*store_, {.task = OfficeTask::list_sheets, .session = friday}));
    ASSERT_TRUE(write_code_files(answer.sheets, folder, resources::Catalogues()).ok());
    for (const auto& record : value_of(store_->codes(friday))) {
        for (const auto& file :
             {folder / (record.customer_ref + ".png"), folder / "print" / (record.customer_ref + ".png")})
            EXPECT_EQ(value_of(decoder::read_picture_file(file)), record.code.code.text()) << file;
        EXPECT_GT(std::filesystem::file_size(folder / (record.customer_ref + ".pdf")), 1000U);
    }
    EXPECT_EQ(value_of(pictures::read_gray(folder / "C1.png")).width, 37 * 8);
    EXPECT_EQ(value_of(pictures::read_gray(folder / "print" / "C1.png")).width, 37 * 16);
    std::ifstream list(folder / "codes.csv");
    const std::string text{std::istreambuf_iterator<char>(list), {}};
    EXPECT_THAT(text, HasSubstr("\"C2\",\"C2.png\","));
}

TEST(CodeFiles, NamesStayInTheirFolder) {
    EXPECT_EQ(file_name_of("../etc/passwd"), "_._etc_passwd");
    EXPECT_EQ(file_name_of("a\\b:c\n"), "a_b_c_");
    EXPECT_EQ(file_name_of("..."), "_..");
    EXPECT_EQ(file_name_of("-rf"), "_rf");
    EXPECT_EQ(file_name_of("Zoé-12"), "Zoé-12");
}

NamedSheet sheet_for(const std::string& customer_ref, const std::string& basket, std::uint64_t seed) {
    NamedSheet named{customer_ref, basket, "", {}};
    named.sheet.station_name = "Gare de Saint-Flour";
    named.sheet.date = friday.date;
    named.sheet.customer_name = "Camille B.";
    named.sheet.code = seeded_codes(seed)(friday.text(), customer_ref, 0);
    return named;
}

TEST(CodeFiles, ACodeThatIsMadeAgainReplacesTheOneOfBefore) {
    const TemporaryFolder folder;
    const resources::Catalogues catalogues;
    for (const auto* reference : {"C1", "a/b"}) {
        const auto old = sheet_for(reference, "B0001", 1);
        const auto alike = sheet_for("a:b", "B0002", 1);
        const auto made = sheet_for(reference, "B0001", 2);
        ASSERT_TRUE(write_code_files({old, alike}, folder.path(), catalogues).ok());
        const auto file = value_of(write_one_code(made, folder.path(), catalogues));
        const auto picture = folder.path() / (file.stem().string() + ".png");
        EXPECT_EQ(value_of(decoder::read_picture_file(picture)), made.sheet.code.code.text()) << reference;
        EXPECT_EQ(value_of(decoder::read_picture_file(folder.path() / "a_b~B0002.png")),
                  alike.sheet.code.code.text());
        std::ptrdiff_t sheets = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            sheets += entry.path().extension() == ".pdf" ? 1 : 0;
        EXPECT_EQ(sheets, reference == std::string("C1") ? 2 : 3) << "the old sheet is replaced";
    }
}

TEST(CodeFiles, AProxysFilesAreBesideTheCustomersOwn) {
    const TemporaryFolder folder;
    auto proxy = sheet_for("C1", "B0001", 3);
    proxy.proxy = "P0003";
    EXPECT_EQ(value_of(write_one_code(proxy, folder.path(), resources::Catalogues())),
              folder.path() / "C1-P0003.pdf");
}

TEST(CodeFiles, WhatStandsInTheWayIsSaid) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "taken";
    std::ofstream(file) << "a file, no folder";
    const auto written = write_one_code(sheet_for("C1", "B0001", 1), file, resources::Catalogues());
    EXPECT_THAT(written.error().english(), HasSubstr("check the path and its permissions"));
    std::filesystem::create_directory(folder.path() / "C2.pdf");
    const auto blocked =
        write_code_files({sheet_for("C2", "B0002", 1)}, folder.path(), resources::Catalogues());
    EXPECT_THAT(blocked.error().english(), HasSubstr("C2.pdf cannot be written"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "codes.csv"))
        << "a list of files that are not there";
}

} // namespace
} // namespace guichet::server
