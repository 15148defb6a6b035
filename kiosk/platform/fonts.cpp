#include "kiosk/platform/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace guichet::platform {

namespace {

constexpr const char* wanted_family = "Inter";
constexpr const char* stand_in_family = "DejaVu Sans";

// Latin with its extension A, general punctuation from thin spaces to the ellipsis and ‹ ›, and €.
constexpr std::array<ImWchar, 9> all_letters{0x0020, 0x017F, 0x2009, 0x203A, 0x20AC,
                                             0x20AC, 0x00D7, 0x00D7, 0};
constexpr std::array<ImWchar, 3> code_letters{0x0020, 0x00FF, 0};

struct Release {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};

std::string text_of(FcPattern* pattern, const char* property) {
    FcChar8* text = nullptr;
    return FcPatternGetString(pattern, property, 0, &text) == FcResultMatch
               ? reinterpret_cast<const char*>(text)
               : "";
}

Typeface match(const std::string& family, FontWeight weight) {
    const std::unique_ptr<FcPattern, Release> pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, FcWeightFromOpenType(static_cast<int>(weight)));
    FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
    // A variable font would be drawn in its default weight, whichever is asked for.
    FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult result = FcResultNoMatch;
    const std::unique_ptr<FcPattern, Release> found(FcFontMatch(nullptr, pattern.get(), &result));
    if (!found) {
        return {};
    }
    return {
        .family = text_of(found.get(), FC_FAMILY), .file = text_of(found.get(), FC_FILE), .stand_in = false};
}

/// How much larger than its capitals Dear ImGui wants a font to be named: it counts from the lowest to the
/// highest stroke. Nothing when the file is not a font.
float size_for_capitals(const std::string& file) {
    FT_Library opened = nullptr;
    if (FT_Init_FreeType(&opened) != 0) {
        return 0;
    }
    const std::unique_ptr<std::remove_pointer_t<FT_Library>, Release> library(opened);
    FT_Face loaded = nullptr;
    if (FT_New_Face(library.get(), file.c_str(), 0, &loaded) != 0) {
        return 0;
    }
    const std::unique_ptr<std::remove_pointer_t<FT_Face>, Release> face(loaded);
    const auto* metrics = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face.get(), FT_SFNT_OS2));
    const auto capital = metrics != nullptr && metrics->version >= 2 && metrics->version != 0xFFFF
                             ? static_cast<float>(metrics->sCapHeight)
                             : static_cast<float>(face->units_per_EM) * 0.72F;
    return capital > 0 ? static_cast<float>(face->ascender - face->descender) / capital : 0;
}

void notice_once(std::vector<std::string>& notices, std::string notice) {
    if (std::find(notices.begin(), notices.end(), notice) == notices.end()) {
        notices.push_back(std::move(notice));
    }
}

} // namespace

Result<Typeface> find_typeface(const std::string& family, FontWeight weight) {
    Typeface found = match(family, weight);
    if (!found.file.empty() && found.family == family) {
        return found;
    }
    found = match(stand_in_family, weight);
    if (found.file.empty()) {
        return fail("No typeface is installed: install the package fonts-inter.");
    }
    found.stand_in = true;
    return found;
}

ImFont* add_font(ImFontAtlas& atlas, FontWeight weight, float capital, Letters letters,
                 std::vector<std::string>& notices) {
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.TexDesiredWidth = 2048;
    const auto typeface = find_typeface(wanted_family, weight);
    if (!typeface) {
        notice_once(notices, typeface.error().english());
    } else if (typeface->stand_in) {
        notice_once(notices, fill("The typeface {0} is not installed, {1} stands in: install fonts-inter.",
                                  {wanted_family, typeface->family}));
    }
    const float ratio = typeface ? size_for_capitals(typeface->file) : 0;
    if (ratio > 0) {
        ImFontConfig wanted;
        wanted.OversampleH = 1;
        wanted.PixelSnapH = true;
        const auto* ranges = letters == Letters::all ? all_letters.data() : code_letters.data();
        ImFont* font =
            atlas.AddFontFromFileTTF(typeface->file.c_str(), std::round(capital * ratio), &wanted, ranges);
        if (font != nullptr) {
            return font;
        }
        notice_once(notices, fill("The typeface file {0} cannot be read.", {typeface->file}));
    }
    ImFontConfig built_in;
    built_in.SizePixels = std::max(13.0F, std::round(capital / 0.6F));
    return atlas.AddFontDefault(&built_in);
}

} // namespace guichet::platform
