#include "kiosk/core/date.hpp"

#include "kiosk/core/result.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace guichet {

namespace {

std::optional<int> number_in(std::string_view digits) {
    int number = 0;
    const char* end = digits.data() + digits.size();
    const bool all = digits.front() != '-' && std::from_chars(digits.data(), end, number).ptr == end;
    return all ? std::optional(number) : std::nullopt;
}

std::optional<std::chrono::year_month_day> read_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = number_in(text.substr(0, 4));
    const auto month = number_in(text.substr(5, 2));
    const auto day = number_in(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    return date.ok() ? std::optional(date) : std::nullopt;
}

} // namespace

bool is_date(std::string_view text) {
    return read_date(text).has_value();
}

LocalTime day_of(std::string_view date) {
    const auto read = read_date(date);
    require(read.has_value(), "a date was looked at when it was read");
    LocalTime day;
    day.year = static_cast<int>(read->year());
    day.month = static_cast<int>(static_cast<unsigned>(read->month()));
    day.day = static_cast<int>(static_cast<unsigned>(read->day()));
    day.hour = 12;
    return day;
}

} // namespace guichet
