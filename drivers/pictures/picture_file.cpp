#include "drivers/pictures/picture_file.hpp"

#include "drivers/pictures/picture_formats.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

namespace guichet::pictures {
namespace {

/// More than any picture within `most_pixels` needs in practice.
constexpr std::uintmax_t most_bytes = std::uintmax_t{128} << 20;

Result<std::vector<std::uint8_t>> read_bytes(const std::filesystem::path& file) {
    std::error_code failure;
    if (!std::filesystem::is_regular_file(file, failure))
        return fail("There is no picture file {0}: check the name.", file.string());
    const std::uintmax_t size = std::filesystem::file_size(file, failure);
    if (failure || size > most_bytes)
        return fail("The file {0} is too large for a picture: at most {1} MiB are read.", file.string(),
                    most_bytes >> 20);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    std::ifstream stream(file, std::ios::binary);
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)))
        return fail("The file {0} cannot be read: check its permissions.", file.string());
    return bytes;
}

bool starts_with(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> beginning) {
    return bytes.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), bytes.begin());
}

} // namespace

Result<> check_sides(std::uint64_t width, std::uint64_t height) {
    constexpr std::uint64_t side = largest_side;
    if (width == 0 || height == 0)
        return fail("The picture has no pixels.");
    if (width > side || height > side || width * height > most_pixels)
        return fail("The picture of {0} × {1} pixels is too large: make it smaller than {2} pixels a side.",
                    width, height, largest_side / 2);
    return Done{};
}

Result<GrayPicture> parse_gray(std::span<const std::uint8_t> bytes) {
    constexpr std::array<std::uint8_t, 8> png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    constexpr std::array<std::uint8_t, 3> jpeg = {0xFF, 0xD8, 0xFF};
    constexpr std::array<std::uint8_t, 2> binary_pgm = {'P', '5'};
    constexpr std::array<std::uint8_t, 2> plain_pgm = {'P', '2'};
    if (starts_with(bytes, png))
        return parse_png(bytes);
    if (starts_with(bytes, jpeg))
        return parse_jpeg(bytes);
    if (starts_with(bytes, binary_pgm) || starts_with(bytes, plain_pgm))
        return parse_pgm(bytes);
    return fail("This is not a picture that can be read: give a PNG, JPEG or PGM file.");
}

Result<GrayPicture> read_gray(const std::filesystem::path& file) {
    auto bytes = read_bytes(file);
    if (!bytes)
        return bytes.error();
    auto picture = parse_gray(*bytes);
    if (!picture)
        return fail("{0}: {1}", file.string(), picture.error().english());
    return picture;
}

} // namespace guichet::pictures
