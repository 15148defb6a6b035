#pragma once
// Text that is longer than a page, where letters are so large that it cannot stand on one.

#include "kiosk/ui/kit.hpp"

#include <span>
#include <string>

namespace guichet::ui {

struct FlowingParagraph {
    std::string text;
    bool heading = false;
};

/// Writes paragraphs line by line, over as many pages as it takes; buttons beside them turn the pages. The
/// page that is shown is remembered by `name` (see paged_list).
void flowing_text(Kit& kit, const Rect& page, const std::string& name,
                  std::span<const FlowingParagraph> paragraphs, ImU32 colour);

} // namespace guichet::ui
