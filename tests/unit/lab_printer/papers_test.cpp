// Every paper of the drive, in both widths, as text and as raster: the strict interpreter finds no fault, and
// what it prints looks like the picture.

#include "drivers/printer/escpos_encoder.hpp"
#include "drivers/printer/picture_renderer.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/kept_picture.hpp"
#include "tests/golden/sample_papers.hpp"
#include "tests/unit/lab_printer/sample_papers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace guichet::lab {
namespace {

using printer::Letters;
using printer::Profile;
using namespace std::chrono_literals;

/// How much ink there is, 0 to 255, in squares between the printable edges, from the first ink to the last.
struct Inks {
    int columns = 0;
    std::vector<int> shares;
};

template <typename Ink>
Inks inks_of(int width, int height, int dots, Ink ink) {
    constexpr int square = 24;
    const int margin = (width - dots) / 2;
    const auto inked = [&](int y) {
        int sum = 0;
        for (int x = margin; x < margin + dots; ++x)
            sum += ink(x, y);
        return sum > 255;
    };
    int top = 0;
    while (top < height && !inked(top))
        ++top;
    int bottom = height;
    while (bottom > top && !inked(bottom - 1))
        --bottom;
    Inks inks{dots / square, {}};
    for (int y = top; y < bottom; y += square)
        for (int column = 0; column < inks.columns; ++column) {
            int sum = 0;
            for (int row = y; row < std::min(y + square, bottom); ++row)
                for (int x = 0; x < square; ++x)
                    sum += ink(margin + column * square + x, row);
            inks.shares.push_back(sum / (square * square));
        }
    return inks;
}

Inks inks_of_picture(const receipt::Document& document, const Profile& profile) {
    const auto picture = golden::read_png(*printer::render_png(document, profile));
    return inks_of(picture.width, picture.height, profile.dots, [&picture](int x, int y) {
        return 255 - picture.pixels[static_cast<std::size_t>(4 * (y * picture.width + x))];
    });
}

/// Thermal paper is not white, and what is printed on it not black.
Inks inks_of_print(const LabPrinter& lab, const Profile& profile) {
    const auto picture = lab.picture(0);
    return inks_of(picture.width, picture.height, profile.dots,
                   [&picture](int x, int y) { return picture.row(y)[x] < 128 ? 255 : 0; });
}

void print(LabPrinter& lab, const printer::Bytes& bytes) {
    const auto connection = lab.connect();
    ASSERT_TRUE(connection);
    EXPECT_EQ(lab.exchange(*connection, bytes, 1s).taken, bytes.size());
}

struct Case {
    const char* name;
    int millimetres;
    Letters letters;
    printer::RasterCommand raster = printer::RasterCommand::gs_v_0;
    int broken_band_multiple = 0;
};

Profile profile_of(const Case& tested) {
    Profile profile;
    if (tested.millimetres == 58) {
        profile.paper_millimetres = 58;
        profile.dots = 384;
        profile.columns = 32;
    }
    profile.letters = tested.letters;
    profile.raster = tested.raster;
    profile.broken_band_multiple = tested.broken_band_multiple;
    return profile;
}

class Papers : public ::testing::TestWithParam<Case> {};

TEST_P(Papers, PrintWithoutFaultAndLookLikeTheirPicture) {
    const Profile profile = profile_of(GetParam());
    for (const char* language : {"fr", "en"})
        for (const auto& [name, document] : golden::sample_papers(golden::texts_in(language))) {
            const auto lab = new_printer(GetParam().millimetres == 58 ? lab_58mm() : lab_80mm());
            print(*lab, printer::encode(document, profile));
            for (const PrinterFault& fault : lab->faults())
                ADD_FAILURE() << name << " at byte " << fault.offset << ": " << fault.what;
            ASSERT_EQ(lab->papers().size(), 1U);
            EXPECT_TRUE(lab->papers().front().cut);
            const Inks drawn = inks_of_picture(document, profile);
            const Inks printed = inks_of_print(*lab, profile);
            ASSERT_EQ(printed.shares.size(), drawn.shares.size()) << name;
            for (std::size_t at = 0; at < drawn.shares.size(); ++at)
                ASSERT_NEAR(printed.shares[at], drawn.shares[at], 40)
                    << name << ' ' << language << ", square " << at % static_cast<std::size_t>(drawn.columns)
                    << ", " << at / static_cast<std::size_t>(drawn.columns);
        }
}

INSTANTIATE_TEST_SUITE_P(
    All, Papers,
    ::testing::Values(Case{"text_80", 80, Letters::printer}, Case{"text_58", 58, Letters::printer},
                      Case{"raster_80", 80, Letters::drawn}, Case{"raster_58", 58, Letters::drawn},
                      Case{"graphics_80", 80, Letters::drawn, printer::RasterCommand::gs_graphics},
                      Case{"broken_bands_58", 58, Letters::drawn, printer::RasterCommand::gs_v_0, 48},
                      Case{"broken_bands_text_58", 58, Letters::printer, printer::RasterCommand::gs_v_0, 24}),
    [](const auto& tested) { return std::string(tested.param.name); });

} // namespace
} // namespace guichet::lab
