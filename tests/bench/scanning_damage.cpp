#include "tests/bench/scanning_damage.hpp"

#include "drivers/lab/camera/optics.hpp"
#include "drivers/lab/random.hpp"
#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/core/pickup_code.hpp"
#include "tests/bench/scanning_sights.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace guichet::bench {
namespace {

using lab::Random;
using pictures::GrayPicture;

/// A symbol's modules as shades, 0 = ink, without a margin.
struct Modules {
    int size = 0;
    std::vector<std::uint8_t> shades;

    [[nodiscard]] std::uint8_t& at(int column, int row) {
        return shades[static_cast<std::size_t>(row * size + column)];
    }
    /// Beyond the symbol lies its margin.
    [[nodiscard]] int shade(int column, int row) const {
        const bool inside = column >= 0 && row >= 0 && column < size && row < size;
        return inside ? shades[static_cast<std::size_t>(row * size + column)] : 255;
    }
};

std::string random_text(Random& random) {
    PickupCode code;
    for (auto& byte : code.bytes)
        byte = static_cast<std::uint8_t>(random.bits());
    return code.text();
}

Modules modules_of(const std::string& text) {
    const auto symbol = *pictures::qr_symbol(text);
    Modules modules{symbol.size, {}};
    for (const std::uint8_t dark : symbol.dark)
        modules.shades.push_back(dark != 0 ? 0 : 255);
    return modules;
}

int within(Random& random, int low, int high) {
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

/// Whether one of the three finder patterns, with its separator, covers a module: without them nothing is
/// read, rightly or wrongly.
bool is_finder(const Modules& modules, int column, int row) {
    const auto low = [](int at) { return at < 8; };
    const auto high = [&](int at) { return at >= modules.size - 8; };
    return (low(column) && low(row)) || (high(column) && low(row)) || (low(column) && high(row));
}

void flip(Modules& modules, Random& random) {
    const double share = random.between(0.01, 0.07);
    for (int row = 0; row < modules.size; ++row)
        for (int column = 0; column < modules.size; ++column)
            if (!is_finder(modules, column, row) && random.happens(share))
                modules.at(column, row) ^= 255;
}

/// A module of a codeword that is gone: dark, light, the other way round, or by chance.
std::uint8_t spoilt(std::uint8_t shade, int kind, Random& random) {
    if (kind == 3)
        return random.happens(0.5) ? 255 : 0;
    return kind == 0 ? 0 : kind == 1 ? 255 : static_cast<std::uint8_t>(shade ^ 255);
}

/// A version 3 symbol of level Q has two blocks of 35 codewords, of which 9 may be wrong in each.
void spoil_codewords(Modules& modules, Random& random) {
    const int count = within(random, 6, 24);
    const int kind = within(random, 0, 3);
    for (int codeword = 0; codeword < count; ++codeword) {
        const int left = modules.size - 2 - 2 * within(random, 0, modules.size / 2 - 1);
        const int top = 4 * within(random, 0, modules.size / 4);
        for (int row = top; row < std::min(top + 4, modules.size); ++row)
            for (int column = left; column < left + 2; ++column)
                if (!is_finder(modules, column, row))
                    modules.at(column, row) = spoilt(modules.at(column, row), kind, random);
    }
}

void cut(Modules& modules, Random& random) {
    const int gone = within(random, 1, 11);
    const int side = within(random, 0, 3);
    const auto left_over = static_cast<std::uint8_t>(random.happens(0.5) ? random.below(256) : 255);
    for (int row = 0; row < modules.size; ++row)
        for (int column = 0; column < modules.size; ++column) {
            const std::array distances{column, row, modules.size - 1 - column, modules.size - 1 - row};
            const bool torn_off = distances[static_cast<std::size_t>(side)] < gone;
            // Some are covered there, others torn so that the finder patterns stay.
            if (torn_off && (side < 1 || !is_finder(modules, column, row)))
                modules.at(column, row) = left_over;
        }
}

void exchange_rows(Modules& modules, Random& random) {
    for (int times = within(random, 1, 3); times > 0; --times) {
        const int one = within(random, 8, modules.size - 9);
        const int other = within(random, 8, modules.size - 9);
        const bool upright = random.happens(0.5);
        for (int at = 0; at < modules.size; ++at)
            if (upright)
                std::swap(modules.at(one, at), modules.at(other, at));
            else
                std::swap(modules.at(at, one), modules.at(at, other));
    }
}

/// The other code shows through, has begun to be drawn from an edge, or stands in patches.
void mix(Modules& modules, const Modules& other, Random& random) {
    const int kind = within(random, 0, 3);
    const int edge = within(random, 0, modules.size);
    const double share = random.between(0.02, 0.98);
    const int patch = within(random, 1, 6);
    const std::uint64_t pattern = random.bits();
    for (int row = 0; row < modules.size; ++row)
        for (int column = 0; column < modules.size; ++column) {
            auto& shade = modules.at(column, row);
            const int beneath = other.shade(column, row);
            bool takes_other = row < edge;
            if (kind == 1) {
                shade = static_cast<std::uint8_t>(shade * (1 - share) + beneath * share);
                continue;
            }
            if (kind == 2) {
                const auto place = static_cast<std::uint64_t>(row / patch * 64 + column / patch);
                takes_other = Random(pattern + place).happens(share);
            }
            if (kind == 3)
                takes_other = random.happens(share);
            if (takes_other)
                shade = static_cast<std::uint8_t>(beneath);
        }
}

/// How modules are laid out in the picture: a grid that is turned, drawn apart and bent.
struct Layout {
    double across[2] = {1, 0}; ///< modules for each pixel to the right
    double down[2] = {0, 1};   ///< and for each pixel down
    double bend = 0;           ///< modules
    double wave = 0;           ///< radians for each pixel
    bool mirrored = false;
    bool inverted = false;
};

Layout layout_of(double pixels, bool stretched, Random& random) {
    Layout layout;
    const double turned =
        random.happens(0.2) ? random.between(0, 2 * std::numbers::pi) : 0.05 * random.normal();
    const double wide = stretched ? random.between(0.75, 1.35) : 1;
    const double shear = stretched ? random.between(-0.3, 0.3) : 0;
    layout.across[0] = std::cos(turned) / pixels / wide;
    layout.across[1] = -std::sin(turned) / pixels;
    layout.down[0] = (std::sin(turned) + shear) / pixels / wide;
    layout.down[1] = std::cos(turned) / pixels;
    if (stretched) {
        layout.bend = random.between(0, 1.6);
        layout.wave = random.between(0.01, 0.09);
    }
    layout.mirrored = random.happens(0.06);
    layout.inverted = random.happens(0.12);
    return layout;
}

GrayPicture drawn(const Modules& modules, double pixels, const Layout& layout) {
    const int side = static_cast<int>((modules.size + 10) * pixels);
    GrayPicture picture(side, side);
    const double middle = side / 2.0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double right = x + 0.5 - middle;
            const double below = y + 0.5 - middle;
            double column = layout.across[0] * right + layout.down[0] * below;
            double row = layout.across[1] * right + layout.down[1] * below;
            column += layout.bend * std::sin(layout.wave * below);
            row += layout.bend * std::sin(layout.wave * right + 1);
            const int at = static_cast<int>(std::floor(column + modules.size / 2.0));
            const int line = static_cast<int>(std::floor(row + modules.size / 2.0));
            const int shade = modules.shade(layout.mirrored ? modules.size - 1 - at : at, line);
            picture.row(y)[x] = static_cast<std::uint8_t>(layout.inverted ? 255 - shade : shade);
        }
    return picture;
}

void stain(GrayPicture& picture, Random& random, double module) {
    for (int blots = within(random, 1, 9); blots > 0; --blots) {
        const double radius = random.between(0.8, 4.5) * module;
        const double middle_x = random.between(0, picture.width);
        const double middle_y = random.between(0, picture.height);
        const auto shade = static_cast<std::uint8_t>(random.happens(0.4) ? 0 : random.below(256));
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x)
                if (std::hypot(x - middle_x, y - middle_y) < radius)
                    picture.row(y)[x] = shade;
    }
}

