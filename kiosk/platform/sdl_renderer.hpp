#pragma once
// The renderer on a graphics card: OpenGL or OpenGL ES, whichever SDL has found.

#include "kiosk/platform/renderer.hpp"

#include <memory>
#include <vector>

struct SDL_Renderer;
struct SDL_Texture;

namespace guichet::platform {

class SdlRenderer final : public Renderer {
public:
    /// `target` must outlive it.
    explicit SdlRenderer(SDL_Renderer& target);
    ~SdlRenderer() override;
    SdlRenderer(const SdlRenderer&) = delete;
    SdlRenderer& operator=(const SdlRenderer&) = delete;

    Result<> upload_fonts(ImFontAtlas& atlas) override;
    ImTextureID upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba) override;
    void draw(const ImDrawData& data, Rgb background) override;
    Result<Screenshot> screenshot() override;

private:
    struct TextureDeleter {
        void operator()(SDL_Texture* texture) const;
    };

    void draw_command(const ImDrawList& list, const ImDrawCmd& command);

    SDL_Renderer& target_;
    std::vector<std::unique_ptr<SDL_Texture, TextureDeleter>> textures_;
};

} // namespace guichet::platform
