#include "drivers/printer/page_raster.hpp"

#include "drivers/printer/picture_renderer.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/kept_picture.hpp"

#include <gtest/gtest.h>

namespace guichet::printer {
namespace {

using receipt::Document;
using receipt::Kind;

Document paper(std::vector<receipt::Block> blocks) {
    return {"R-1", Kind::receipt, "fr", std::move(blocks)};
}

Bitmap raster(const Document& document, const Profile& profile = {}) {
    return raster_page(page_items(document, profile), profile);
}

TEST(PageRaster, IsAsWideAsTheHeadAndAsLongAsItsLines) {
    const Bitmap page = raster(paper({receipt::Text{"Pain"}, receipt::Text{"Pain", receipt::Size::large},
                                      receipt::Space{2}, receipt::Banner{"DUPLICATA"}}));
    EXPECT_EQ(page.width, 576);
    EXPECT_EQ(page.height, 30 + 54 + 30 + 48);
}

TEST(PageRaster, RulesReachFromEdgeToEdge) {
    const Bitmap page = raster(paper({receipt::Rule{receipt::Stroke::heavy}}));
    ASSERT_EQ(page.height, 15);
    for (int y = 0; y < page.height; ++y)
        for (const int x : {0, 300, 575})
            EXPECT_EQ(page.black(x, y), y >= 5 && y < 9) << y;
}

TEST(PageRaster, ABannerIsBlackFromEdgeToEdgeWithWhiteLetters) {
    const Bitmap page = raster(paper({receipt::Banner{"DUPLICATA"}}));
    for (int y = 0; y < page.height; ++y) {
        EXPECT_TRUE(page.black(0, y));
        EXPECT_TRUE(page.black(575, y));
    }
    int white = 0;
    for (int x = 0; x < page.width; ++x)
        white += page.black(x, page.height / 2) ? 0 : 1;
    EXPECT_GT(white, 20);
}

TEST(PageRaster, AQrCodeIsItsOwnDotsInTheMiddle) {
    const Profile profile;
    const auto qr = qr_dots("self-42", profile);
    const Bitmap page = raster(paper({receipt::QrCode{"self-42"}}), profile);
    const int side = qr->bitmap.width * 2;
    const int left = (576 - side) / 2;
    const int top = 4 * qr->module_dots - 6; // the line above leaves six dots
    ASSERT_EQ(page.height, top + side + 4 * qr->module_dots);
    for (int y = 0; y < page.height; ++y)
        for (int x = 0; x < page.width; ++x) {
            const bool inside = x >= left && x < left + side && y >= top && y < top + side;
            ASSERT_EQ(page.black(x, y), inside && qr->bitmap.black((x - left) / 2, (y - top) / 2));
        }
}

/// The picture and the dots have one layout: they differ by the margins and by what dithering does to edges.
TEST(PageRaster, LooksLikeThePicture) {
    const Document document = paper(
        {receipt::Banner{"DUPLICATA"}, receipt::Text{"Żurek & œufs", receipt::Size::large, true},
         receipt::Rule{receipt::Stroke::dotted}, receipt::Row{"Pain de campagne", "2,50 €", "12 ×", 5},
         receipt::Row{"Total", "9 999,99 €", {}, 0, receipt::Size::tall, true}, receipt::QrCode{"self-42"}});
    const Profile profile;
    const Bitmap page = raster(document, profile);
    const auto picture = golden::read_png(*render_png(document, profile));
    const int margin = (picture.width - page.width) / 2;
    constexpr int square = 12;
    for (int top = 0; top + square <= page.height; top += square)
        for (int left = 0; left + square <= page.width; left += square) {
            int printed = 0;
            int drawn = 0;
            for (int y = top; y < top + square; ++y)
                for (int x = left; x < left + square; ++x) {
                    printed += page.black(x, y) ? 255 : 0;
                    drawn += 255 - picture.pixels[static_cast<std::size_t>(
                                       4 * ((y + margin) * picture.width + x + margin))];
                }
            constexpr double dots = square * square;
            ASSERT_NEAR(printed / dots, drawn / dots, 40) << left << ", " << top;
        }
}

} // namespace
} // namespace guichet::printer
