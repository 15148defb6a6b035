#pragma once
// Words as people write them in order files: letters of any case, with or without accents. Texts are UTF-8.

#include <string>
#include <string_view>

namespace guichet::server {

/// Small letters without accents, "_" for blanks, dashes and apostrophes within: "Prix unitaire" and
/// "PRIX_UNITAIRE" become "prix_unitaire", "surgelé" becomes "surgele". Latin letters only; others stay.
[[nodiscard]] std::string folded(std::string_view text);

/// One blank for every run of blanks, tabs, line ends and no-break spaces; none at the ends.
[[nodiscard]] std::string tidied(std::string_view text);

/// A value as a message quotes it: at most 40 characters, then "…".
[[nodiscard]] std::string excerpt(std::string_view text);

/// The number of characters (code points).
[[nodiscard]] std::size_t character_count(std::string_view text);

/// What a kiosk shows of a customer's name: first name and initial, "Camille D.", a single word as it is.
/// Surnames written in capitals before the first name, as French lists do ("DURAND Camille"), are recognised.
[[nodiscard]] std::string first_name_and_initial(std::string_view name);

} // namespace guichet::server
