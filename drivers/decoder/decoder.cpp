#include "drivers/decoder/decoder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace guichet::decoder {
namespace {

/// No smaller frame holds a symbol: 21 modules with a little margin, at a pixel each.
constexpr int least_side = 24;

/// Up to this width a code rarely has pixels to spare: finder patterns are searched in full resolution.
constexpr int narrow_width = 800;

/// The narrowest modules, in pixels of what is searched, that can still be read: in full resolution a code
/// this fine has to be enlarged; in half resolution it has twice the pixels. Noise is full of finer patterns.
constexpr double least_module_full = 1.7;
constexpr double least_module_smaller = 1.1;

/// A place with less doubt than this looks like a code to a person too.
constexpr double certain = 1.0;

/// Frames in which no code of ours was read are looked at as a whole once in so many.
constexpr unsigned frames_between_looks_around = 2;

/// Unread codes get a thorough look in each so many frames.
constexpr int frames_between_thorough_looks = 6;

struct Square {
    double left;
    double top;
    double right;
    double bottom;
};

/// What the three patterns and the corner that has none span, and around it the symbol's edge, its quiet zone
/// and what perspective adds.
Square square_of(const CodePlace& place) {
    const double x = place.left.x + place.right.x - place.corner.x;
    const double y = place.left.y + place.right.y - place.corner.y;
    const auto [left, right] = std::minmax({place.corner.x, place.left.x, place.right.x, x});
    const auto [top, bottom] = std::minmax({place.corner.y, place.left.y, place.right.y, y});
    const double module = std::max({place.corner.module, place.left.module, place.right.module});
    const double margin = 7.5 * module + 0.08 * std::max(right - left, bottom - top);
    return {left - margin, top - margin, right + margin, bottom + margin};
}

ports::Frame part_of(const ports::Frame& frame, int left, int top, int right, int bottom) {
    return {frame.row(top) + std::ptrdiff_t{frame.step} * left, right - left, bottom - top, frame.stride,
            frame.step};
}

} // namespace

std::vector<Reading> Decoder::decode(const ports::Frame& frame, Effort effort) {
    readings_.clear();
    if (frame.luma == nullptr || frame.width < least_side || frame.height < least_side)
        return {};
    whole_.aim(frame);
    smaller_times_ = -1;
    if (effort == Effort::thorough)
        look_thoroughly(frame);
    else
        look_live(frame);
    std::stable_partition(readings_.begin(), readings_.end(),
                          [this](const Reading& reading) { return reading.text.starts_with(ours_); });
    return std::exchange(readings_, {});
}

bool Decoder::content() const {
    return std::any_of(readings_.begin(), readings_.end(),
                       [this](const Reading& reading) { return reading.text.starts_with(ours_); });
}

bool Decoder::is_read(const Region& region) const {
    const int x = region.left + region.part.width / 2;
    const int y = region.top + region.part.height / 2;
    return std::any_of(readings_.begin(), readings_.end(), [&](const Reading& reading) {
        const auto& [a, b, c, d] = reading.corners;
        return x > std::min({a.x, b.x, c.x, d.x}) && x < std::max({a.x, b.x, c.x, d.x}) &&
               y > std::min({a.y, b.y, c.y, d.y}) && y < std::max({a.y, b.y, c.y, d.y});
    });
}

void Decoder::keep(std::vector<Reading>& readings) {
    for (Reading& reading : readings)
        if (std::none_of(readings_.begin(), readings_.end(),
                         [&](const Reading& known) { return known.text == reading.text; }))
            readings_.push_back(std::move(reading));
    readings.clear();
}

void Decoder::add_regions(const ports::Frame& frame, int factor, bool light) {
    for (const CodePlace& place :
         finders_.search(light ? light_ : dark_, factor == 1 ? least_module_full : least_module_smaller)) {
        const Square square = square_of(place);
        const auto within = [factor](double value, int most) {
            return static_cast<int>(std::clamp(value * factor, 0.0, static_cast<double>(most)));
        };
        Region region;
        region.left = within(square.left, frame.width);
        region.top = within(square.top, frame.height);
        const int right = within(square.right, frame.width);
        const int bottom = within(square.bottom, frame.height);
        if (right - region.left < least_side || bottom - region.top < least_side)
            continue;
        region.part = part_of(frame, region.left, region.top, right, bottom);
        region.hint.module = factor * (place.corner.module + place.left.module + place.right.module) / 3;
        region.hint.growth = (place.corner.growth + place.left.growth + place.right.growth) / 3;
        region.light = light;
        region.doubt = place.doubt;
        regions_.push_back(region);
    }
}

ports::Frame Decoder::smaller(const ports::Frame& frame, int times_halved) {
    if (times_halved == 0 && frame.step == 1)
        return frame;
    if (smaller_times_ != times_halved) {
        smaller_times_ = times_halved;
        if (times_halved == 0)
            copy(frame, smaller_);
        else
            halve(frame, smaller_);
        for (int times = 1; times < times_halved; ++times) {
            halve(smaller_.frame(), smallest_);
            std::swap(smaller_, smallest_);
        }
    }
    return smaller_.frame();
}

