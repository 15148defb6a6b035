#include "kiosk/core/date.hpp"

#include <gtest/gtest.h>

namespace guichet {
namespace {

TEST(Date, ADayThatExistsIsOne) {
    for (const auto* date : {"2020-04-17", "2024-02-29", "1999-12-31"})
        EXPECT_TRUE(is_date(date)) << date;
    for (const auto* text :
         {"", "2020", "2020-4-17", "17-04-2020", "2020-13-01", "2020-00-10", "2020-02-30", "2023-02-29",
          "2020-04-17 ", "-020-04-17", "2020--4-17", "2020-04--7", "aaaa-bb-cc"})
        EXPECT_FALSE(is_date(text)) << text;
}

TEST(Date, ItsNoonIsAMoment) {
    EXPECT_EQ(day_of("2020-04-07"), (LocalTime{2020, 4, 7, 12, 0}));
}

} // namespace
} // namespace guichet
