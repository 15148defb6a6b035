#include "tests/golden/golden.hpp"

#include "drivers/pictures/picture_file.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace guichet::golden {
namespace {

using pictures::ColourPicture;
using pictures::GrayPicture;

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

bool is_gray(const ColourPicture& picture) {
    for (std::size_t at = 0; at < picture.pixels.size(); at += 4)
        if (picture.pixels[at] != picture.pixels[at + 1] || picture.pixels[at] != picture.pixels[at + 2])
            return false;
    return true;
}

/// A picture without colours is kept in sixteen shades, which makes its file small.
void keep(const std::filesystem::path& file, const ColourPicture& picture) {
    std::filesystem::create_directories(file.parent_path());
    if (!is_gray(picture)) {
        ASSERT_TRUE(pictures::write_png(file, picture).ok());
        return;
    }
    GrayPicture gray(picture.width, picture.height);
    for (std::size_t at = 0; at < gray.pixels.size(); ++at)
        gray.pixels[at] = static_cast<std::uint8_t>(picture.pixels[4 * at] / 16 * 17);
    ASSERT_TRUE(pictures::write_png(file, gray).ok());
}

/// Each pixel the mean of four.
ColourPicture halved(const ColourPicture& picture) {
    ColourPicture half(picture.width / 2, picture.height / 2);
    for (int y = 0; y < half.height; ++y)
        for (int x = 0; x < half.width; ++x)
            for (int channel = 0; channel < 4; ++channel)
                pixel(half, x, y, channel) =
                    static_cast<std::uint8_t>(mean(picture, {2 * x, 2 * y, 2 * x + 2, 2 * y + 2}, channel));
    return half;
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

ColourPicture read_png(const std::string& bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return {};
    image.format = PNG_FORMAT_RGBA;
    ColourPicture picture(static_cast<int>(image.width), static_cast<int>(image.height));
    png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr);
    return picture;
}

void expect_same(const ColourPicture& whole, const std::string& folder, const std::string& name,
                 const Tolerance& tolerance) {
    const ColourPicture shown = tolerance.halved ? halved(whole) : whole;
    const std::filesystem::path root = GUICHET_SOURCE_DIR;
    const auto file = root / "tests/golden" / folder / (name + ".png");
    if (std::getenv("GUICHET_NEW_GOLDEN") != nullptr)
        keep(file, shown);
    const ColourPicture golden = read_png(content_of(file));
    ColourPicture marked = shown;
    const bool same_size = golden.width == shown.width && golden.height == shown.height;
    const int differences = same_size ? mark_differences(marked, golden, tolerance) : 0;
    const auto failed = root / "out/golden";
    if (!same_size || differences > tolerance.accepted_differences) {
        keep(failed / (name + ".png"), shown);
        keep(failed / (name + "-difference.png"), marked);
    }
    EXPECT_TRUE(same_size) << "no picture " << file << " of " << shown.width << " × " << shown.height
                           << ": look at " << failed << ", then run once with GUICHET_NEW_GOLDEN=1";
    EXPECT_LE(differences, tolerance.accepted_differences)
        << "see " << failed << "; when it is meant, run once with GUICHET_NEW_GOLDEN=1";
}

} // namespace guichet::golden
