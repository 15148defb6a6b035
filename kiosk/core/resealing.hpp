#pragma once
// What follows when a journal cannot go on: another event is at the server under one of its numbers, because
// the kiosk's store is an older copy, or was copied to a second machine. The facts of the events that are not
// there are sealed once more in a new incarnation, each naming its origin. See kiosk/README.md, "Decisions".

#include "kiosk/core/journal.hpp"

#include <string>
#include <utility>
#include <vector>

namespace guichet {

/// Seals events anew as the first ones of `incarnation`, in their order. Time, session, payload and whatever
/// a later version wrote stay as they are; where they name one of each other, they name its fact now. An
/// Error when one cannot be read.
[[nodiscard]] Result<std::vector<SealedEvent>> reseal(const std::vector<SealedEvent>& events,
                                                      const std::string& incarnation);

/// The names that facts of these events had before they were sealed anew, and have now: of each event with an
/// origin.
[[nodiscard]] std::vector<std::pair<EventId, EventId>> renamed(const std::vector<SealedEvent>& events);

} // namespace guichet
