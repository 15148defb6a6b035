#include "drivers/lab/camera/conditions.hpp"

#include "drivers/lab/random.hpp"

#include <algorithm>

namespace guichet::lab {

const std::vector<NamedConditions>& named_conditions() {
    static const std::vector<NamedConditions> all = {
        {"paper", {.turned = 4, .tilted_back = 6}},
        {"phone", {.medium = Medium::phone, .turned = -3, .light = 1.15}},
        {"dark_mode", {.medium = Medium::dark_phone, .turned = 5, .tilted_aside = -6}},
        {"tilted", {.size = 0.5, .turned = 24, .tilted_back = 36, .tilted_aside = 28}},
        {"far", {.size = 0.25, .right = 0.12, .turned = -7, .noise = 3}},
        {"dim", {.turned = -6, .light = 0.22, .noise = 6}},
        {"blurred", {.size = 0.5, .turned = 8, .defocus = 0.0042, .motion = 0.006}},
        {"glare", {.medium = Medium::phone, .turned = 6, .light = 1.25, .glare = 0.55}},
        {"shadow", {.turned = -5, .shadow = 0.6}},
        {"hazy", {.turned = 3, .haze = 0.65, .noise = 3}},
    };
    return all;
}

std::optional<Conditions> conditions_named(std::string_view name) {
    const auto& all = named_conditions();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [name](const NamedConditions& known) { return known.name == name; });
    return found == all.end() ? std::nullopt : std::optional(found->conditions);
}

Conditions random_conditions(std::uint64_t seed) {
    Random random(seed);
    Conditions conditions;
    const double medium = random.between(0, 1);
    conditions.medium = medium < 0.35 ? Medium::paper : medium < 0.75 ? Medium::phone : Medium::dark_phone;
    conditions.size = random.between(0.33, 0.6);
    conditions.right = random.between(-0.18, 0.18);
    conditions.down = random.between(-0.1, 0.1);
    conditions.turned = 9 * random.normal();
    conditions.tilted_back = random.between(-22, 28);
    conditions.tilted_aside = random.between(-25, 25);
    conditions.defocus = random.between(0.0008, 0.0028);
    conditions.motion = random.happens(0.3) ? random.between(0.002, 0.007) : 0;
    conditions.tremor = random.between(0.002, 0.008);
    conditions.light = random.between(0.45, 1.25);
    conditions.haze = random.happens(0.2) ? random.between(0.1, 0.5) : 0;
    conditions.shadow = random.happens(0.25) ? random.between(0.2, 0.55) : 0;
    conditions.glare = random.happens(0.15) ? random.between(0.1, 0.4) : 0;
    conditions.noise = random.between(1.5, 4.5);
    conditions.seed = random.bits();
    return conditions;
}

} // namespace guichet::lab
