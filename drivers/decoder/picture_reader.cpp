#include "drivers/decoder/picture_reader.hpp"

#include "drivers/decoder/decoder.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "kiosk/core/pickup_code.hpp"

namespace guichet::decoder {

Result<std::optional<std::string>> read_picture_file(const std::filesystem::path& file) {
    const auto picture = pictures::read_gray(file);
    if (!picture)
        return picture.error();
    Decoder decoder{std::string(pickup_code_prefix)};
    const auto readings = decoder.decode(
        {picture->pixels.data(), picture->width, picture->height, picture->width, 1}, Effort::thorough);
    return readings.empty() ? std::optional<std::string>() : std::optional(readings.front().text);
}

} // namespace guichet::decoder
