#include "drivers/camera/jpeg_luma.hpp"

#include <csetjmp>
#include <cstdio> // jpeglib.h needs it

#include <jerror.h>
#include <jpeglib.h>

namespace guichet::camera {

/// libjpeg reports errors by a call that may not return: it jumps back to where decoding began. Nothing on
/// that way has a destructor.
struct JpegLuma::Decoder {
    jpeg_decompress_struct state{};
    jpeg_error_mgr errors{};
    std::jmp_buf failed{};
    bool made = false;

    Decoder() {
        state.err = jpeg_std_error(&errors);
        errors.error_exit = [](j_common_ptr common) { std::longjmp(of(common).failed, 1); };
        errors.emit_message = &Decoder::notice;
        errors.output_message = [](j_common_ptr) {};
        state.client_data = this;
        if (setjmp(failed) == 0) {
            jpeg_create_decompress(&state);
            made = true;
        }
    }
    ~Decoder() {
        if (made)
            jpeg_destroy_decompress(&state);
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    static Decoder& of(j_common_ptr common) { return *static_cast<Decoder*>(common->client_data); }

    /// Level -1 is damage that libjpeg can go on after, filling in grey. Bytes too many between two parts are
    /// the habit of some cameras and hurt nothing.
    static void notice(j_common_ptr common, int level) {
        const int code = common->err->msg_code;
        const bool harmless =
            level >= 0 || code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM;
        Decoder& decoder = of(common);
        if (!harmless && decoder.state.output_scanline < decoder.harmless_from)
            std::longjmp(decoder.failed, 1);
    }

    /// From this row on damage hurts little: the last blocks of a picture are what cameras get wrong.
    JDIMENSION harmless_from = 0;

    [[nodiscard]] bool fits(int width, int height) const {
        constexpr int block = 16;
        const auto wide = static_cast<int>(state.image_width) - width;
        const auto high = static_cast<int>(state.image_height) - height;
        return wide >= 0 && wide < block && high >= 0 && high < block;
    }

    /// Reads the header and begins; false when the picture is none that a camera sends in this mode.
    bool begin(std::span<const std::uint8_t> bytes, int width, int height) {
        harmless_from = JPEG_MAX_DIMENSION;
        if (setjmp(failed) != 0)
            return false;
        jpeg_mem_src(&state, bytes.data(), static_cast<unsigned long>(bytes.size()));
        const bool luma_first =
            jpeg_read_header(&state, TRUE) == JPEG_HEADER_OK &&
            (state.jpeg_color_space == JCS_YCbCr || state.jpeg_color_space == JCS_GRAYSCALE);
        if (!luma_first || state.progressive_mode || state.arith_code || jpeg_has_multiple_scans(&state) ||
            !fits(width, height))
            return false;
        state.out_color_space = JCS_GRAYSCALE;
        state.dct_method = JDCT_IFAST;
        state.scale_num = 8;
        state.scale_denom = 8;
        auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
        for (; pixels > most_jpeg_pixels && state.scale_num > 1; pixels /= 4)
            state.scale_num /= 2;
        jpeg_start_decompress(&state);
        harmless_from = state.output_height - state.output_height / 8;
        return true;
    }

    /// `rows` hold the output's sides. False when the picture is damaged.
    bool finish(std::uint8_t* rows) {
        if (setjmp(failed) != 0)
            return false;
        while (state.output_scanline < state.output_height) {
            JSAMPROW row = rows + static_cast<std::size_t>(state.output_scanline) * state.output_width;
            jpeg_read_scanlines(&state, &row, 1);
        }
        return true;
    }
};

JpegLuma::JpegLuma() : decoder_(std::make_unique<Decoder>()) {}

JpegLuma::~JpegLuma() = default;

std::optional<ports::Frame> JpegLuma::decode(std::span<const std::uint8_t> bytes, int width, int height) {
    if (!decoder_->made || bytes.empty() || width <= 0 || height <= 0)
        return std::nullopt;
    auto& state = decoder_->state;
    std::optional<ports::Frame> picture;
    if (decoder_->begin(bytes, width, height)) {
        pixels_.resize(std::size_t{state.output_width} * state.output_height);
        const auto scale = static_cast<int>(state.scale_num);
        if (decoder_->finish(pixels_.data()))
            picture = {pixels_.data(), width * scale / 8, height * scale / 8,
                       static_cast<int>(state.output_width), 1};
    }
    jpeg_abort_decompress(&state);
    return picture;
}

} // namespace guichet::camera
