// A scanner on a serial line: any bytes, in any pieces, with any prefix and suffix.

#include "drivers/scanner/serial_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::scanner;

namespace {

constexpr auto gap = std::chrono::milliseconds(100);

std::vector<std::string> read(std::string_view bytes, std::size_t piece, const Framing& framing) {
    SerialReader reader(framing, gap);
    std::vector<std::string> codes;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const auto part = bytes.substr(at, piece);
        for (auto& code : reader.take({reinterpret_cast<const std::uint8_t*>(part.data()), part.size()}, {}))
            codes.push_back(std::move(code));
    }
    if (auto last = reader.pause(gap))
        codes.push_back(std::move(*last));
    return codes;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Source source(data, size);
    const std::size_t piece = 1 + source.byte() % 9;
    Framing framing;
    framing.prefix = source.take(source.byte() % 4);
    framing.suffix = source.take(source.byte() % 4);
    const auto bytes = source.take(size);
    const auto codes = read(bytes, piece, framing);
    require(codes == read(bytes, bytes.size() + 1, framing), "pieces of any size say the same");
    for (const std::string& code : codes)
        require(!code.empty() && code == printable(code), "a code is text");
    // However much noise there was, after a pause a code is read.
    SerialReader reader({}, gap);
    (void)reader.take({data, size}, {});
    (void)reader.pause(gap);
    constexpr std::string_view good = "GU1:ABC\r";
    const auto heard = reader.take({reinterpret_cast<const std::uint8_t*>(good.data()), good.size()}, gap);
    require(heard == std::vector<std::string>{"GU1:ABC"}, "noise does not deafen");
    return 0;
}
