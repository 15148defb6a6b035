#include "drivers/lab/camera/optics.hpp"

#include "kiosk/core/result.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace guichet::lab {
namespace {

/// A bell curve in 1/256, from the middle to one side; the whole curve sums to 256.
std::vector<std::uint16_t> bell(double deviation) {
    const int radius = std::max(1, static_cast<int>(std::ceil(2.5 * deviation)));
    std::vector<double> curve;
    double sum = 0;
    for (int distance = 0; distance <= radius; ++distance) {
        curve.push_back(std::exp(-0.5 * distance * distance / (deviation * deviation)));
        sum += distance == 0 ? curve.back() : 2 * curve.back();
    }
    std::vector<std::uint16_t> weights;
    int rest = 256;
    for (int distance = radius; distance > 0; --distance) {
        const auto weight =
            static_cast<std::uint16_t>(std::lround(256 * curve[static_cast<std::size_t>(distance)] / sum));
        weights.insert(weights.begin(), weight);
        rest -= 2 * weight;
    }
    weights.insert(weights.begin(), static_cast<std::uint16_t>(rest));
    return weights;
}

void add_weighted(const std::uint8_t* pixels, std::uint16_t weight, std::span<std::uint16_t> sums) {
    for (std::size_t x = 0; x < sums.size(); ++x)
        sums[x] = static_cast<std::uint16_t>(sums[x] + weight * pixels[x]);
}

void store(std::span<const std::uint16_t> sums, std::uint8_t* pixels) {
    for (std::size_t x = 0; x < sums.size(); ++x)
        pixels[x] = static_cast<std::uint8_t>(sums[x] >> 8);
}

/// Half a grey level, so that cutting off the fraction rounds.
constexpr std::uint16_t half_level = 128;

std::span<const std::int8_t> noise_table() {
    static const std::vector<std::int8_t> table = [] {
        constexpr std::size_t size = std::size_t{1} << 17;
        Random random(2020);
        std::vector<std::int8_t> normals;
        normals.reserve(size);
        while (normals.size() < size)
            normals.push_back(static_cast<std::int8_t>(std::clamp(24 * random.normal(), -127.0, 127.0)));
        return normals;
    }();
    return table;
}

} // namespace

void blur(pictures::GrayPicture& picture, Area area, double deviation) {
    if (deviation < 0.3 || area.width() <= 0 || area.height() <= 0)
        return;
    const auto weights = bell(std::min(deviation, 10.0));
    const int radius = static_cast<int>(weights.size()) - 1;
    const auto width = static_cast<std::size_t>(area.width());
    const auto margin = static_cast<std::size_t>(radius);
    pictures::GrayPicture across(area.width(), area.height());
    std::vector<std::uint8_t> padded(width + 2 * margin);
    std::vector<std::uint16_t> sums(width);
    const auto weight_at = [&](int distance) {
        return weights[static_cast<std::size_t>(std::abs(distance))];
    };
    for (int y = 0; y < area.height(); ++y) {
        const std::uint8_t* row = picture.row(area.top + y) + area.left;
        std::fill_n(padded.begin(), margin, row[0]);
        std::copy_n(row, width, padded.begin() + radius);
        std::fill_n(padded.end() - radius, margin, row[width - 1]);
        std::fill(sums.begin(), sums.end(), half_level);
        for (int at = -radius; at <= radius; ++at)
            add_weighted(padded.data() + radius + at, weight_at(at), sums);
        store(sums, across.row(y));
    }
    for (int y = 0; y < area.height(); ++y) {
        std::fill(sums.begin(), sums.end(), half_level);
        for (int at = -radius; at <= radius; ++at)
            add_weighted(across.row(std::clamp(y + at, 0, area.height() - 1)), weight_at(at), sums);
        store(sums, picture.row(area.top + y) + area.left);
    }
}

void smear(pictures::GrayPicture& picture, Area area, double right, double down) {
    const int taps = std::min(32, static_cast<int>(std::ceil(std::hypot(right, down)))) + 1;
    if (taps < 2 || area.width() <= 0 || area.height() <= 0)
        return;
    const pictures::GrayPicture before = picture;
    const auto width = static_cast<std::size_t>(area.width());
    std::vector<std::uint16_t> sums(width);
    const auto weight = static_cast<std::uint16_t>(256 / taps);
    const auto first_weight = static_cast<std::uint16_t>(256 - weight * (taps - 1));
    for (int y = area.top; y < area.bottom; ++y) {
        std::fill(sums.begin(), sums.end(), half_level);
        for (int tap = 0; tap < taps; ++tap) {
            const double share = static_cast<double>(tap) / (taps - 1) - 0.5;
            const int row =
                std::clamp(y + static_cast<int>(std::lround(share * down)), 0, picture.height - 1);
            const int shift = static_cast<int>(std::lround(share * right));
            const int left = std::clamp(area.left + shift, 0, picture.width - area.width());
            add_weighted(before.row(row) + left, tap == taps / 2 ? first_weight : weight, sums);
        }
        store(sums, picture.row(y) + area.left);
    }
}

Sensor::Sensor(double light, double haze, double noise) {
    constexpr double veil = 165;      // the shade of the haze
    constexpr double table_unit = 24; // the deviation of the noise table
    for (std::size_t shade = 0; shade < tone_.size(); ++shade) {
        const double lit = std::min(255.0, light * static_cast<double>(shade));
        const double hazy = lit * (1 - haze) + veil * haze;
        tone_[shade] = static_cast<std::uint8_t>(hazy + 0.5);
        // Photons come by chance: more light, more noise, by the square root; the rest is the amplifier's.
        noise_[shade] =
            static_cast<std::int32_t>(256 / table_unit * noise * (0.5 + 0.5 * std::sqrt(hazy / 128)));
    }
}

void Sensor::expose(const pictures::GrayPicture& scene, Random& random,
                    pictures::GrayPicture& picture) const {
    const auto table = noise_table();
    const auto width = static_cast<std::size_t>(scene.width);
    require(table.size() > width, "a row of noise fits into the table");
    for (int y = 0; y < scene.height; ++y) {
        const std::int8_t* grain = table.data() + random.bits() % (table.size() - width);
        const std::uint8_t* in = scene.row(y);
        std::uint8_t* out = picture.row(y);
        for (std::size_t x = 0; x < width; ++x) {
            const int level = tone_[in[x]] + ((grain[x] * noise_[in[x]] + 128) >> 8);
            out[x] = static_cast<std::uint8_t>(std::clamp(level, 0, 255));
        }
    }
}

} // namespace guichet::lab
