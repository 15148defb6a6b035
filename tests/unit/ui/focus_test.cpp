// The screen by keypad alone: everything is reached, in the order in which it is read, and nothing holds one.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/controls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace guichet::ui {
namespace {

using ::testing::ElementsAre;

struct Panel {
    std::string name;
    int width;
    int height;
    float pixels_per_mm;
};

class EveryScreenByKeypad : public ::testing::TestWithParam<Panel> {
protected:
    void for_each_screen(const std::function<void(const Accessibility&, const app::State&)>& check) {
        const TestLocality locality;
        TestScreen screen(GetParam().width, GetParam().height, GetParam().pixels_per_mm);
        for (const Sample& sample : sample_states("fr")) {
            SCOPED_TRACE(sample.name);
            Screens screens(locality, test_qr);
            screen.run_screens(screens, sample.state);
            check(screens.accessibility(), sample.state);
        }
    }
};

/// The stops of one round with "next", from the first to the first again.
std::vector<const Element*> round_of(const Accessibility& list) {
    Focus focus;
    focus.follow(list, "screen");
    focus.move(list, 1); // the first key only shows where one is
    std::vector<const Element*> stops;
    const Element* first = focus.element(list);
    const Element* at = first;
    while (at != nullptr && stops.size() <= list.elements().size()) {
        stops.push_back(at);
        focus.move(list, 1);
        at = focus.element(list);
        if (at == first) {
            return stops;
        }
    }
    ADD_FAILURE() << "it does not come back to where it began";
    return stops;
}

TEST_P(EveryScreenByKeypad, ReachesEveryControlOnceAndComesBack) {
    for_each_screen([](const Accessibility& list, const app::State&) {
        const auto stops = round_of(list);
        const std::set<const Element*> once(stops.begin(), stops.end());
        EXPECT_EQ(once.size(), stops.size());
        const bool dialog = list.top_section() >= 2;
        for (const Element& element : list.elements()) {
            const bool wanted = is_stop(element) && (!dialog || element.section == list.top_section());
            EXPECT_EQ(once.contains(&element), wanted) << element.label;
        }
    });
}

TEST_P(EveryScreenByKeypad, BeginsAtTheHeadingOfThePageOrDialog) {
    for_each_screen([](const Accessibility& list, const app::State& state) {
        Focus focus;
        focus.follow(list, "screen");
        focus.show(list);
        ASSERT_NE(focus.element(list), nullptr);
        EXPECT_EQ(focus.element(list)->section, list.top_section());
        if (!std::holds_alternative<app::Search>(state.screen) &&
            !std::holds_alternative<app::Staff>(state.screen)) { // they begin with what is typed or chosen
            EXPECT_EQ(focus.element(list)->role, Role::heading) << focus.element(list)->label;
        }
    });
}

/// Reading goes down, and to the right: nothing that stands above follows, unless a column has ended.
TEST_P(EveryScreenByKeypad, ReadsFromTheTopDown) {
    for_each_screen([](const Accessibility& list, const app::State&) {
        const auto& elements = list.elements();
        for (std::size_t n = 1; n < elements.size(); ++n) {
            const Element& before = elements[n - 1];
            const Element& after = elements[n];
            EXPECT_LE(before.section, after.section);
            if (before.section != after.section) {
                continue;
            }
            const bool below_each_other =
                before.rect.left < after.rect.right && after.rect.left < before.rect.right;
            EXPECT_FALSE(below_each_other && after.rect.bottom <= before.rect.top)
                << after.label << " stands above " << before.label;
            const bool beside = before.rect.top < after.rect.bottom && after.rect.top < before.rect.bottom;
            EXPECT_FALSE(beside && after.rect.right <= before.rect.left)
                << after.label << " stands left of " << before.label;
        }
    });
}

TEST_P(EveryScreenByKeypad, LeadsBackWhereOneCanGoBack) {
    for_each_screen([](const Accessibility& list, const app::State& state) {
        const bool can = (std::holds_alternative<app::TypeCode>(state.screen) ||
                          std::holds_alternative<app::Search>(state.screen)) ||
                         list.top_section() >= 2;
        if (can) {
            EXPECT_NE(list.find_back(), nullptr);
        }
    });
}

INSTANTIATE_TEST_SUITE_P(Panels, EveryScreenByKeypad,
                         ::testing::Values(Panel{"Landscape", 1280, 800, 5.9F},
                                           Panel{"Large", 1920, 1080, 5.6F},
                                           Panel{"Portrait", 1080, 1920, 4.0F}),
                         [](const auto& panel) { return panel.param.name; });

/// Texts of people and goods: everything that contains one must be for headphones only.
TEST(Privacy, CoversEveryTextThatNamesACustomerOrTheirGoods) {
    const TestLocality locality;
    TestScreen screen;
    for (const Sample& sample : sample_states("fr")) {
        SCOPED_TRACE(sample.name);
        std::set<std::string> secrets;
        for (const Basket& basket :
             sample.state.manifest ? sample.state.manifest->baskets : std::vector<Basket>{}) {
            secrets.insert(basket.customer_name);
            for (const Order& order : basket.orders) {
                secrets.insert(order.number);
                for (const OrderLine& line : order.lines) {
                    secrets.insert(line.product);
                }
            }
        }
        Screens screens(locality, test_qr);
        screen.run_screens(screens, sample.state);
        for (const Element& element : screens.accessibility().elements()) {
            for (const std::string& secret : secrets) {
                const bool tells = element.label.find(secret) != std::string::npos ||
                                   element.value.find(secret) != std::string::npos;
                EXPECT_TRUE(!tells || element.personal) << element.label << " · " << element.value;
            }
        }
    }
}

Element element(Role role, const std::string& label, const Rect& rect, std::uint16_t section = 1) {
    Element made;
    made.rect = rect;
    made.role = role;
    made.label = label;
    made.section = section;
    return made;
}

std::vector<std::string> order_of(std::vector<Element> elements) {
    Accessibility list;
    for (Element& one : elements) {
        list.add(std::move(one));
    }
    list.sort_for_reading();
    std::vector<std::string> labels;
    for (const Element& one : list.elements()) {
        labels.push_back(one.label);
    }
    return labels;
}

TEST(ReadingOrder, IsRowByRowWhereRowsStandApart) {
    EXPECT_THAT(
        order_of({element(Role::key, "D", {60, 60, 110, 110}), element(Role::key, "B", {60, 0, 110, 50}),
                  element(Role::key, "C", {0, 60, 50, 110}), element(Role::key, "A", {0, 0, 50, 50})}),
        ElementsAre("A", "B", "C", "D"));
}

TEST(ReadingOrder, IsColumnByColumnWhereColumnsStandApart) {
    EXPECT_THAT(
        order_of({element(Role::text, "right", {100, 0, 150, 40}),
                  element(Role::text, "low", {0, 45, 50, 90}), element(Role::text, "left", {0, 0, 50, 40}),
                  element(Role::text, "low right", {100, 45, 150, 90}),
                  element(Role::button, "foot", {0, 200, 150, 240})}),
        ElementsAre("left", "low", "right", "low right", "foot"));
}

TEST(ReadingOrder, KeepsAGroupTogetherAndSectionsApart) {
    auto one = element(Role::text, "one", {0, 0, 50, 40});
    auto two = element(Role::text, "two", {0, 45, 50, 90});
    auto three = element(Role::text, "three", {55, 0, 100, 40});
    one.group = two.group = three.group = 1;
    EXPECT_THAT(order_of({element(Role::heading, "dialog", {0, 0, 9, 9}, 2), one, two, three,
                          element(Role::heading, "title", {0, 50, 9, 60}, 0)}),
                ElementsAre("title", "one", "two", "three", "dialog"));
}

/// A screen of three controls, and a dialog over it.
struct TwoLayers {
    Accessibility list;
    explicit TwoLayers(bool dialog, const std::string& third = "three") {
        list.add(element(Role::heading, "heading", {0, 0, 100, 20}));
        if (!dialog) {
            list.add(element(Role::button, "one", {0, 30, 100, 60}));
            list.add(element(Role::button, "two", {0, 70, 100, 100}));
            list.add(element(Role::button, third, {0, 110, 100, 140}));
        } else {
            list.add(element(Role::heading, "question", {10, 10, 90, 30}, 2));
            list.add(element(Role::button, "yes", {10, 40, 90, 70}, 2));
        }
        list.sort_for_reading();
    }
};

std::string label_at(const Focus& focus, const Accessibility& list) {
    const Element* at = focus.element(list);
    return at != nullptr ? at->label : "";
}

TEST(Focus, IsHiddenUntilAKeyAndAfterATouch) {
    const TwoLayers page(false);
    Focus focus;
    focus.follow(page.list, "page");
    EXPECT_EQ(focus.element(page.list), nullptr);
    focus.move(page.list, 1);
    EXPECT_EQ(label_at(focus, page.list), "heading");
    focus.hide();
    EXPECT_EQ(focus.element(page.list), nullptr);
}

TEST(Focus, GoesAroundInBothDirections) {
    const TwoLayers page(false);
    Focus focus;
    focus.follow(page.list, "page");
    focus.show(page.list);
    focus.move(page.list, -1);
    EXPECT_EQ(label_at(focus, page.list), "three");
    focus.move(page.list, 1);
    EXPECT_EQ(label_at(focus, page.list), "heading");
}

TEST(Focus, StaysWithinADialogAndReturnsToWhereItWas) {
    const TwoLayers page(false);
    const TwoLayers dialog(true);
    Focus focus;
    focus.follow(page.list, "page");
    focus.show(page.list);
    focus.move(page.list, 2);
    ASSERT_EQ(label_at(focus, page.list), "two");
    focus.follow(dialog.list, "page");
    EXPECT_EQ(label_at(focus, dialog.list), "question");
    focus.move(dialog.list, 1);
    focus.move(dialog.list, 1);
    EXPECT_EQ(label_at(focus, dialog.list), "question");
    focus.follow(page.list, "page");
    EXPECT_EQ(label_at(focus, page.list), "two");
}

TEST(Focus, StaysInPlaceWhenAControlSaysSomethingElseNow) {
    const TwoLayers page(false);
    const TwoLayers later(false, "confirm");
    Focus focus;
    focus.follow(page.list, "page");
    focus.show(page.list);
    focus.move(page.list, -1);
    focus.follow(later.list, "page");
    EXPECT_EQ(label_at(focus, later.list), "confirm");
    focus.follow(later.list, "another page");
    EXPECT_EQ(label_at(focus, later.list), "heading");
}

TEST(Focus, OfAControlThatCanNoLongerBeTouchedGoesToTheNearest) {
    Focus focus;
    const TwoLayers page(false);
    focus.follow(page.list, "page");
    focus.show(page.list);
    focus.move(page.list, -1);
    Accessibility later;
    for (Element one : page.list.elements()) {
        one.enabled = one.label != "three";
        later.add(one);
    }
    focus.follow(later, "page");
    EXPECT_EQ(label_at(focus, later), "two");
}

/// What a key does to a screen, as the station does it.
class KeypadOnScreens : public ::testing::Test {
protected:
    std::vector<app::Event> choose(const app::State& state) {
        if (const auto place = screens.choose()) {
            screen.window().input().strike({place->x, place->y});
        }
        return screen.run_screens(screens, state);
    }

