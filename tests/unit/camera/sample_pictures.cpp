#include "tests/unit/camera/sample_pictures.hpp"

#include "drivers/lab/camera/frame_maker.hpp"
#include "drivers/pictures/qr_symbol.hpp"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace guichet::camera {
namespace {

std::uint8_t some_colour(int x, int y) {
    return static_cast<std::uint8_t>(118 + (x / 16 + y / 16) % 20);
}

Bytes encode_jpeg(const pictures::GrayPicture& picture) {
    jpeg_compress_struct state{};
    jpeg_error_mgr errors{};
    state.err = jpeg_std_error(&errors);
    jpeg_create_compress(&state);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&state, &out, &size);
    state.image_width = static_cast<JDIMENSION>(picture.width);
    state.image_height = static_cast<JDIMENSION>(picture.height);
    state.input_components = 3;
    state.in_color_space = JCS_YCbCr;
    jpeg_set_defaults(&state);
    jpeg_set_quality(&state, 75, TRUE);
    state.comp_info[0].v_samp_factor = 1; // 4:2:2, as webcams have it
    jpeg_start_compress(&state, TRUE);
    Bytes row(3 * static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            auto* pixel = row.data() + 3 * static_cast<std::size_t>(x);
            pixel[0] = picture.row(y)[x];
            pixel[1] = pixel[2] = some_colour(x, y);
        }
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&state, &rows, 1);
    }
    jpeg_finish_compress(&state);
    jpeg_destroy_compress(&state);
    Bytes bytes(out, out + size);
    std::free(out);
    return bytes;
}

} // namespace

std::vector<pictures::GrayPicture> sample_pictures(int width, int height, int count) {
    lab::FrameMaker maker(width, height, 1);
    const auto code = pictures::qr_picture(sample_text, 8);
    require(code.ok(), "the code can be drawn");
    maker.hold(*code, {});
    std::vector<pictures::GrayPicture> pictures;
    for (int number = 0; number < count; ++number)
        pictures.push_back(maker.next());
    return pictures;
}

Bytes encode(const pictures::GrayPicture& picture, Layout layout, int padding) {
    const PixelLayout& facts = facts_of(layout);
    if (facts.compressed())
        return encode_jpeg(picture);
    const auto stride = static_cast<std::size_t>(picture.width * facts.step + padding);
    Bytes bytes(stride * static_cast<std::size_t>(picture.height), 0);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            auto* pixel = bytes.data() + static_cast<std::size_t>(y) * stride +
                          static_cast<std::size_t>(x * facts.step);
            if (facts.step == 2)
                pixel[1 - facts.offset] = some_colour(x, y);
            pixel[facts.offset] = picture.row(y)[x];
        }
    if (facts.step == 1 && layout != Layout::gray) // the planes of colour
        bytes.resize(bytes.size() * 3 / 2, 128);
    return bytes;
}

Bytes without_huffman_tables(const Bytes& jpeg) {
    Bytes bytes(jpeg.begin(), jpeg.begin() + 2);
    std::size_t at = 2;
    while (jpeg[at + 1] != 0xDA) { // until the scan begins
        const std::size_t length = 2 + static_cast<std::size_t>(jpeg[at + 2]) * 256 + jpeg[at + 3];
        if (jpeg[at + 1] != 0xC4)
            bytes.insert(bytes.end(), jpeg.begin() + static_cast<std::ptrdiff_t>(at),
                         jpeg.begin() + static_cast<std::ptrdiff_t>(at + length));
        at += length;
    }
    bytes.insert(bytes.end(), jpeg.begin() + static_cast<std::ptrdiff_t>(at), jpeg.end());
    return bytes;
}

} // namespace guichet::camera
