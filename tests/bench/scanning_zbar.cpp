// Apart from ZXing, whose macros zbar's headers do not survive.

#include "tests/bench/scanning_rivals.hpp"

#ifdef GUICHET_HAS_ZBAR
#include <zbar.h>
#endif

#include <cstdint>
#include <vector>

namespace guichet::bench {
namespace {

#ifdef GUICHET_HAS_ZBAR
using namespace zbar;

class Zbar final : public Rival {
public:
    Zbar() {
        zbar_image_scanner_set_config(scanner_.get(), ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
        zbar_image_scanner_set_config(scanner_.get(), ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
        zbar_image_scanner_set_config(scanner_.get(), ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 1);
    }

    [[nodiscard]] std::string read(const ports::Frame& frame) override {
        const auto width = static_cast<unsigned>(frame.width);
        const auto height = static_cast<unsigned>(frame.height);
        const std::unique_ptr<zbar_image_t, void (*)(zbar_image_t*)> image(zbar_image_create(),
                                                                           zbar_image_destroy);
        zbar_image_set_format(image.get(), zbar_fourcc('Y', '8', '0', '0'));
        zbar_image_set_size(image.get(), width, height);
        // It inverts in place what it is given.
        pixels_.assign(frame.luma, frame.luma + std::size_t{width} * height);
        zbar_image_set_data(image.get(), pixels_.data(), pixels_.size(), nullptr);
        if (zbar_scan_image(scanner_.get(), image.get()) <= 0)
            return "";
        const zbar_symbol_t* symbol = zbar_image_first_symbol(image.get());
        return symbol != nullptr ? zbar_symbol_get_data(symbol) : "";
    }

private:
    std::unique_ptr<zbar_image_scanner_t, void (*)(zbar_image_scanner_t*)> scanner_{
        zbar_image_scanner_create(), zbar_image_scanner_destroy};
    std::vector<std::uint8_t> pixels_;
};
#endif

} // namespace

std::unique_ptr<Rival> zbar() {
#ifdef GUICHET_HAS_ZBAR
    return std::make_unique<Zbar>();
#else
    return nullptr;
#endif
}

} // namespace guichet::bench
