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
    EventId hand_over;
};

/// What a kiosk believes to be at the server must be there, at every moment at which the server is up.
[[nodiscard]] std::optional<std::string>
look_at_acknowledged(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks);

/// The first thing that does not hold; nothing: all does. Counts what it saw in the world's figures.
[[nodiscard]] std::optional<std::string>
look_at_end(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks,
            const std::vector<Told>& told);

} // namespace guichet::simulation
