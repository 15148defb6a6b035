// The look of every screen, against pictures in tests/golden/screens.
#include "tests/golden/golden.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"
#include "tests/unit/ui/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <ostream>
#include <set>

namespace guichet::ui {
namespace {

/// Single letters that another release of the typeface has moved. The smallest control has 16 squares.
constexpr golden::Tolerance tolerance{.square = 10, .accepted_differences = 10, .halved = true};

/// One sample of each screen and of each dialog; the others differ from them in a part that these show too.
const std::set<std::string> chosen{"self-waiting",
                                   "self-attract",
                                   "self-attract-no-camera",
                                   "self-type-code",
                                   "self-basket",
                                   "self-basket-complete",
                                   "self-countdown",
                                   "self-done",
                                   "self-done-paper-out",
                                   "self-collected",
                                   "self-notice-unknown",
                                   "self-notice-revoked",
                                   "self-privacy",
                                   "self-choose-display",
                                   "self-call-sign-alone",
                                   "counter-starting-problem",
                                   "counter-waiting",
                                   "counter-attract",
                                   "counter-search",
                                   "counter-basket-mixed",
                                   "counter-basket-large",
                                   "counter-basket-next",
                                   "counter-basket-proxy",
                                   "counter-line-question",
                                   "counter-line-amount",
                                   "counter-line-reason",
                                   "counter-done-on-request",
                                   "counter-collected",
                                   "counter-undo-question",
                                   "counter-printer-cover-open",
                                   "counter-paper-question",
                                   "counter-staff",
                                   "counter-menu-users",
                                   "counter-devices",
                                   "counter-explanation",
                                   "counter-glance",
                                   "counter-glance-producer",
                                   "counter-incidents",
                                   "counter-users",
                                   "counter-user-form-pin",
                                   "counter-sign-in-pin",
                                   "counter-calls",
                                   "counter-closing-unclaimed",
                                   "counter-closing-others",
                                   "counter-report",
                                   "counter-report-difference",
                                   "counter-enrolment",
                                   "counter-withdrawn",
                                   "counter-tour-1",
                                   "counter-tour-3",
                                   "practice-examples",
                                   "practice-basket"};

} // namespace

/// For the words of a failing test.
void PrintTo(const Setting& setting, std::ostream* out);
void PrintTo(const Setting& setting, std::ostream* out) {
    *out << setting.name();
}

namespace {

/// How wide the letters a to z are together, as a share of their height: a release of the typeface has its
/// own.
float widths_of_letters() {
    const TestScreen screen;
    const ImFont& font = *screen.theme.font(TextStyle::display);
    return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0, "abcdefghijklmnopqrstuvwxyz").x / font.FontSize;
}

/// Of the typeface that the pictures show, Debian 12's. With another release lines break elsewhere: what must
/// hold there too (whole words, room, contrast) the other tests of all screens look at.
constexpr float widths_in_pictures = 12.0746F;

class Golden : public ::testing::TestWithParam<Setting> {
protected:
    void SetUp() override {
        if (const float widths = widths_of_letters(); std::abs(widths - widths_in_pictures) > 0.003F) {
            GTEST_SKIP() << "the typeface is another release: its letters are " << widths
                         << " wide, those of "
                         << "the pictures " << widths_in_pictures;
        }
    }
};

TEST_P(Golden, LooksAsItDid) {
    const Setting& setting = GetParam();
    const TestLocality locality;
    TestScreen screen(setting.panel.width, setting.panel.height, setting.panel.pixels_per_mm);
    screen.dress(setting.look.appearance);
    std::size_t drawn = 0;
    for (Sample& sample : sample_states(setting.language)) {
        if (!chosen.contains(sample.name)) {
            continue;
        }
        SCOPED_TRACE(sample.name);
        ++drawn;
        sample.state.appearance = setting.look.appearance;
        Screens screens(locality, test_qr);
        screen.look_at(screens, sample, locality.texts(setting.language), true);
        platform::Screenshot shown = screen.picture();
        pictures::ColourPicture picture(shown.width, shown.height);
        picture.pixels = std::move(shown.rgba);
        golden::expect_same(picture, "screens/" + setting.name(), sample.name, tolerance);
    }
    EXPECT_EQ(drawn, chosen.size());
}

/// Landscape and portrait, in French and English, light and in high contrast; with the largest text in
/// French; and in German, for its long words.
std::vector<Setting> settings() {
    std::vector<Setting> all;
    for (const PanelSize& panel : {panels[0], panels[2]}) {
        for (const std::string language : {"fr", "en"}) {
            all.push_back({panel, language, looks[0]});
            all.push_back({panel, language, looks[2]});
        }
        all.push_back({panel, "fr", looks[5]});
        all.push_back({panel, "de", looks[0]});
    }
    return all;
}

std::string test_name(const ::testing::TestParamInfo<Setting>& info) {
    std::string name = info.param.name();
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Screens, Golden, ::testing::ValuesIn(settings()), test_name);

} // namespace
} // namespace guichet::ui
