#pragma once
// A document on the paper of one printer: what stands below what, and how high it is. Shared by all
// renderers, so that text, raster and pictures look alike.

#include "drivers/printer/profile.hpp"
#include "drivers/printer/qr_bitmap.hpp"
#include "drivers/printer/text_raster.hpp"
#include "kiosk/receipt/layout.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace guichet::printer {

/// A QR code that fits on the paper.
struct PageQr {
    std::string payload;
    QrDots dots;
};

using PageItem = std::variant<receipt::TextLine, receipt::Rule, receipt::Space, PageQr>;

/// Heights in dots.
class Measures {
public:
    explicit Measures(const Profile& profile)
        : line_height_(profile.line_height), cell_{profile.dots / profile.columns, profile.letter_height} {}

    /// Of a normal letter.
    [[nodiscard]] Cell cell() const { return cell_; }

    /// White on black has no gap between its lines; other letters keep theirs, however high.
    [[nodiscard]] int line(const receipt::TextLine& line) const {
        const int letters = cell_.height * receipt::letter_height(line.size);
        return line.reverse ? letters : letters + line_height_ - cell_.height;
    }

    // A rule: empty paper, the stroke, and empty paper again, half a line in all.
    [[nodiscard]] int above_rule() const { return line_height_ / 6; }
    [[nodiscard]] static int thickness(receipt::Stroke stroke) {
        return stroke == receipt::Stroke::heavy ? 4 : 2;
    }
    [[nodiscard]] int below_rule(receipt::Stroke stroke) const {
        return line_height_ / 2 - above_rule() - thickness(stroke);
    }

    [[nodiscard]] int space(const receipt::Space& space) const { return space.half_lines * line_height_ / 2; }

    // A QR code: its quiet zone counts from the letters above, which leave a gap already.
    [[nodiscard]] int above_qr(const QrDots& qr) const {
        return std::max(0, quiet_zone_modules * qr.module_dots - (line_height_ - cell_.height));
    }
    [[nodiscard]] static int qr(const QrDots& qr) { return qr.bitmap.height * (qr.doubled ? 2 : 1); }
    [[nodiscard]] static int below_qr(const QrDots& qr) { return quiet_zone_modules * qr.module_dots; }

private:
    int line_height_;
    Cell cell_;
};

/// Lays a document out. A QR code that does not fit becomes its payload as text.
[[nodiscard]] std::vector<PageItem> page_items(const receipt::Document& document, const Profile& profile);

/// Dots from the first line's top to the last one's end; cutting and margins come on top.
[[nodiscard]] int page_length(const std::vector<PageItem>& items, const Profile& profile);

/// Whether a dot of a rule is printed, so many dots from its left end.
[[nodiscard]] constexpr bool rule_is_black(receipt::Stroke stroke, int x) {
    constexpr int dots_on = 2;
    constexpr int period = 6;
    return stroke != receipt::Stroke::dotted || x % period < dots_on;
}

} // namespace guichet::printer
