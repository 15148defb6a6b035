#include "kiosk/platform/stage.hpp"

#include "kiosk/core/wipe.hpp"

#include <algorithm>
#include <cfloat>

namespace guichet::platform {

Stage::Stage(Window& window) : window_(window), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // nothing of the screen's state survives on disk
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    // Textured lines change their thickness along the way when drawn in software.
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    ImGui::GetStyle().CircleTessellationMaxError = 0.1F; // pixels: round on a large panel too
    ImGui::GetStyle().WindowBorderSize = 0;
    ImGui::GetStyle().WindowPadding = {0, 0};
}

Stage::~Stage() {
    ImGui::DestroyContext(context_);
}

ImFont* Stage::add_font(FontWeight weight, float capital, Letters letters) {
    ImGui::SetCurrentContext(context_);
    return platform::add_font(*ImGui::GetIO().Fonts, weight, capital, letters, notices_);
}

void Stage::clear_fonts() {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().Fonts->Clear();
}

Result<> Stage::load_fonts() {
    ImGui::SetCurrentContext(context_);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    ask_for_frames();
    return window_.renderer().upload_fonts(atlas);
}

ImTextureID Stage::show_picture(ImTextureID texture, int width, int height, const std::uint8_t* rgba) {
    ++pictures_changed_;
    ask_for_frames(1);
    return window_.renderer().upload(texture, width, height, rgba);
}

void Stage::begin(std::chrono::milliseconds now, const Accept& accept) {
    ImGui::SetCurrentContext(context_);
    const bool anything_new = window_.input().pending();
    const bool was_down = input_.down;
    wipe(input_.text);
    input_ = window_.input().next();
    if (input_.down != was_down) {
        refused_ = input_.down && accept && !accept(input_);
    }
    frames_wanted_ = anything_new ? settling_frames : std::max(0, frames_wanted_ - 1);
    start_frame(now);
}

void Stage::begin_untouched(std::chrono::milliseconds now) {
    ImGui::SetCurrentContext(context_);
    wipe(input_.text);
    input_.key.reset();
    input_.pressed_at.reset();
    frames_wanted_ = std::max(0, frames_wanted_ - 1);
    start_frame(now);
}

void Stage::start_frame(std::chrono::milliseconds now) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(window_.width()), static_cast<float>(window_.height())};
    // Dear ImGui wants time to pass; what it measures with it (double clicks, repeated keys) is not used.
    io.DeltaTime = std::max(0.001F, static_cast<float>((now - last_).count()) / 1000.0F);
    last_ = now;
    io.MousePos = input_.pointer ? ImVec2{input_.pointer->x, input_.pointer->y} : ImVec2{-FLT_MAX, -FLT_MAX};
    io.MouseDown[0] = input_.down && !refused_;
    ImGui::NewFrame();
}

bool Stage::end(Rgb background) {
    ImGui::Render();
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::uint64_t picture = fingerprint(data) + pictures_changed_;
    const bool exposed = window_.take_exposed();
    if (picture == shown_ && !exposed) {
        return false;
    }
    shown_ = picture;
    window_.renderer().draw(data, background);
    return true;
}

void Stage::end_unseen() {
    ImGui::Render();
}

void Stage::ask_for_frames(int count) {
    frames_wanted_ = std::max(frames_wanted_, count);
}

bool Stage::wants_frame() const {
    return frames_wanted_ > 0 || window_.input().pending();
}

} // namespace guichet::platform
