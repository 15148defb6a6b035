#include "drivers/printer/text_raster.hpp"

#include "drivers/printer/dither.hpp"
#include "kiosk/receipt/columns.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace guichet::printer {
namespace {

using receipt::Align;
using receipt::TextLine;

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

Layout make_layout(PangoFontMap* map, bool bold, Cell cell) {
    const std::unique_ptr<PangoContext, Free<g_object_unref>> context(pango_font_map_create_context(map));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    Layout layout(pango_layout_new(context.get()));
    const Font font(pango_font_description_from_string("DejaVu Sans Mono, monospace"));
    pango_font_description_set_absolute_size(font.get(), cell.width / advance_of_size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    return layout;
}

/// The fonts that were looked up, for the whole program: looking one up takes longer than drawing a paper.
/// Pango's font maps are for one thread at a time.
class Fonts {
public:
    std::mutex mutex;

    /// What sets a line in this size; while the mutex is held.
    PangoLayout* layout(bool bold, Cell cell) {
        Layout& kept = layouts_[{cell, bold}];
        if (kept == nullptr)
            kept = make_layout(map_, bold, cell);
        return kept.get();
    }

private:
    PangoFontMap* const map_ = pango_cairo_font_map_new(); ///< lives as long as the program
    std::map<std::pair<Cell, bool>, Layout> layouts_;      ///< one for each size of letters in use
};

Fonts& fonts() {
    static Fonts& shared = *new Fonts; // never torn down: other threads may still draw at the end
    return shared;
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
    PangoLayout* layout = shared.layout(line.bold, cell);
    std::string_view rest = line.text;
    int column = 0;
    while (!rest.empty()) {
        const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
        column += static_cast<int>(blanks);
        rest.remove_prefix(blanks);
        const std::size_t end = std::min(rest.find("  "), rest.size());
        const std::string words(rest.substr(0, end));
        if (!words.empty())
            paint_words(context, layout, words, column, cell);
        column += receipt::columns_of(words);
        rest.remove_prefix(end);
    }
}

/// A line's place on paper of a width, in dots.
struct Place {
    int left = 0;
    int width = 0;
};

Place place_of(const TextLine& line, int dots, Cell cell) {
    const int width = receipt::columns_of(line.text) * cell.width * receipt::letter_width(line.size);
    const int left = line.align == Align::left     ? 0
                     : line.align == Align::centre ? std::max(0, (dots - width) / 2)
                                                   : std::max(0, dots - width);
    return {left, width};
}

/// Makes black white and white black, as far as the line reaches.
void invert(Bitmap& bitmap, Place place, int top, int bottom) {
    const int right = std::min(place.left + place.width, bitmap.width);
    for (int y = top; y < std::min(bottom, bitmap.height); ++y)
        for (int x = place.left; x < right; ++x)
            bitmap.flip(x, y);
}

} // namespace

void paint_line(cairo_t* context, const TextLine& line, int dots, Cell cell) {
    const int across = receipt::letter_width(line.size);
    const int down = receipt::letter_height(line.size);
    const Place place = place_of(line, dots, cell);
    cairo_save(context);
    cairo_translate(context, place.left, 0);
    if (line.reverse) {
        cairo_rectangle(context, 0, 0, place.width, cell.height * down);
        cairo_fill(context);
        cairo_set_source_rgb(context, 1, 1, 1);
    }
    cairo_scale(context, across, down);
    paint_text(context, line, cell);
    cairo_restore(context);
}

void draw_line(const TextLine& line, Cell cell, Bitmap& into, int top) {
    const int height = std::min(cell.height * receipt::letter_height(line.size), into.height - top);
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, into.width, height));
    {
        const Context context(cairo_create(surface.get()));
        TextLine ink = line;
        ink.reverse = false;
        paint_line(context.get(), ink, into.width, cell);
    }
    cairo_surface_flush(surface.get());
    dither({cairo_image_surface_get_data(surface.get()), into.width, height,
            static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()))},
           into, top);
    if (line.reverse)
        invert(into, place_of(line, into.width, cell), top, top + height);
}

Bitmap raster_line(const TextLine& line, int dots, Cell cell) {
    Bitmap bitmap(dots, cell.height * receipt::letter_height(line.size));
    draw_line(line, cell, bitmap, 0);
    return bitmap;
}

} // namespace guichet::printer
