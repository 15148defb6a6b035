#include "kiosk/platform/renderer.hpp"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

namespace guichet::platform {

namespace {

constexpr std::size_t indices_of_quad = 6;

bool same(ImVec2 a, ImVec2 b) {
    return a.x == b.x && a.y == b.y;
}

bool whole(float value) {
    return std::floor(value) == value;
}

SDL_Color colour_of(ImU32 packed) {
    return {static_cast<Uint8>(packed >> IM_COL32_R_SHIFT), static_cast<Uint8>(packed >> IM_COL32_G_SHIFT),
            static_cast<Uint8>(packed >> IM_COL32_B_SHIFT), static_cast<Uint8>(packed >> IM_COL32_A_SHIFT)};
}

/// The corners of a quad as Dear ImGui emits rectangles and glyphs: upper left, upper right, lower right,
/// lower left, as the triangles 0 1 2 and 0 2 3, with one colour and on whole pixels.
struct Quad {
    const ImDrawVert* upper_left = nullptr;
    const ImDrawVert* lower_right = nullptr;

    [[nodiscard]] SDL_Rect place() const {
        return {static_cast<int>(upper_left->pos.x), static_cast<int>(upper_left->pos.y),
                static_cast<int>(lower_right->pos.x - upper_left->pos.x),
                static_cast<int>(lower_right->pos.y - upper_left->pos.y)};
    }
};

bool is_rectangle(const std::array<const ImDrawVert*, 4>& corner) {
    const auto [a, b, c, d] = corner;
    return a->pos.y == b->pos.y && b->pos.x == c->pos.x && c->pos.y == d->pos.y && d->pos.x == a->pos.x &&
           a->pos.x < c->pos.x && a->pos.y < c->pos.y;
}

Quad find_quad(const ImDrawVert* vertices, const ImDrawIdx* indices) {
    if (indices[3] != indices[0] || indices[4] != indices[2]) {
        return {};
    }
    const std::array corner{vertices + indices[0], vertices + indices[1], vertices + indices[2],
                            vertices + indices[5]};
    const auto [a, b, c, d] = corner;
    const bool plain = a->col == b->col && a->col == c->col && a->col == d->col;
    const bool on_pixels = whole(a->pos.x) && whole(a->pos.y) && whole(c->pos.x) && whole(c->pos.y);
    return plain && on_pixels && is_rectangle(corner) ? Quad{a, c} : Quad{};
}

} // namespace

void Renderer::TextureDeleter::operator()(SDL_Texture* texture) const {
    SDL_DestroyTexture(texture);
}

Renderer::Renderer(SDL_Renderer& target) : target_(target) {
    SDL_RendererInfo info{};
    software_ = SDL_GetRendererInfo(&target, &info) == 0 && (info.flags & SDL_RENDERER_SOFTWARE) != 0;
}

Renderer::~Renderer() = default;

ImTextureID Renderer::upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba) {
    auto* known = static_cast<SDL_Texture*>(texture);
    int known_width = 0;
    int known_height = 0;
    if (known != nullptr) {
        SDL_QueryTexture(known, nullptr, nullptr, &known_width, &known_height);
    }
    if (known == nullptr || known_width != width || known_height != height) {
        std::erase_if(textures_, [known](const Texture& owned) { return owned.get() == known; });
        // The format of the surfaces that software draws on, so that copies need no conversion.
        known =
            SDL_CreateTexture(&target_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, width, height);
        if (known == nullptr) {
            return nullptr;
        }
        textures_.emplace_back(known);
        SDL_SetTextureBlendMode(known, SDL_BLENDMODE_BLEND);
    }
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    SDL_ConvertPixels(width, height, SDL_PIXELFORMAT_RGBA32, rgba, width * 4, SDL_PIXELFORMAT_ARGB8888,
                      pixels.data(), width * 4);
    SDL_UpdateTexture(known, nullptr, pixels.data(), width * 4);
    return known;
}

Result<> Renderer::upload_fonts(ImFontAtlas& atlas) {
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
    white_ = atlas.TexUvWhitePixel;
    atlas.ClearTexData();
    return {};
}

void Renderer::draw(const ImDrawData& data, Rgb background) {
    SDL_RenderSetClipRect(&target_, nullptr);
    SDL_SetRenderDrawColor(&target_, background.red, background.green, background.blue, SDL_ALPHA_OPAQUE);
    SDL_RenderClear(&target_);
    SDL_SetRenderDrawBlendMode(&target_, SDL_BLENDMODE_BLEND);
    for (int n = 0; n < data.CmdListsCount; ++n) {
        draw_list(*data.CmdLists[n], data);
    }
    SDL_RenderSetClipRect(&target_, nullptr);
}

void Renderer::draw_list(const ImDrawList& list, const ImDrawData& data) {
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback != nullptr) {
            continue; // no part of the app asks for one
        }
        const auto left = static_cast<int>(std::max(command.ClipRect.x - data.DisplayPos.x, 0.0F));
        const auto top = static_cast<int>(std::max(command.ClipRect.y - data.DisplayPos.y, 0.0F));
        const auto right =
            static_cast<int>(std::min(command.ClipRect.z - data.DisplayPos.x, data.DisplaySize.x));
        const auto bottom =
            static_cast<int>(std::min(command.ClipRect.w - data.DisplayPos.y, data.DisplaySize.y));
        if (right <= left || bottom <= top) {
            continue;
        }
        const SDL_Rect clip{left, top, right - left, bottom - top};
        SDL_RenderSetClipRect(&target_, &clip);
        draw_command(list, command);
    }
}

