// Real photos with what they say beside them (`--photos`): read as `guichet-kiosk decode` reads them, by the
// live decoder within six frames, and turned to their negative as telephones in dark mode show codes.

#include "drivers/decoder/decoder.hpp"
#include "drivers/decoder/picture_reader.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/scanning_rivals.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace guichet::bench {
namespace {

namespace files = std::filesystem;

constexpr int live_frames = 6;

/// Photos of a screen, by looking at them.
constexpr std::array<std::string_view, 2> screens{"qrcode-2/#142.jpg", "qrcode-6/15.png"};

/// What a symbol says beside or in place of the text that the collection gives: the first photo's text lacks
/// a letter that is in the symbol, the second photo shows a small code within a large one.
struct AlsoRight {
    std::string_view photo;
    std::string_view text;
};
constexpr std::array<AlsoRight, 2> also_right{
    {{"qrcode-2/13.png", "The 2005 USGS aerial photography of the Washington Monument is censored."},
     {"qrcode-2/16.png", "[外側QRコード]\r\n \r\n*ﾀﾞﾌﾞﾙQR*\r\nhttp://d-qr.net/ex/"}}};

struct Photo {
    files::path file;
    std::string name; ///< folder and file
    std::string text; ///< what it says

    [[nodiscard]] bool is_right(std::string_view read) const {
        return read == text || std::any_of(also_right.begin(), also_right.end(), [&](const AlsoRight& also) {
                   return name == also.photo && read == also.text;
               });
    }
    [[nodiscard]] bool shows_screen() const {
        return std::find(screens.begin(), screens.end(), name) != screens.end();
    }
};

std::optional<std::string> text_beside(files::path photo) {
    for (const char* kind : {".txt", ".bin"})
        if (std::ifstream stream(photo.replace_extension(kind), std::ios::binary); stream)
            return std::string(std::istreambuf_iterator<char>(stream), {});
    return {};
}

std::vector<Photo> all_photos() {
    std::vector<Photo> photos;
    std::error_code missing;
    for (const auto& entry : files::recursive_directory_iterator(photos_folder(), missing)) {
        const files::path& file = entry.path();
        if (file.extension() != ".png" && file.extension() != ".jpg")
            continue;
        if (auto text = text_beside(file))
            photos.push_back({file, (file.parent_path().filename() / file.filename()).string(), *text});
    }
    std::sort(photos.begin(), photos.end(),
              [](const Photo& one, const Photo& other) { return one.name < other.name; });
    return photos;
}

/// What one way to read made of the photos.
struct Tally {
    int read = 0;
    int screens_read = 0;
    int wrong = 0;
    std::string missed; ///< the names of those not read

    void add(const Photo& photo, const std::string& text) {
        const bool right = photo.is_right(text);
        read += right;
        screens_read += right && photo.shows_screen();
        wrong += !right && !text.empty();
        if (!right)
            missed += fmt::format(" {}{}", photo.name, text.empty() ? "" : " (wrong)");
    }
};

std::string text_of(const std::vector<decoder::Reading>& readings) {
    return readings.empty() ? std::string() : readings.front().text;
}

std::string read_file(const Photo& photo) {
    const auto text = decoder::read_picture_file(photo.file);
    return text && *text ? **text : std::string();
}

std::string read_live(const ports::Frame& frame) {
    decoder::Decoder decoder;
    std::string text;
    for (int look = 0; look < live_frames && text.empty(); ++look)
        text = text_of(decoder.decode(frame));
    return text;
}

std::string read_negative(pictures::GrayPicture picture) {
    for (std::uint8_t& pixel : picture.pixels)
        pixel = static_cast<std::uint8_t>(255 - pixel);
    decoder::Decoder decoder;
    return text_of(decoder.decode({picture.pixels.data(), picture.width, picture.height, picture.width, 1},
                                  decoder::Effort::thorough));
}

void show(benchmark::State& state, const std::vector<Photo>& photos, const Tally& ours, const Tally& live,
          const Tally& negative) {
    state.counters["of"] = static_cast<double>(photos.size());
    state.counters["read"] = ours.read;
    state.counters["screens_of"] = static_cast<double>(
        std::count_if(photos.begin(), photos.end(), [](const Photo& photo) { return photo.shows_screen(); }));
    state.counters["screens_read"] = ours.screens_read;
    state.counters["live_in_6_read"] = live.read;
    state.counters["negative_read"] = negative.read;
    const int wrong = ours.wrong + live.wrong + negative.wrong;
    state.counters["wrong"] = wrong;
    state.SetLabel("not read:" + ours.missed);
    if (wrong > 0)
        state.SkipWithError(
            ("read as something else:" + ours.missed + live.missed + negative.missed).c_str());
}

void photos(benchmark::State& state) {
    const std::vector<Photo> photos = all_photos();
    Tally ours;
    Tally live;
    Tally negative;
    Tally theirs;
    Tally zbars;
    const auto zxing = zxing_defaults();
    const auto rival = zbar();
    for ([[maybe_unused]] auto _ : state)
        for (const Photo& photo : photos) {
            const auto picture = pictures::read_gray(photo.file);
            if (!picture)
                continue;
            const ports::Frame frame{picture->pixels.data(), picture->width, picture->height, picture->width,
                                     1};
            ours.add(photo, read_file(photo));
            live.add(photo, read_live(frame));
            negative.add(photo, read_negative(*picture));
            theirs.add(photo, zxing->read(frame));
            if (rival)
                zbars.add(photo, rival->read(frame));
        }
    if (photos.empty()) {
        state.SetLabel("no photos in " + photos_folder() + ": give them with --photos");
        return;
    }
    state.counters["zxing_read"] = theirs.read;
    if (rival)
        state.counters["zbar_read"] = zbars.read;
    show(state, photos, ours, live, negative);
}

BENCHMARK(photos)->Name("scanning/photos")->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
} // namespace guichet::bench
