// The look of the most important screens, against pictures in tests/golden/screens.
#include "tests/golden/golden.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

/// Single letters that another release of the typeface has moved. The smallest control has 16 squares.
constexpr golden::Tolerance tolerance{.accepted_differences = 10};

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, LooksAsItDid) {
    const auto samples = sample_states("fr");
    const auto sample = std::find_if(samples.begin(), samples.end(),
                                     [](const Sample& one) { return one.name == GetParam(); });
    ASSERT_NE(sample, samples.end());
    const TestLocality locality;
    TestScreen screen;
    Screens screens(locality, test_qr);
    screen.show_screens(screens, sample->state);
    platform::Screenshot shown = screen.picture();
    pictures::ColourPicture picture(shown.width, shown.height);
    picture.pixels = std::move(shown.rgba);
    golden::expect_same(picture, "screens", GetParam(), tolerance);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Screens, Golden,
                         ::testing::Values("self-attract-no-camera", "self-basket", "counter-basket-mixed",
                                           "self-done-paper-out", "counter-search", "counter-report",
                                           "counter-printer-cover-open", "counter-paper-question",
                                           "counter-done-on-request", "counter-basket-proxy",
                                           "self-notice-revoked", "counter-basket-next", "self-waiting"),
                         test_name);

} // namespace
} // namespace guichet::ui
