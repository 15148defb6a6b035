#pragma once
// Pictures compared with those that somebody looked at and found good: screens and papers.

#include "drivers/pictures/picture.hpp"

#include <string>

namespace guichet::golden {

/// Pictures are compared by the mean colour of small squares: another release of a typeface moves single
/// pixels.
struct Tolerance {
    int square = 20;              ///< pixels a side
    int shade = 16;               ///< of 255, by which the mean of a square may differ
    int accepted_differences = 0; ///< squares that may differ more
    bool halved = false;          ///< compared and kept at half the size: for pictures with many letters
};

/// A GoogleTest expectation: the picture looks like tests/golden/FOLDER/NAME.png. If not, the picture and its
/// differences (in red) are left in out/golden. With GUICHET_NEW_GOLDEN=1 in the environment it becomes the
/// golden picture.
void expect_same(const pictures::ColourPicture& shown, const std::string& folder, const std::string& name,
                 const Tolerance& tolerance);

} // namespace guichet::golden
