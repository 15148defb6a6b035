#pragma once
// The renderer without a graphics card: draws into memory. SDL can do it too, but puts corners on half
// pixels, which shows at every curve, and takes several times as long.

#include "kiosk/platform/raster.hpp"
#include "kiosk/platform/renderer.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace guichet::platform {

class SoftwareRenderer final : public Renderer {
public:
    /// What happens to the pixels of a frame: copied to a window, or nothing.
    using Present = std::function<void(const Pixels&)>;

    SoftwareRenderer(int width, int height, Present present);

    Result<> upload_fonts(ImFontAtlas& atlas) override;
    ImTextureID upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba) override;
    void draw(const ImDrawData& data, Rgb background) override;
    Result<Screenshot> screenshot() override;

    /// Another size from the next frame on.
    void resize(int width, int height);

private:
    void draw_command(const ImDrawList& list, const ImDrawCmd& command);

    Pixels pixels_;
    Present present_;
    std::vector<std::unique_ptr<Texture>> textures_;
    ImVec2 white_; ///< where the atlas is plain: what is drawn from there has no texture
};

} // namespace guichet::platform
