// The pictures of a camera that sends JPEG: two bytes for the sides of its mode, then what it sends twice,
// once cut off at a byte that the input chooses.

#include "drivers/camera/glance.hpp"
#include "drivers/camera/jpeg_luma.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

namespace {

/// Looks at every pixel, so that the sanitizers see memory that is not there.
void check(const ports::Frame& frame, int width, int height) {
    require(frame.width == width && frame.height == height, "a picture has the sides of the mode");
    require(frame.step == 1 && frame.stride >= frame.width, "rows do not overlap");
    unsigned sum = 0;
    for (int y = 0; y < frame.height; ++y)
        for (int x = 0; x < frame.width; ++x)
            sum += frame.row(y)[x];
    require(sum <= 255U * static_cast<unsigned>(width * height), "brightness is within its range");
    static_cast<void>(camera::glance_at(frame));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Source source(data, size);
    const int width = 16 * static_cast<int>(1 + source.byte() % 16);
    const int height = 16 * static_cast<int>(1 + source.byte() % 16);
    const auto rest = source.take(size);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(rest.data());
    camera::JpegLuma decoder;
    for (const std::size_t sent : {rest.size(), rest.size() - rest.size() / 3})
        if (const auto frame = decoder.decode({bytes, sent}, width, height))
            check(*frame, width, height);
    return 0;
}
