// The server's data set of a session.

#include "kiosk/core/manifest.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = parse_manifest(fuzz::text_of(data, size));
    if (!manifest) {
        require(!manifest.error().english().empty(), "a fault has words");
        return 0;
    }
    const std::string json = to_json(*manifest);
    const auto again = parse_manifest(json);
    require(again.ok() && to_json(*again) == json, "what was read can be written and read again");
    for (const Basket& basket : manifest->baskets)
        require(manifest->find_basket(basket.id) != nullptr, "every basket is found");
    return 0;
}
