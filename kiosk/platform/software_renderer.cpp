#include "kiosk/platform/software_renderer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace guichet::platform {

namespace {

constexpr unsigned indices_of_quad = 6;

Corner corner_of(const ImDrawVert& vertex) {
    return {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y, vertex.col};
}

/// A rectangle as Dear ImGui emits it: upper left, upper right, lower right, lower left as the triangles 0 1
/// 2 and 0 2 3, in one colour.
struct Quad {
    const ImDrawVert* first = nullptr;
    const ImDrawVert* last = nullptr;
};

Quad find_quad(const ImDrawVert* vertices, const ImDrawIdx* indices) {
    if (indices[3] != indices[0] || indices[4] != indices[2]) {
        return {};
    }
    const ImDrawVert& a = vertices[indices[0]];
    const ImDrawVert& b = vertices[indices[1]];
    const ImDrawVert& c = vertices[indices[2]];
    const ImDrawVert& d = vertices[indices[5]];
    const bool one_colour = a.col == b.col && a.col == c.col && a.col == d.col;
    const bool upright = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
    const bool ordered = a.pos.x < c.pos.x && a.pos.y < c.pos.y;
    return one_colour && upright && ordered ? Quad{&a, &c} : Quad{};
}

} // namespace

SoftwareRenderer::SoftwareRenderer(int width, int height, Present present) : present_(std::move(present)) {
    resize(width, height);
}

void SoftwareRenderer::resize(int width, int height) {
    if (pixels_.width != width || pixels_.height != height) {
        pixels_ = {width, height, {}};
        pixels_.data.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    }
}

Result<> SoftwareRenderer::upload_fonts(ImFontAtlas& atlas) {
    unsigned char* coverage = nullptr;
    auto texture = std::make_unique<Texture>();
    atlas.GetTexDataAsAlpha8(&coverage, &texture->width, &texture->height);
    if (coverage == nullptr) {
        return fail("The letters cannot be drawn: install the package fonts-inter.");
    }
    const auto size = static_cast<std::size_t>(texture->width) * static_cast<std::size_t>(texture->height);
    texture->coverage.assign(coverage, coverage + size);
    std::erase_if(textures_, [&atlas](const auto& owned) { return owned.get() == atlas.TexID; });
    atlas.SetTexID(texture.get());
    textures_.push_back(std::move(texture));
    white_ = atlas.TexUvWhitePixel;
    atlas.ClearTexData();
    return {};
}

ImTextureID SoftwareRenderer::upload(ImTextureID texture, int width, int height, const std::uint8_t* rgba) {
    auto* picture = static_cast<Texture*>(texture);
    if (picture == nullptr) {
        picture = textures_.emplace_back(std::make_unique<Texture>()).get();
    }
    picture->width = width;
    picture->height = height;
    picture->colours.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::memcpy(picture->colours.data(), rgba, picture->colours.size() * sizeof(std::uint32_t));
    return picture;
}

void SoftwareRenderer::draw(const ImDrawData& data, Rgb background) {
    resize(static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y));
    std::fill(pixels_.data.begin(), pixels_.data.end(),
              IM_COL32(background.red, background.green, background.blue, 255));
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            draw_command(list, command);
        }
    }
    if (present_) {
        present_(pixels_);
    }
}

void SoftwareRenderer::draw_command(const ImDrawList& list, const ImDrawCmd& command) {
    const Clip clip{std::max(0, static_cast<int>(command.ClipRect.x)),
                    std::max(0, static_cast<int>(command.ClipRect.y)),
                    std::min(pixels_.width, static_cast<int>(command.ClipRect.z)),
                    std::min(pixels_.height, static_cast<int>(command.ClipRect.w))};
    const auto* texture = static_cast<const Texture*>(command.GetTexID());
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned at = 0; at + 2 < command.ElemCount;) {
        const Quad quad =
            at + indices_of_quad <= command.ElemCount ? find_quad(vertices, indices + at) : Quad{};
        if (quad.first == nullptr) {
            fill_triangle(pixels_, clip,
                          {corner_of(vertices[indices[at]]), corner_of(vertices[indices[at + 1]]),
                           corner_of(vertices[indices[at + 2]])});
            at += 3;
            continue;
        }
        const bool plain = quad.first->uv.x == white_.x && quad.first->uv.y == white_.y &&
                           quad.last->uv.x == white_.x && quad.last->uv.y == white_.y;
        if (plain || texture == nullptr) {
            fill_rectangle(pixels_, clip, corner_of(*quad.first), corner_of(*quad.last));
        } else {
            copy_rectangle(pixels_, clip, corner_of(*quad.first), corner_of(*quad.last), *texture);
        }
        at += indices_of_quad;
    }
}

Result<Screenshot> SoftwareRenderer::screenshot() {
    Screenshot screenshot{.width = pixels_.width, .height = pixels_.height, .rgba = {}};
    screenshot.rgba.resize(pixels_.data.size() * sizeof(std::uint32_t));
    std::memcpy(screenshot.rgba.data(), pixels_.data.data(), screenshot.rgba.size());
    return screenshot;
}

} // namespace guichet::platform
