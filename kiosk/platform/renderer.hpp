#pragma once
// Draws what Dear ImGui has prepared: on a graphics card through SDL, or in software into memory.

#include "kiosk/core/result.hpp"

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace guichet::platform {

/// An opaque colour, 0 to 255 for each part.
struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

/// What stands on a screen: `width` × `height` pixels, row by row from the top, red, green, blue, alpha.
struct Screenshot {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

class Renderer {
public:
    virtual ~Renderer() = default;

    /// Makes a built atlas a texture and forgets its pixels.
    virtual Result<> upload_fonts(ImFontAtlas& atlas) = 0;

    /// Makes or replaces a texture of `width` × `height` pixels, 4 bytes each (red, green, blue, alpha).
    /// `texture` is null for a new one. Gives null when there is no memory for it.
    virtual ImTextureID upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba) = 0;

    /// Draws one frame over the background and shows it.
    virtual void draw(const ImDrawData& data, Rgb background) = 0;

    /// The frame that was drawn last.
    virtual Result<Screenshot> screenshot() = 0;
};

/// A number that changes when the picture of the frame changes: equal numbers, equal pictures.
[[nodiscard]] std::uint64_t fingerprint(const ImDrawData& data);

} // namespace guichet::platform
