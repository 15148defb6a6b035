// Both renderers and the stage, drawing with Dear ImGui without a display.
#include "kiosk/platform/sdl_renderer.hpp"
#include "kiosk/platform/stage.hpp"

#include <SDL.h>
#include <gtest/gtest.h>

#include <array>

namespace guichet::platform {
namespace {

constexpr Rgb background{10, 20, 30};

class StageTest : public ::testing::Test {
protected:
    StageTest() : window(Window::off_screen(100, 60).value()), stage(*window) {
        font = stage.add_font(FontWeight::semi_bold, 12, Letters::all);
        EXPECT_TRUE(stage.load_fonts());
    }

    template <typename Draw>
    bool frame(Draw draw) {
        stage.begin(now += std::chrono::milliseconds(16));
        draw(*ImGui::GetForegroundDrawList());
        return stage.end(background);
    }

    std::array<int, 3> at(int x, int y) {
        const Screenshot shot = window->screenshot().value();
        const auto* pixel = &shot.rgba[static_cast<std::size_t>((y * shot.width + x) * 4)];
        return {pixel[0], pixel[1], pixel[2]};
    }

    std::unique_ptr<Window> window;
    Stage stage;
    ImFont* font = nullptr;
    std::chrono::milliseconds now{0};
};

TEST_F(StageTest, DrawsShapesOverTheBackgroundWithinTheClip) {
    frame([](ImDrawList& draw) {
        draw.PushClipRect({10, 10}, {30, 30});
        draw.AddRectFilled({0, 0}, {100, 60}, IM_COL32(200, 100, 50, 255));
        draw.PopClipRect();
    });
    EXPECT_EQ(at(20, 20), (std::array{200, 100, 50}));
    EXPECT_EQ(at(9, 20), (std::array{10, 20, 30}));
    EXPECT_EQ(at(30, 20), (std::array{10, 20, 30}));
}

TEST_F(StageTest, DrawsOnlyWhatHasChanged) {
    const auto same = [](ImDrawList& draw) { draw.AddRectFilled({0, 0}, {9, 9}, IM_COL32_WHITE); };
    EXPECT_TRUE(frame(same));
    EXPECT_FALSE(frame(same));
    EXPECT_TRUE(frame([](ImDrawList& draw) { draw.AddRectFilled({0, 0}, {9, 8}, IM_COL32_WHITE); }));
}

TEST_F(StageTest, ShowsPicturesAndTheirChanges) {
    const std::array<std::uint8_t, 4> green{0, 255, 0, 255};
    const std::array<std::uint8_t, 4> blue{0, 0, 255, 255};
    const ImTextureID texture = stage.show_picture(nullptr, 1, 1, green.data());
    const auto show = [&](ImDrawList& draw) { draw.AddImage(texture, {0, 0}, {50, 50}); };
    frame(show);
    EXPECT_EQ(at(25, 25), (std::array{0, 255, 0}));
    EXPECT_EQ(stage.show_picture(texture, 1, 1, blue.data()), texture);
    EXPECT_TRUE(frame(show)) << "the same drawing of another picture";
    EXPECT_EQ(at(25, 25), (std::array{0, 0, 255}));
}

TEST_F(StageTest, WritesLetters) {
    frame([this](ImDrawList& draw) { draw.AddText(font, font->FontSize, {10, 10}, IM_COL32_WHITE, "Œ"); });
    int lit = 0;
    const Screenshot shot = window->screenshot().value();
    for (std::size_t n = 0; n < shot.rgba.size(); n += 4) {
        lit += shot.rgba[n] > 200 ? 1 : 0;
    }
    EXPECT_GT(lit, 20);
}

TEST_F(StageTest, SettlesAfterInput) {
    const auto nothing = [](ImDrawList&) {};
    while (stage.wants_frame()) {
        frame(nothing);
    }
    window->input().tap({5, 5});
    EXPECT_TRUE(stage.wants_frame());
    int frames = 0;
    while (stage.wants_frame()) {
        frame(nothing);
        ++frames;
    }
    EXPECT_LE(frames, 3 + Stage::settling_frames);
}

/// The graphics card's renderer, on SDL's own software: shapes and pictures come out where they belong.
TEST(SdlRendererTest, DrawsTheSameShapes) {
    SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(0, 100, 60, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_Renderer* target = SDL_CreateSoftwareRenderer(surface);
    ASSERT_NE(target, nullptr);
    {
        SdlRenderer renderer(*target);
        ImGuiContext* context = ImGui::CreateContext();
        ImGui::SetCurrentContext(context);
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = {100, 60};
        EXPECT_TRUE(renderer.upload_fonts(*ImGui::GetIO().Fonts));
        const std::array<std::uint8_t, 4> green{0, 255, 0, 255};
        const ImTextureID texture = renderer.upload(nullptr, 1, 1, green.data());
        ImGui::NewFrame();
        ImDrawList& draw = *ImGui::GetForegroundDrawList();
        draw.PushClipRect({10, 10}, {30, 30});
        draw.AddRectFilled({0, 0}, {100, 60}, IM_COL32(200, 100, 50, 255));
        draw.PopClipRect();
        draw.AddImage(texture, {50, 10}, {80, 40});
        ImGui::Render();
        renderer.draw(*ImGui::GetDrawData(), background);
        const Screenshot shot = renderer.screenshot().value();
        const auto at = [&](int x, int y) {
            const auto* pixel = &shot.rgba[static_cast<std::size_t>((y * shot.width + x) * 4)];
            return std::array<int, 3>{pixel[0], pixel[1], pixel[2]};
        };
        EXPECT_EQ(at(20, 20), (std::array{200, 100, 50}));
        EXPECT_EQ(at(5, 20), (std::array{10, 20, 30}));
        EXPECT_EQ(at(65, 25), (std::array{0, 255, 0}));
        ImGui::DestroyContext(context);
    }
    SDL_DestroyRenderer(target);
    SDL_FreeSurface(surface);
}

} // namespace
} // namespace guichet::platform
