#include "drivers/printer/usb_quirks.hpp"
namespace guichet::printer {
UsbQuirk quirks_of(const std::vector<UsbQuirk>& quirks, std::uint16_t vendor, std::uint16_t product) {
    UsbQuirk all{vendor, product, false, false};
    for (const UsbQuirk& quirk : quirks)
        if (quirk.vendor == vendor && quirk.product.value_or(product) == product) {
            all.vendor_class = all.vendor_class || quirk.vendor_class;
            all.one_way = all.one_way || quirk.one_way;
        }
    return all;
}
} // namespace guichet::printer
