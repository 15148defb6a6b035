#pragma once
// A document as a picture, without a printer: for mail, archives and the `receipt` command.

#include "drivers/printer/profile.hpp"
#include "kiosk/receipt/document.hpp"

#include <string>

namespace guichet::printer {

/// The bytes of a PNG file, one pixel for each dot, the paper's margins included.
[[nodiscard]] Result<std::string> render_png(const receipt::Document& document, const Profile& profile);

/// The bytes of a PDF file: one page as wide as the paper and as long as the text.
[[nodiscard]] Result<std::string> render_pdf(const receipt::Document& document, const Profile& profile);

/// The paper's length in millimetres, as these pictures have it: with a margin above and below.
[[nodiscard]] double paper_length(const receipt::Document& document, const Profile& profile);

} // namespace guichet::printer
