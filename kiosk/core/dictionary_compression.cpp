#include "kiosk/core/dictionary_compression.hpp"

#include "kiosk/core/result.hpp"

#include <sodium.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <vector>

namespace guichet {

namespace {

/// A skippable frame of 32 bytes, so that decoders of plain Zstandard pass it over (RFC 9842, 5).
constexpr std::string_view magic{"\x5e\x2a\x4d\x18\x20\x00\x00\x00", 8};
constexpr std::size_t header_size = 40;
/// The fastest level that finds what a revision of a manifest has in common with the one before.
constexpr int level = 3;
constexpr int least_window_log = 23;
constexpr int largest_window_log = 27;
/// A hash table of less than an eighth of the dictionary's size would know its end alone: Zstandard 1.5.5 and
/// later load no more of it.
constexpr int hash_log_below_window = 3;
constexpr int least_hash_log = 17; ///< what the level has anyway

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// The smallest power of two that is no less.
int window_log_of(std::size_t size) {
    return std::clamp(static_cast<int>(std::bit_width(size)), 10, largest_window_log);
}

Decompression meaning_of(std::size_t error) {
    return ZSTD_getErrorCode(error) == ZSTD_error_frameParameter_windowTooLarge ? Decompression::too_large
                                                                                : Decompression::damaged;
}

/// Appends what is in the frame to `content`, as far as the limit; it has to be one frame and no more.
Decompression append_frame(ZSTD_DCtx* context, std::string_view bytes, std::size_t limit,
                           std::string& content) {
    std::vector<char> piece(ZSTD_DStreamOutSize());
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    for (;;) {
        ZSTD_outBuffer output{piece.data(), piece.size(), 0};
        const std::size_t still_wanted = ZSTD_decompressStream(context, &output, &input);
        if (ZSTD_isError(still_wanted) != 0)
            return meaning_of(still_wanted);
        if (output.pos > limit - content.size())
            return Decompression::too_large;
        content.append(piece.data(), output.pos);
        if (still_wanted == 0)
            return input.pos == input.size ? Decompression::done : Decompression::damaged;
        if (input.pos == input.size && output.pos < output.size) // all is out, and the frame goes on
            return Decompression::damaged;
    }
}

} // namespace

DictionaryName dictionary_name(std::string_view dictionary) {
    static_assert(sizeof(DictionaryName) == crypto_hash_sha256_BYTES);
    DictionaryName name{};
    crypto_hash_sha256(name.data(), reinterpret_cast<const unsigned char*>(dictionary.data()),
                       dictionary.size());
    return name;
}

std::string available_dictionary(const DictionaryName& name) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string base64(sodium_base64_ENCODED_LEN(std::tuple_size_v<DictionaryName>, variant), '\0');
    sodium_bin2base64(base64.data(), base64.size(), name.data(), name.size(), variant);
    base64.pop_back(); // its NUL
    return ":" + base64 + ":";
}

std::optional<DictionaryName> parse_available_dictionary(std::string_view header) {
    while (!header.empty() && (header.back() == ' ' || header.back() == '\t'))
        header.remove_suffix(1);
    while (!header.empty() && (header.front() == ' ' || header.front() == '\t'))
        header.remove_prefix(1);
    if (header.size() < 2 || header.front() != ':' || header.back() != ':')
        return std::nullopt;
    header = header.substr(1, header.size() - 2);
    DictionaryName name{};
    std::size_t size = 0;
    const bool read = sodium_base642bin(name.data(), name.size(), header.data(), header.size(), nullptr,
                                        &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
    return read && size == name.size() ? std::optional(name) : std::nullopt;
}

std::string compress_with(std::string_view dictionary, std::string_view bytes) {
    const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    require(context != nullptr, "there is memory to compress");
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    // Over both, so that all of the dictionary is in reach. The frame knows its own size, and the window that
    // it announces is no larger than that.
    const int window_log = window_log_of(dictionary.size() + bytes.size());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_hashLog,
                           std::max(least_hash_log, window_log - hash_log_below_window));
    ZSTD_CCtx_refPrefix(context.get(), dictionary.data(), dictionary.size());
    std::string packed(header_size + ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress2(context.get(), packed.data() + header_size, packed.size() - header_size,
                                     bytes.data(), bytes.size());
    require(ZSTD_isError(size) == 0, "there is memory to compress");
    packed.resize(header_size + size);
    const auto name = dictionary_name(dictionary);
    std::copy(magic.begin(), magic.end(), packed.begin());
    std::copy(name.begin(), name.end(), packed.begin() + static_cast<std::ptrdiff_t>(magic.size()));
    return packed;
}

Decompression decompress_with(std::string_view dictionary, std::string_view bytes, std::size_t limit,
                              std::string& content) {
    content.clear();
    const auto name = dictionary_name(dictionary);
    const bool ours =
        bytes.size() > header_size && bytes.starts_with(magic) &&
        std::equal(name.begin(), name.end(), bytes.begin() + magic.size(),
                   [](std::uint8_t left, char right) { return left == static_cast<std::uint8_t>(right); });
    if (!ours)
        return Decompression::damaged;
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    require(context != nullptr, "there is memory to decompress");
    const int window = std::max(least_window_log, window_log_of(dictionary.size() + dictionary.size() / 4));
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, window);
    ZSTD_DCtx_refPrefix(context.get(), dictionary.data(), dictionary.size());
    const auto outcome = append_frame(context.get(), bytes.substr(header_size), limit, content);
    if (outcome != Decompression::done)
        content.clear();
    return outcome;
}

} // namespace guichet
