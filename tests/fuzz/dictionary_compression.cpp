// A manifest that comes as the difference to an earlier one, and the header that names that.

#include "kiosk/core/dictionary_compression.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = 256 * 1024;
    static const std::string dictionary = R"({"baskets":[{"id":"B0001","orders":[]}],"revision":1})";
    const auto bytes = fuzz::text_of(data, size);
    std::string content;
    const auto outcome = decompress_with(dictionary, bytes, limit, content);
    require(content.size() <= limit, "no more is made than the limit");
    require(outcome == Decompression::done || content.empty(), "what is refused gives nothing");
    for (const auto text : {bytes, std::string_view(content)}) {
        std::string again;
        require(decompress_with(text, compress_with(text, dictionary), dictionary.size(), again) ==
                        Decompression::done &&
                    again == dictionary,
                "what was compressed comes back whole, whatever the dictionary");
    }
    if (const auto name = parse_available_dictionary(bytes))
        require(parse_available_dictionary(available_dictionary(*name)) == name,
                "a name is read as it is written");
    return 0;
}
