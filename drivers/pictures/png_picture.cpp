#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/picture_formats.hpp"

#include <png.h>

#include <cerrno>
#include <cstring>
#include <fstream>

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

using Bytes = std::vector<std::uint8_t>;

void append(Bytes& bytes, std::uint32_t number) {
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes.push_back(static_cast<std::uint8_t>(number >> shift & 0xFFU));
}

/// PNG specification, annex D.
std::uint32_t checksum(std::span<const std::uint8_t> bytes) {
    std::uint32_t sum = 0xFFFF'FFFFU;
    for (const std::uint8_t byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? 0xEDB8'8320U ^ sum >> 1U : sum >> 1U;
    }
    return ~sum;
}

/// The chunk that tells how many pixels there are to a metre (PNG specification, 11.3.4.3), which libpng's
/// simplified interface cannot write.
Bytes physical_size(int dots_per_inch) {
    constexpr int inches_in_127_metres = 5'000;
    const auto dots = static_cast<std::uint32_t>((dots_per_inch * inches_in_127_metres + 63) / 127);
    Bytes content{'p', 'H', 'Y', 's'};
    append(content, dots);
    append(content, dots);
    content.push_back(1); // the metre
    Bytes chunk;
    append(chunk, static_cast<std::uint32_t>(content.size() - 4));
    chunk.insert(chunk.end(), content.begin(), content.end());
    append(chunk, checksum(content));
    return chunk;
}

/// What the program writes itself, behind the header that begins each picture. False: it cannot be written.
bool write_sized(PngImage& image, const std::filesystem::path& file, const Bytes& pixels, int dots_per_inch) {
    constexpr std::ptrdiff_t header = 8 + 25; // the signature, and the chunk IHDR
    png_alloc_size_t size = 0;
    if (!png_image_write_to_memory(image.get(), nullptr, &size, 0, pixels.data(), 0, nullptr))
        return false;
    Bytes bytes(size);
    if (!png_image_write_to_memory(image.get(), bytes.data(), &size, 0, pixels.data(), 0, nullptr))
        return false;
    bytes.resize(size);
    const Bytes chunk = physical_size(dots_per_inch);
    bytes.insert(bytes.begin() + header, chunk.begin(), chunk.end());
    std::ofstream stream(file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    return stream.good();
}

Result<> write(const std::filesystem::path& file, int width, int height, png_uint_32 format,
               const Bytes& pixels, int dots_per_inch = 0) {
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
    const bool written = dots_per_inch > 0 ? write_sized(image, file, pixels, dots_per_inch)
                                           : png_image_write_to_file(image.get(), file.c_str(), 0,
                                                                     pixels.data(), 0, nullptr) != 0;
    if (!written)
        return fail("The picture {0} cannot be written ({1}): check the folder and the space left.",
                    file.string(), image.failed() ? image.message() : std::strerror(errno));
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

Result<> write_png(const std::filesystem::path& file, const GrayPicture& picture, int dots_per_inch) {
    return write(file, picture.width, picture.height, PNG_FORMAT_GRAY, picture.pixels, dots_per_inch);
}

Result<> write_png(const std::filesystem::path& file, const ColourPicture& picture) {
    return write(file, picture.width, picture.height, PNG_FORMAT_RGBA, picture.pixels);
}

} // namespace guichet::pictures
