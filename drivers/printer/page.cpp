#include "drivers/printer/page.hpp"

#include "kiosk/receipt/columns.hpp"

namespace guichet::printer {
namespace {

using receipt::QrCode;
using receipt::Rule;
using receipt::Space;
using receipt::TextLine;

struct ItemMaker {
    std::vector<PageItem>& items;
    const Profile& profile;

    template <typename Item>
    void operator()(Item& item) const {
        items.emplace_back(std::move(item));
    }

    void operator()(QrCode& code) const {
        if (auto dots = qr_dots(code.payload, profile)) {
            items.emplace_back(PageQr{std::move(code.payload), std::move(*dots)});
            return;
        }
        for (std::string& line : receipt::wrap(code.payload, profile.columns))
            items.emplace_back(
                TextLine{std::move(line), receipt::Size::normal, false, false, receipt::Align::centre});
    }
};

struct Height {
    Measures measures;

    int operator()(const TextLine& line) const { return measures.line(line); }
    int operator()(const Rule& rule) const {
        return measures.above_rule() + Measures::thickness(rule.stroke) + measures.below_rule(rule.stroke);
    }
    int operator()(const Space& space) const { return measures.space(space); }
    int operator()(const PageQr& code) const {
        return measures.above_qr(code.dots) + Measures::qr(code.dots) + Measures::below_qr(code.dots);
    }
};

} // namespace

std::vector<PageItem> page_items(const receipt::Document& document, const Profile& profile) {
    auto lines = receipt::lay_out(document, profile.columns);
    std::vector<PageItem> items;
    items.reserve(lines.size());
    const ItemMaker make{items, profile};
    for (auto& line : lines)
        std::visit(make, line);
    return items;
}

int page_length(const std::vector<PageItem>& items, const Profile& profile) {
    const Height height{Measures(profile)};
    int dots = 0;
    for (const PageItem& item : items)
        dots += std::visit(height, item);
    return dots;
}

} // namespace guichet::printer
