#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/picture_formats.hpp"

#include <png.h>

namespace guichet::pictures {
namespace {

/// libpng's simplified interface: errors come back in the structure, without longjmp.
class PngImage {
public:
    PngImage() { image_.version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(&image_); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;

    [[nodiscard]] png_image* get() { return &image_; }
    /// Warnings (an odd colour profile) do not damage the pixels; only errors count.
    [[nodiscard]] bool failed() const { return PNG_IMAGE_FAILED(image_); }
    [[nodiscard]] const char* message() const { return image_.message; }

private:
    png_image image_{};
};

Result<> write(const std::filesystem::path& file, int width, int height, png_uint_32 format,
               const std::vector<std::uint8_t>& pixels) {
    if (width <= 0 || height <= 0 || width > largest_side || height > largest_side)
        return fail("A picture of {0} × {1} pixels cannot be written to {2}.", width, height, file.string());
    require(pixels.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                                 PNG_IMAGE_PIXEL_CHANNELS(format),
            "a picture holds as many pixels as its sides say");
    PngImage image;
    image.get()->width = static_cast<png_uint_32>(width);
    image.get()->height = static_cast<png_uint_32>(height);
    image.get()->format = format;
    image.get()->flags = PNG_IMAGE_FLAG_FAST;
    if (!png_image_write_to_file(image.get(), file.c_str(), 0, pixels.data(), 0, nullptr))
        return fail("The picture {0} cannot be written ({1}): check the folder and the space left.",
                    file.string(), image.message());
    return Done{};
}

} // namespace

Result<GrayPicture> parse_png(std::span<const std::uint8_t> bytes) {
    PngImage image;
    if (!png_image_begin_read_from_memory(image.get(), bytes.data(), bytes.size()))
        return fail("The PNG picture is damaged ({0}).", image.message());
    if (auto sides = check_sides(image.get()->width, image.get()->height); !sides)
        return sides.error();
    image.get()->format = PNG_FORMAT_GRAY;
    GrayPicture picture(static_cast<int>(image.get()->width), static_cast<int>(image.get()->height));
    // A code saved with a transparent background is meant to be seen on paper.
    const png_color white = {255, 255, 255};
    if (!png_image_finish_read(image.get(), &white, picture.pixels.data(), 0, nullptr) || image.failed())
        return fail("The PNG picture is damaged ({0}).", image.message());
    return picture;
}

Result<> write_png(const std::filesystem::path& file, const GrayPicture& picture) {
    return write(file, picture.width, picture.height, PNG_FORMAT_GRAY, picture.pixels);
}

Result<> write_png(const std::filesystem::path& file, const ColourPicture& picture) {
    return write(file, picture.width, picture.height, PNG_FORMAT_RGBA, picture.pixels);
}

} // namespace guichet::pictures
