// The toolkit: touches, text and lists.
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/controls.hpp"
#include "kiosk/ui/lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace guichet::ui {
namespace {

constexpr Rect place{100, 100, 400, 250};

TEST(Touch, ActsWhenTheFingerLeavesWithinTheControl) {
    TestScreen screen;
    int taps = 0;
    const auto draw = [&](Kit& kit) { taps += button(kit, place, {.label = "Go"}) ? 1 : 0; };
    screen.show(draw);
    ASSERT_TRUE(screen.tap("Go"));
    screen.show(draw);
    EXPECT_EQ(taps, 1);
}

TEST(Touch, DoesNothingWhenTheFingerSlidesAwayOrIsLost) {
    TestScreen screen;
    int taps = 0;
    const auto draw = [&](Kit& kit) { taps += button(kit, place, {.label = "Go"}) ? 1 : 0; };
    auto& input = screen.window().input();
    screen.show(draw);
    input.finger_down(1, {200, 200});
    screen.show(draw);
    input.finger_up(1, {900, 700});
    screen.show(draw);
    input.finger_down(2, {200, 200});
    screen.show(draw);
    input.cancel();
    screen.show(draw);
    EXPECT_EQ(taps, 0);
}

TEST(Touch, CountsTwoTapsWithinOneSlowFrameTwice) {
    TestScreen screen;
    int taps = 0;
    const auto draw = [&](Kit& kit) { taps += button(kit, place, {.label = "Go"}) ? 1 : 0; };
    screen.show(draw);
    screen.tap("Go");
    screen.tap("Go");
    screen.show(draw);
    EXPECT_EQ(taps, 2);
}

TEST(Touch, IsShownInTheFrameInWhichItArrives) {
    TestScreen screen;
    const auto draw = [&](Kit& kit) { button(kit, place, {.label = "Go"}); };
    screen.show(draw);
    screen.window().input().finger_down(1, {200, 200});
    EXPECT_TRUE(screen.frame(draw));
}

TEST(Pacing, DrawsNothingWhileNothingChanges) {
    TestScreen screen;
    const auto draw = [&](Kit& kit) { button(kit, place, {.label = "Go"}); };
    screen.show(draw);
    EXPECT_FALSE(screen.frame(draw));
    EXPECT_FALSE(screen.stage().wants_frame());
}

const std::string long_text = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and a pound "
                              "of carrots, washed, with their leaves";

TEST(Text, IsNeverWiderThanItsPlace) {
    TestScreen screen;
    screen.show([&](Kit& kit) {
        for (const float width : {20.0F, 90.0F, 333.0F, 2000.0F}) {
            for (const std::string& line : wrap(kit, TextStyle::body, long_text, width, 50).lines) {
                EXPECT_LE(text_width(kit, TextStyle::body, line),
                          std::max(width, text_width(kit, TextStyle::body, "…")));
            }
        }
    });
}

TEST(Text, TellsWhenItWasShortened) {
    TestScreen screen;
    screen.show([&](Kit& kit) {
        EXPECT_TRUE(wrap(kit, TextStyle::body, long_text, 300, 2).shortened);
        EXPECT_EQ(wrap(kit, TextStyle::body, long_text, 300, 2).lines.size(), 2U);
        EXPECT_FALSE(wrap(kit, TextStyle::body, "carrots", 300, 2).shortened);
    });
}

TEST(Text, KeepsANumberWithItsUnitAndBreaksAtLineFeeds) {
    TestScreen screen;
    screen.show([&](Kit& kit) {
        const float width = text_width(kit, TextStyle::body, "Honey 500") + 2;
        EXPECT_EQ(wrap(kit, TextStyle::body, "Honey 500 g", width, 3).lines,
                  (std::vector<std::string>{"Honey", "500 g"}));
        EXPECT_EQ(wrap(kit, TextStyle::body, "one\ntwo", 500, 3).lines,
                  (std::vector<std::string>{"one", "two"}));
    });
}

TEST(Text, KeepsAnInitialWithItsFirstName) {
    TestScreen screen;
    screen.show([&](Kit& kit) {
        const auto lines_of = [&](std::string_view text, std::string_view first) {
            return wrap(kit, TextStyle::body, text, text_width(kit, TextStyle::body, first) + 2, 3).lines;
        };
        using Lines = std::vector<std::string>;
        EXPECT_EQ(lines_of("for Camille D.", "for Camille"), (Lines{"for", "Camille D."}));
        EXPECT_EQ(lines_of("for Élodie Ç., now", "for Élodie"), (Lines{"for", "Élodie Ç.,", "now"}));
        EXPECT_EQ(lines_of("Take it. A new one", "Take it. A"), (Lines{"Take it. A", "new one"}));
        EXPECT_EQ(lines_of("Camille Dupont", "Camille"), (Lines{"Camille", "Dupont"}));
    });
}

TEST(PagedList, ShowsEachItemOnceOverItsPages) {
    TestScreen screen;
    std::multiset<std::size_t> seen;
    const auto draw = [&](Kit& kit) {
        const List list{.name = "list",
                        .count = 23,
                        .height = [](std::size_t item, float) { return item % 5 == 0 ? 150.0F : 90.0F; },
                        .heads = [](std::size_t item) { return item % 5 == 0; }};
        seen.clear();
        paged_list(kit, kit.screen().inset(10), list, [&](std::size_t item, const Rect& rect) {
            seen.insert(item);
            EXPECT_TRUE(kit.screen().contains(rect));
        });
    };
    std::multiset<std::size_t> all;
    screen.show(draw);
    while (true) {
        all.insert(seen.begin(), seen.end());
        EXPECT_NE(*seen.rbegin() % 5, 0U) << "a heading stands alone at the end of a page";
        if (!screen.tap("Next page")) {
            break;
        }
        screen.show(draw);
    }
    EXPECT_EQ(all.size(), 23U);
    EXPECT_EQ(std::set<std::size_t>(all.begin(), all.end()).size(), 23U);
}

TEST(Layout, CutsNeverTakeMoreThanThereIs) {
    Rect rest{0, 0, 100, 50};
    EXPECT_EQ(rest.cut_left(30), (Rect{0, 0, 30, 50}));
    EXPECT_EQ(rest.cut_right(500), (Rect{30, 0, 100, 50}));
    EXPECT_TRUE(rest.empty());
    const auto columns = Rect{0, 0, 100, 10}.columns(3, 5);
    EXPECT_FLOAT_EQ(columns.front().left, 0);
    EXPECT_FLOAT_EQ(columns.back().right, 100);
}

} // namespace
} // namespace guichet::ui
