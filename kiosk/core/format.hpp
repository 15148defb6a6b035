#pragma once
// Amounts, weights and times as a language writes them: the patterns stand in its catalogue, so that a new
// language needs no line here. Times reach here already local: the zone is at the edge.

#include "kiosk/core/money.hpp"
#include "kiosk/core/quantity.hpp"
#include "kiosk/core/texts.hpp"

#include <string>

namespace guichet {

/// A moment on the station's wall clock.
struct LocalTime {
    int year = 1970;
    int month = 1; ///< 1 to 12
    int day = 1;   ///< 1 to 31
    int hour = 0;
    int minute = 0;

    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

/// "12,50 €" in French, "€12.50" in English, thousands set apart as the language does.
[[nodiscard]] std::string format_money(Money money, const Texts& texts);

/// "3", "450 g", "1,25 kg": pieces have no unit; from 1 kg on weights are in kilograms.
[[nodiscard]] std::string format_quantity(Quantity quantity, const Texts& texts);

/// "vendredi 17 avril 2020", "Friday 17 April 2020".
[[nodiscard]] std::string format_date(const LocalTime& time, const Texts& texts);

/// "14 h 05" in French, "14:05" elsewhere.
[[nodiscard]] std::string format_time(const LocalTime& time, const Texts& texts);

/// "17/04/2020 14:05", "17.04.2020 14:05" in German: short, for papers.
[[nodiscard]] std::string format_date_time_short(const LocalTime& time, const Texts& texts);

} // namespace guichet
