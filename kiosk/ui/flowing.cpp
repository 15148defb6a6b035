#include "kiosk/ui/flowing.hpp"

#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/text.hpp"

#include <utility>
#include <vector>

namespace guichet::ui {

namespace {

constexpr std::size_t most_lines = 100; // of one paragraph

TextStyle style_of(bool heading) {
    return heading ? TextStyle::strong : TextStyle::body;
}

} // namespace

void flowing_text(Kit& kit, const Rect& page, const std::string& name,
                  std::span<const FlowingParagraph> paragraphs, ImU32 colour) {
    const float room = page.width() - kit.mm(30); // beside the buttons that turn the pages
    std::vector<FlowingParagraph> lines;
    for (const FlowingParagraph& paragraph : paragraphs) {
        const TextStyle style = style_of(paragraph.heading);
        for (std::string& line : wrap(kit, style, paragraph.text, room, most_lines).lines) {
            lines.push_back({std::move(line), paragraph.heading});
        }
    }
    const List list{
        .name = name,
        .count = lines.size(),
        .height = [&](std::size_t n, float) { return line_height(kit, style_of(lines[n].heading)); },
        .heads = [&](std::size_t n) { return lines[n].heading; },
        .gap = 0};
    paged_list(kit, page, list, [&](std::size_t n, const Rect& rect) {
        write_line(kit, rect, lines[n].text, {.style = style_of(lines[n].heading), .colour = colour},
                   lines[n].heading ? Role::heading : Role::text);
    });
}

} // namespace guichet::ui
