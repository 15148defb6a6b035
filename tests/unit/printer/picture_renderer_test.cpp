#include "drivers/printer/picture_renderer.hpp"

#include <gtest/gtest.h>

namespace guichet::printer {
namespace {

using receipt::Document;
using receipt::Kind;

Document sample() {
    return {"R-1",
            Kind::receipt,
            "fr",
            {receipt::Banner{"DUPLICATA"}, receipt::Text{"Żurek & œufs", receipt::Size::large},
             receipt::Rule{receipt::Stroke::dotted}, receipt::Row{"Pain", "2,50 €"},
             receipt::QrCode{"self-42"}}};
}

/// Width and height stand at fixed places of a PNG's first chunk.
std::uint32_t png_number(const std::string& png, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t byte = 0; byte < 4; ++byte)
        number = number * 256 + static_cast<unsigned char>(png.at(at + byte));
    return number;
}

TEST(PictureRenderer, APngIsAsWideAsThePaper) {
    const auto png = render_png(sample(), {});
    ASSERT_TRUE(png.ok());
    EXPECT_EQ(png->substr(1, 3), "PNG");
    EXPECT_NEAR(png_number(*png, 16), 639, 2); // 80 mm at 203 dpi
    EXPECT_GT(png_number(*png, 20), 300U);
}

TEST(PictureRenderer, MoreTextIsALongerPaper) {
    Document longer = sample();
    for (int line = 0; line < 200; ++line)
        longer.blocks.emplace_back(receipt::Row{"Pain", "2,50 €"});
    EXPECT_EQ(png_number(*render_png(longer, {}), 20), png_number(*render_png(sample(), {}), 20) + 200 * 30);
}

TEST(PictureRenderer, ThePapersLengthIsThatOfThePicture) {
    const double inches = png_number(*render_png(sample(), {}), 20) / 203.0;
    EXPECT_NEAR(paper_length(sample(), {}), inches * 25.4, 0.2);
}

TEST(PictureRenderer, APdfHasOnePageOfThePapersWidth) {
    const auto pdf = render_pdf(sample(), {});
    ASSERT_TRUE(pdf.ok());
    EXPECT_EQ(pdf->substr(0, 5), "%PDF-");
    EXPECT_NE(pdf->find("/Count 1"), std::string::npos);
    EXPECT_NE(pdf->find("%%EOF"), std::string::npos);
}

} // namespace
} // namespace guichet::printer
