#include "drivers/printer/escpos_encoder.hpp"

#include "drivers/printer/escpos_raster.hpp"
#include "drivers/printer/escpos_text.hpp"
#include "drivers/printer/qr_bitmap.hpp"
#include "drivers/printer/text_raster.hpp"
#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/layout.hpp"

#include <algorithm>
#include <utility>

namespace guichet::printer {
namespace {

using receipt::Align;
using receipt::QrCode;
using receipt::Rule;
using receipt::Size;
using receipt::Space;
using receipt::Stroke;
using receipt::TextLine;

/// Writes laid-out lines as ESC/POS, keeping account of the printer's modes so that each is sent only when
/// it changes.
class Encoder {
public:
    explicit Encoder(const Profile& profile) : profile_(profile) { initialise(); }

    [[nodiscard]] Bytes take() && { return std::move(bytes_); }

    void operator()(const TextLine& line) {
        const auto text = in_code_page(line.text, profile_);
        if (!text)
            return raster_text(line);
        select_page(text->page);
        select(align_, line.align, {0x1B, 0x61, static_cast<std::uint8_t>(line.align)});
        select(size_, line.size, {0x1D, 0x21, size_bits(line.size)});
        select(bold_, line.bold, {0x1B, 0x45, bit(line.bold)});
        select(reverse_, line.reverse, {0x1D, 0x42, bit(line.reverse)});
        const int height = line_height(line);
        select(line_height_, height, {0x1B, 0x33, static_cast<std::uint8_t>(height)});
        bytes_.insert(bytes_.end(), text->bytes.begin(), text->bytes.end());
        put({0x0A});
    }

    void operator()(const Rule& rule) {
        const bool doubled = profile_.raster_doubles;
        const int thickness = rule.stroke == Stroke::heavy ? 4 : 2;
        feed(profile_.line_height / 6);
        align_left();
        append_raster(bytes_, stroke(rule.stroke, doubled ? 2 : 1, thickness), doubled, profile_);
        feed(profile_.line_height / 2 - profile_.line_height / 6 - thickness);
    }

    void operator()(const Space& space) { feed(space.half_lines * profile_.line_height / 2); }

    void operator()(const QrCode& code) {
        if (profile_.native_qr)
            return native_qr(code.payload);
        const auto qr = qr_dots(code.payload, profile_);
        if (!qr)
            return payload_as_text(code.payload);
        feed(4 * qr->module_dots - (profile_.line_height - profile_.letter_height));
        select(align_, Align::centre, {0x1B, 0x61, 1});
        append_raster(bytes_, qr->bitmap, qr->doubled, profile_);
        feed(4 * qr->module_dots);
    }

    /// Feeds to the cutter and cuts; a printer without cutter feeds to the tear bar.
    void cut() {
        switch (profile_.cut) {
        case CutCommand::none: return feed(profile_.cutter_distance + profile_.cut_margin);
        case CutCommand::feed_and_cut:
            return put({0x1D, 0x56, 0x42, static_cast<std::uint8_t>(profile_.cut_margin)});
        case CutCommand::cut:
            feed(profile_.cutter_distance + profile_.cut_margin);
            return put({0x1D, 0x56, 0x01});
        case CutCommand::old_cut:
            feed(profile_.cutter_distance + profile_.cut_margin);
            return put({0x1B, 0x69});
        }
    }

    void put(std::initializer_list<std::uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes); }

    void put(const std::string& text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }

private:
    /// Known modes; leaves Kanji mode, in which the upper half of a code page is Chinese.
    void initialise() {
        put({0x1B, 0x40, 0x1C, 0x2E});
        put({0x1B, 0x74, static_cast<std::uint8_t>(profile_.code_pages.front().number), 0x1B, 0x52, 0x00});
        if (profile_.sets_motion_units) {
            const auto dots = static_cast<std::uint8_t>(profile_.dots_per_inch);
            put({0x1D, 0x50, dots, dots});
        }
    }

    template <typename Mode>
    void select(Mode& current, const Mode& wanted, std::initializer_list<std::uint8_t> command) {
        if (std::exchange(current, wanted) != wanted)
            put(command);
    }

