#include "drivers/lab/camera/damage.hpp"

#include "drivers/lab/random.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace guichet::lab {
namespace {

/// Strokes need pixels to be drawn with, which a picture of one pixel for each module does not have.
constexpr int working_side = 320;
/// Error correction H mends 30 % of the codewords.
constexpr double enough = 0.6;
/// A finder pattern with its margin is 8 modules of the 21 to 40 that a pickup code may have a side.
constexpr double finder_share = 0.3;

struct Box {
    int left;
    int top;
    int right;
    int bottom;
};

/// Where the dark pixels are: the symbol without its margin.
Box symbol_box(const pictures::GrayPicture& code) {
    Box box{code.width, code.height, -1, -1};
    for (int y = 0; y < code.height; ++y)
        for (int x = 0; x < code.width; ++x)
            if (code.row(y)[x] < 128)
                box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x),
                       std::max(box.bottom, y)};
    return box.right < 0 ? Box{0, 0, code.width - 1, code.height - 1} : box;
}

pictures::GrayPicture enlarged(const pictures::GrayPicture& code) {
    const int scale = std::max(1, working_side / std::max(1, std::max(code.width, code.height)));
    pictures::GrayPicture large(code.width * scale, code.height * scale);
    for (int y = 0; y < large.height; ++y)
        for (int x = 0; x < large.width; ++x)
            large.row(y)[x] = code.row(y / scale)[x / scale];
    return large;
}

/// A picture with a record of which of the symbol's pixels no longer tell anything.
class Ruin {
public:
    explicit Ruin(pictures::GrayPicture picture)
        : picture_(std::move(picture)), box_(symbol_box(picture_)),
          covered_(picture_.width, picture_.height, 0) {}

    /// A stroke of a pen, or of something that wipes the print away, between two places given as shares of
    /// the symbol's sides.
    void stroke(double from_x, double from_y, double to_x, double to_y, double width, std::uint8_t shade) {
        for (int y = box_.top; y <= box_.bottom; ++y)
            for (int x = box_.left; x <= box_.right; ++x)
                if (distance(across(x), down(y), from_x, from_y, to_x, to_y) < width / 2)
                    cover(x, y, shade);
    }

    /// Tears away everything beyond a ragged diagonal before the lower right corner.
    void tear(double depth, Random& random) {
        const double wave = random.between(9, 23);
        const double phase = random.between(0, 6);
        for (int y = box_.top; y <= box_.bottom; ++y)
            for (int x = box_.left; x <= box_.right; ++x) {
                const double rag = 0.03 * std::sin(wave * (across(x) - down(y)) + phase);
                if (across(x) + down(y) > 2 - depth + rag)
                    cover(x, y, 188);
            }
    }

    /// How much of the symbol outside the finder patterns is covered.
    [[nodiscard]] double share() const {
        int all = 0;
        int gone = 0;
        for (int y = box_.top; y <= box_.bottom; ++y)
            for (int x = box_.left; x <= box_.right; ++x)
                if (!in_finder(across(x), down(y))) {
                    ++all;
                    gone += covered_.row(y)[x];
                }
        return all == 0 ? 1 : static_cast<double>(gone) / all;
    }

    [[nodiscard]] pictures::GrayPicture take() { return std::move(picture_); }

private:
    [[nodiscard]] double across(int x) const { return (x - box_.left + 0.5) / (box_.right - box_.left + 1); }
    [[nodiscard]] double down(int y) const { return (y - box_.top + 0.5) / (box_.bottom - box_.top + 1); }

    static bool in_finder(double x, double y) {
        const bool left = x < finder_share;
        const bool right = x > 1 - finder_share;
        return (y < finder_share && (left || right)) || (y > 1 - finder_share && left);
    }

    static double distance(double x, double y, double from_x, double from_y, double to_x, double to_y) {
        const double dx = to_x - from_x;
        const double dy = to_y - from_y;
        const double along = ((x - from_x) * dx + (y - from_y) * dy) / std::max(dx * dx + dy * dy, 1e-9);
        const double nearest = std::clamp(along, 0.0, 1.0);
        return std::hypot(x - from_x - nearest * dx, y - from_y - nearest * dy);
    }

    void cover(int x, int y, std::uint8_t shade) {
        if (in_finder(across(x), down(y)))
            return;
        picture_.row(y)[x] = shade;
        covered_.row(y)[x] = 1;
    }

    pictures::GrayPicture picture_;
    Box box_;
    pictures::GrayPicture covered_; ///< 1 = covered
};

} // namespace

pictures::GrayPicture damaged(const pictures::GrayPicture& code, std::uint64_t seed) {
    if (code.empty())
        return {};
    Random random(seed);
    Ruin ruin(enlarged(code));
    ruin.tear(random.between(0.5, 0.7), random);
    constexpr int most_strokes = 200;
    for (int strokes = 0; strokes < most_strokes && ruin.share() < enough; ++strokes) {
        const std::uint8_t shade = random.happens(0.6) ? 35 : 225;
        const double from_x = random.between(0, 1);
        const double from_y = random.between(0, 1);
        const double to_x = random.between(0, 1);
        const double to_y = random.between(0, 1);
        ruin.stroke(from_x, from_y, to_x, to_y, random.between(0.05, 0.1), shade);
    }
    return ruin.take();
}

} // namespace guichet::lab
