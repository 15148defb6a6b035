#include "tests/bench/scanning_sights.hpp"

#include "drivers/lab/camera/optics.hpp"
#include "drivers/lab/camera/surroundings.hpp"
#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/core/pickup_code.hpp"
#include "tests/bench/bench.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace guichet::bench {
namespace {

using lab::Conditions;
using lab::Medium;
using lab::Random;

/// A code held well in the hall's light.
Conditions usual(Random& random) {
    Conditions conditions;
    conditions.medium = random.happens(0.5) ? Medium::paper : Medium::phone;
    conditions.size = random.between(0.34, 0.55);
    conditions.right = random.between(-0.2, 0.2);
    conditions.down = random.between(-0.1, 0.1);
    conditions.turned = 6 * random.normal();
    conditions.tilted_back = random.between(-14, 14);
    conditions.tilted_aside = random.between(-14, 14);
    conditions.defocus = random.between(0.0009, 0.002);
    conditions.tremor = random.between(0.002, 0.006);
    conditions.light = random.between(0.8, 1.15);
    conditions.noise = random.between(1.5, 4);
    conditions.seed = random.bits();
    return conditions;
}

double either_way(Random& random, double low, double high) {
    return (random.happens(0.5) ? 1 : -1) * random.between(low, high);
}

void draw_text(cairo_t* context, int width, int height, std::uint64_t number) {
    cairo_set_source_rgb(context, 0.9, 0.9, 0.9);
    cairo_paint(context);
    cairo_set_source_rgb(context, 0.12, 0.12, 0.12);
    const std::unique_ptr<PangoLayout, void (*)(gpointer)> layout(pango_cairo_create_layout(context),
                                                                  g_object_unref);
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        pango_font_description_from_string("DejaVu Sans"), pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), height * PANGO_SCALE /
                                                             (18.0 + static_cast<double>(number % 13)));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), width * PANGO_SCALE);
    Random random(seed_of("text", number));
    std::string words;
    for (int letter = 0; letter < 4000; ++letter)
        words += random.happens(0.17) ? ' ' : static_cast<char>('a' + random.below(26));
    pango_layout_set_text(layout.get(), words.c_str(), -1);
    pango_cairo_show_layout(context, layout.get());
}

pictures::GrayPicture text_page(int width, int height, std::uint64_t number) {
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> context(cairo_create(surface.get()), cairo_destroy);
    draw_text(context.get(), width, height, number);
    cairo_surface_flush(surface.get());
    pictures::GrayPicture page(width, height);
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            page.row(y)[x] = data[std::ptrdiff_t{y} * stride + 4 * x];
    return page;
}

/// The hall with somebody in it, and the small detail that a real picture has at every scale.
pictures::GrayPicture photo(int width, int height, std::uint64_t number) {
    const std::uint64_t seed = seed_of("photo", number);
    Random random(seed);
    auto picture = lab::with_customer(lab::empty_hall(width, height, seed), seed);
    for (int size = 3; size < height / 3; size = size * 2 + 1) {
        const int columns = width / size + 2;
        std::vector<double> shades(static_cast<std::size_t>(columns * (height / size + 2)));
        for (double& shade : shades)
            shade = 14 * random.normal();
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const double shade = shades[static_cast<std::size_t>(y / size * columns + x / size)];
                picture.row(y)[x] =
                    static_cast<std::uint8_t>(std::clamp(picture.row(y)[x] + shade, 0.0, 255.0));
            }
    }
    lab::blur(picture, {0, 0, width, height}, 0.0016 * height);
    return picture;
}

} // namespace

std::uint64_t seed_of(std::string_view name, std::uint64_t number) {
    std::uint64_t seed = tuning() ? 0x7001'0000'0000 : 0x5404'0000'0000;
    for (const char letter : name)
        seed = seed * 31 + static_cast<unsigned char>(letter);
    return Random(seed + number * 0x1'0000).bits();
}

const std::array<SightFamily, 13>& sight_families() {
    static constexpr std::array<SightFamily, 13> all{{
        {"paper", [](Conditions& held, Random&) { held.medium = Medium::paper; }},
        {"phone",
         [](Conditions& held, Random& random) {
             held.medium = Medium::phone;
             held.light = random.between(1, 1.3);
         }},
        {"inverted", [](Conditions& held, Random&) { held.medium = Medium::dark_phone; }},
        {"rotated", [](Conditions& held, Random& random) { held.turned = random.between(0, 360); }},
        {"tilted",
         [](Conditions& held, Random& random) {
             held.tilted_back = either_way(random, 20, 46);
             held.tilted_aside = either_way(random, 20, 46);
         }},
        {"motion", [](Conditions& held, Random& random) { held.motion = random.between(0.008, 0.02); }},
        {"defocus", [](Conditions& held, Random& random) { held.defocus = random.between(0.003, 0.0062); }},
        {"low_contrast",
         [](Conditions& held, Random& random) {
             held.haze = random.between(0.6, 0.88);
             held.noise = random.between(2, 5);
         }},
        {"glare",
         [](Conditions& held, Random& random) {
             held.medium = Medium::phone;
             held.glare = random.between(0.5, 1);
         }},
        {"overexposed",
         [](Conditions& held, Random& random) {
             held.medium = Medium::phone;
             held.light = random.between(2, 6);
             held.defocus = random.between(0.0015, 0.0035);
         }},
        {"shadow", [](Conditions& held, Random& random) { held.shadow = random.between(0.5, 0.85); }},
        {"near", [](Conditions& held, Random& random) { held.size = random.between(0.75, 0.98); }},
        {"far", [](Conditions& held, Random& random) { held.size = random.between(0.16, 0.24); }},
    }};
    return all;
}

Sight sight(const SightFamily& family, std::uint64_t number) {
    Random random(seed_of(family.name, number));
    PickupCode code;
    for (auto& byte : code.bytes)
        byte = static_cast<std::uint8_t>(random.bits());
    Sight drawn{code.text(), {}, usual(random)};
    drawn.code = *pictures::qr_picture(drawn.text, 6);
    family.alter(drawn.conditions, random);
    return drawn;
}

pictures::GrayPicture nothing_there(Nothing nothing, int width, int height, std::uint64_t number) {
    Random random(seed_of("nothing", number));
    pictures::GrayPicture scene(width, height, 128);
    if (nothing == Nothing::photo)
        scene = photo(width, height, number);
    if (nothing == Nothing::text)
        scene = text_page(width, height, number);
    pictures::GrayPicture seen(width, height);
    lab::Sensor(1, 0, nothing == Nothing::noise ? 30 : 2.5).expose(scene, random, seen);
    return seen;
}

} // namespace guichet::bench
