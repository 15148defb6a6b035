#include "kiosk/platform/raster.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::platform {

namespace {

constexpr std::uint32_t alpha_shift = 24;
constexpr std::uint32_t opaque = 0xFF;

std::uint32_t alpha_of(std::uint32_t colour) {
    return colour >> alpha_shift;
}

/// `value` × `part` / 255, rounded, for two channels at once that lie in bits 0–7 and 16–23.
std::uint32_t scale_pair(std::uint32_t channels, std::uint32_t part) {
    const std::uint32_t product = channels * part + 0x00800080U;
    return ((product + ((product >> 8U) & 0x00FF00FFU)) >> 8U) & 0x00FF00FFU;
}

constexpr std::uint32_t pair = 0x00FF00FFU;

/// A colour to be put over opaque pixels, which stay opaque.
class Paint {
public:
    Paint(std::uint32_t colour, std::uint32_t alpha)
        : red_blue_(scale_pair(colour & pair, alpha)),
          green_alpha_(scale_pair(((colour >> 8U) & 0xFFU) | (opaque << 16U), alpha)), rest_(opaque - alpha) {
    }

    [[nodiscard]] std::uint32_t over(std::uint32_t below) const {
        // No sum goes beyond 255: what both parts are rounded up by is less than what they lack.
        const std::uint32_t red_blue = red_blue_ + scale_pair(below & pair, rest_);
        const std::uint32_t green_alpha = green_alpha_ + scale_pair((below >> 8U) & pair, rest_);
        return red_blue | green_alpha << 8U;
    }

private:
    std::uint32_t red_blue_;
    std::uint32_t green_alpha_;
    std::uint32_t rest_;
};

std::uint32_t over(std::uint32_t below, std::uint32_t colour, std::uint32_t alpha) {
    return Paint(colour, alpha).over(below);
}

std::uint32_t multiply(std::uint32_t first, std::uint32_t second) {
    return scale_pair(first, second) & 0xFFU;
}

/// Colour by colour, for a tinted picture.
std::uint32_t tint(std::uint32_t colour, std::uint32_t by) {
    std::uint32_t result = 0;
    for (const std::uint32_t shift : {0U, 8U, 16U, 24U}) {
        result |= multiply((colour >> shift) & 0xFFU, (by >> shift) & 0xFFU) << shift;
    }
    return result;
}

void fill_span(std::uint32_t* from, std::uint32_t* to, std::uint32_t colour) {
    const std::uint32_t alpha = alpha_of(colour);
    if (alpha == opaque) {
        std::fill(from, to, colour);
    } else if (alpha > 0) {
        std::transform(from, to, from,
                       [paint = Paint(colour, alpha)](std::uint32_t below) { return paint.over(below); });
    }
}

/// The first pixel whose middle lies at or after the place.
int first_pixel(float place) {
    return static_cast<int>(std::ceil(place - 0.5F));
}

Clip covered(const Clip& clip, const Corner& first, const Corner& last) {
    return {std::max(clip.left, first_pixel(first.x)), std::max(clip.top, first_pixel(first.y)),
            std::min(clip.right, first_pixel(last.x)), std::min(clip.bottom, first_pixel(last.y))};
}

/// For each pixel from `from` to `to` of a stretch, the texel in its middle. 16 bits of fraction.
class Texels {
public:
    Texels(float start, float end, float texture_start, float texture_end, int size, int from)
        : last_(size - 1) {
        const double step = (static_cast<double>(texture_end) - static_cast<double>(texture_start)) * size /
                            (static_cast<double>(end) - static_cast<double>(start));
        step_ = static_cast<std::int64_t>(std::llround(step * one));
        place_ = static_cast<std::int64_t>(
            std::floor((static_cast<double>(texture_start) * size +
                        (static_cast<double>(from) + 0.5 - static_cast<double>(start)) * step) *
                       one));
    }

    int next() {
        const auto texel = static_cast<int>(place_ >> 16);
        place_ += step_;
        return std::clamp(texel, 0, last_);
    }

private:
    static constexpr double one = 65536;
    int last_;
    std::int64_t step_ = 0;
    std::int64_t place_ = 0;
};

void copy_texel(std::uint32_t& pixel, const Texture& texture, std::size_t at, std::uint32_t colour) {
    if (!texture.coverage.empty()) {
        const std::uint32_t alpha = multiply(texture.coverage[at], alpha_of(colour));
        if (alpha > 0) {
            pixel = alpha == opaque ? colour : over(pixel, colour, alpha);
        }
        return;
    }
    const std::uint32_t shown = tint(texture.colours[at], colour);
    pixel = over(pixel, shown, alpha_of(shown));
}

} // namespace

void fill_rectangle(Pixels& pixels, const Clip& clip, const Corner& first, const Corner& last) {
    const Clip area = covered(clip, first, last);
    for (int y = area.top; y < area.bottom && area.left < area.right; ++y) {
        fill_span(pixels.row(y) + area.left, pixels.row(y) + area.right, first.colour);
    }
}

void copy_rectangle(Pixels& pixels, const Clip& clip, const Corner& first, const Corner& last,
                    const Texture& texture) {
    const Clip area = covered(clip, first, last);
    Texels rows(first.y, last.y, first.v, last.v, texture.height, area.top);
    for (int y = area.top; y < area.bottom; ++y) {
        const auto start = static_cast<std::size_t>(rows.next()) * static_cast<std::size_t>(texture.width);
        Texels columns(first.x, last.x, first.u, last.u, texture.width, area.left);
        std::uint32_t* row = pixels.row(y);
        for (int x = area.left; x < area.right; ++x) {
            copy_texel(row[x], texture, start + static_cast<std::size_t>(columns.next()), first.colour);
        }
    }
}

