// A camera's frames through the live decoder: one to four of any size, format and content, then a good one.
// A byte for what is looked for; then for each frame its width, height, step, slack behind each row, effort
// and what is painted, with that one's own bytes.

#include "drivers/decoder/decoder.hpp"
#include "drivers/pictures/qr_symbol.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using namespace guichet;

namespace {

/// Most frames are small, as that is quicker; some are wide and low, since wide ones are searched otherwise.
struct Sides {
    int width = 0;
    int height = 0;
};

Sides sides_of(fuzz::Source& source) {
    constexpr unsigned wide = 240;
    const unsigned width = source.byte();
    const unsigned height = source.byte();
    if (width > wide)
        return {static_cast<int>(760 + 10 * (width - wide)), static_cast<int>(height % 60)};
    return {static_cast<int>(width % 128), static_cast<int>(height % 128)};
}

const std::string good_text = "GU1:0123456789ABCDEFGHJKMNPQRS";

pictures::GrayPicture good_code(int module_pixels) {
    return *pictures::qr_picture(good_text, module_pixels);
}

/// The bytes over and over.
void tile(fuzz::Source& source, pictures::GrayPicture& picture) {
    const auto bytes = source.take(source.byte());
    for (std::size_t at = 0; !bytes.empty() && at < picture.pixels.size(); ++at)
        picture.pixels[at] = static_cast<std::uint8_t>(bytes[at % bytes.size()]);
}

void scribble(fuzz::Source& source, pictures::GrayPicture& picture) {
    for (unsigned times = source.byte() % 16; times > 0; --times) {
        const int left = static_cast<int>(source.byte());
        const int top = static_cast<int>(source.byte());
        const int right = std::min(picture.width, left + 1 + static_cast<int>(source.byte() % 64));
        const int bottom = std::min(picture.height, top + 1 + static_cast<int>(source.byte() % 64));
        const auto shade = static_cast<std::uint8_t>(source.byte());
        for (int y = top; y < bottom; ++y)
            std::fill(picture.row(y) + std::min(left, right), picture.row(y) + right, shade);
    }
}

/// A code, perhaps beyond the picture's edges, perhaps light on dark, perhaps of the input's own text.
void draw_code(fuzz::Source& source, pictures::GrayPicture& picture) {
    const unsigned kind = source.byte();
    const int left = static_cast<int>(source.byte()) - 64;
    const int top = static_cast<int>(source.byte()) - 64;
    const std::string text(source.take(source.byte() % 64));
    auto code = pictures::qr_picture(text.empty() ? good_text : text, 1 + static_cast<int>(kind % 6));
    if (!code)
        return;
    const bool light = (kind & 128U) != 0;
    for (int y = std::max(0, top); y < std::min(picture.height, top + code->height); ++y)
        for (int x = std::max(0, left); x < std::min(picture.width, left + code->width); ++x) {
            const int shade = code->row(y - top)[x - left];
            picture.row(y)[x] = static_cast<std::uint8_t>(light ? 255 - shade : shade);
        }
    scribble(source, picture);
}

/// Runs of one shade, from the top left corner on and over and over.
void draw_runs(fuzz::Source& source, pictures::GrayPicture& picture) {
    const auto runs = source.take(2 * std::size_t{source.byte()});
    for (std::size_t at = 0, run = 0; runs.size() > 1 && at < picture.pixels.size(); run += 2) {
        const auto shade = static_cast<std::uint8_t>(runs[run % (runs.size() - 1)]);
        const auto length = std::size_t{1} + static_cast<std::uint8_t>(runs[(run + 1) % runs.size()]);
        const std::size_t end = std::min(picture.pixels.size(), at + length);
        std::fill(picture.pixels.begin() + static_cast<std::ptrdiff_t>(at),
                  picture.pixels.begin() + static_cast<std::ptrdiff_t>(end), shade);
        at = end;
    }
}

/// A frame in memory that ends behind its last pixel, so that a look beyond it is seen by the sanitizers.
struct Seen {
    std::unique_ptr<std::uint8_t[]> memory;
    ports::Frame frame;
};

Seen seen(const pictures::GrayPicture& picture, int step, int slack) {
    Seen seen;
    if (picture.empty())
        return seen;
    const int stride = picture.width * step + slack;
    const int size = stride * (picture.height - 1) + (picture.width - 1) * step + 1;
    seen.memory = std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(size));
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            seen.memory[static_cast<std::size_t>(y * stride + x * step)] = picture.row(y)[x];
    seen.frame = {seen.memory.get(), picture.width, picture.height, stride, step};
    return seen;
}

void check(const std::vector<decoder::Reading>& readings, const std::string& ours) {
    bool others = false;
    for (auto reading = readings.begin(); reading != readings.end(); ++reading) {
        require(!reading->text.empty(), "a reading says something");
        require(std::none_of(readings.begin(), reading,
                             [&](const auto& before) { return before.text == reading->text; }),
                "no text is read twice");
        require(!others || !reading->text.starts_with(ours), "ours come first");
        others = others || !reading->text.starts_with(ours);
    }
}

void show_frame(fuzz::Source& source, decoder::Decoder& decoder, const std::string& ours) {
    const Sides sides = sides_of(source);
    const int step = 1 + static_cast<int>(source.byte() % 4);
    const int slack = static_cast<int>(source.byte() % 64);
    const auto effort = source.byte() % 2 == 0 ? decoder::Effort::live : decoder::Effort::thorough;
    const unsigned painted = source.byte();
    pictures::GrayPicture picture(sides.width, sides.height, static_cast<std::uint8_t>(painted));
    static constexpr std::array paints{tile, draw_code, draw_runs, scribble};
    paints[painted % paints.size()](source, picture);
    const Seen shown = seen(picture, step, slack);
    check(decoder.decode(shown.frame, effort), ours);
    require(decoder.unreadable_frames() >= 0, "frames are counted up");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Source source(data, size);
    const unsigned kind = source.byte();
    const std::string ours = (kind & 4U) != 0 ? "GU1:" : "";
    decoder::Decoder decoder(ours);
    for (unsigned frames = 1 + kind % 4; frames > 0; --frames)
        show_frame(source, decoder, ours);
    static const pictures::GrayPicture good = good_code(3);
    const Seen shown = seen(good, 1, 0);
    const auto readings = decoder.decode(shown.frame);
    require(readings.size() == 1 && readings.front().text == good_text,
            "whatever was seen before, a good code is read");
    return 0;
}
