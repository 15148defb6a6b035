// The receipt as plain text for a telephone.

#include "kiosk/app/papers.hpp"
#include "tests/unit/app/bench.hpp"

#include <gmock/gmock.h>

namespace guichet::app::test {
namespace {

using testing::HasSubstr;

class Keepsake : public testing::Test {
protected:
    /// A hand-over of `count` lines, of which the outcomes beyond `as_ordered` are missing.
    std::string text_of(int count, int as_ordered,
                        const std::string& product = "Pain de campagne au levain") {
        Manifest content = manifest();
        auto& order = content.baskets[0].orders[0];
        order.lines.clear();
        HandOver hand_over{"B1", Identification::camera, Actor::volunteer, {}};
        content.baskets[0].orders.resize(1);
        for (int number = 1; number <= count; ++number) {
            order.lines.push_back(
                {number, product, 0, {2, Unit::piece}, {520}, 55, StorageClass::ambient, "A1"});
            hand_over.lines.push_back({{order.number, number},
                                       number <= as_ordered ? Outcome::collected : Outcome::missing,
                                       0,
                                       {}});
        }
        content.index();
        JournalEvent event;
        event.id = {"counter", "i1", 42};
        event.time.wall = morning;
        event.body = hand_over;
        return keepsake_text(content, "Guichet", event, locality, "fr");
    }

    FakeLocality locality;
};

TEST_F(Keepsake, says_where_when_who_what_and_how_much) {
    const auto text = text_of(2, 1);
    for (const auto* said : {"Gare de Saint-Flour", "17/04/2020 08:00", "counter-42", "Élodie M.",
                             "2 × Pain de campagne au levain", "(Missing)"})
        EXPECT_THAT(text, HasSubstr(said));
    EXPECT_THAT(text, HasSubstr("Paid online €20.80"));
    EXPECT_THAT(text, HasSubstr("Handed over €10.40"));
}

TEST_F(Keepsake, a_long_one_tells_only_what_is_not_as_ordered) {
    const auto text = text_of(60, 57);
    EXPECT_LE(text.size(), longest_keepsake);
    EXPECT_THAT(text, HasSubstr("57 articles as ordered"));
    EXPECT_THAT(text, HasSubstr("(Missing)"));
    EXPECT_THAT(text, HasSubstr("Handed over €592.80"));
}

TEST_F(Keepsake, even_when_nothing_is_as_ordered_it_stays_short_and_says_so) {
    const auto text = text_of(200, 0);
    EXPECT_LE(text.size(), longest_keepsake);
    EXPECT_THAT(text, HasSubstr("other articles"));
    EXPECT_THAT(text, HasSubstr("Paid online €2,080.00"));
    EXPECT_LE(text_of(3, 0, std::string(2'000, 'x')).size(), longest_keepsake);
}

TEST_F(Keepsake, what_just_fits_is_told_whole) {
    std::size_t longest = 0;
    for (int lines = 1; lines < 30; ++lines) {
        const auto text = text_of(lines, lines);
        EXPECT_LE(text.size(), longest_keepsake) << lines;
        if (text.find("as ordered") == std::string::npos)
            longest = text.size();
    }
    EXPECT_GT(longest, longest_keepsake - 60) << "a line more would not have fitted";
}

} // namespace
} // namespace guichet::app::test