void Renderer::draw_command(const ImDrawList& list, const ImDrawCmd& command) {
    if (software_) {
        draw_in_software(list, command);
    } else {
        draw_triangles(list, command, 0, command.ElemCount, static_cast<SDL_Texture*>(command.GetTexID()));
    }
}

void Renderer::draw_in_software(const ImDrawList& list, const ImDrawCmd& command) {
    auto* texture = static_cast<SDL_Texture*>(command.GetTexID());
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    const auto is_plain = [&](std::size_t at) {
        return std::all_of(indices + at, indices + at + 3,
                           [&](ImDrawIdx index) { return same(vertices[index].uv, white_); });
    };
    std::size_t run_from = 0;
    bool run_plain = false;
    std::size_t at = 0;
    const auto finish_run = [&](std::size_t end) {
        draw_triangles(list, command, run_from, end - run_from, run_plain ? nullptr : texture);
    };
    while (at < command.ElemCount) {
        if (at + indices_of_quad <= command.ElemCount &&
            find_quad(vertices, indices + at).upper_left != nullptr) {
            finish_run(at);
            at += draw_as_rectangle(vertices, indices + at, texture);
            run_from = at;
            continue;
        }
        const bool plain = is_plain(at);
        if (plain != run_plain) {
            finish_run(at);
            run_from = at;
            run_plain = plain;
        }
        at += 3;
    }
    finish_run(at);
}

std::size_t Renderer::draw_as_rectangle(const ImDrawVert* vertices, const ImDrawIdx* indices,
                                        SDL_Texture* texture) {
    const Quad quad = find_quad(vertices, indices);
    const SDL_Color colour = colour_of(quad.upper_left->col);
    const SDL_Rect place = quad.place();
    if (same(quad.upper_left->uv, white_) && same(quad.lower_right->uv, white_)) {
        SDL_SetRenderDrawColor(&target_, colour.r, colour.g, colour.b, colour.a);
        SDL_RenderFillRect(&target_, &place);
        return indices_of_quad;
    }
    int width = 0;
    int height = 0;
    SDL_QueryTexture(texture, nullptr, nullptr, &width, &height);
    const auto texel = [](float part, int size) {
        return static_cast<int>(std::lround(part * static_cast<float>(size)));
    };
    const ImVec2 first = quad.upper_left->uv;
    const ImVec2 last = quad.lower_right->uv;
    const SDL_Rect source{texel(first.x, width), texel(first.y, height), texel(last.x - first.x, width),
                          texel(last.y - first.y, height)};
    SDL_SetTextureColorMod(texture, colour.r, colour.g, colour.b);
    SDL_SetTextureAlphaMod(texture, colour.a);
    SDL_RenderCopy(&target_, texture, &source, &place);
    return indices_of_quad;
}

void Renderer::draw_triangles(const ImDrawList& list, const ImDrawCmd& command, std::size_t from,
                              std::size_t count, SDL_Texture* texture) {
    if (count == 0) {
        return;
    }
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset + from;
    // Only the vertices that are meant, because SDL copies all it is given; its indices then start at the
    // first.
    const auto [lowest, highest] = std::minmax_element(indices, indices + count);
    const ImDrawVert* first = vertices + *lowest;
    const int used = *highest - *lowest + 1;
    indices_.resize(count);
    std::transform(indices, indices + count, indices_.begin(),
                   [base = *lowest](ImDrawIdx index) { return static_cast<ImDrawIdx>(index - base); });
    constexpr int stride = sizeof(ImDrawVert);
    SDL_RenderGeometryRaw(&target_, texture, &first->pos.x, stride,
                          reinterpret_cast<const SDL_Color*>(&first->col), stride, &first->uv.x, stride, used,
                          indices_.data(), static_cast<int>(count), static_cast<int>(sizeof(ImDrawIdx)));
}

namespace {

std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
    state = (state ^ word) * 0x9E3779B97F4A7C15U;
    return state ^ (state >> 32U);
}

/// Reads eight bytes at a time: a full screen is half a megabyte of vertices.
std::uint64_t mix(std::uint64_t state, const void* bytes, std::size_t size) {
    const auto* from = static_cast<const unsigned char*>(bytes);
    for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t), from += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        state = mix(state, word);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, from, size);
    return mix(state, rest + size);
}

} // namespace

std::uint64_t fingerprint(const ImDrawData& data) {
    std::uint64_t state =
        mix(static_cast<std::uint64_t>(data.DisplaySize.x), static_cast<std::uint64_t>(data.DisplaySize.y));
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        state = mix(state, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
        state = mix(state, list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list.CmdBuffer) {
            state = mix(state, &command.ClipRect, sizeof command.ClipRect);
            state = mix(state, reinterpret_cast<std::uintptr_t>(command.GetTexID()));
            state = mix(state, command.ElemCount);
        }
    }
    return state;
}

} // namespace guichet::platform
