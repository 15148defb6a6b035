#include "drivers/printer/picture_renderer.hpp"

#include "drivers/printer/page.hpp"

#include <cairo/cairo-pdf.h>

#include <memory>

namespace guichet::printer {
namespace {

using receipt::Rule;
using receipt::Space;
using receipt::TextLine;

constexpr double points_per_inch = 72;
constexpr double millimetres_per_inch = 25.4;

struct SurfaceFree {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextFree {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceFree>;
using Context = std::unique_ptr<cairo_t, ContextFree>;

/// Draws the items of a page below each other, in dots.
class Painter {
public:
    Painter(const Profile& profile, cairo_t* context)
        : dots_(profile.dots), measures_(profile), context_(context) {}

    void operator()(const TextLine& line) {
        paint_line(context_, line, dots_, measures_.cell());
        move(measures_.line(line));
    }

    void operator()(const Rule& rule) {
        const int thickness = Measures::thickness(rule.stroke);
        move(measures_.above_rule());
        for (int x = 0; x < dots_; ++x) {
            const int start = x;
            while (x < dots_ && rule_is_black(rule.stroke, x))
                ++x;
            if (x > start)
                cairo_rectangle(context_, start, 0, x - start, thickness);
        }
        cairo_fill(context_);
        move(thickness + measures_.below_rule(rule.stroke));
    }

    void operator()(const Space& space) { move(measures_.space(space)); }

    void operator()(const PageQr& code) {
        const int scale = code.dots.doubled ? 2 : 1;
        const int side = Measures::qr(code.dots);
        move(measures_.above_qr(code.dots));
        fill_dots(code.dots.bitmap, (dots_ - side) / 2, scale);
        move(side + Measures::below_qr(code.dots));
    }

private:
    void move(int dots) { cairo_translate(context_, 0, dots); }

    void fill_dots(const Bitmap& bitmap, int left, int scale) {
        const auto before = cairo_get_antialias(context_);
        cairo_set_antialias(context_, CAIRO_ANTIALIAS_NONE);
        for (int y = 0; y < bitmap.height; ++y)
            for (int x = 0; x < bitmap.width; ++x)
                if (bitmap.black(x, y))
                    cairo_rectangle(context_, left + x * scale, y * scale, scale, scale);
        cairo_fill(context_);
        cairo_set_antialias(context_, before);
    }

    int dots_;
    Measures measures_;
    cairo_t* context_;
};

int margin_of(const Profile& profile) {
    const double paper = profile.paper_millimetres / millimetres_per_inch * profile.dots_per_inch;
    return std::max(0, static_cast<int>(paper - profile.dots) / 2);
}

/// The paper's size in dots, and what is on it.
struct Paper {
    std::vector<PageItem> items;
    int margin = 0;
    int width = 0;
    int height = 0;
};

Paper measure(const receipt::Document& document, const Profile& profile) {
    Paper paper{page_items(document, profile), margin_of(profile), 0, 0};
    paper.width = profile.dots + 2 * paper.margin;
    paper.height = page_length(paper.items, profile) + 2 * std::max(paper.margin, profile.line_height);
    return paper;
}

void paint(cairo_t* context, const Paper& paper, const Profile& profile) {
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_set_source_rgb(context, 0, 0, 0);
    cairo_translate(context, paper.margin, std::max(paper.margin, profile.line_height));
    Painter painter(profile, context);
    for (const PageItem& item : paper.items)
        std::visit(painter, item);
}

cairo_status_t append_to(void* text, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

Result<std::string> finished(std::string bytes, cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS)
        return fail("The paper cannot be drawn: {0}.", cairo_status_to_string(status));
    return bytes;
}

} // namespace

Result<std::string> render_png(const receipt::Document& document, const Profile& profile) {
    const Paper paper = measure(document, profile);
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, paper.width, paper.height));
    const Context context(cairo_create(surface.get()));
    paint(context.get(), paper, profile);
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append_to, &bytes);
    return finished(std::move(bytes), status);
}

double paper_length(const receipt::Document& document, const Profile& profile) {
    return measure(document, profile).height * millimetres_per_inch / profile.dots_per_inch;
}

Result<std::string> render_pdf(const receipt::Document& document, const Profile& profile) {
    const Paper paper = measure(document, profile);
    const double scale = points_per_inch / profile.dots_per_inch;
    std::string bytes;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append_to, &bytes, paper.width * scale, paper.height * scale));
    // Every reader knows 1.4; from 1.5 on, Cairo's newer versions hide the pages in compressed objects.
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.id.c_str());
    const Context context(cairo_create(surface.get()));
    cairo_scale(context.get(), scale, scale);
    paint(context.get(), paper, profile);
    cairo_show_page(context.get());
    cairo_surface_finish(surface.get());
    return finished(std::move(bytes), cairo_surface_status(surface.get()));
}

} // namespace guichet::printer
