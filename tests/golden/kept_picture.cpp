#include "tests/golden/kept_picture.hpp"

#include <png.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace guichet::golden {
namespace {

using pictures::ColourPicture;
using Colour = std::array<std::uint8_t, 3>;

constexpr std::size_t most_colours = 256; // of a PNG file with a table of colours

std::uint8_t in_sixteen_shades(std::uint8_t shade) {
    return static_cast<std::uint8_t>((shade + 8) / 17 * 17);
}

Colour colour_at(const ColourPicture& picture, std::size_t pixel) {
    const auto* const at = &picture.pixels[4 * pixel];
    return {in_sixteen_shades(at[0]), in_sixteen_shades(at[1]), in_sixteen_shades(at[2])};
}

/// The picture's colours and each pixel's place among them; no pixels when the colours are too many.
struct Indexed {
    std::vector<Colour> colours;
    std::vector<std::uint8_t> pixels;
};

Indexed indexed(const ColourPicture& picture) {
    Indexed result;
    std::map<Colour, std::uint8_t> places;
    for (std::size_t pixel = 0; pixel < picture.pixels.size() / 4; ++pixel) {
        const Colour colour = colour_at(picture, pixel);
        const auto [place, added] =
            places.try_emplace(colour, static_cast<std::uint8_t>(result.colours.size()));
        if (added) {
            if (result.colours.size() == most_colours)
                return {};
            result.colours.push_back(colour);
        }
        result.pixels.push_back(place->second);
    }
    return result;
}

} // namespace

ColourPicture read_png(const std::string& bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return {};
    image.format = PNG_FORMAT_RGBA;
    ColourPicture picture(static_cast<int>(image.width), static_cast<int>(image.height));
    png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr);
    return picture;
}

bool write_small_png(const std::filesystem::path& file, const ColourPicture& picture) {
    std::filesystem::create_directories(file.parent_path());
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    const Indexed few = indexed(picture);
    if (!few.pixels.empty()) {
        image.format = PNG_FORMAT_RGB_COLORMAP;
        image.colormap_entries = static_cast<png_uint_32>(few.colours.size());
        return png_image_write_to_file(&image, file.c_str(), 0, few.pixels.data(), 0, few.colours.data()) !=
               0;
    }
    std::vector<std::uint8_t> pixels;
    for (std::size_t pixel = 0; pixel < picture.pixels.size() / 4; ++pixel) {
        const Colour colour = colour_at(picture, pixel);
        pixels.insert(pixels.end(), colour.begin(), colour.end());
    }
    image.format = PNG_FORMAT_RGB;
    return png_image_write_to_file(&image, file.c_str(), 0, pixels.data(), 0, nullptr) != 0;
}

ColourPicture halved(const ColourPicture& picture) {
    ColourPicture half(picture.width / 2, picture.height / 2);
    const auto row = static_cast<std::size_t>(picture.width) * 4;
    for (int y = 0; y < half.height; ++y)
        for (int x = 0; x < half.width; ++x) {
            const auto from = static_cast<std::size_t>(2 * y) * row + static_cast<std::size_t>(x) * 8;
            const auto to = static_cast<std::size_t>(y * half.width + x) * 4;
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const std::size_t at = from + channel;
                half.pixels[to + channel] =
                    static_cast<std::uint8_t>((picture.pixels[at] + picture.pixels[at + 4] +
                                               picture.pixels[at + row] + picture.pixels[at + row + 4]) /
                                              4);
            }
        }
    return half;
}

} // namespace guichet::golden
