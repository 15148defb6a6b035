// The headers that the server reads itself, and the way of a body out of its coding: the input's first line
// is the header's value, the rest the body.

#include "kiosk/core/compression.hpp"
#include "kiosk/core/wire.hpp"
#include "server/content_coding.hpp"
#include "server/route.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = 100'000;
    const std::string_view bytes = fuzz::text_of(data, size);
    const auto line = bytes.substr(0, bytes.find('\n'));
    if (const auto version = wire::parse_protocol_version(line))
        require(*version > 0, "a version is a positive number");
    if (server::accepts_coding(line, zstd_coding))
        require(line.size() >= zstd_coding.size(), "what is accepted was named");
    require(server::path_template(server::find_route(line)).find_first_of("\r\n") == std::string_view::npos,
            "no route's name holds what a client sent");
    std::string body(bytes.substr(std::min(bytes.size(), line.size() + 1)));
    const auto refused = server::decode_body(line, limit, body);
    require(refused ? refused->status == 400 || refused->status == 413 || refused->status == 415
                    : body.size() <= std::max(limit, size),
            "a body is plain and within the limit, or refused");
    return 0;
}
