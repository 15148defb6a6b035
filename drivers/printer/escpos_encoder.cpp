#include "drivers/printer/escpos_encoder.hpp"

#include "drivers/printer/escpos_raster.hpp"
#include "drivers/printer/escpos_text.hpp"
#include "drivers/printer/page.hpp"
#include "drivers/printer/page_raster.hpp"
#include "drivers/printer/text_raster.hpp"
#include "kiosk/receipt/columns.hpp"

#include <algorithm>
#include <utility>

namespace guichet::printer {
namespace {

using receipt::Align;
using receipt::Rule;
using receipt::Size;
using receipt::Space;
using receipt::Stroke;
using receipt::TextLine;

/// Writes the items of a page as ESC/POS, keeping account of the printer's modes so that each is sent only
/// when it changes.
class Encoder {
public:
    explicit Encoder(const Profile& profile) : profile_(profile), measures_(profile) {
        constexpr std::size_t usual_receipt = 2048;
        bytes_.reserve(usual_receipt);
        initialise();
    }

    [[nodiscard]] Bytes take() && { return std::move(bytes_); }

    void operator()(const TextLine& line) {
        const auto text = in_code_pages(line.text, profile_);
        if (std::any_of(text.begin(), text.end(), [&](const PageText& part) {
                return !part.drawn.empty() && !fits_in_line(part, line);
            }))
            return raster_text(line);
        select(align_, line.align, {0x1B, 0x61, static_cast<std::uint8_t>(line.align)});
        select(size_, line.size, {0x1D, 0x21, size_bits(line.size)});
        select(bold_, line.bold, {0x1B, 0x45, bit(line.bold)});
        select(reverse_, line.reverse, {0x1D, 0x42, bit(line.reverse)});
        const int height = measures_.line(line);
        select(line_height_, height, {0x1B, 0x33, static_cast<std::uint8_t>(height)});
        for (const PageText& part : text) {
            if (!part.drawn.empty()) {
                const int width = receipt::columns_of(part.drawn) * measures_.cell().width;
                append_in_line(bytes_, raster_line({part.drawn, line.size, line.bold, false, Align::left},
                                                   width, measures_.cell()));
                continue;
            }
            select_page(part.page);
            bytes_.insert(bytes_.end(), part.bytes.begin(), part.bytes.end());
        }
        put({0x0A});
    }

    void operator()(const Rule& rule) {
        feed(measures_.above_rule());
        select(align_, Align::left, {0x1B, 0x61, 0});
        const bool doubled = profile_.raster_doubles;
        const int added = append_raster(bytes_, stroke(rule.stroke, doubled ? 2 : 1), doubled, profile_);
        feed(measures_.below_rule(rule.stroke) - added);
    }

    void operator()(const Space& space) { feed(measures_.space(space)); }

    void operator()(const PageQr& code) {
        feed(measures_.above_qr(code.dots));
        select(align_, Align::centre, {0x1B, 0x61, 1});
        int added = 0;
        if (profile_.native_qr && native_qr_can_hold(code.payload))
            native_qr(code.payload, code.dots.module_dots);
        else
            added = append_raster(bytes_, code.dots.bitmap, code.dots.doubled, profile_);
        feed(Measures::below_qr(code.dots) - added);
    }

    /// A whole page as one picture: its empty rows are fed, the others are bands as wide as their ink.
    void draw(const Bitmap& page) {
        constexpr int least_gap = 4; ///< rows: a gap that is fed costs two commands
        int empty = 0;
        for (int row = 0; row < page.height;) {
            int end = row;
            for (int bare = 0; end < page.height && bare < least_gap; ++end)
                bare = page.bare(end) ? bare + 1 : 0;
            while (end > row && page.bare(end - 1))
                --end;
            if (end > row) {
                feed(empty);
                empty = -append_raster(bytes_, trimmed(page.rows(row, end - row)), false, profile_);
            }
            for (row = end; row < page.height && page.bare(row); ++row)
                ++empty;
        }
        feed(empty);
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

    static std::uint8_t bit(bool value) { return value ? 1 : 0; }

    /// GS ! n: width - 1 in the upper half, height - 1 in the lower.
    static std::uint8_t size_bits(Size size) {
        return static_cast<std::uint8_t>((receipt::letter_width(size) - 1) * 16 +
                                         receipt::letter_height(size) - 1);
    }

    void feed(int dots) {
        for (; dots > 0; dots -= 255)
            put({0x1B, 0x4A, static_cast<std::uint8_t>(std::min(dots, 255))});
    }

    /// Whether drawn letters can stand among printed ones: as large as theirs, each in a column of its own.
    [[nodiscard]] bool fits_in_line(const PageText& part, const TextLine& line) const {
        const auto letters = receipt::letters_of(part.drawn);
        return line.size == Size::normal && !line.reverse && measures_.cell().height == in_line_height &&
               std::all_of(letters.begin(), letters.end(),
                           [](char32_t letter) { return receipt::columns_of(letter) == 1; });
    }

    /// A line that the printer cannot set, in the place where its letters would stand.
    void raster_text(const TextLine& line) {
        select(align_, Align::left, {0x1B, 0x61, 0});
        Bitmap bitmap(profile_.dots, measures_.line(line));
        draw_line(line, measures_.cell(), bitmap, 0);
        draw(bitmap);
    }

    /// A line across the paper, in dots of `scale` × `scale`.
    [[nodiscard]] Bitmap stroke(Stroke kind, int scale) const {
        Bitmap bitmap(profile_.dots / scale, Measures::thickness(kind) / scale);
        for (int y = 0; y < bitmap.height; ++y)
            for (int x = 0; x < bitmap.width; ++x)
                if (rule_is_black(kind, x * scale))
                    bitmap.set(x, y);
        return bitmap;
    }

    /// Only printable ASCII, at least one byte (GS ( k stores no empty code), and no length that would be
    /// heard as a real-time command (10 04, 10 05, 10 14). Of other bytes the printer cannot say in the code
    /// which encoding they have: ours can.
    static bool native_qr_can_hold(const std::string& payload) {
        constexpr std::size_t longest = 1000;
        return !payload.empty() && payload.size() < longest &&
               std::all_of(payload.begin(), payload.end(),
                           [](char byte) { return byte >= 0x20 && byte <= 0x7E; });
    }

    /// GS ( k: model 2, module size, error correction M, store, print.
    void native_qr(const std::string& payload, int module_dots) {
        const std::size_t length = payload.size() + 3;
        put({0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00});
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, static_cast<std::uint8_t>(module_dots)});
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31});
        put({0x1D, 0x28, 0x6B, static_cast<std::uint8_t>(length & 0xFFU),
             static_cast<std::uint8_t>(length >> 8U), 0x31, 0x50, 0x30});
        put(payload);
        put({0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30});
    }

    const Profile& profile_;
    const Measures measures_;
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
    const auto items = page_items(document, profile);
    if (profile.letters == Letters::drawn)
        encoder.draw(raster_page(items, profile));
    else
        for (const PageItem& item : items)
            std::visit(encoder, item);
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
