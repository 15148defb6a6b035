#include "tests/golden/golden.hpp"

#include "tests/golden/kept_picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace guichet::golden {
namespace {

using pictures::ColourPicture;

struct Square {
    int left;
    int top;
    int right;
    int bottom;
};

std::uint8_t& pixel(ColourPicture& picture, int x, int y, int channel) {
    return picture.pixels[static_cast<std::size_t>((y * picture.width + x) * 4 + channel)];
}

int mean(const ColourPicture& picture, const Square& square, int channel) {
    int sum = 0;
    for (int y = square.top; y < square.bottom; ++y)
        for (int x = square.left; x < square.right; ++x)
            sum += picture.pixels[static_cast<std::size_t>((y * picture.width + x) * 4 + channel)];
    return sum / ((square.right - square.left) * (square.bottom - square.top));
}

bool differs(const ColourPicture& shown, const ColourPicture& golden, const Square& square, int shade) {
    for (int channel = 0; channel < 3; ++channel)
        if (std::abs(mean(shown, square, channel) - mean(golden, square, channel)) > shade)
            return true;
    return false;
}

/// Marks the squares that differ in red, and counts them.
int mark_differences(ColourPicture& shown, const ColourPicture& golden, const Tolerance& tolerance) {
    int differences = 0;
    for (int top = 0; top < golden.height; top += tolerance.square)
        for (int left = 0; left < golden.width; left += tolerance.square) {
            const Square square{left, top, std::min(left + tolerance.square, golden.width),
                                std::min(top + tolerance.square, golden.height)};
            if (!differs(shown, golden, square, tolerance.shade))
                continue;
            ++differences;
            for (int y = square.top; y < square.bottom; ++y)
                for (int x = square.left; x < square.right; ++x)
                    pixel(shown, x, y, 0) = 0xFF;
        }
    return differences;
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

void expect_same(const ColourPicture& whole, const std::string& folder, const std::string& name,
                 const Tolerance& tolerance) {
    const ColourPicture shown = tolerance.halved ? halved(whole) : whole;
    const std::filesystem::path root = GUICHET_SOURCE_DIR;
    const auto file = root / "tests/golden" / folder / (name + ".png");
    if (std::getenv("GUICHET_NEW_GOLDEN") != nullptr) {
        EXPECT_TRUE(write_small_png(file, shown));
    }
    const ColourPicture golden = read_png(content_of(file));
    ColourPicture marked = shown;
    const bool same_size = golden.width == shown.width && golden.height == shown.height;
    const int differences = same_size ? mark_differences(marked, golden, tolerance) : 0;
    const auto failed = root / "out/golden";
    if (!same_size || differences > tolerance.accepted_differences) {
        EXPECT_TRUE(write_small_png(failed / folder / (name + ".png"), shown));
        EXPECT_TRUE(write_small_png(failed / folder / (name + "-difference.png"), marked));
    }
    EXPECT_TRUE(same_size) << "no picture " << file << " of " << shown.width << " × " << shown.height
                           << ": look at " << failed << ", then run once with GUICHET_NEW_GOLDEN=1";
    EXPECT_LE(differences, tolerance.accepted_differences)
        << "see " << failed << "; when it is meant, run once with GUICHET_NEW_GOLDEN=1";
}

} // namespace guichet::golden