    /// Goes on until this has the focus.
    bool go_to(const app::State& state, const std::string& label) {
        for (int n = 0; n < 200; ++n) {
            screens.move_focus(1);
            screen.stage().ask_for_frames(1);
            screen.run_screens(screens, state);
            const Element* at = screens.focus().element(screens.accessibility());
            if (at != nullptr && at->label == label) {
                return true;
            }
        }
        return false;
    }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
};

TEST_F(KeypadOnScreens, ChoosePressesWhatATapPresses) {
    const auto state = sample_state("self-basket");
    screen.run_screens(screens, state);
    ASSERT_TRUE(go_to(state, "Tout est là"));
    const auto events = choose(state);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<app::EverythingHere>(events.front()));
}

TEST_F(KeypadOnScreens, ChooseOnATextPressesNothing) {
    const auto state = sample_state("self-basket");
    screen.run_screens(screens, state);
    screens.move_focus(1);
    EXPECT_FALSE(screens.choose());
}

TEST_F(KeypadOnScreens, BackClosesTheDialogFirst) {
    const auto state = sample_state("counter-line-question");
    screen.run_screens(screens, state);
    const auto place = screens.back();
    ASSERT_TRUE(place);
    screen.window().input().strike({place->x, place->y});
    const auto events = screen.run_screens(screens, state);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<app::CancelQuestion>(events.front()));
}

