// The paper that a printer would have printed, drawn on the screen: white, with its blocks in their order.
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/practice.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

constexpr Colour white = rgb(0xFFFFFF);
constexpr Colour black = rgb(0x111111);
constexpr std::size_t most_lines = 99;

TextStyle style_of(receipt::Size size, bool bold) {
    return size == receipt::Size::large  ? TextStyle::display
           : size == receipt::Size::tall ? TextStyle::title
           : bold                        ? TextStyle::strong
                                         : TextStyle::small;
}

Align align_of(receipt::Align align) {
    return align == receipt::Align::centre  ? Align::centre
           : align == receipt::Align::right ? Align::right
                                            : Align::left;
}

/// Draws one block, or only measures it: how high it is on paper of this width.
class BlockPainter {
public:
    BlockPainter(Kit& kit, const Rect& rect, bool draws) : kit_(kit), rect_(rect), draws_(draws) {}

    float operator()(const receipt::Text& text) const {
        return words(rect_, text.text, style_of(text.size, text.bold), align_of(text.align), black);
    }
    float operator()(const receipt::Row& row) const {
        const TextStyle style = style_of(row.size, row.bold);
        Rect left = rect_;
        if (!row.lead.empty() || row.lead_width > 0) {
            const float lead = std::max(text_width(kit_, style, row.lead),
                                        static_cast<float>(row.lead_width) * kit_.mm(1.6F)) +
                               kit_.mm(1.5F);
            words(left.cut_left(lead), row.lead, style, Align::left, black);
        }
        const float amount = row.right.empty() ? 0 : text_width(kit_, style, row.right) + 2;
        const Rect right = left.cut_right(amount);
        left.cut_right(amount > 0 ? kit_.mm(2) : 0);
        const float high = words(left, row.left, style, Align::left, black);
        words(right, row.right, style, Align::right, black);
        return std::max(high, line_height(kit_, style));
    }
    float operator()(const receipt::Note& note) const {
        Rect rect = rect_;
        rect.cut_left(static_cast<float>(note.indent) * kit_.mm(1.6F));
        return words(rect, note.text, style_of(receipt::Size::normal, note.bold), Align::left, black);
    }
    float operator()(const receipt::Rule& rule) const {
        const float high = kit_.mm(3);
        const float thick = rule.stroke == receipt::Stroke::heavy ? 2 * kit_.measures().hairline()
                                                                  : kit_.measures().hairline();
        const float y = rect_.top + high / 2;
        if (draws_) {
            kit_.draw().AddRectFilled({rect_.left, y}, {rect_.right, y + thick}, black);
        }
        return high;
    }
    float operator()(const receipt::Space& space) const {
        return static_cast<float>(space.half_lines) * kit_.mm(1.6F);
    }
    float operator()(const receipt::QrCode&) const {
        const float side = std::min(kit_.mm(22), rect_.width());
        if (draws_) {
            const Rect place{rect_.left, rect_.top, rect_.right, rect_.top + side};
            draw_icon(kit_.draw(), Icon::qr_code, place.middle(side, side), black);
        }
        return side;
    }
    float operator()(const receipt::Banner& banner) const {
        const float room = rect_.width() - kit_.mm(4);
        const float high = paragraph_height(kit_, TextStyle::strong, banner.text, room) + kit_.mm(3);
        if (draws_) {
            const Rect plate{rect_.left, rect_.top, rect_.right, rect_.top + high};
            kit_.draw().AddRectFilled(plate.min(), plate.max(), black);
            words(plate.inset(kit_.mm(2), kit_.mm(1.5F)), banner.text, TextStyle::strong, Align::centre,
                  white);
        }
        return high;
    }
    float operator()(const receipt::Ruler&) const { return kit_.mm(2); }

private:
    float words(const Rect& rect, const std::string& text, TextStyle style, Align align, Colour ink) const {
        const Wrapped wrapped = wrap(kit_, style, text, rect.width(), most_lines);
        const float high = static_cast<float>(wrapped.lines.size()) * line_height(kit_, style);
        if (draws_ && !text.empty()) {
            paint_lines(kit_, rect, wrapped, {.style = style, .colour = ink, .align = align});
            kit_.show({rect.left, rect.top, rect.right, rect.top + high}, Role::text, text);
        }
        return high;
    }

    Kit& kit_;
    Rect rect_;
    bool draws_;
};

float height_of(Kit& kit, const receipt::Block& block, float width) {
    return std::visit(BlockPainter(kit, {0, 0, width, 0}, false), block);
}

/// The white strip with its torn edge below.
void draw_strip(const Kit& kit, const Rect& rect) {
    const float tooth = kit.mm(2);
    shadow_round(kit.draw(), rect, kit.mm(0.5F), with_alpha(kit.palette().shadow, 0.3F), kit.mm(2));
    kit.draw().AddRectFilled(rect.min(), {rect.right, rect.bottom - tooth}, white);
    const auto teeth = static_cast<int>(rect.width() / tooth);
    const float wide = rect.width() / static_cast<float>(teeth);
    for (int n = 0; n < teeth; ++n) {
        const float x = rect.left + wide * static_cast<float>(n);
        kit.draw().AddTriangleFilled({x, rect.bottom - tooth}, {x + wide, rect.bottom - tooth},
                                     {x + wide / 2, rect.bottom}, white);
    }
}

} // namespace

void draw_practice_paper(const View& view, const receipt::Document& paper) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Private paper_of_somebody(kit, Privacy::texts);
    const float width = std::min(kit.mm(150) * std::min(kit.measures().text_scale, 1.4F),
                                 kit.screen().width() - 2 * kit.measures().margin());
    Rect inside = dialog(kit, width, kit.screen().height(), texts.get("This paper would come out"));
    const Rect foot = inside.cut_bottom(kit.measures().primary_button());
    inside.cut_bottom(kit.mm(3));
    view.on(button(kit, foot,
                   {.label = texts.get("Understood"), .icon = Icon::check, .kind = ButtonKind::primary}),
            app::ShowPaper{false});
    // Pages turn beside the paper: it keeps its width.
    const float side = pages_width(kit, inside) + kit.measures().gap();
    Rect strip = inside;
    strip.right -= side;
    draw_strip(kit, strip);
    const Rect place{strip.left + kit.mm(4), strip.top + kit.mm(3), inside.right, strip.bottom - kit.mm(4)};
    const float columns = strip.right - kit.mm(4) - place.left;
    const List list{.name = "paper " + paper.id,
                    .count = paper.blocks.size(),
                    .height = [&](std::size_t n, float) { return height_of(kit, paper.blocks[n], columns); },
                    .heads = {},
                    .gap = 0};
    paged_list(kit, place, list, [&](std::size_t n, const Rect& rect) {
        const Rect cell{rect.left, rect.top, rect.left + columns, rect.bottom};
        std::visit(BlockPainter(kit, cell, true), paper.blocks[n]);
    });
}

} // namespace guichet::ui
