#pragma once
// Each paper of the drive with what is hard to print: long names, the least and the greatest price, letters
// of several languages.

#include "kiosk/core/texts.hpp"
#include "kiosk/receipt/document.hpp"

#include <string>
#include <vector>

namespace guichet::golden {

struct SamplePaper {
    std::string name;
    receipt::Document document;
};

/// Receipt, duplicate, session report, producer's slip with and without trouble, test page.
[[nodiscard]] std::vector<SamplePaper> sample_papers(const Texts& texts);

/// A receipt of so many lines.
[[nodiscard]] receipt::Document long_receipt(int lines, const Texts& texts);

/// The texts of a language: "fr" from its catalogue, else English.
[[nodiscard]] const Texts& texts_in(const std::string& language);

} // namespace guichet::golden
