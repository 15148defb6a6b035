#include "server/code_sheet.hpp"

#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/core/crates.hpp"
#include "kiosk/core/date.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <set>

namespace guichet::server {

namespace {

constexpr double mm = 72 / 25.4;
constexpr double margin = 17 * mm;
constexpr double inner_width = sheet_width - 2 * margin;

/// The symbol alone, without its quiet zone: 29 modules of 2 mm, which a camera reads at half a metre.
constexpr double symbol_side = 58 * mm;
constexpr int quiet_modules = 4;

template <auto free>
struct Free {
    template <typename Object>
    void operator()(Object* object) const {
        free(object);
    }
};

using Layout = std::unique_ptr<PangoLayout, Free<g_object_unref>>;

/// How letters look: their size in points.
struct Letters {
    double size = 15;
    PangoWeight weight = PANGO_WEIGHT_NORMAL;
    const char* family = "Inter, DejaVu Sans, sans-serif";
    PangoAlignment align = PANGO_ALIGN_LEFT;
};

constexpr const char* code_family = "DejaVu Sans Mono, monospace"; // 0 and O, 1 and I differ at a glance

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

} // namespace

class SheetDrawer::Fonts {
public:
    Fonts() : map_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(map_.get())) {
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        pango_cairo_context_set_font_options(context_.get(), options);
        cairo_font_options_destroy(options);
    }

    [[nodiscard]] Layout lay_out(const std::string& text, const Letters& letters, double width,
                                 const std::string& language) const {
        Layout layout(pango_layout_new(context_.get()));
        const std::unique_ptr<PangoFontDescription, Free<pango_font_description_free>> font(
            pango_font_description_from_string(letters.family));
        pango_font_description_set_absolute_size(font.get(), letters.size * PANGO_SCALE);
        pango_font_description_set_weight(font.get(), letters.weight);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), letters.align);
        pango_layout_set_line_spacing(layout.get(), 1.15F);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }

private:
    std::unique_ptr<PangoFontMap, Free<g_object_unref>> map_;
    std::unique_ptr<PangoContext, Free<g_object_unref>> context_;
};

namespace {

/// Draws one sheet from the top down.
template <typename Fonts>
class SheetWriter {
public:
    SheetWriter(cairo_t* paper, const Fonts& fonts, const CodeSheet& sheet, const Texts& texts)
        : paper_(paper), fonts_(fonts), sheet_(sheet), texts_(texts) {}