void shine(GrayPicture& picture, Random& random, double module) {
    for (int squares = within(random, 1, 5); squares > 0; --squares) {
        const double reach = random.between(1, 7) * module;
        const double middle_x = random.between(0.15, 0.85) * picture.width;
        const double middle_y = random.between(0.15, 0.85) * picture.height;
        const double strength = random.between(60, 400);
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x) {
                const double far = std::max(std::abs(x - middle_x), std::abs(y - middle_y)) / reach;
                const double light = strength * std::clamp(1.5 - far, 0.0, 1.0);
                picture.row(y)[x] = static_cast<std::uint8_t>(std::min(255.0, picture.row(y)[x] + light));
            }
    }
}

void strike_through(GrayPicture& picture, Random& random, double module) {
    for (int strokes = within(random, 1, 4); strokes > 0; --strokes) {
        const double direction = random.between(0, std::numbers::pi);
        const double across = std::cos(direction);
        const double down = std::sin(direction);
        const double at = random.between(-0.4, 0.4) * picture.width;
        const double half = random.between(0.2, 0.9) * module;
        const auto shade = static_cast<std::uint8_t>(random.happens(0.7) ? 0 : 255);
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x)
                if (std::abs((x - picture.width / 2.0) * across + (y - picture.height / 2.0) * down - at) <
                    half)
                    picture.row(y)[x] = shade;
    }
}

