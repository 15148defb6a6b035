#include "kiosk/core/crates.hpp"

#include "tests/unit/core/fixtures.hpp"

#include <gtest/gtest.h>

namespace guichet {
namespace {

using test::line;

TEST(Crates, the_cold_ones_come_last_and_locations_stand_in_order) {
    const Unit piece = Unit::piece;
    const auto basket = test::basket("B1", "Camille D.", 1,
                                     {{"1",
                                       {line(1, "Glace", 0, {1, piece}, 1, StorageClass::frozen, "A0"),
                                        line(2, "Pain", 1, {1, piece}, 1, StorageClass::ambient, "B2"),
                                        line(3, "Lait", 1, {1, piece}, 1, StorageClass::chilled, "A1")}},
                                      {"2",
                                       {line(1, "Miel", 0, {1, piece}, 1, StorageClass::ambient, "B2"),
                                        line(2, "Vin", 0, {1, piece}, 1, StorageClass::ambient, "A9"),
                                        line(3, "Brioche", 1, {1, piece}, 1, StorageClass::ambient, "B2")}}});
    const auto crates = crates_of(basket);
    std::vector<std::string> places;
    std::size_t lines = 0;
    for (const auto& crate : crates) {
        places.push_back(std::string(word(crate.storage)) + " " + crate.location);
        lines += crate.line_count();
    }
    EXPECT_EQ(places, (std::vector<std::string>{"ambient A9", "ambient B2", "chilled A1", "frozen A0"}));
    EXPECT_EQ(lines, basket.line_count());
    const auto& shared = crates.at(1);
    ASSERT_EQ(shared.groups.size(), 2U) << "lines of a crate are grouped by producer";
    EXPECT_EQ(shared.groups[0].producer, 0U);
    EXPECT_EQ(shared.groups[0].lines.at(0).line->product, "Miel");
    EXPECT_EQ(shared.groups[1].lines.at(1).key, (LineKey{"2", 3}));
}

TEST(Crates, the_same_location_of_two_classes_is_two_crates) {
    const auto basket =
        test::basket("B1", "Camille D.", 1,
                     {{"1",
                       {line(1, "Lait", 0, {1, Unit::piece}, 1, StorageClass::chilled, ""),
                        line(2, "Pain", 0, {1, Unit::piece}, 1, StorageClass::ambient, "")}}});
    EXPECT_EQ(crates_of(basket).size(), 2U);
}

} // namespace
} // namespace guichet
