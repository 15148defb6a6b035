// No way out: what a desktop or a keyboard can say to a window.

#include "kiosk/platform/window.hpp"

#include <SDL.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace guichet::platform {
namespace {

/// A window of SDL's driver that shows nothing.
std::unique_ptr<Window> open_window(bool full_screen) {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    auto window = Window::open({"Guichet", 320, 240, full_screen});
    EXPECT_TRUE(window.ok());
    return window ? std::move(*window) : nullptr;
}

void ask_to_close(Window& window) {
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_CLOSE;
    window.handle(event);
    event = {};
    event.type = SDL_QUIT;
    window.handle(event);
}

TEST(Window, OfTheDesktopIsClosed) {
    const auto window = open_window(false);
    ASSERT_TRUE(window);
    ask_to_close(*window);
    EXPECT_TRUE(window->close_asked());
}

TEST(Window, OfAStationIsNotClosedByAnybody) {
    const auto window = open_window(true);
    ASSERT_TRUE(window);
    ask_to_close(*window);
    EXPECT_FALSE(window->close_asked());
}

TEST(Window, KnowsNoKeysThatLeadOut) {
    const auto window = open_window(true);
    ASSERT_TRUE(window);
    for (const SDL_Keycode key : {SDLK_F4, SDLK_F11, SDLK_DELETE, SDLK_PRINTSCREEN, SDLK_LGUI, SDLK_POWER,
                                  SDLK_SLEEP, SDLK_SYSREQ, SDLK_c, SDLK_v, SDLK_q}) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = key;
        event.key.keysym.mod = KMOD_CTRL | KMOD_ALT;
        window->handle(event);
        window->handled_all();
        EXPECT_FALSE(window->input().pending()) << SDL_GetKeyName(key);
    }
    EXPECT_FALSE(window->close_asked());
}

TEST(Window, TakesNothingThatIsDroppedOntoIt) {
    const auto window = open_window(true);
    ASSERT_TRUE(window);
    EXPECT_EQ(SDL_EventState(SDL_DROPFILE, SDL_QUERY), SDL_DISABLE);
    EXPECT_EQ(SDL_EventState(SDL_DROPTEXT, SDL_QUERY), SDL_DISABLE);
}

} // namespace
} // namespace guichet::platform