/// A sensor's grain, now and then with dead pixels, on less contrast.
void roughen(GrayPicture& picture, Random& random, double deviation) {
    const double contrast = random.between(0.3, 1);
    const double dead = deviation > 12 && random.happens(0.3) ? random.between(0, 0.1) : 0;
    for (std::uint8_t& pixel : picture.pixels) {
        // Two even draws are near enough to a bell here, and six times as fast as twelve.
        const double grain = random.between(-1.22, 1.22) + random.between(-1.22, 1.22);
        const double shade = 128 + contrast * (pixel - 128) + deviation * grain;
        pixel = static_cast<std::uint8_t>(std::clamp(shade, 0.0, 255.0));
        if (dead > 0 && random.happens(dead))
            pixel = static_cast<std::uint8_t>(random.bits());
    }
}

} // namespace

DamagedSymbol damaged_symbol(std::uint64_t number) {
    Random random(seed_of("damage", number));
    DamagedSymbol symbol;
    symbol.text = random_text(random);
    symbol.damage = static_cast<Damage>(number % damage_names.size());
    const auto suffers = [&](Damage damage) {
        return symbol.damage == damage || (symbol.damage == Damage::everything && random.happens(0.25));
    };
    Modules modules = modules_of(symbol.text);
    if (suffers(Damage::mixed)) {
        symbol.other = random_text(random);
        mix(modules, modules_of(symbol.other), random);
    }
    if (suffers(Damage::flips))
        flip(modules, random);
    if (suffers(Damage::codewords))
        spoil_codewords(modules, random);
    if (suffers(Damage::cut))
        cut(modules, random);
    const bool struck = suffers(Damage::strokes);
    const bool rows_exchanged = struck && random.happens(0.5);
    if (rows_exchanged)
        exchange_rows(modules, random);
    const double module = random.between(3, 4.2);
    symbol.picture = drawn(modules, module, layout_of(module, suffers(Damage::stretched), random));
    if (suffers(Damage::blots))
        stain(symbol.picture, random, module);
    if (struck && !rows_exchanged)
        strike_through(symbol.picture, random, module);
    if (suffers(Damage::glare))
        shine(symbol.picture, random, module);
    lab::blur(symbol.picture, {0, 0, symbol.picture.width, symbol.picture.height},
              random.between(0, 0.35) * module);
    roughen(symbol.picture, random, suffers(Damage::noise) ? random.between(15, 65) : random.between(0, 8));
    return symbol;
}

} // namespace guichet::bench
