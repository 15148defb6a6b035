// The list of USB printers, which people edit.

#include "drivers/printer/usb_quirks.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::printer;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto quirks = parse_usb_quirks(fuzz::text_of(data, size), "usb.toml");
    if (!quirks) {
        require(!quirks.error().english().empty(), "a fault has words");
        return 0;
    }
    for (const UsbQuirk& quirk : *quirks) {
        require(quirk.vendor != 0, "a quirk has a vendor");
        const UsbQuirk all = quirks_of(*quirks, quirk.vendor, quirk.product.value_or(1));
        require((all.one_way || !quirk.one_way) && (all.vendor_class || !quirk.vendor_class),
                "quirks add up");
    }
    return 0;
}
