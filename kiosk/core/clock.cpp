#include "kiosk/core/clock.hpp"

#include <charconv>
#include <chrono>

namespace guichet {

namespace {

constexpr std::size_t wall_digits = 13;
constexpr std::size_t counter_digits = 5;
constexpr std::uint32_t largest_counter = 99'999;

template <typename Number>
bool read_digits(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && text.front() != '-';
}

} // namespace

std::string utc_text(Instant moment) {
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds(moment.milliseconds)};
    const auto midnight = floor<days>(at);
    const year_month_day date(midnight);
    const hh_mm_ss<seconds> wall(floor<seconds>(at - midnight));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       wall.hours().count(), wall.minutes().count(), wall.seconds().count());
}

std::string HybridTime::text() const {
    return fmt::format("{:013}.{:05}", wall.milliseconds, counter);
}

Result<HybridTime> parse_hybrid_time(std::string_view text) {
    HybridTime time;
    const bool read = text.size() == wall_digits + 1 + counter_digits && text[wall_digits] == '.' &&
                      read_digits(text.substr(0, wall_digits), time.wall.milliseconds) &&
                      read_digits(text.substr(wall_digits + 1), time.counter);
    if (!read)
        return fail("“{0}” is not a time of the hybrid clock.", text);
    return time;
}

HybridTime next_hybrid_time(const HybridTime& last, Instant now) {
    if (now > last.wall)
        return {now, 0};
    if (last.counter >= largest_counter)
        return {last.wall + 1, 0};
    return {last.wall, last.counter + 1};
}

} // namespace guichet
