#include "drivers/pictures/picture_formats.hpp"

#include <algorithm>
#include <optional>

namespace guichet::pictures {
namespace {

/// Goes through a Netpbm file number by number.
class PgmReader {
public:
    explicit PgmReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    /// The next decimal number, after blanks and comments; nothing when there is none or it is absurd.
    std::optional<unsigned> number() {
        skip_blanks();
        constexpr unsigned largest = 1'000'000;
        const std::size_t start = at_;
        unsigned value = 0;
        for (; at_ < bytes_.size() && is_digit(bytes_[at_]); ++at_) {
            value = value * 10 + (bytes_[at_] - unsigned{'0'});
            if (value > largest)
                return std::nullopt;
        }
        return at_ > start ? std::optional(value) : std::nullopt;
    }

    /// What follows the single blank that ends the header.
    [[nodiscard]] std::span<const std::uint8_t> raster() const {
        return bytes_.subspan(std::min(at_ + 1, bytes_.size()));
    }

private:
    static bool is_digit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }
    static bool is_blank(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

    void skip_blanks() {
        for (; at_ < bytes_.size() && (is_blank(bytes_[at_]) || bytes_[at_] == '#'); ++at_) {
            if (bytes_[at_] != '#')
                continue;
            while (at_ + 1 < bytes_.size() && bytes_[at_] != '\n')
                ++at_;
        }
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 2; // after "P5" or "P2"
};

std::uint8_t stretched(unsigned shade, unsigned white) {
    return static_cast<std::uint8_t>(std::min(shade, white) * 255 / white);
}

} // namespace

Result<GrayPicture> parse_pgm(std::span<const std::uint8_t> bytes) {
    PgmReader reader(bytes);
    const auto width = reader.number();
    const auto height = reader.number();
    const auto white = reader.number();
    if (!width || !height || !white || *white == 0 || *white > 255)
        return fail("The PGM picture has no sound header: width, height and a number of shades up to 255.");
    if (auto sides = check_sides(*width, *height); !sides)
        return sides.error();

    const bool binary = bytes[1] == '5';
    const std::size_t pixels = std::size_t{*width} * *height;
    if (reader.raster().size() < (binary ? pixels : 2 * pixels - 1))
        return fail("The PGM picture is cut off: {0} × {1} pixels were announced.", *width, *height);
    GrayPicture picture(static_cast<int>(*width), static_cast<int>(*height));
    if (binary) {
        std::transform(picture.pixels.begin(), picture.pixels.end(), reader.raster().begin(),
                       picture.pixels.begin(),
                       [white](std::uint8_t, std::uint8_t shade) { return stretched(shade, *white); });
        return picture;
    }
    for (std::uint8_t& pixel : picture.pixels) {
        const auto shade = reader.number();
        if (!shade)
            return fail("The PGM picture is cut off: {0} × {1} pixels were announced.", *width, *height);
        pixel = stretched(*shade, *white);
    }
    return picture;
}

} // namespace guichet::pictures
