// The sheet that a customer prints: what it says, and that its code reads.

#include "server/code_sheet.hpp"

#include "drivers/decoder/picture_reader.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "kiosk/resources/catalogues.hpp"
#include "tests/golden/golden.hpp"
#include "tests/unit/server/order_files.hpp"

#include <cairo.h>
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <iterator>

namespace guichet::server {
namespace {

using testing::StartsWith;

CodeSheet sample(bool proxy) {
    CodeSheet sheet;
    sheet.station_name = "Gare de Saint-Flour";
    sheet.date = "2020-04-17";
    sheet.customer_name = "Camille B.";
    sheet.language = proxy ? "en" : "fr";
    sheet.for_proxy = proxy;
    sheet.collector = proxy ? "Marie D." : "";
    sheet.code = seeded_codes(1)("saint-flour/2020-04-17", "C1", 0);
    sheet.orders = 2;
    sheet.articles = 14;
    sheet.crates = 3;
    sheet.cold = true;
    sheet.producers = {"GAEC des Thuyas dorés", "La Mie Chamalou", "Boucherie des Lacs", "GAEC Natur'Ailes"};
    return sheet;
}

const resources::Catalogues& catalogues() {
    static const auto all = [] {
        resources::Catalogues read;
        std::vector<Error> notices;
        read.load(GUICHET_TRANSLATIONS, notices);
        return read;
    }();
    return all;
}

/// The sheet as a printer of so many dots to the inch shows it.
pictures::ColourPicture shown(const CodeSheet& sheet, double dots) {
    const double scale = dots / 72;
    const int width = static_cast<int>(std::lround(sheet_width * scale));
    const int height = static_cast<int>(std::lround(sheet_height * scale));
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t* paper = cairo_create(surface);
    cairo_set_source_rgb(paper, 1, 1, 1);
    cairo_paint(paper);
    cairo_scale(paper, scale, scale);
    EXPECT_TRUE(SheetDrawer().draw(paper, sheet, catalogues().in(sheet.language)).ok());
    cairo_surface_flush(surface);
    pictures::ColourPicture picture(width, height);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    const auto* rows = cairo_image_surface_get_data(surface);
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
            const auto* from = rows + y * stride + 4 * x; // blue, green, red on this machine
            auto* to = picture.pixels.data() + 4 * (y * static_cast<std::size_t>(width) + x);
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
            to[3] = 255;
        }
    cairo_destroy(paper);
    cairo_surface_destroy(surface);
    return picture;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Sheet, LooksAsItDid) {
    const golden::Tolerance tolerance{.accepted_differences = 12};
    golden::expect_same(shown(sample(false), 72), "sheets", "sheet-fr", tolerance);
    golden::expect_same(shown(sample(true), 72), "sheets", "sheet-by-proxy-en", tolerance);
    auto crowded = sample(true);
    crowded.language = "fr";
    crowded.customer_name = "Jean-Baptiste-Emmanuel-Zorobabel d.";
    crowded.collector = "Marie-Bernadette-Antoinette W.";
    for (int more = 0; more < 12; ++more)
        crowded.producers.emplace_back("GAEC des Gorges de la Truyère");
    golden::expect_same(shown(crowded, 72), "sheets", "sheet-crowded-fr", tolerance);
}

TEST(Sheet, ItsCodeReadsAtTheResolutionOfAFax) {
    const TemporaryFolder folder;
    for (const double dots : {100.0, 203.0}) {
        const auto file = folder.path() / "sheet.png";
        ASSERT_TRUE(pictures::write_png(file, shown(sample(false), dots)).ok());
        EXPECT_EQ(value_of(decoder::read_picture_file(file)), sample(false).code.code.text()) << dots;
    }
}

TEST(Sheet, TheSameSheetGivesTheSameFile) {
    const TemporaryFolder folder;
    const SheetDrawer drawer;
    for (const auto* name : {"first.pdf", "second.pdf"})
        ASSERT_TRUE(drawer.write_pdf(folder.path() / name, sample(false), catalogues().in("fr")).ok());
    const auto first = bytes_of(folder.path() / "first.pdf");
    EXPECT_THAT(first, StartsWith("%PDF-"));
    EXPECT_EQ(first, bytes_of(folder.path() / "second.pdf"));
}

TEST(Sheet, AFolderThatIsNotThereIsSaid) {
    EXPECT_FALSE(SheetDrawer().write_pdf("/nowhere/at/all.pdf", sample(false), catalogues().in("fr")).ok());
}

TEST(Sheet, TellsOfABasketWhatItsManifestKnows) {
    const TemporaryFolder folder;
    const auto store = store_in(folder);
    import_text(*store, small_file);
    auto manifest = value_of(store->manifest(friday));
    const auto code = value_of(store->codes(friday)).front().code;
    const auto sheet = make_sheet(manifest, manifest.baskets[0], code);
    EXPECT_EQ(sheet.customer_name, "Camille D.");
    EXPECT_EQ(sheet.crates, 2);
    manifest.baskets[0].orders[0].lines[0].location.clear();
    EXPECT_EQ(make_sheet(manifest, manifest.baskets[0], code).crates, 0)
        << "not every crate has its place yet";
}

} // namespace
} // namespace guichet::server
