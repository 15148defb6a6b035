// The look of the most important screens, against pictures in tests/golden/screens.
// They are compared by the mean colour of small squares: another release of the typeface moves single pixels.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace guichet::ui {
namespace {

using platform::Screenshot;

Screenshot read_png(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) {
        return {};
    }
    image.format = PNG_FORMAT_RGBA;
    Screenshot picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    picture.rgba.resize(PNG_IMAGE_SIZE(image));
    png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr);
    return picture;
}

constexpr int square = 20;
/// Of 2,560: single letters that another release of the typeface has moved. The smallest control has 16
/// squares.
constexpr int accepted_differences = 10;

int mean(const Screenshot& picture, int left, int top, int channel) {
    int sum = 0;
    for (int y = top; y < top + square; ++y) {
        for (int x = left; x < left + square; ++x) {
            sum += picture.rgba[static_cast<std::size_t>((y * picture.width + x) * 4 + channel)];
        }
    }
    return sum / (square * square);
}

/// Marks the squares that differ in red, and counts them.
int count_differences(Screenshot& shown, const Screenshot& golden) {
    constexpr int tolerance = 16;
    int differences = 0;
    for (int top = 0; top + square <= golden.height; top += square) {
        for (int left = 0; left + square <= golden.width; left += square) {
            int largest = 0;
            for (int channel = 0; channel < 3; ++channel) {
                largest = std::max(
                    largest, std::abs(mean(shown, left, top, channel) - mean(golden, left, top, channel)));
            }
            if (largest > tolerance) {
                ++differences;
                for (int n = 0; n < square * square; ++n) {
                    const int at = ((top + n / square) * shown.width + left + n % square) * 4;
                    shown.rgba[static_cast<std::size_t>(at)] = 0xFF;
                }
            }
        }
    }
    return differences;
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, LooksAsItDid) {
    const auto samples = sample_states("fr");
    const auto sample = std::find_if(samples.begin(), samples.end(),
                                     [](const Sample& one) { return one.name == GetParam(); });
    ASSERT_NE(sample, samples.end());
    const TestLocality locality;
    TestScreen screen;
    Screens screens(locality, test_qr);
    screen.show_screens(screens, sample->state);
    Screenshot shown = screen.picture();

    const auto golden_path =
        std::filesystem::path(GUICHET_SOURCE_DIR) / "tests/golden/screens" / (GetParam() + ".png");
    if (std::getenv("GUICHET_NEW_GOLDEN") != nullptr) {
        std::filesystem::create_directories(golden_path.parent_path());
        ASSERT_TRUE(platform::write_png(golden_path.string(), shown));
    }
    const Screenshot golden = read_png(golden_path);
    ASSERT_EQ(golden.width, shown.width)
        << "no picture " << golden_path << ": look at the screen, then run once with GUICHET_NEW_GOLDEN=1";
    ASSERT_EQ(golden.height, shown.height);
    const auto failed = std::filesystem::path(GUICHET_SOURCE_DIR) / "out/golden";
    const Screenshot untouched = shown;
    const int differences = count_differences(shown, golden);
    if (differences > accepted_differences) {
        std::filesystem::create_directories(failed);
        ASSERT_TRUE(platform::write_png((failed / (GetParam() + ".png")).string(), untouched));
        ASSERT_TRUE(platform::write_png((failed / (GetParam() + "-difference.png")).string(), shown));
    }
    EXPECT_LE(differences, accepted_differences)
        << "see " << failed << "; when it is meant, run once with GUICHET_NEW_GOLDEN=1";
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Screens, Golden,
                         ::testing::Values("self-attract-no-camera", "self-basket", "counter-basket-mixed",
                                           "self-done-paper-out", "counter-search", "counter-report",
                                           "counter-printer-cover-open", "counter-paper-question",
                                           "counter-done-on-request"),
                         test_name);

} // namespace
} // namespace guichet::ui
