#include "kiosk/platform/window.hpp"

#include "kiosk/platform/sdl_renderer.hpp"
#include "kiosk/platform/software_renderer.hpp"

#include <SDL.h>
#include <png.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace guichet::platform {

/// What SDL lends to a window, given back in the reverse order.
struct Window::Parts {
    SDL_Window* window = nullptr;
    SDL_Renderer* renderer = nullptr; ///< null when drawn in software
    Uint32 subsystem = 0;
    int width = 0; ///< of a picture in memory
    int height = 0;

    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        if (renderer != nullptr) {
            SDL_DestroyRenderer(renderer);
        }
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
    // The keys on the screen are ours; nothing else comes up over them.
    SDL_SetHint("SDL_ENABLE_SCREEN_KEYBOARD", "0"); // SDL 2.30 has a constant for it
}

/// In full screen every key is the kiosk's, those of the desktop too, and nothing makes the window small.
void set_full_screen_hints() {
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
}

/// What a desktop could drop onto the window is never taken, nor kept in memory.
void refuse_drops() {
    for (const Uint32 kind : {SDL_DROPFILE, SDL_DROPTEXT, SDL_DROPBEGIN, SDL_DROPCOMPLETE}) {
        SDL_EventState(kind, SDL_DISABLE);
    }
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

/// The size in pixels of what is drawn on; of a picture in memory, the size it was made with.
std::pair<int, int> size_of(SDL_Renderer* renderer, SDL_Window* window, int width, int height) {
    if (renderer != nullptr) {
        SDL_GetRendererOutputSize(renderer, &width, &height);
    } else if (window != nullptr) {
        SDL_GetWindowSizeInPixels(window, &width, &height);
    }
    return {width, height};
}

/// Whether a graphics card can draw. Without one Mesa draws in software, with a compiler of 60 MB: then our
/// own drawing is the better one.
bool has_graphics_card() {
    std::error_code none;
    for (const auto& device : std::filesystem::directory_iterator("/dev/dri", none)) {
        if (device.path().filename().string().starts_with("renderD")) {
            return true;
        }
    }
    return false;
}

void copy_to_window(SDL_Window* window, const Pixels& pixels) {
    SDL_Surface* target = SDL_GetWindowSurface(window);
    if (target == nullptr || target->w != pixels.width || target->h != pixels.height) {
        return; // it was resized in between; the next frame has the new size
    }
    SDL_ConvertPixels(pixels.width, pixels.height, SDL_PIXELFORMAT_RGBA32, pixels.data.data(),
                      pixels.width * 4, target->format->format, target->pixels, target->pitch);
    SDL_UpdateWindowSurface(window);
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

std::chrono::milliseconds monotonic_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    if (auto started = start(SDL_INIT_VIDEO | SDL_INIT_EVENTS); !started) {
        return started.error();
    }
    refuse_drops();
    auto parts = std::make_unique<Parts>();
    parts->subsystem = SDL_INIT_VIDEO | SDL_INIT_EVENTS;
    if (options.full_screen) {
        set_full_screen_hints();
    }
    const Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI |
                         (options.full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS
                                              : static_cast<Uint32>(SDL_WINDOW_RESIZABLE));
    parts->window = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                     options.width, options.height, flags);
    if (parts->window == nullptr) {
        return fail("The window cannot be opened ({0}).", SDL_GetError());
    }
    if (has_graphics_card()) {
        parts->renderer =
            SDL_CreateRenderer(parts->window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    }
    SDL_StartTextInput();
    if (options.full_screen) {
        SDL_ShowCursor(SDL_DISABLE);
        SDL_SetWindowKeyboardGrab(parts->window, SDL_TRUE);
    }
    std::unique_ptr<Renderer> renderer;
    if (parts->renderer != nullptr) {
        renderer = std::make_unique<SdlRenderer>(*parts->renderer);
    } else {
        // Drawn in software, it is copied as it is: SDL would else load OpenGL for the copy (60 MB).
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        renderer = std::make_unique<SoftwareRenderer>(
            options.width, options.height,
            [window = parts->window](const Pixels& pixels) { copy_to_window(window, pixels); });
    }
    std::unique_ptr<Window> window(new Window(std::move(parts), std::move(renderer)));
    window->full_screen_ = options.full_screen;
    return window;
}

Result<std::unique_ptr<Window>> Window::off_screen(int width, int height) {
    if (auto started = start(SDL_INIT_EVENTS); !started) {
        return started.error();
    }
    auto parts = std::make_unique<Parts>();
    parts->subsystem = SDL_INIT_EVENTS;
    parts->width = width;
    parts->height = height;
    auto renderer = std::make_unique<SoftwareRenderer>(width, height, nullptr);
    return std::unique_ptr<Window>(new Window(std::move(parts), std::move(renderer)));
}

Window::Window(std::unique_ptr<Parts> parts, std::unique_ptr<Renderer> renderer)
    : parts_(std::move(parts)), renderer_(std::move(renderer)) {}

Window::~Window() = default;

int Window::width() const {
    return size_of(parts_->renderer, parts_->window, parts_->width, 0).first;
}

int Window::height() const {
    return size_of(parts_->renderer, parts_->window, 0, parts_->height).second;
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
        close_asked_ = !full_screen_;
    }
    if (event.type == SDL_WINDOWEVENT || event.type == SDL_RENDER_TARGETS_RESET) {
        exposed_ = true;
    }
    if (event.type == SDL_TEXTINPUT || event.type == SDL_KEYDOWN) {
        take_typing(event);
        return;
    }
    int points = 0;
    SDL_GetWindowSize(parts_->window, &points, nullptr);
    const float scale = points > 0 ? static_cast<float>(width()) / static_cast<float>(points) : 1.0F;
    take_event(input_, event, width(), height(), scale);
}

