#pragma once
// What goes wrong in a simulated session: machines, disks, clocks, the network and the server.

#include "tests/simulation/session_checks.hpp"
#include "tests/simulation/simulated_kiosk.hpp"
#include "tests/simulation/simulated_orders.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace guichet::simulation {

/// The hours of a session, in milliseconds. Real ones are longer and just as full of chances.
struct SessionHours {
    static constexpr std::int64_t last_arrival = 50'000;
    static constexpr std::int64_t closing_begins = 70'000;
    static constexpr std::int64_t all_is_well = 85'000; ///< from here on nothing fails any more
    static constexpr std::int64_t last_word = 115'000;  ///< who has not closed then is not waited for
};

class SessionAccidents {
public:
    /// `open` opens the session at a machine that was not there before.
    SessionAccidents(SessionWorld& world, SimulatedOrders& orders,
                     std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks, std::vector<Told>& told,
                     std::function<void(SimulatedKiosk&)> open);

    /// Chooses what will go wrong, and when. Kiosks start, too.
    void prepare();

    /// What only withdrawn kiosks have went with them, whatever anybody was told.
    void forget_what_was_withdrawn();

private:
    void at(std::int64_t moment, std::function<void()> what);
    std::int64_t moment_before(std::int64_t end);
    SimulatedKiosk& any_kiosk();

    void prepare_kiosk(SimulatedKiosk& kiosk);
    void die_for_a_while(SimulatedKiosk& kiosk);
    void prepare_stores();
    void copy_disk(SimulatedKiosk& kiosk);
    void make_twin(SimulatedKiosk& kiosk);
    void leave_off(SimulatedKiosk& kiosk);
    void prepare_withdrawal();
    void withdraw(const std::string& device);
    void prepare_server();
    void revive_server();
    void watch_over_kiosks();
    void make_all_well();
    void forget(std::set<Digest> facts);

    SessionWorld& world_;
    SimulatedOrders& orders_;
    std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks_;
    std::vector<Told>& told_;
    std::function<void(SimulatedKiosk&)> open_;
    /// Of this day: the server is restored from backups, or kiosks get new disks. Both together may lose what
    /// no program can keep.
    bool restores_ = world_.random.happens(0.5);
};

} // namespace guichet::simulation