TEST_F(KeypadOnScreens, TheRingIsDrawnAroundTheControlAndGoneAfterATouch) {
    const auto state = sample_state("self-attract");
    screen.show_screens(screens, state);
    const auto without = screen.picture();
    ASSERT_TRUE(go_to(state, "Taper mon code"));
    screen.show_screens(screens, state);
    const auto with = screen.picture();
    const Rect rect = screens.focus().element(screens.accessibility())->rect;
    // The control's own corners are round: the ring follows them.
    const float round = screen.theme.measures.radius();
    int outside = 0;
    int within = 0;
    for (int y = 0; y < with.height; ++y) {
        for (int x = 0; x < with.width; ++x) {
            const auto at = static_cast<std::size_t>(4 * (y * with.width + x));
            if (std::equal(with.rgba.begin() + static_cast<long>(at),
                           with.rgba.begin() + static_cast<long>(at) + 3,
                           without.rgba.begin() + static_cast<long>(at))) {
                continue;
            }
            const auto fx = static_cast<float>(x);
            const auto fy = static_cast<float>(y);
            const bool corner = (fx < rect.left + round || fx >= rect.right - round) &&
                                (fy < rect.top + round || fy >= rect.bottom - round);
            const bool inner = fx >= rect.left && fx < rect.right && fy >= rect.top && fy < rect.bottom;
            ++(inner && !corner ? within : outside);
            EXPECT_GT(fx, rect.left - 14);
            EXPECT_LT(fx, rect.right + 14);
        }
    }
    EXPECT_GT(outside, 2 * (rect.width() + rect.height()) * 4) << "4 pixels are 0.7 mm";
    EXPECT_EQ(within, 0) << "it stands outside the control";
    screens.hide_focus();
    screen.stage().ask_for_frames(1);
    screen.show_screens(screens, state);
    EXPECT_EQ(screen.picture().rgba, without.rgba);
}

TEST(Ring, StandsOutFromWhateverIsBelowIt) {
    // Of two colours with 9:1 between them, any third has 3:1 to one at least.
    for (const auto colours : {app::Colours::light, app::Colours::dark, app::Colours::high_contrast}) {
        const Palette palette = palette_of(colours);
        EXPECT_GE(contrast(palette.card.ink, palette.card.ground), 9);
    }
}

} // namespace
} // namespace guichet::ui
