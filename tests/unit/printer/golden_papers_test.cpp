// The look of each paper, against pictures in tests/golden/papers: both widths, both languages.

#include "drivers/printer/picture_renderer.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/kept_picture.hpp"
#include "tests/golden/sample_papers.hpp"

#include <gtest/gtest.h>

namespace guichet::printer {
namespace {

/// Less than a word.
constexpr golden::Tolerance tolerance{.square = 10, .accepted_differences = 4, .halved = true};

Profile narrow() {
    Profile profile;
    profile.paper_millimetres = 58;
    profile.dots = 384;
    profile.columns = 32;
    return profile;
}

void expect_paper(const receipt::Document& document, const Profile& profile, const std::string& name) {
    const auto png = render_png(document, profile);
    ASSERT_TRUE(png.ok());
    golden::expect_same(golden::read_png(*png), "papers", name, tolerance);
}

struct Case {
    const char* language;
    int millimetres;
};

class Papers : public ::testing::TestWithParam<Case> {};

TEST_P(Papers, LookAsTheyDid) {
    const Profile profile = GetParam().millimetres == 58 ? narrow() : Profile{};
    for (const auto& [name, document] : golden::sample_papers(golden::texts_in(GetParam().language)))
        expect_paper(document, profile,
                     fmt::format("{}-{}-{}", name, GetParam().millimetres, GetParam().language));
}

INSTANTIATE_TEST_SUITE_P(All, Papers,
                         ::testing::Values(Case{"fr", 80}, Case{"fr", 58}, Case{"en", 80}, Case{"en", 58}),
                         [](const auto& tested) {
                             return fmt::format("{}_{}", tested.param.language, tested.param.millimetres);
                         });

TEST(LongPaper, AReceiptOf200LinesLooksAsItDid) {
    expect_paper(golden::long_receipt(200, golden::texts_in("fr")), narrow(), "receipt-200-lines-58-fr");
}

} // namespace
} // namespace guichet::printer
