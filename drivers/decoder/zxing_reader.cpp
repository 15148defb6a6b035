#include "drivers/decoder/zxing_reader.hpp"

#define ZX_USE_UTF8 // 1.4: texts as std::string
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace guichet::decoder {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
/// From 2.0 on ZXing could invert pictures itself, and would rewrite the texts of shops' product codes for
/// people. Here inversion is a pass of its own, so that it costs nothing in the others, texts stay as they
/// are written, and both versions behave alike.
Options plain_options() {
    return Options().setTryInvert(false).setTextMode(ZXing::TextMode::Plain);
}
#else
using Options = ZXing::DecodeHints;
Options plain_options() {
    return Options();
}
#endif

/// Codes in view at once beyond this are not looked for.
constexpr std::uint8_t most_codes = 4;

Options options_for(Shades shades) {
    Options options = plain_options();
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    options.setTryHarder(true);
    options.setTryRotate(false);
    options.setTryDownscale(false);
    options.setMaxNumberOfSymbols(most_codes);
    options.setBinarizer(shades == Shades::gray ? ZXing::Binarizer::LocalAverage
                                                : ZXing::Binarizer::BoolCast);
    return options;
}

template <typename Barcode>
Reading reading_of(const Barcode& barcode) {
    Reading reading;
    reading.text = barcode.text();
    const auto& position = barcode.position();
    for (std::size_t corner = 0; corner < reading.corners.size(); ++corner)
        reading.corners[corner] = {position[corner].x, position[corner].y};
    return reading;
}

} // namespace

void read_qr_codes(const ports::Frame& frame, Shades shades, std::vector<Reading>& readings) {
    static const Options gray = options_for(Shades::gray);
    static const Options black_white = options_for(Shades::black_white);
    try {
        const ZXing::ImageView view(frame.luma, frame.width, frame.height, ZXing::ImageFormat::Lum,
                                    frame.stride, frame.step);
        for (const auto& barcode : ZXing::ReadBarcodes(view, shades == Shades::gray ? gray : black_white))
            if (barcode.isValid() && !barcode.text().empty())
                readings.push_back(reading_of(barcode));
    } catch (const std::exception&) {
        // Damaged symbols make ZXing 1.4 throw now and then; the next frame is another chance.
    }
}

} // namespace guichet::decoder
