#include "kiosk/platform/window.hpp"

#include <SDL.h>
#include <png.h>

#include <mutex>

namespace guichet::platform {

/// What SDL lends to a window, given back in the reverse order.
struct Window::Parts {
    SDL_Window* window = nullptr;
    SDL_Surface* surface = nullptr;
    SDL_Renderer* renderer = nullptr;
    Uint32 subsystem = 0;

    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        SDL_DestroyRenderer(renderer);
        SDL_FreeSurface(surface);
        if (window != nullptr) {
            SDL_DestroyWindow(window);
        }
        SDL_QuitSubSystem(subsystem);
    }
};

namespace {

void set_hints() {
    SDL_SetMainReady();
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
}

/// The event that only wakes; SDL gives its number once for the program.
Uint32 wake_event() {
    static const Uint32 number = SDL_RegisterEvents(1);
    return number;
}

Result<> start(Uint32 subsystem) {
    set_hints();
    if (SDL_InitSubSystem(subsystem) != 0) {
        return fail("No picture can be shown here ({0}): attach a display, or run without one.",
                    SDL_GetError());
    }
    wake_event();
    return {};
}

/// The window that an event speaks of; 0 for none.
Uint32 window_of(const SDL_Event& event) {
    switch (event.type) {
    case SDL_WINDOWEVENT: return event.window.windowID;
    case SDL_MOUSEMOTION: return event.motion.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return event.button.windowID;
    case SDL_TEXTINPUT: return event.text.windowID;
    case SDL_KEYDOWN: return event.key.windowID;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: return event.tfinger.windowID;
    default: return 0;
    }
}

} // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    if (auto started = start(SDL_INIT_VIDEO | SDL_INIT_EVENTS); !started) {
        return started.error();
    }
    auto parts = std::make_unique<Parts>();
    parts->subsystem = SDL_INIT_VIDEO | SDL_INIT_EVENTS;
    const Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI |
                         (options.full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS
                                              : static_cast<Uint32>(SDL_WINDOW_RESIZABLE));
    parts->window = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                     options.width, options.height, flags);
    if (parts->window != nullptr) {
        parts->renderer = SDL_CreateRenderer(parts->window, -1, SDL_RENDERER_PRESENTVSYNC);
    }
    if (parts->renderer == nullptr) {
        return fail("The window cannot be opened ({0}).", SDL_GetError());
    }
    SDL_StartTextInput();
    if (options.full_screen) {
        SDL_ShowCursor(SDL_DISABLE);
    }
    return std::unique_ptr<Window>(new Window(std::move(parts)));
}

Result<std::unique_ptr<Window>> Window::off_screen(int width, int height) {
    if (auto started = start(SDL_INIT_EVENTS); !started) {
        return started.error();
    }
    auto parts = std::make_unique<Parts>();
    parts->subsystem = SDL_INIT_EVENTS;
    parts->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (parts->surface != nullptr) {
        parts->renderer = SDL_CreateSoftwareRenderer(parts->surface);
    }
    if (parts->renderer == nullptr) {
        return fail("There is no memory for a picture of {0} × {1} pixels ({2}).", width, height,
                    SDL_GetError());
    }
    return std::unique_ptr<Window>(new Window(std::move(parts)));
}

Window::Window(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)), renderer_(std::make_unique<Renderer>(*parts_->renderer)) {}

Window::~Window() = default;

int Window::width() const {
    int width = 0;
    SDL_GetRendererOutputSize(parts_->renderer, &width, nullptr);
    return width;
}

int Window::height() const {
    int height = 0;
    SDL_GetRendererOutputSize(parts_->renderer, nullptr, &height);
    return height;
}

void Window::present() {
    SDL_RenderPresent(parts_->renderer);
}

Result<Screenshot> Window::screenshot() {
    Screenshot screenshot{.width = width(), .height = height(), .rgba = {}};
    screenshot.rgba.resize(static_cast<std::size_t>(screenshot.width) *
                           static_cast<std::size_t>(screenshot.height) * 4);
    SDL_RenderSetClipRect(parts_->renderer, nullptr);
    if (SDL_RenderReadPixels(parts_->renderer, nullptr, SDL_PIXELFORMAT_RGBA32, screenshot.rgba.data(),
                             screenshot.width * 4) != 0) {
        return fail("The screen cannot be read ({0}).", SDL_GetError());
    }
    return screenshot;
}

bool Window::take_exposed() {
    return std::exchange(exposed_, false);
}

void Window::handle(const SDL_Event& event) {
    const Uint32 meant = window_of(event);
    if (parts_->window == nullptr || (meant != 0 && meant != SDL_GetWindowID(parts_->window))) {
        return;
    }
    if (event.type == SDL_QUIT ||
        (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE)) {
        close_asked_ = true;
    }
    if (event.type == SDL_WINDOWEVENT || event.type == SDL_RENDER_TARGETS_RESET) {
        exposed_ = true;
    }
    int points = 0;
    SDL_GetWindowSize(parts_->window, &points, nullptr);
    const float scale = points > 0 ? static_cast<float>(width()) / static_cast<float>(points) : 1.0F;
    take_event(input_, event, width(), height(), scale);
}

bool has_display() {
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return false;
    }
    const char* driver = SDL_GetCurrentVideoDriver();
    const std::string name = driver != nullptr ? driver : "";
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return !name.empty() && name != "dummy" && name != "offscreen" && name != "evdev";
}

bool wait_for_events(std::span<Window* const> windows, std::chrono::milliseconds limit) {
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(limit.count())) == 0) {
        return false;
    }
    do {
        for (Window* window : windows) {
            window->handle(event);
        }
    } while (SDL_PollEvent(&event) == 1);
    return true;
}

void wake() {
    SDL_Event event{};
    event.type = wake_event();
    SDL_PushEvent(&event);
}

Result<> write_png(const std::string& path, const Screenshot& screenshot) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(screenshot.width);
    image.height = static_cast<png_uint_32>(screenshot.height);
    image.format = PNG_FORMAT_RGBA;
    image.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_file(&image, path.c_str(), 0, screenshot.rgba.data(), 0, nullptr) == 0) {
        return fail("The picture {0} cannot be written ({1}): is there room, and is the folder there?", path,
                    image.message);
    }
    return {};
}

} // namespace guichet::platform
