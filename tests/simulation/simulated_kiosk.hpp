#pragma once
// A kiosk of a simulated session: the real heart and the real client of the protocol, a disk made of lists, a
// printer that prints, and a clock that is wrong.

#include "drivers/lab/random.hpp"
#include "kiosk/app/update.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/simulation/printing_station.hpp"
#include "tests/simulation/session_day.hpp"
#include "tests/simulation/simulated_server.hpp"
#include "tests/simulation/virtual_time.hpp"

#include <deque>
#include <memory>
#include <string>

namespace guichet::simulation {

/// What stands between a kiosk and the server.
struct SimulatedNetwork {
    bool on = true;
    double loss = 0;  ///< of a request or of its answer
    double again = 0; ///< a request arrives a second time, later
};

/// What all parties of a session share.
struct SessionWorld {
    VirtualTime& time;
    lab::Random& random;
    SimulatedServer& server;
    SessionDayFigures& figures;
    Planted planted;
    std::function<void(const std::string&)> trace;
    bool restored = false;  ///< the server once forgot what it had acknowledged
    Instant calm_from = {}; ///< from here on all is well

    /// Notes what happened and when, for the fingerprint and for who traces a seed.
    void note(const std::string& what);
};

class SimulatedKiosk {
public:
    SimulatedKiosk(SessionWorld& world, std::string device, app::Mode mode);
    /// Another machine of the same name, with a copy of its disk.
    SimulatedKiosk(SessionWorld& world, const SimulatedKiosk& twin);

    /// A person or a device does something; nothing while the program is down.
    void give(const app::Event& event);

    [[nodiscard]] bool up() const { return up_; }
    /// Its key is known to the server from now on, and it signs what it asks and sends.
    void enrol();
    [[nodiscard]] bool enrolled() const { return identity_ != nullptr; }
    void die();
    void start();
    /// An empty disk with a new journal takes the place of the old one; only while the program is down.
    void change_disk();
    /// The disk is put back as it was when the copy was made; likewise.
    void put_back(Disk copy);
    /// Lets the clock show something else from now on.
    void set_clock(std::int64_t offset) { clock_offset_ = offset; }

    [[nodiscard]] const app::State& state() const { return state_; }
    [[nodiscard]] const std::string& device() const { return device_; }
    /// How people tell the machines apart.
    [[nodiscard]] const std::string& label() const { return label_; }
    [[nodiscard]] const Disk& disk() const { return disk_; }
    SimulatedNetwork network;
    bool left_off = false;   ///< nobody switches this machine on again
    bool revoked = false;    ///< the organiser withdrew it, and it may not have heard of that
    bool comes_back = false; ///< but somebody will
    bool own_store = true;   ///< false: its store was lost, put back or copied once

private:
    /// Does something later, unless the program died in the meantime.
    void later(std::int64_t milliseconds, std::function<void()> what);
    void perform(const app::Effect& effect);
    void perform_store(const app::Effect& effect);
    void commit(const ports::Commit& commit);
    void keep_foreign(const ports::ForeignEvents& foreign);
    void erase_people();
    void begin_incarnation(const app::BeginIncarnation& begin);
    [[nodiscard]] std::string new_incarnation();
    [[nodiscard]] static bool is_call(const app::Effect& effect);
    void call(const app::Effect& effect);
    [[nodiscard]] app::Event ask(const app::Effect& effect);
    void schedule_tick();
    [[nodiscard]] Instant now() const { return world_.time.now() + clock_offset_; }

    SessionWorld& world_;
    std::string device_;
    std::string label_;
    app::Mode mode_;
    Locality locality_;
    Disk disk_;
    std::int64_t clock_offset_ = 0;
    std::shared_ptr<sync::IdentityKeeper> identity_; ///< null: it is not enrolled, and signs nothing
    bool key_erased_ = false;
    // The program: gone when it dies.
    bool up_ = false;
    std::uint64_t life_ = 0;
    app::State state_;
    std::unique_ptr<sync::HttpServerConnection> connection_;
    sync::HttpRequest last_request_;
    std::uint64_t ticks_ = 0; ///< only the newest one counts
};

} // namespace guichet::simulation
