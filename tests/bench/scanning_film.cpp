#include "tests/bench/scanning_film.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace guichet::bench {
namespace {

using lab::Conditions;
using lab::Random;

/// What a pickup code's symbol has in modules, with its margin.
constexpr double modules_across = 37;

/// How the hand comes and how the camera follows; times in seconds, lengths in heights of the frame.
struct Arrival {
    double lasts = 0;
    double from_right = 0; ///< where it comes from, right of where it stays
    double from_below = 0;
    double turned = 0; ///< degrees, on the way
    double tilted = 0;
    double smaller = 0;
    double shutter = 0; ///< open in each frame
    double blur = 0;    ///< more than at the end
    double blur_settles = 0;
    double light = 0; ///< by which share the exposure is wrong at first
    double light_settles = 0;
    bool finds_focus = false; ///< a lens that does so itself; else the blur goes with the distance
};

Arrival arrival(Random& random) {
    Arrival arrival;
    arrival.lasts = random.between(0.35, 0.8);
    if (random.happens(0.5))
        arrival.from_right = random.happens(0.5) ? 1.25 : -1.25;
    else
        arrival.from_below = 0.9;
    arrival.turned = 25 * random.normal();
    arrival.tilted = random.between(-30, 30);
    arrival.smaller = random.between(0, 0.25);
    arrival.shutter = random.between(0.004, 0.02);
    arrival.finds_focus = random.happens(0.7);
    arrival.blur = arrival.finds_focus ? random.between(0.003, 0.01) : random.between(0, 0.004);
    arrival.blur_settles = random.between(0.08, 0.25);
    arrival.light = random.happens(0.5) ? random.between(-0.5, -0.1) : random.between(0.1, 1);
    arrival.light_settles = random.between(0.05, 0.2);
    return arrival;
}

/// The way that a hand has gone after a share of its time, and its speed: of the smoothest movement that
/// rests at both ends (Flash and Hogan, 1985).
double way_gone(double share) {
    return share >= 1 ? 1 : share * share * share * (10 + share * (6 * share - 15));
}

double speed(double share) {
    return share >= 1 ? 0 : 30 * share * share * (1 - share) * (1 - share);
}

Conditions seen(const Arrival& arrival, const Conditions& end, double time) {
    const double left = 1 - way_gone(time / arrival.lasts);
    const double fast = speed(time / arrival.lasts) / arrival.lasts;
    // The camera notices the hand when it is half-way in.
    const double noticed = std::max(0.0, time - arrival.lasts / 2);
    Conditions now = end;
    now.right += left * arrival.from_right;
    now.down += left * arrival.from_below;
    now.turned += left * arrival.turned;
    now.tilted_back += left * arrival.tilted;
    now.size *= 1 - left * arrival.smaller;
    now.drift_right = -fast * arrival.from_right * arrival.shutter;
    now.drift_down = -fast * arrival.from_below * arrival.shutter;
    now.defocus += arrival.blur * (arrival.finds_focus ? std::exp(-noticed / arrival.blur_settles) : left);
    now.light *= 1 + arrival.light * std::exp(-noticed / arrival.light_settles);
    return now;
}

/// Whether the whole code is in view, or as much of it as in the end.
bool is_in_view(const Conditions& now, const Conditions& end, double aspect) {
    const double reach = 0.5 * now.size;
    const bool arrived = std::hypot(now.right - end.right, now.down - end.down) < 0.01;
    return arrived || (std::abs(now.right) + reach < aspect / 2 && std::abs(now.down) + reach < 0.5);
}

bool is_sharp(const Conditions& now, const Conditions& end, double aspect) {
    const double module = now.size / modules_across;
    return is_in_view(now, end, aspect) && std::hypot(now.drift_right, now.drift_down) < module / 2 &&
           now.defocus < std::max(module / 4, 1.15 * end.defocus) &&
           std::abs(now.light / end.light - 1) < 1.0 / 3;
}

} // namespace

Film film(const SightFamily& family, std::uint64_t number, double aspect) {
    Random random(seed_of("film " + std::string(family.name), number));
    // Other sights than those that are looked at frame by frame.
    Film film{sight(family, 1'000'000 + number), {}, 0, 0};
    const Conditions& end = film.sight.conditions;
    const Arrival way = arrival(random);
    const auto add_frame = [&] {
        film.frames.push_back(seen(way, end, static_cast<double>(film.frames.size()) / film_rate));
    };
    const auto reach = [&](const auto& arrived) {
        while (film.frames.empty() || !arrived(film.frames.back(), end, aspect))
            add_frame();
        return static_cast<int>(film.frames.size()) - 1;
    };
    film.first_in_view = reach(is_in_view);
    film.first_sharp = reach(is_sharp);
    for (int frame = 0; frame < static_cast<int>(film_rate); ++frame)
        add_frame();
    return film;
}

} // namespace guichet::bench
