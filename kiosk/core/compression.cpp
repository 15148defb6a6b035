#include "kiosk/core/compression.hpp"

#include "kiosk/core/result.hpp"

#include <zstd.h>
#include <zstd_errors.h>

#include <memory>
#include <vector>

namespace guichet {

namespace {

/// A manifest shrinks to a ninth with it and events to a seventh, since digests do not shrink; the highest
/// level would save a third more, and is slow.
constexpr int level = 3;
/// RFC 9659, 3: what decoders of HTTP content have to bear, and no more.
constexpr int largest_window_log = 23;

struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

Decompression meaning_of(std::size_t error) {
    return ZSTD_getErrorCode(error) == ZSTD_error_frameParameter_windowTooLarge ? Decompression::too_large
                                                                                : Decompression::damaged;
}

/// Appends what is in the frames to `content`, as far as the limit.
Decompression append_content(std::string_view bytes, std::size_t limit, std::string& content) {
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    require(context != nullptr, "there is memory to decompress");
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, largest_window_log);
    std::vector<char> piece(ZSTD_DStreamOutSize());
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    for (;;) {
        ZSTD_outBuffer output{piece.data(), piece.size(), 0};
        const std::size_t still_wanted = ZSTD_decompressStream(context.get(), &output, &input);
        if (ZSTD_isError(still_wanted) != 0)
            return meaning_of(still_wanted);
        if (output.pos > limit - content.size())
            return Decompression::too_large;
        content.append(piece.data(), output.pos);
        if (input.pos < input.size)
            continue;
        if (still_wanted == 0)
            return Decompression::done;
        if (output.pos < output.size) // all that came is out, and the frame goes on
            return Decompression::damaged;
    }
}

} // namespace

std::string compress(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), level);
    require(ZSTD_isError(size) == 0, "there is memory to compress");
    packed.resize(size);
    return packed;
}

Decompression decompress(std::string_view bytes, std::size_t limit, std::string& content) {
    content.clear();
    const auto outcome = append_content(bytes, limit, content);
    if (outcome != Decompression::done)
        content.clear();
    return outcome;
}

} // namespace guichet
