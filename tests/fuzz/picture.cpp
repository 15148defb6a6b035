// Picture files, and the scanner's look at them.

#include "drivers/decoder/decoder.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most_pixels = 40'000; // a larger one takes longer and shows nothing new
    const auto picture = pictures::parse_gray({data, size});
    if (!picture) {
        require(!picture.error().english().empty(), "a fault has words");
        return 0;
    }
    const auto width = static_cast<std::size_t>(picture->width);
    const auto height = static_cast<std::size_t>(picture->height);
    require(picture->pixels.size() == width * height, "a picture has all of its pixels");
    if (picture->pixels.size() > most_pixels)
        return 0;
    decoder::Decoder decoder;
    static_cast<void>(
        decoder.decode({picture->pixels.data(), picture->width, picture->height, picture->width}));
    return 0;
}
