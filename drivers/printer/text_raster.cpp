#include "drivers/printer/text_raster.hpp"

#include "kiosk/receipt/columns.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>

namespace guichet::printer {
namespace {

using receipt::Align;
using receipt::TextLine;

/// A dot is printed where a letter covers at least this part of 255 of it: a little less than half, as the
/// heat of a print head spreads.
constexpr unsigned char blackening = 108;

template <auto free>
struct Free {
    template <typename Object>
    void operator()(Object* object) const {
        free(object);
    }
};

using Layout = std::unique_ptr<PangoLayout, Free<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Free<pango_font_description_free>>;
using Surface = std::unique_ptr<cairo_surface_t, Free<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Free<cairo_destroy>>;

/// A font of fixed width whose letters advance by the cell's width. The advance of DejaVu Sans Mono is
/// 1233 / 2048 of its size; another font is stretched to the cell by `paint_words`.
constexpr double advance_of_size = 1233.0 / 2048.0;

/// The fonts that were looked up, for the whole program: looking one up takes longer than drawing a paper.
/// Pango's font maps are for one thread at a time.
struct Fonts {
    std::mutex mutex;
    PangoFontMap* const map = pango_cairo_font_map_new(); ///< lives as long as the program
};

Fonts& fonts() {
    static Fonts shared;
    return shared;
}

Layout make_layout(PangoFontMap* map, bool bold, Cell cell) {
    const std::unique_ptr<PangoContext, Free<g_object_unref>> context(pango_font_map_create_context(map));
    Layout layout(pango_layout_new(context.get()));
    const Font font(pango_font_description_from_string("DejaVu Sans Mono, monospace"));
    pango_font_description_set_absolute_size(font.get(), cell.width / advance_of_size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    return layout;
}

/// Draws words that belong together with their first letter at column `column`.
void paint_words(cairo_t* context, PangoLayout* layout, const std::string& words, int column, Cell cell) {
    pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
    PangoRectangle extents;
    pango_layout_get_extents(layout, nullptr, &extents);
    const double width = static_cast<double>(extents.width) / PANGO_SCALE;
    const double room = static_cast<double>(receipt::columns_of(words) * cell.width);
    const double baseline = static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE;
    cairo_save(context);
    cairo_translate(context, column * cell.width, 0.79 * cell.height - baseline);
    if (width > room && width > 0)
        cairo_scale(context, room / width, 1);
    pango_cairo_show_layout(context, layout);
    cairo_restore(context);
}

/// Draws the words of a line; two blanks or more are a gap between columns.
void paint_text(cairo_t* context, const TextLine& line, Cell cell) {
    Fonts& shared = fonts();
    const std::lock_guard lock(shared.mutex);
    const Layout layout = make_layout(shared.map, line.bold, cell);
    std::string_view rest = line.text;
    int column = 0;
    while (!rest.empty()) {
        const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
        column += static_cast<int>(blanks);
        rest.remove_prefix(blanks);
        const std::size_t end = std::min(rest.find("  "), rest.size());
        const std::string words(rest.substr(0, end));
        if (!words.empty())
            paint_words(context, layout.get(), words, column, cell);
        column += receipt::columns_of(words);
        rest.remove_prefix(end);
    }
}

} // namespace

void paint_line(cairo_t* context, const TextLine& line, int dots, Cell cell) {
    const int across = receipt::letter_width(line.size);
    const int down = receipt::letter_height(line.size);
    const int used = receipt::columns_of(line.text) * cell.width * across;
    const int left = line.align == Align::left     ? 0
                     : line.align == Align::centre ? std::max(0, (dots - used) / 2)
                                                   : std::max(0, dots - used);
    cairo_save(context);
    cairo_translate(context, left, 0);
    if (line.reverse) {
        cairo_rectangle(context, 0, 0, used, cell.height * down);
        cairo_fill(context);
        cairo_set_source_rgb(context, 1, 1, 1);
    }
    cairo_scale(context, across, down);
    paint_text(context, line, cell);
    cairo_restore(context);
}

Bitmap raster_line(const TextLine& line, int dots, Cell cell) {
    const int height = cell.height * receipt::letter_height(line.size);
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, dots, height));
    const Context context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    cairo_set_source_rgb(context.get(), 0, 0, 0);
    paint_line(context.get(), line, dots, cell);
    cairo_surface_flush(surface.get());
    Bitmap bitmap(dots, height);
    const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < dots; ++x)
            if (pixels[y * stride + 4 * x] < 255 - blackening)
                bitmap.set(x, y);
    return bitmap;
}

} // namespace guichet::printer