    [[nodiscard]] Result<> draw() {
        const auto symbol = pictures::qr_symbol(sheet_.code.code.text());
        if (!symbol)
            return symbol.error();
        cairo_set_source_rgb(paper_, 0, 0, 0);
        head();
        person();
        draw_code(*symbol);
        foot();
        contents();
        return Done{};
    }

private:
    [[nodiscard]] double height_of(PangoLayout* layout) const {
        int height = 0;
        pango_layout_get_size(layout, nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE;
    }

    [[nodiscard]] double height_of(const std::string& text, const Letters& letters, double width) const {
        return height_of(fonts_.lay_out(text, letters, width, texts_.language()).get());
    }

    /// Writes a paragraph at a place; gives its height. More than `most_lines` end in "…".
    double write(const std::string& text, const Letters& letters, double left, double top, double width,
                 int most_lines = 4) {
        const Layout layout = fonts_.lay_out(text, letters, width, texts_.language());
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_height(layout.get(), -most_lines);
        cairo_move_to(paper_, left, top);
        pango_cairo_show_layout(paper_, layout.get());
        return height_of(layout.get());
    }

    /// One line, smaller when it would not fit; gives its height.
    double write_line(const std::string& text, Letters letters, double left, double top, double width) {
        const Layout layout = fonts_.lay_out(text, letters, -1, texts_.language());
        pango_layout_set_width(layout.get(), -1);
        int natural = 0;
        pango_layout_get_size(layout.get(), &natural, nullptr);
        const double needed = static_cast<double>(natural) / PANGO_SCALE;
        constexpr double smallest = 0.6;
        if (needed > width)
            letters.size *= std::max(smallest, width / needed);
        return write(text, letters, left, top, width, 1);
    }

    void rule(double thickness) {
        cairo_rectangle(paper_, margin, top_, inner_width, thickness);
        cairo_fill(paper_);
        top_ += thickness;
    }

    /// A heading above its part of the sheet.
    double heading(const std::string& text, double left, double top, double width) {
        return write_line(text, {17, PANGO_WEIGHT_BOLD}, left, top, width) + 3 * mm;
    }

    void head() {
        top_ = 15 * mm;
        top_ += write_line(sheet_.station_name, {30, PANGO_WEIGHT_BOLD}, margin, top_, inner_width);
        top_ += write_line(texts_.say("Pickup on {0}", format_date(day_of(sheet_.date), texts_)), {21},
                           margin, top_ + 1 * mm, inner_width);
        top_ += 5 * mm;
        rule(0.9 * mm);
        top_ += 7 * mm;
    }

    /// Who collects; for somebody else white on black, so that nobody takes the sheet for the customer's own.
    void person() {
        if (!sheet_.for_proxy) {
            top_ += write_line(sheet_.customer_name, {40, PANGO_WEIGHT_BOLD}, margin, top_, inner_width);
            top_ += 5 * mm;
            return;
        }
        const std::string words =
            sheet_.collector.empty()
                ? texts_.say("Pickup by somebody else for {0}", sheet_.customer_name)
                : texts_.say("Pickup by {0} for {1}", sheet_.collector, sheet_.customer_name);
        Letters letters{28, PANGO_WEIGHT_BOLD};
        const double width = inner_width - 10 * mm;
        if (height_of(words, letters, width) > 1.5 * height_of("A", letters, width))
            letters.size = 21;
        const double height = height_of(words, letters, width);
        cairo_rectangle(paper_, margin, top_, inner_width, height + 8 * mm);
        cairo_fill(paper_);
        cairo_set_source_rgb(paper_, 1, 1, 1);
        write(words, letters, margin + 5 * mm, top_ + 4 * mm, width);
        cairo_set_source_rgb(paper_, 0, 0, 0);
        top_ += height + 8 * mm + 7 * mm;
    }

    /// The symbol in a frame at the left, the steps at its right, the short code below both.
    void draw_code(const pictures::QrSymbol& symbol) {
        const double module = symbol_side / symbol.size;
        const double frame = symbol_side + 2 * quiet_modules * module;
        const double start = top_;
        cairo_set_line_width(paper_, 0.35 * mm);
        cairo_rectangle(paper_, margin, start, frame, frame);
        cairo_stroke(paper_);
        paint_symbol(symbol, margin + quiet_modules * module, start + quiet_modules * module, module);
        const double below = steps(margin + frame + 9 * mm, start, inner_width - frame - 9 * mm);
        top_ = std::max(start + frame, below) + 7 * mm;
        short_code();
    }

    /// Dark modules next to each other in a row are one rectangle: no hairlines between them on any printer.
    void paint_symbol(const pictures::QrSymbol& symbol, double left, double top, double module) {
        for (int row = 0; row < symbol.size; ++row)
            for (int column = 0; column < symbol.size;) {
                int end = column;
                while (end < symbol.size && symbol.is_dark(end, row))
                    ++end;
                if (end > column)
                    cairo_rectangle(paper_, left + column * module, top + row * module,
                                    (end - column) * module, module);
                column = end + 1;
            }
        cairo_save(paper_);
        cairo_set_antialias(paper_, CAIRO_ANTIALIAS_NONE);
        cairo_fill(paper_);
        cairo_restore(paper_);
    }

    /// Gives where they end.
    double steps(double left, double top, double width) {
        const std::array words{
            texts_.get("Come with this sheet, or with a photo of it on a telephone."),
            texts_.get("Hold the square code before the camera, or show it to a volunteer."),
            texts_.get("Look into the crates, confirm, and take the receipt.")};
        top += heading(texts_.get("How to collect"), left, top, width);
        constexpr double badge = 9.5 * mm;
        constexpr double between = 3.5 * mm;
        for (std::size_t step = 0; step < words.size(); ++step) {
            cairo_new_path(paper_);
            cairo_arc(paper_, left + badge / 2, top + badge / 2, badge / 2, 0, 2 * G_PI);
            cairo_fill(paper_);
            cairo_set_source_rgb(paper_, 1, 1, 1);
            write(fmt::format("{}", step + 1), {17, PANGO_WEIGHT_BOLD, Letters{}.family, PANGO_ALIGN_CENTER},
                  left, top + 1.1 * mm, badge);
            cairo_set_source_rgb(paper_, 0, 0, 0);
            const double text = left + badge + 4 * mm;
            top += std::max(badge, write(words[step], {15}, text, top + 0.9 * mm, width - badge - 4 * mm)) +
                   between;
        }
        return top - between;
    }

    void short_code() {
        top_ += write(texts_.get("If the square code cannot be read, type these letters and digits:"), {15},
                      margin, top_, inner_width, 2);
        top_ += 1 * mm;
        top_ += write_line(show_short_code(sheet_.code.short_code), {60, PANGO_WEIGHT_BOLD, code_family},
                           margin, top_, inner_width);
        top_ += 6 * mm;
    }

    void contents() {
        rule(0.3 * mm);
        top_ += 5 * mm;
        top_ += heading(texts_.get("What is waiting"), margin, top_, inner_width);
        std::string counts;
        if (sheet_.crates > 0)
            counts = texts_.count("{0} crate", "{0} crates", sheet_.crates) + " · ";
        counts += texts_.count("{0} order", "{0} orders", sheet_.orders) + " · " +
                  texts_.count("{0} article", "{0} articles", sheet_.articles);
        top_ += write_line(counts, {24, PANGO_WEIGHT_SEMIBOLD}, margin, top_, inner_width) + 2.5 * mm;
        const std::string cold =
            sheet_.cold ? texts_.get("Some of it is kept cold: a cool bag is a good idea.") : "";
        const Letters strong{15.5, PANGO_WEIGHT_SEMIBOLD};
        const double for_cold = cold.empty() ? 0 : height_of(cold, strong, inner_width) + 2 * mm;
        producers(foot_top_ - 3 * mm - for_cold - top_);
        if (!cold.empty())
            write(cold, strong, margin, top_ + 2 * mm, inner_width, 2);
    }

    /// As many lines of them as there is room for, three at the most.
    void producers(double room) {
        const std::string words = texts_.say("Producers: {0}", joined(sheet_.producers));
        const Letters letters{15};
        const int lines = std::min(3, static_cast<int>(room / height_of("A", letters, inner_width)));
        if (lines > 0)
            top_ += write(words, letters, margin, top_, inner_width, lines);
    }

    /// At the lower edge; what stands above it ends at foot_top_.
    void foot() {
        const std::string title = sheet_.for_proxy
                                      ? texts_.get("This code is for one pickup by somebody else.")
                                      : texts_.get("Somebody else may collect with this sheet.");
        const std::string text =
            sheet_.for_proxy
                ? texts_.say(
                      "It works for this basket and this day alone. {0} can have it cancelled at any time.",
                      sheet_.customer_name)
                : texts_.get("Whoever shows it can take the basket: keep it like a train ticket.");
        const Letters strong{16, PANGO_WEIGHT_BOLD};
        const Letters plain{14.5};
        const double width = inner_width - 10 * mm;
        const double first = height_of(title, strong, width);
        const double second = height_of(text, plain, width);
        const double height = first + second + 9 * mm;
        const double top = sheet_height - 15 * mm - height;
        foot_top_ = top;
        cairo_set_line_width(paper_, 0.35 * mm);
        cairo_rectangle(paper_, margin, top, inner_width, height);
        cairo_stroke(paper_);
        write(title, strong, margin + 5 * mm, top + 4 * mm, width);
        write(text, plain, margin + 5 * mm, top + 5 * mm + first, width);
    }

    cairo_t* paper_;
    const Fonts& fonts_;
    const CodeSheet& sheet_;
    const Texts& texts_;
    double top_ = 0;
    double foot_top_ = sheet_height;
};

} // namespace

CodeSheet make_sheet(const Manifest& manifest, const Basket& basket, const CustomerCode& code,
                     const ProxyCode* proxy) {
    CodeSheet sheet;
    sheet.station_name = manifest.station_name;
    sheet.date = manifest.date;
    sheet.customer_name = basket.customer_name;
    sheet.language = basket.language;
    sheet.for_proxy = proxy != nullptr;
    sheet.collector = proxy != nullptr ? proxy->collector : "";
    sheet.code = code;
    sheet.orders = static_cast<std::int64_t>(basket.orders.size());
    sheet.articles = static_cast<std::int64_t>(basket.line_count());
    std::set<std::size_t> producers;
    bool placed = true;
    const auto crates = crates_of(basket);
    for (const auto& crate : crates) {
        placed = placed && !crate.location.empty();
        sheet.cold = sheet.cold || crate.storage != StorageClass::ambient;
        for (const auto& group : crate.groups)
            producers.insert(group.producer);
    }
    sheet.crates = placed ? static_cast<std::int64_t>(crates.size()) : 0;
    for (const auto producer : producers)
        sheet.producers.push_back(manifest.producers.at(producer));
    return sheet;
}

SheetDrawer::SheetDrawer() : fonts_(std::make_unique<Fonts>()) {}
SheetDrawer::~SheetDrawer() = default;
SheetDrawer::SheetDrawer(SheetDrawer&&) noexcept = default;
SheetDrawer& SheetDrawer::operator=(SheetDrawer&&) noexcept = default;

Result<> SheetDrawer::draw(cairo_t* surface, const CodeSheet& sheet, const Texts& texts) const {
    return SheetWriter(surface, *fonts_, sheet, texts).draw();
}

Result<> SheetDrawer::write_pdf(const std::filesystem::path& file, const CodeSheet& sheet,
                                const Texts& texts) const {
    const std::unique_ptr<cairo_surface_t, Free<cairo_surface_destroy>> surface(
        cairo_pdf_surface_create(file.c_str(), sheet_width, sheet_height));
    const std::unique_ptr<cairo_t, Free<cairo_destroy>> paper(cairo_create(surface.get()));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, texts.get("Pickup code").c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   (sheet.date + "T00:00:00Z").c_str());
    auto drawn = draw(paper.get(), sheet, texts);
    cairo_surface_finish(surface.get());
    if (drawn && cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
        return fail("{0} cannot be written: check the permissions and the free space.", file.string());
    return drawn;
}

} // namespace guichet::server
