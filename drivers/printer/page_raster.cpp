#include "drivers/printer/page_raster.hpp"

namespace guichet::printer {
namespace {

class PagePainter {
public:
    PagePainter(Bitmap& page, const Profile& profile) : page_(page), measures_(profile) {}

    void operator()(const receipt::TextLine& line) {
        draw_line(line, measures_.cell(), page_, y_);
        y_ += measures_.line(line);
    }

    void operator()(const receipt::Rule& rule) {
        y_ += measures_.above_rule();
        for (int row = 0; row < Measures::thickness(rule.stroke); ++row, ++y_)
            for (int x = 0; x < page_.width; ++x)
                if (rule_is_black(rule.stroke, x))
                    page_.set(x, y_);
        y_ += measures_.below_rule(rule.stroke);
    }

    void operator()(const receipt::Space& space) { y_ += measures_.space(space); }

    void operator()(const PageQr& code) {
        y_ += measures_.above_qr(code.dots);
        const int scale = code.dots.doubled ? 2 : 1;
        const int side = Measures::qr(code.dots);
        const int left = (page_.width - side) / 2;
        for (int row = 0; row < side; ++row, ++y_)
            for (int x = 0; x < side; ++x)
                if (code.dots.bitmap.black(x / scale, row / scale))
                    page_.set(left + x, y_);
        y_ += Measures::below_qr(code.dots);
    }

private:
    Bitmap& page_;
    Measures measures_;
    int y_ = 0;
};

} // namespace

Bitmap raster_page(const std::vector<PageItem>& items, const Profile& profile) {
    Bitmap page(profile.dots, page_length(items, profile));
    PagePainter painter(page, profile);
    for (const PageItem& item : items)
        std::visit(painter, item);
    return page;
}

} // namespace guichet::printer
