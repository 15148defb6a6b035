#include "kiosk/core/format.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <initializer_list>

namespace guichet {

namespace {

/// A named place of a pattern, such as {day}, and what stands there.
struct Place {
    std::string_view name;
    std::string text;
};

std::string filled(const std::string& pattern, std::initializer_list<Place> places) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const auto found = std::find_if(places.begin(), places.end(), [&](const Place& place) {
            return pattern[at] == '{' && pattern.compare(at + 1, place.name.size(), place.name) == 0 &&
                   pattern.compare(at + 1 + place.name.size(), 1, "}") == 0;
        });
        text += found == places.end() ? pattern.substr(at, 1) : found->text;
        at += found == places.end() ? 1 : found->name.size() + 2;
    }
    return text;
}

std::string two_digits(std::int64_t number) {
    return fmt::format("{:02}", number);
}

/// Whole numbers with their thousands set apart.
std::string grouped(std::int64_t number, const Texts& texts) {
    // TRANSLATORS: how the number one thousand is written: what stands between 1 and 000 sets thousands
    // apart. In French it is a no-break space (U+00A0), in German a point; "1000" for nothing.
    const std::string thousand = texts.get("1,000");
    const bool understood = thousand.size() >= 4 && thousand.starts_with('1') && thousand.ends_with("000");
    const std::string separator = understood ? thousand.substr(1, thousand.size() - 4) : ",";
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
    // TRANSLATORS: an amount. {whole} is the euros with their thousands set apart, {cents} has two digits.
    // Use a no-break space (U+00A0) before the sign, if there is one.
    return (money.cents < 0 ? "−" : "") +
           filled(texts.get("€{whole}.{cents}"),
                  {{"whole", grouped(cents / 100, texts)}, {"cents", two_digits(cents % 100)}});
}

std::string format_quantity(Quantity quantity, const Texts& texts) {
    if (!quantity.weighed())
        return grouped(quantity.amount, texts);
    if (quantity.amount < 1000)
        // TRANSLATORS: a weight below one kilogram, with a no-break space (U+00A0).
        return filled(texts.get("{grams} g"), {{"grams", fmt::format("{}", quantity.amount)}});
    const std::string whole = grouped(quantity.amount / 1000, texts);
    std::string decimals = fmt::format("{:03}", quantity.amount % 1000);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    if (decimals.empty())
        // TRANSLATORS: a weight of whole kilograms, with a no-break space (U+00A0).
        return filled(texts.get("{whole} kg"), {{"whole", whole}});
    // TRANSLATORS: a weight, with the sign between kilograms and their decimals: 1.25 kg. No-break space
    // (U+00A0).
    return filled(texts.get("{whole}.{decimals} kg"), {{"whole", whole}, {"decimals", decimals}});
}

std::string format_date(const LocalTime& time, const Texts& texts) {
    static constexpr std::array weekdays{sentence("Sunday"),    sentence("Monday"),   sentence("Tuesday"),
                                         sentence("Wednesday"), sentence("Thursday"), sentence("Friday"),
                                         sentence("Saturday")};
    static constexpr std::array months{sentence("January"), sentence("February"), sentence("March"),
                                       sentence("April"),   sentence("May"),      sentence("June"),
                                       sentence("July"),    sentence("August"),   sentence("September"),
                                       sentence("October"), sentence("November"), sentence("December")};
    const std::string pattern = time.day == 1
                                    // TRANSLATORS: the first day of a month: in French "1er" in place of 1.
                                    ? texts.get("{weekday} 1 {month} {year}")
                                    // TRANSLATORS: a day: Friday 17 April 2020.
                                    : texts.get("{weekday} {day} {month} {year}");
    return filled(pattern, {{"weekday", texts.get(weekdays.at(static_cast<std::size_t>(weekday(time))))},
                            {"day", fmt::format("{}", time.day)},
                            {"month", texts.get(months.at(static_cast<std::size_t>(time.month - 1)))},
                            {"year", fmt::format("{}", time.year)}});
}

std::string format_time(const LocalTime& time, const Texts& texts) {
    const int hour = time.hour % 12 == 0 ? 12 : time.hour % 12;
    // TRANSLATORS: the time of day. {hour} is 0 to 23, {hour00} the same with two digits, {hour12} is 1 to 12
    // and goes with {half}, which is "am" or "pm"; {minute} has two digits. No-break spaces (U+00A0) only.
    return filled(texts.get("{hour00}:{minute}"),
                  {{"hour", fmt::format("{}", time.hour)},
                   {"hour00", two_digits(time.hour)},
                   {"hour12", fmt::format("{}", hour)},
                   {"half", time.hour < 12 ? texts.get("am") : texts.get("pm")},
                   {"minute", two_digits(time.minute)}});
}

std::string format_date_time_short(const LocalTime& time, const Texts& texts) {
    // TRANSLATORS: day and time as short as it gets, for papers. {day} and {month} have two digits; the
    // places of the time are those of "{hour00}:{minute}".
    return filled(texts.get("{day}/{month}/{year} {hour00}:{minute}"),
                  {{"day", two_digits(time.day)},
                   {"month", two_digits(time.month)},
                   {"year", fmt::format("{}", time.year)},
                   {"hour", fmt::format("{}", time.hour)},
                   {"hour00", two_digits(time.hour)},
                   {"minute", two_digits(time.minute)}});
}

} // namespace guichet
