#include "kiosk/receipt/document.hpp"

#include <gtest/gtest.h>

namespace guichet::receipt {
namespace {

Document every_block() {
    return {"R-0042",
            Kind::report,
            "fr",
            {Banner{"DUPLICATA"}, Text{"Gare de Saint-Flour", Size::large, true, Align::centre},
             Row{"Tomme « fermière »", "12,40 €", "2 ×", 6, Size::tall, true}, Note{"Manque : 1", 6, true},
             Rule{Stroke::dotted}, Space{3}, QrCode{"GU1:ABC"}, Ruler{}}};
}

TEST(DocumentJson, RoundTripKeepsEveryMember) {
    const Document document = every_block();
    const auto read = parse_document(to_json(document));
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(read.value(), document);
}

TEST(DocumentJson, DefaultsAreLeftOut) {
    EXPECT_EQ(to_json({"R-1", Kind::receipt, "fr", {Text{"Merci"}}}),
              R"({"blocks":[{"block":"text","text":"Merci"}],"id":"R-1","kind":"receipt","language":"fr"})");
}

TEST(DocumentJson, UnknownBlocksAndWordsAreRefused) {
    for (
        const char* json :
        {"", "{}", R"({"id":"1","kind":"poem","language":"fr","blocks":[]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"video"}]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"text"}]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"text","text":"a","size":"huge"}]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"space","half_lines":100000}]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"space","half_lines":4294967297}]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"space","half_lines":1.5}]})",
         R"({"id":"1","kind":"receipt","language":"fr","blocks":[{"block":"space","half_lines":1e99}]})"})
        EXPECT_FALSE(parse_document(json).ok()) << json;
}

TEST(DocumentJson, BytesThatAreNoUtf8DoNotEndTheProgram) {
    EXPECT_TRUE(parse_document(to_json({"R-1", Kind::receipt, "fr", {Text{"caf\xE9"}}})).ok());
}

TEST(Document, MarkedPutsTheBannerOnTop) {
    const Document copy = marked(every_block(), "DUPLICATA");
    EXPECT_EQ(copy.id, "R-0042");
    EXPECT_EQ(copy.blocks.front(), Block{Banner{"DUPLICATA"}});
}

/// Places of the banners among the blocks of a marked paper.
std::vector<std::size_t> banners_of(std::vector<Block> blocks) {
    const Document copy = marked({"R-1", Kind::receipt, "fr", std::move(blocks)}, "DUPLICATA");
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < copy.blocks.size(); ++at)
        if (copy.blocks[at] == Block{Banner{"DUPLICATA"}})
            places.push_back(at);
    return places;
}

TEST(Document, EachHalfOfATornDuplicateBearsTheMark) {
    // banner, space | text, row | space, banner, space | code, text
    EXPECT_EQ(banners_of({Text{"Gare"}, Row{"Total", "2 €"}, QrCode{"self-42"}, Text{"Merci"}}),
              (std::vector<std::size_t>{0, 5}));
    EXPECT_EQ(banners_of({Text{"Gare"}, Row{"Total", "2 €"}}), (std::vector<std::size_t>{0, 5}));
    EXPECT_EQ(banners_of({}), (std::vector<std::size_t>{0, 3}));
}

} // namespace
} // namespace guichet::receipt
