#pragma once
// What must hold when a simulated session is over.

#include "tests/simulation/simulated_kiosk.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guichet::simulation {

/// A hand-over that people were told is done.
struct Told {
    std::string basket;
    Digest fact{}; ///< of the event that recorded it first
};

/// The digest by which a fact is known, in whatever incarnation it stands.
[[nodiscard]] Digest digest_of_fact(const SealedEvent& sealed);

/// It has nothing more to tell or to hear: the session is settled there, or it never began to work for it.
[[nodiscard]] bool is_done(const SimulatedKiosk& kiosk);

/// It has heard that it was withdrawn, and knows nobody any more.
[[nodiscard]] bool is_withdrawn(const SimulatedKiosk& kiosk);

/// What a kiosk believes to be at the server must be there, at every moment at which the server is up.
[[nodiscard]] std::optional<std::string>
look_at_acknowledged(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks);

/// The first thing that does not hold; nothing: all does. Counts what it saw in the world's figures.
[[nodiscard]] std::optional<std::string>
look_at_end(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks,
            const std::vector<Told>& told);

} // namespace guichet::simulation
