#include "tests/bench/scanning_rivals.hpp"

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

#include <exception>

namespace guichet::bench {
namespace {

class ZxingDefaults final : public Rival {
public:
    [[nodiscard]] std::string read(const ports::Frame& frame) override {
#if __has_include(<ZXing/ReaderOptions.h>)
        static const auto options = ZXing::ReaderOptions().setFormats(ZXing::BarcodeFormat::QRCode);
#else
        static const auto options = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
#endif
        try {
            const auto found = ZXing::ReadBarcode(
                {frame.luma, frame.width, frame.height, ZXing::ImageFormat::Lum, frame.stride, frame.step},
                options);
            return found.isValid() ? found.text() : "";
        } catch (const std::exception&) {
            return "";
        }
    }
};

} // namespace

std::unique_ptr<Rival> zxing_defaults() {
    return std::make_unique<ZxingDefaults>();
}

} // namespace guichet::bench
