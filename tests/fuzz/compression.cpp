// What is sent compressed, between kiosks and server.

#include "kiosk/core/compression.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = 256 * 1024;
    const auto bytes = fuzz::text_of(data, size);
    std::string content;
    const auto outcome = decompress(bytes, limit, content);
    require(content.size() <= limit, "no more is made than the limit");
    require(outcome == Decompression::done || content.empty(), "what is refused gives nothing");
    for (const auto text : {bytes, std::string_view(content)}) {
        std::string again;
        require(decompress(compress(text), text.size(), again) == Decompression::done && again == text,
                "what was compressed comes back whole");
    }
    return 0;
}
