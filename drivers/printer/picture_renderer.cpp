#include "drivers/printer/picture_renderer.hpp"

#include "drivers/printer/qr_bitmap.hpp"
#include "drivers/printer/text_raster.hpp"
#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/layout.hpp"

#include <cairo/cairo-pdf.h>

#include <memory>

namespace guichet::printer {
namespace {

using receipt::LaidOut;
using receipt::QrCode;
using receipt::Rule;
using receipt::Space;
using receipt::Stroke;
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

/// Draws laid-out lines below each other, in dots. Without a context it only measures.
class Painter {
public:
    Painter(const Profile& profile, cairo_t* context)
        : profile_(profile), context_(context), cell_{profile.dots / profile.columns, profile.letter_height} {
    }

    [[nodiscard]] int height() const { return y_; }

    void operator()(const TextLine& line) {
        const int letters = profile_.letter_height * receipt::letter_height(line.size);
        at(0, [&] { paint_line(context_, line, profile_.dots, cell_); });
        y_ += line.reverse ? letters : letters + profile_.line_height - profile_.letter_height;
    }

    void operator()(const Rule& rule) {
        const int thickness = rule.stroke == Stroke::heavy ? 4 : 2;
        const int above = profile_.line_height / 6;
        at(above, [&] {
            constexpr double dash = 2;
            constexpr double gap = 4;
            const double dashes[] = {dash, gap};
            cairo_set_dash(context_, dashes, rule.stroke == Stroke::dotted ? 2 : 0, 0);
            cairo_set_line_width(context_, thickness);
            cairo_move_to(context_, 0, thickness / 2.0);
            cairo_line_to(context_, profile_.dots, thickness / 2.0);
            cairo_stroke(context_);
        });
        y_ += profile_.line_height / 2;
    }

    void operator()(const Space& space) { y_ += space.half_lines * profile_.line_height / 2; }

    void operator()(const QrCode& code) {
        const auto qr = qr_dots(code.payload, profile_);
        if (!qr) {
            for (const std::string& line : receipt::wrap(code.payload, profile_.columns))
                (*this)(TextLine{line, receipt::Size::normal, false, false, receipt::Align::centre});
            return;
        }
        const int scale = qr->doubled ? 2 : 1;
        const int side = qr->bitmap.height * scale;
        y_ += 4 * qr->module_dots - (profile_.line_height - profile_.letter_height);
        at(0, [&] { fill_dots(qr->bitmap, (profile_.dots - side) / 2, scale); });
        y_ += side + 4 * qr->module_dots;
    }

private:
    template <typename Draw>
    void at(int offset, Draw draw) {
        if (context_ == nullptr)
            return;
        cairo_save(context_);
        cairo_translate(context_, 0, y_ + offset);
        draw();
        cairo_restore(context_);
    }

    void fill_dots(const Bitmap& bitmap, int left, int scale) {
        cairo_set_antialias(context_, CAIRO_ANTIALIAS_NONE);
        for (int y = 0; y < bitmap.height; ++y)
            for (int x = 0; x < bitmap.width; ++x)
                if (bitmap.black(x, y))
                    cairo_rectangle(context_, left + x * scale, y * scale, scale, scale);
        cairo_fill(context_);
    }

    const Profile& profile_;
    cairo_t* context_;
    Cell cell_;
    int y_ = 0;
};

int margin_of(const Profile& profile) {
    const double paper = profile.paper_millimetres / millimetres_per_inch * profile.dots_per_inch;
    return std::max(0, static_cast<int>(paper - profile.dots) / 2);
}

/// The paper's size in dots, and what is on it.
struct Paper {
    std::vector<LaidOut> lines;
    int margin = 0;
    int width = 0;
    int height = 0;
};

Paper measure(const receipt::Document& document, const Profile& profile) {
    Paper paper{receipt::lay_out(document, profile.columns), margin_of(profile), 0, 0};
    Painter ruler(profile, nullptr);
    for (const LaidOut& line : paper.lines)
        std::visit(ruler, line);
    paper.width = profile.dots + 2 * paper.margin;
    paper.height = ruler.height() + 2 * std::max(paper.margin, profile.line_height);
    return paper;
}

void paint(cairo_t* context, const Paper& paper, const Profile& profile) {
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_set_source_rgb(context, 0, 0, 0);
    cairo_translate(context, paper.margin, std::max(paper.margin, profile.line_height));
    Painter painter(profile, context);
    for (const LaidOut& line : paper.lines)
        std::visit(painter, line);
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
