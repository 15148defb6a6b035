#include "drivers/pictures/picture_formats.hpp"

#include <turbojpeg.h>

#include <memory>

namespace guichet::pictures {

Result<GrayPicture> parse_jpeg(std::span<const std::uint8_t> bytes) {
    const std::unique_ptr<void, decltype(&tjDestroy)> decoder(tjInitDecompress(), &tjDestroy);
    if (!decoder)
        return fail("The JPEG decoder cannot start: there may be too little memory.");
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(decoder.get(), bytes.data(), bytes.size(), &width, &height, &sampling,
                            &colours) != 0)
        return fail("The JPEG picture is damaged ({0}).", tjGetErrorStr2(decoder.get()));
    if (auto sides = check_sides(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height));
        !sides)
        return sides.error();
    if (colours == TJCS_CMYK || colours == TJCS_YCCK)
        return fail("The JPEG picture is made for a printing press (CMYK): save it as RGB.");
    GrayPicture picture(width, height);
    if (tjDecompress2(decoder.get(), bytes.data(), bytes.size(), picture.pixels.data(), width, 0, height,
                      TJPF_GRAY, TJFLAG_FASTDCT) != 0)
        return fail("The JPEG picture is damaged ({0}).", tjGetErrorStr2(decoder.get()));
    return picture;
}

} // namespace guichet::pictures
