#pragma once

#include "drivers/pictures/picture.hpp"
#include "drivers/printer/bitmap.hpp"

namespace guichet::lab {

/// Printed dots as thermal paper looks: off-white with a grain, near-black dots that melt a little into each
/// other, margins up to `paper_dots` wide, and a lower edge that was cut, or torn when not `cut`.
[[nodiscard]] pictures::GrayPicture paper_picture(const printer::Bitmap& dots, int paper_dots, bool cut);

} // namespace guichet::lab