    void select_page(std::size_t page) {
        const int number = profile_.code_pages[page].number;
        select(page_, page, {0x1B, 0x74, static_cast<std::uint8_t>(number)});
    }

    void align_left() { select(align_, Align::left, {0x1B, 0x61, 0}); }

    static std::uint8_t bit(bool value) { return value ? 1 : 0; }

    /// GS ! n: width - 1 in the upper half, height - 1 in the lower.
    static std::uint8_t size_bits(Size size) {
        return static_cast<std::uint8_t>((receipt::letter_width(size) - 1) * 16 +
                                         receipt::letter_height(size) - 1);
    }

    /// White on black has no gap between its lines; other letters keep theirs, however high.
    [[nodiscard]] int line_height(const TextLine& line) const {
        const int letters = profile_.letter_height * receipt::letter_height(line.size);
        return line.reverse ? letters : letters + profile_.line_height - profile_.letter_height;
    }

    void feed(int dots) {
        for (; dots > 0; dots -= 255)
            put({0x1B, 0x4A, static_cast<std::uint8_t>(std::min(dots, 255))});
    }

    void raster_text(const TextLine& line) {
        const Cell cell{profile_.dots / profile_.columns, profile_.letter_height};
        const Bitmap bitmap = trimmed(raster_line(line, profile_.dots, cell));
        align_left();
        append_raster(bytes_, bitmap, false, profile_);
        feed(line_height(line) - bitmap.height);
    }

    /// A line across the paper, in dots of `scale` × `scale`.
    [[nodiscard]] Bitmap stroke(Stroke kind, int scale, int thickness) const {
        Bitmap bitmap(profile_.dots / scale, thickness / scale);
        constexpr unsigned dots_on = 2;
        constexpr unsigned period = 6;
        for (int y = 0; y < bitmap.height; ++y)
            for (int x = 0; x < bitmap.width; ++x)
                if (kind != Stroke::dotted || static_cast<unsigned>(x * scale) % period < dots_on)
                    bitmap.set(x, y);
        return bitmap;
    }

    /// GS ( k: model 2, module size, error correction Q, store, print.
    void native_qr(const std::string& payload) {
        const std::size_t length = payload.size() + 3;
        select(align_, Align::centre, {0x1B, 0x61, 1});
        put({0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00});
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, static_cast<std::uint8_t>(profile_.qr_module_dots)});
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x32});
        put({0x1D, 0x28, 0x6B, static_cast<std::uint8_t>(length & 0xFFU),
             static_cast<std::uint8_t>(length >> 8U), 0x31, 0x50, 0x30});
        put(payload);
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30});
        feed(4 * profile_.qr_module_dots);
    }

    void payload_as_text(const std::string& payload) {
        for (const std::string& line : receipt::wrap(payload, profile_.columns))
            (*this)(TextLine{line, Size::normal, false, false, Align::centre});
    }

    const Profile& profile_;
    Bytes bytes_;
    std::size_t page_ = 0;
    Align align_ = Align::left;
    Size size_ = Size::normal;
    bool bold_ = false;
    bool reverse_ = false;
    int line_height_ = 0; ///< 0: the printer's own, whatever it is
};

} // namespace

Bytes encode(const receipt::Document& document, const Profile& profile, const Envelope& envelope) {
    require(envelope.confirmation.empty() || envelope.confirmation.size() == 4, "a confirmation has 4 bytes");
    Encoder encoder(profile);
    if (envelope.ask_status)
        encoder.put({0x1D, 0x61, 0xFF});
    if (envelope.cut_before) {
        encoder.put({0x0A});
        encoder.cut();
    }
    for (const receipt::LaidOut& line : receipt::lay_out(document, profile.columns))
        std::visit(encoder, line);
    encoder.cut();
    if (!envelope.confirmation.empty()) {
        encoder.put({0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30});
        encoder.put(envelope.confirmation);
    }
    if (envelope.barrier)
        encoder.put({0x1D, 0x72, 0x01});
    return std::move(encoder).take();
}

} // namespace guichet::printer