void Decoder::search(const ports::Frame& frame, int times_halved, Level level) {
    regions_.clear();
    const ports::Frame view = smaller(frame, times_halved);
    ink_.apply(view, level, dark_, light_);
    add_regions(frame, 1 << times_halved, false);
    add_regions(frame, 1 << times_halved, true);
    std::sort(regions_.begin(), regions_.end(),
              [](const Region& one, const Region& other) { return one.doubt < other.doubt; });
}

void Decoder::look_at(const Region& region, Effort effort) {
    const Look plain = region.light ? Look::negative : Look::gray;
    const Look ink = region.light ? Look::light_ink : Look::dark_ink;
    const bool large = region.hint.module > 7;
    const Scale first = large ? Scale::half : Scale::full;
    const Scale second = large ? Scale::full : region.hint.module < 3.5 ? Scale::triple : Scale::half;
    const std::array quick{Pass{first, plain},
                           Pass{first, ink},
                           Pass{first, ink, false, Repair::regrow},
                           Pass{first, ink, false, Repair::sharpen},
                           Pass{second, plain},
                           Pass{second, ink}};
    const std::array costly{Pass{Scale::quarter, plain},
                            Pass{Scale::triple, ink},
                            Pass{second, ink, false, Repair::sharpen},
                            Pass{second, ink, false, Repair::regrow},
                            Pass{first, plain, true},
                            Pass{first, ink, true},
                            Pass{second, ink, true}};
    part_.aim(region.part);
    const auto look = [&](const auto& passes) {
        for (const Pass& pass : passes) {
            part_.perform(pass, region.hint, found_);
            if (!found_.empty())
                return true;
        }
        return false;
    };
    if (!look(quick) && effort == Effort::thorough)
        look(costly);
    for (Reading& reading : found_)
        for (Corner& corner : reading.corners)
            corner = {corner.x + region.left, corner.y + region.top};
    keep(found_);
}

void Decoder::look_at_whole(const Pass& pass) {
    whole_.perform(pass, {}, found_);
    keep(found_);
}

void Decoder::look_live(const ports::Frame& frame) {
    // A frame that is wide and low cannot be halved and still be searched.
    const bool narrow = frame.width <= narrow_width || frame.height < 2 * least_side;
    const int times_halved = narrow ? 0 : 1;
    ++turn_;
    // In full resolution a search costs as much as what it saves: the two levels take turns there.
    search(frame, times_halved, narrow && turn_ % 2 == 0 ? Level::mean : Level::middle);
    if (regions_.empty() && !narrow)
        search(frame, times_halved, Level::mean);
    const bool certainly = !regions_.empty() && regions_.front().doubt < certain;
    const bool thorough =
        certainly && unreadable_frames_ % frames_between_thorough_looks == frames_between_thorough_looks - 1;
    for (const Region& region : regions_)
        if (!is_read(region))
            look_at(region, thorough ? Effort::thorough : Effort::live);
    if (!content())
        look_around();
    unreadable_frames_ = readings_.empty() && certainly ? unreadable_frames_ + 1 : 0;
}

/// Finder patterns that the search misses are rare: these looks are too.
void Decoder::look_around() {
    static constexpr std::array passes{
        Pass{Scale::half, Look::gray},
        Pass{Scale::quarter, Look::gray},
        Pass{Scale::full, Look::gray},
        Pass{Scale::half, Look::light_ink},
    };
    if (turn_ % frames_between_looks_around == 0)
        look_at_whole(passes[turn_ / frames_between_looks_around % passes.size()]);
}

void Decoder::look_thoroughly(const ports::Frame& frame) {
    static constexpr std::array passes = {
        Pass{Scale::full, Look::gray},       Pass{Scale::half, Look::gray},
        Pass{Scale::quarter, Look::gray},    Pass{Scale::half, Look::dark_ink},
        Pass{Scale::half, Look::light_ink},  Pass{Scale::full, Look::dark_ink},
        Pass{Scale::full, Look::light_ink},  Pass{Scale::full, Look::negative},
        Pass{Scale::half, Look::negative},   Pass{Scale::full, Look::gray, true},
        Pass{Scale::half, Look::gray, true}, Pass{Scale::triple, Look::dark_ink},
    };
    for (int times_halved = 0; times_halved <= 2 && !content(); ++times_halved) {
        if (std::min(frame.width, frame.height) >> times_halved < least_side)
            break;
        for (const Level level : {Level::middle, Level::mean}) {
            search(frame, times_halved, level);
            for (const Region& region : regions_)
                if (!is_read(region))
                    look_at(region, Effort::thorough);
        }
    }
    for (const Pass& pass : passes)
        if (!content())
            look_at_whole(pass);
}

} // namespace guichet::decoder