namespace {

constexpr std::int64_t subpixels = 256;
constexpr float farthest = 16000; // pixels; beyond any screen, and far from overflow

struct Point {
    std::int64_t x;
    std::int64_t y;
    std::uint32_t colour;
};

Point place(const Corner& corner) {
    const auto fixed = [](float value) {
        return static_cast<std::int64_t>(
            std::lround(std::clamp(value, -farthest, farthest) * static_cast<float>(subpixels)));
    };
    return {fixed(corner.x), fixed(corner.y), corner.colour};
}

std::int64_t floor_divide(std::int64_t number, std::int64_t by) {
    const std::int64_t quotient = number / by;
    return quotient - ((number % by != 0 && (number < 0) != (by < 0)) ? 1 : 0);
}

/// One side of a triangle: positive on the inner side, growing with the distance.
struct Edge {
    std::int64_t along_x;
    std::int64_t along_y;
    Point from;
    std::int64_t bias; ///< −1 on the sides whose pixels belong to the neighbour (not a top or left side)

    Edge(const Point& a, const Point& b)
        : along_x(b.x - a.x), along_y(b.y - a.y), from(a),
          bias(along_y < 0 || (along_y == 0 && along_x > 0) ? 0 : -1) {}

    /// At the middle of pixel 0 of a row, and what each pixel to the right adds.
    [[nodiscard]] std::int64_t at_row(int y) const {
        const std::int64_t middle = std::int64_t{y} * subpixels + subpixels / 2;
        return along_x * (middle - from.y) - along_y * (subpixels / 2 - from.x);
    }
    [[nodiscard]] std::int64_t step() const { return -along_y * subpixels; }

    /// Narrows the stretch of pixels of a row to those on the inner side.
    void narrow(int y, std::int64_t& first, std::int64_t& end) const {
        const std::int64_t start = at_row(y) + bias;
        if (along_y > 0) {
            end = std::min(end, floor_divide(start, -step()) + 1);
        } else if (along_y < 0) {
            first = std::max(first, -floor_divide(start, step()));
        } else if (start < 0) {
            end = first;
        }
    }
};

/// One channel of the colour along a row, with 16 bits of fraction.
struct Channel {
    std::int32_t value = 0;
    std::int32_t step = 0;

    std::uint32_t next() {
        const std::int32_t now = std::clamp(value >> 16, 0, 255);
        value += step;
        return static_cast<std::uint32_t>(now);
    }
};

class Triangle {
public:
    Triangle(const Point& a, const Point& b, const Point& c, std::int64_t area)
        : corners_{a, b, c}, edges_{Edge{b, c}, Edge{c, a}, Edge{a, b}},
          scale_(65536.0 / static_cast<double>(area)),
          one_hue_(((a.colour ^ b.colour) & 0x00FFFFFFU) == 0 && ((a.colour ^ c.colour) & 0x00FFFFFFU) == 0),
          one_colour_(a.colour == b.colour && a.colour == c.colour) {}

    void draw(Pixels& pixels, const Clip& clip) const {
        const auto [lowest, highest] = std::minmax({corners_[0].y, corners_[1].y, corners_[2].y});
        const int top = std::max(clip.top, static_cast<int>(floor_divide(lowest, subpixels)));
        const int bottom = std::min(clip.bottom, static_cast<int>(floor_divide(highest, subpixels)) + 1);
        for (int y = top; y < bottom; ++y) {
            std::int64_t first = clip.left;
            std::int64_t end = clip.right;
            for (const Edge& edge : edges_) {
                edge.narrow(y, first, end);
            }
            if (first < end) {
                draw_row(pixels.row(y), y, static_cast<int>(first), static_cast<int>(end));
            }
        }
    }

private:
    void draw_row(std::uint32_t* row, int y, int first, int end) const {
        if (one_colour_) {
            fill_span(row + first, row + end, corners_[0].colour);
            return;
        }
        Channel alpha = channel(alpha_shift, y, first);
        const std::uint32_t hue = corners_[0].colour & 0x00FFFFFFU;
        if (one_hue_) {
            for (int x = first; x < end; ++x) {
                row[x] = over(row[x], hue, alpha.next());
            }
            return;
        }
        Channel red = channel(0, y, first);
        Channel green = channel(8, y, first);
        Channel blue = channel(16, y, first);
        for (int x = first; x < end; ++x) {
            row[x] = over(row[x], red.next() | green.next() << 8U | blue.next() << 16U, alpha.next());
        }
    }

    [[nodiscard]] Channel channel(std::uint32_t shift, int y, int x) const {
        std::int64_t value = 0;
        std::int64_t step = 0;
        for (std::size_t n = 0; n < edges_.size(); ++n) {
            const auto part = static_cast<std::int64_t>((corners_[n].colour >> shift) & 0xFFU);
            value += (edges_[n].at_row(y) + edges_[n].step() * x) * part;
            step += edges_[n].step() * part;
        }
        return {static_cast<std::int32_t>(static_cast<double>(value) * scale_) + 0x8000,
                static_cast<std::int32_t>(static_cast<double>(step) * scale_)};
    }

    std::array<Point, 3> corners_;
    std::array<Edge, 3> edges_; ///< each opposite to the corner of its number
    double scale_;
    bool one_hue_;
    bool one_colour_;
};

} // namespace

void fill_triangle(Pixels& pixels, const Clip& clip, const std::array<Corner, 3>& corners) {
    const Point a = place(corners[0]);
    Point b = place(corners[1]);
    Point c = place(corners[2]);
    std::int64_t area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (area == 0) {
        return;
    }
    if (area < 0) {
        std::swap(b, c);
        area = -area;
    }
    Triangle(a, b, c, area).draw(pixels, clip);
}

} // namespace guichet::platform
