#pragma once

#include "kiosk/core/result.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace guichet::decoder {

/// Reads the QR code of a picture file (PNG, JPEG or PGM) with the pipeline of the live camera, with more
/// effort. Nothing when no code is seen; an Error when the file is no picture. Of several
/// codes a pickup code wins, else the first.
[[nodiscard]] Result<std::optional<std::string>> read_picture_file(const std::filesystem::path& file);

} // namespace guichet::decoder
