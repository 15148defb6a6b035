#pragma once
// Draws what Dear ImGui has prepared with any renderer of SDL, on a graphics card or in software.

#include "kiosk/core/result.hpp"

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

struct SDL_Renderer;
struct SDL_Texture;

namespace guichet::platform {

/// An opaque colour, 0 to 255 for each part.
struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

/// The renderer of one SDL_Renderer, which must outlive it.
///
/// In software, SDL fills triangles slowly but rectangles and copies fast: there, axis-aligned rectangles and
/// glyphs are found among the triangles and drawn as what they are, with the same pixels as result.
class Renderer {
public:
    explicit Renderer(SDL_Renderer& target);
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    /// Makes the atlas (built or not) a texture and forgets its pixels in main memory.
    Result<> upload_fonts(ImFontAtlas& atlas);

    /// Makes or replaces a texture of `width` × `height` pixels, 4 bytes each (red, green, blue, alpha).
    /// `texture` is null for a new one. Gives null when SDL has no memory for it.
    ImTextureID upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba);

    /// Draws one frame over the background; it is visible after the caller has presented it.
    void draw(const ImDrawData& data, Rgb background);

private:
    struct TextureDeleter {
        void operator()(SDL_Texture* texture) const;
    };
    using Texture = std::unique_ptr<SDL_Texture, TextureDeleter>;

    void draw_list(const ImDrawList& list, const ImDrawData& data);
    void draw_command(const ImDrawList& list, const ImDrawCmd& command);
    void draw_in_software(const ImDrawList& list, const ImDrawCmd& command);
    std::size_t draw_as_rectangle(const ImDrawVert* vertices, const ImDrawIdx* indices, SDL_Texture* texture);
    void draw_triangles(const ImDrawList& list, const ImDrawCmd& command, std::size_t from, std::size_t count,
                        SDL_Texture* texture);

    SDL_Renderer& target_;
    bool software_ = false;
    ImVec2 white_;
    std::vector<Texture> textures_;
    std::vector<ImDrawIdx> indices_;
};

/// A number that changes when the picture of the frame changes: equal numbers, equal pictures.
[[nodiscard]] std::uint64_t fingerprint(const ImDrawData& data);

} // namespace guichet::platform