void Window::take_typing(const SDL_Event& event) {
    InputQueue typed;
    take_event(typed, event, width(), height(), 1.0F, keys_);
    if (!typed.pending()) {
        if (event.type == SDL_KEYDOWN && event.key.repeat == 0) {
            unknown_key_ = keys_.unknown_function_key(event.key.keysym);
        }
        return;
    }
    const InputFrame frame = typed.next();
    if (!frame.text.empty()) {
        typing_.type(frame.text, monotonic_now());
    }
    if (frame.key && strikes_.take(*frame.key, monotonic_now())) {
        typing_.key(*frame.key, monotonic_now());
    }
    typed_ = true;
}

void Window::handled_all() {
    if (!std::exchange(typed_, false)) {
        typing_.quiet(monotonic_now());
    }
    input_.pass(monotonic_now());
}

std::optional<std::chrono::milliseconds> Window::patience() const {
    const auto typing = typing_.patience(monotonic_now());
    const auto touching = input_.patience(monotonic_now());
    return typing && touching ? std::min(*typing, *touching) : typing ? typing : touching;
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

void stand_side_by_side(Window& left, Window& right) {
    SDL_Window* const first = left.parts_->window;
    SDL_Window* const second = right.parts_->window;
    SDL_SetWindowPosition(first, 0, 0);
    SDL_SetWindowPosition(second, left.width(), 0);
}

bool wait_for_events(std::span<Window* const> windows, std::chrono::milliseconds limit) {
    for (const Window* window : windows) {
        limit = std::min(limit, window->patience().value_or(limit));
    }
    SDL_Event event;
    const bool any = SDL_WaitEventTimeout(&event, static_cast<int>(limit.count())) == 1;
    for (bool more = any; more; more = SDL_PollEvent(&event) == 1) {
        for (Window* window : windows) {
            window->handle(event);
        }
    }
    for (Window* window : windows) {
        window->handled_all();
    }
    return any;
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
