#pragma once
// The letters: finds the typeface among the installed ones and puts the sizes that are wanted into an atlas.

#include "kiosk/core/result.hpp"

#include <imgui.h>

#include <string>
#include <vector>

namespace guichet::platform {

/// The weights of the typeface, with the names and numbers of OpenType (OS/2 usWeightClass).
enum class FontWeight { regular = 400, medium = 500, semi_bold = 600, bold = 700 };

/// Which letters a font holds: every letter of the Latin languages of Europe with typographic signs, or only
/// those of codes and numbers (digits, capitals, Western European letters), for very large sizes.
enum class Letters { all, codes };

struct Typeface {
    /// As installed: "Inter", or what stands in for it.
    std::string family;
    std::string file;
    /// True when the wanted family is not installed and this one was taken instead.
    bool stand_in = false;
};

/// Finds an installed file of the family in a weight, as fontconfig knows it; when the family is missing,
/// DejaVu Sans stands in, and after it whatever is there. Fails only when no font is installed at all.
[[nodiscard]] Result<Typeface> find_typeface(const std::string& family, FontWeight weight);

/// Adds a font whose capital letters are `capital` pixels high. Never fails: without any installed font, the
/// letters built into Dear ImGui serve, and `notices` says so, once for each cause, for the log.
ImFont* add_font(ImFontAtlas& atlas, FontWeight weight, float capital, Letters letters,
                 std::vector<std::string>& notices);

} // namespace guichet::platform
