#include "kiosk/core/format.hpp"

#include <array>
#include <cstdlib>

namespace guichet {

namespace {

constexpr std::string_view no_break_space = "\u00a0";

bool decimal_comma(const Texts& texts) {
    return texts.language() != "en";
}

/// Whole numbers with their thousands set apart.
std::string grouped(std::int64_t number, std::string_view separator) {
    std::string digits = fmt::format("{}", number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), separator);
    return digits;
}

int weekday(const LocalTime& time) {
    // Sakamoto's method: 0 is Sunday.
    constexpr std::array<int, 12> offsets{0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const int year = time.month < 3 ? time.year - 1 : time.year;
    return (year + year / 4 - year / 100 + year / 400 + offsets.at(static_cast<std::size_t>(time.month - 1)) +
            time.day) %
           7;
}

} // namespace

std::string format_money(Money money, const Texts& texts) {
    const std::int64_t cents = std::abs(money.cents);
    const std::string sign = money.cents < 0 ? "−" : "";
    if (decimal_comma(texts))
        return fmt::format("{}{},{:02}{}€", sign, grouped(cents / 100, no_break_space), cents % 100,
                           no_break_space);
    return fmt::format("{}€{}.{:02}", sign, grouped(cents / 100, ","), cents % 100);
}

std::string format_quantity(Quantity quantity, const Texts& texts) {
    if (!quantity.weighed())
        return grouped(quantity.amount, decimal_comma(texts) ? no_break_space : ",");
    if (quantity.amount < 1000)
        return fmt::format("{}{}g", quantity.amount, no_break_space);
    std::string kilograms = fmt::format("{}", quantity.amount / 1000);
    std::string decimals = fmt::format("{:03}", quantity.amount % 1000);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    if (!decimals.empty())
        kilograms += (decimal_comma(texts) ? "," : ".") + decimals;
    return fmt::format("{}{}kg", kilograms, no_break_space);
}

std::string format_date(const LocalTime& time, const Texts& texts) {
    static constexpr std::array weekdays{sentence("Sunday"),    sentence("Monday"),   sentence("Tuesday"),
                                         sentence("Wednesday"), sentence("Thursday"), sentence("Friday"),
                                         sentence("Saturday")};
    static constexpr std::array months{sentence("January"), sentence("February"), sentence("March"),
                                       sentence("April"),   sentence("May"),      sentence("June"),
                                       sentence("July"),    sentence("August"),   sentence("September"),
                                       sentence("October"), sentence("November"), sentence("December")};
    return fmt::format("{} {} {} {}", texts.get(weekdays.at(static_cast<std::size_t>(weekday(time)))),
                       time.day == 1 && texts.language() == "fr" ? "1er" : fmt::format("{}", time.day),
                       texts.get(months.at(static_cast<std::size_t>(time.month - 1))), time.year);
}

std::string format_time(const LocalTime& time, const Texts& texts) {
    if (texts.language() == "fr")
        return fmt::format("{}{}h{}{:02}", time.hour, no_break_space, no_break_space, time.minute);
    return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::string format_date_time_short(const LocalTime& time) {
    return fmt::format("{:02}/{:02}/{} {:02}:{:02}", time.day, time.month, time.year, time.hour, time.minute);
}

} // namespace guichet
