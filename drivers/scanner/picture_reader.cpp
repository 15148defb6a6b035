#include "drivers/scanner/picture_reader.hpp"

#include "drivers/pictures/picture_file.hpp"
#include "drivers/scanner/decoder.hpp"

namespace guichet::scanner {

Result<std::optional<std::string>> read_picture_file(const std::filesystem::path& file) {
    const auto picture = pictures::read_gray(file);
    if (!picture)
        return picture.error();
    Decoder decoder;
    const auto readings = decoder.decode(
        {picture->pixels.data(), picture->width, picture->height, picture->width, 1}, Effort::thorough);
    return readings.empty() ? std::optional<std::string>() : std::optional(readings.front().text);
}

} // namespace guichet::scanner
