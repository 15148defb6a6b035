#pragma once
// Incidents in words for people.

#include "kiosk/ui/screens/view.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace guichet::ui {

/// What happened, and to whom.
[[nodiscard]] std::string what_happened(const View& view, const Incident& incident);

/// Where and when, what is different (no more than so many lines of it), and how it was settled.
[[nodiscard]] std::string details(const View& view, const Incident& incident, std::size_t most_changes);

/// Whether the words name a customer.
[[nodiscard]] bool names_somebody(const Incident& incident);

/// How an incident of a kind can be settled.
[[nodiscard]] std::vector<Resolution> resolutions_of(IncidentKind kind);
[[nodiscard]] std::string say(Resolution resolution, IncidentKind kind, const Texts& texts);

} // namespace guichet::ui
