#include "kiosk/platform/sdl_renderer.hpp"

#include <SDL.h>

#include <algorithm>

namespace guichet::platform {

void SdlRenderer::TextureDeleter::operator()(SDL_Texture* texture) const {
    SDL_DestroyTexture(texture);
}

SdlRenderer::SdlRenderer(SDL_Renderer& target) : target_(target) {}

SdlRenderer::~SdlRenderer() = default;

ImTextureID SdlRenderer::upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba) {
    auto* known = static_cast<SDL_Texture*>(texture);
    int known_width = 0;
    int known_height = 0;
    if (known != nullptr) {
        SDL_QueryTexture(known, nullptr, nullptr, &known_width, &known_height);
    }
    if (known == nullptr || known_width != width || known_height != height) {
        std::erase_if(textures_, [known](const auto& owned) { return owned.get() == known; });
        known = SDL_CreateTexture(&target_, SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_STATIC, width, height);
        if (known == nullptr) {
            return nullptr;
        }
        textures_.emplace_back(known);
        SDL_SetTextureBlendMode(known, SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(known, SDL_ScaleModeLinear);
    }
    SDL_UpdateTexture(known, nullptr, rgba, width * 4);
    return known;
}

Result<> SdlRenderer::upload_fonts(ImFontAtlas& atlas) {
    unsigned char* rgba = nullptr;
    int width = 0;
    int height = 0;
    atlas.GetTexDataAsRGBA32(&rgba, &width, &height);
    const ImTextureID texture = rgba != nullptr ? upload(atlas.TexID, width, height, rgba) : nullptr;
    if (texture == nullptr) {
        return fail("The letters cannot be put on the screen ({0}): free some memory and start again.",
                    SDL_GetError());
    }
    atlas.SetTexID(texture);
    atlas.ClearTexData();
    return {};
}

void SdlRenderer::draw(const ImDrawData& data, Rgb background) {
    SDL_RenderSetClipRect(&target_, nullptr);
    SDL_SetRenderDrawColor(&target_, background.red, background.green, background.blue, SDL_ALPHA_OPAQUE);
    SDL_RenderClear(&target_);
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            draw_command(list, command);
        }
    }
    SDL_RenderSetClipRect(&target_, nullptr);
    SDL_RenderPresent(&target_);
}

void SdlRenderer::draw_command(const ImDrawList& list, const ImDrawCmd& command) {
    const auto left = static_cast<int>(std::max(command.ClipRect.x, 0.0F));
    const auto top = static_cast<int>(std::max(command.ClipRect.y, 0.0F));
    const SDL_Rect clip{left, top, static_cast<int>(command.ClipRect.z) - left,
                        static_cast<int>(command.ClipRect.w) - top};
    if (clip.w <= 0 || clip.h <= 0 || command.ElemCount == 0) {
        return;
    }
    SDL_RenderSetClipRect(&target_, &clip);
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    constexpr int stride = sizeof(ImDrawVert);
    SDL_RenderGeometryRaw(&target_, static_cast<SDL_Texture*>(command.GetTexID()), &vertices->pos.x, stride,
                          reinterpret_cast<const SDL_Color*>(&vertices->col), stride, &vertices->uv.x, stride,
                          list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                          list.IdxBuffer.Data + command.IdxOffset, static_cast<int>(command.ElemCount),
                          static_cast<int>(sizeof(ImDrawIdx)));
}

Result<Screenshot> SdlRenderer::screenshot() {
    Screenshot screenshot;
    SDL_GetRendererOutputSize(&target_, &screenshot.width, &screenshot.height);
    screenshot.rgba.resize(static_cast<std::size_t>(screenshot.width) *
                           static_cast<std::size_t>(screenshot.height) * 4);
    SDL_RenderSetClipRect(&target_, nullptr);
    if (SDL_RenderReadPixels(&target_, nullptr, SDL_PIXELFORMAT_RGBA32, screenshot.rgba.data(),
                             screenshot.width * 4) != 0) {
        return fail("The screen cannot be read ({0}).", SDL_GetError());
    }
    return screenshot;
}

} // namespace guichet::platform
