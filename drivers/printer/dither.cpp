#include "drivers/printer/dither.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace guichet::printer {
namespace {

constexpr int black = 255;
/// At an edge, a dot is printed from more ink than this. The stems of our letters are 1.75 dots wide: so they
/// become two dots wherever they stand, never one and never three.
constexpr int edge_black = 98;
/// Dots whose inks differ more than this from one to the next are an edge.
constexpr int edge = 96;

/// The ink of a dot, of bare paper outside of the picture.
int ink_at(const InkPicture& picture, int x, int y) {
    const bool inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
    return inside ? picture.ink[static_cast<std::size_t>(y) * picture.stride + static_cast<std::size_t>(x)]
                  : 0;
}

bool is_edge(const InkPicture& picture, int x, int y, int ink) {
    const auto [least, most] = std::minmax({ink, ink_at(picture, x - 1, y), ink_at(picture, x + 1, y),
                                            ink_at(picture, x, y - 1), ink_at(picture, x, y + 1)});
    return most - least > edge;
}

/// What the dots above and on the left could not give, for one row and the next; with a place more at each
/// end, so that edges need no care.
class Errors {
public:
    explicit Errors(int width)
        : now_(static_cast<std::size_t>(width) + 2), next_(static_cast<std::size_t>(width) + 2) {}

    [[nodiscard]] int at(int x) const { return now_[place(x)] / 16; }

    void spread(int x, int error) {
        now_[place(x + 1)] += error * 7;
        next_[place(x - 1)] += error * 3;
        next_[place(x)] += error * 5;
        next_[place(x + 1)] += error;
        used_ = true;
    }

    void end_row() {
        if (!used_ && !before_)
            return;
        now_.swap(next_);
        std::fill(next_.begin(), next_.end(), 0);
        before_ = std::exchange(used_, false);
    }

private:
    static std::size_t place(int x) { return static_cast<std::size_t>(x + 1); }

    std::vector<int> now_;
    std::vector<int> next_;
    bool used_ = false;   ///< this row handed something on
    bool before_ = false; ///< the row before did
};

} // namespace

void dither(const InkPicture& picture, Bitmap& into, int top) {
    Errors errors(picture.width);
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* row = picture.ink + static_cast<std::size_t>(y) * picture.stride;
        const std::uint8_t* const end = row + picture.width;
        const auto inked = [](std::uint8_t ink) { return ink != 0; };
        for (const std::uint8_t* dot = std::find_if(row, end, inked); dot != end;
             dot = std::find_if(dot + 1, end, inked)) {
            const auto x = static_cast<int>(dot - row);
            const bool sharp = is_edge(picture, x, y, *dot);
            const int ink = sharp ? *dot : *dot + errors.at(x);
            const bool printed = ink > (sharp ? edge_black : black / 2);
            if (printed)
                into.set(x, top + y);
            if (!sharp && *dot != black)
                errors.spread(x, printed ? ink - black : ink);
        }
        errors.end_row();
    }
}

} // namespace guichet::printer
