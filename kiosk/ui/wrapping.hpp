#pragma once
// How texts break into lines. What depends on the letters of one font only.

#include <imgui.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::ui {

/// The lines into which a text breaks; only a no-break space holds words together. A word wider than a line
/// is parted: at a hyphen of its own, else between syllables with a hyphen. `most` lines at the most: what
/// does not fit ends in an ellipsis.
struct Wrapped {
    std::vector<std::string> lines;
    bool shortened = false;
    bool broken = false; ///< a word was parted with a hyphen
};
/// `width` in pixels.
[[nodiscard]] Wrapped wrap(const ImFont& font, std::string_view text, float width, std::size_t most);

/// Width and height of one line, in pixels.
[[nodiscard]] ImVec2 extent(const ImFont& font, std::string_view text);

/// As much of the text as is not wider than that with an ellipsis behind it.
[[nodiscard]] std::string with_ellipsis(const ImFont& font, std::string text, float width);

} // namespace guichet::ui
