// The kiosk's configuration file.

#include "kiosk/station/configuration.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto configuration = station::parse_configuration(fuzz::text_of(data, size), "kiosk.toml");
    if (configuration)
        require(!configuration->store_file.empty(), "nothing is missing"); // a server may be learnt later
    else
        require(!configuration.error().english().empty(), "a fault has words");
    return 0;
}
