#pragma once
// The running kiosk without its screen: the state, the threads that own the devices, and the way between
// them.

#include "kiosk/app/update.hpp"
#include "kiosk/ports/camera.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/headphones.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ports/printer.hpp"
#include "kiosk/ports/scanner.hpp"
#include "kiosk/ports/server.hpp"
#include "kiosk/ports/sound.hpp"
#include "kiosk/ports/speech.hpp"
#include "kiosk/ports/store.hpp"
#include "kiosk/station/camera_owner.hpp"
#include "kiosk/station/event_queue.hpp"
#include "kiosk/station/headphones_owner.hpp"
#include "kiosk/station/owner_thread.hpp"
#include "kiosk/station/printer_owner.hpp"
#include "kiosk/station/scanner_owner.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace guichet::station {

/// What a kiosk is made of. Only the store and the server are needed; a device that is empty is never spoken
/// of.
struct Devices {
    std::unique_ptr<ports::Store> store;
    std::unique_ptr<ports::ServerConnection> server;
    std::vector<std::unique_ptr<ports::Printer>> printers; ///< as many as the kiosk's identity has roles
    ports::OpenCamera camera;
    ports::OpenScanner hand_scanner;
    std::unique_ptr<ports::SoundPlayer> sound;
    std::unique_ptr<ports::Speech> speech; ///< may use the sounds' device: it ends before it
    ports::OpenHeadphones headphones;
};

/// What it leans on; all must outlive it.
struct Surroundings {
    const ports::Clock& clock;
    const ports::Locality& locality;
    std::function<void()> wake;                  ///< ends the main thread's waiting; may be empty
    std::function<void(const std::string&)> log; ///< a line in English, from any thread; may be empty
};

/// All calls come from the main thread, which owns the state.
class Kiosk {
public:
    Kiosk(app::Identity identity, Devices devices, Surroundings surroundings);
    ~Kiosk();
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    /// Takes one event from the screen: in practice, it is the practice's.
    void handle(const app::Event& event);

    /// Takes what the devices posted, and what fell due. True when anything happened.
    bool run_pending();

    /// The real session, also while people practise.
    [[nodiscard]] const app::State& state() const { return state_; }
    /// What is on the screen: the practice, or the real session.
    [[nodiscard]] const app::State& shown() const { return practice_ ? *practice_ : state_; }
    [[nodiscard]] EventQueue& queue() { return *queue_; }
    /// Null when the kiosk has none.
    [[nodiscard]] CameraOwner* camera() { return camera_.get(); }
    [[nodiscard]] const CameraOwner* camera() const { return camera_.get(); }

    /// The voice; null when the kiosk has none.
    [[nodiscard]] ports::Speech* speech() { return speech_.get(); }

    /// Headphones were plugged in or pulled out; from any thread.
    void set_headphones(bool plugged);

    /// How long the main thread may sleep.
    [[nodiscard]] std::chrono::milliseconds time_to_deadline() const;

    /// Nothing is under way at the store or the server, and no event waits.
    [[nodiscard]] bool quiet() const;

    /// When the newest code that reached the screen's state was posted by the scanner; reading it forgets it.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> take_scan_time();

private:
    void take(const app::Event& event);
    void give_to_real(const app::Event& event);
    void give_to_practice(const app::Event& event);
    void start_practice();
    void end_practice();
    /// After every event: what the two states and the readers of codes know of each other.
    void follow_up();
    [[nodiscard]] std::optional<Instant> next_deadline() const;
    void perform(const app::Effects& effects);
    void do_store(const app::Effect& effect);
    void do_users(const app::Effect& effect);
    void do_server(const app::Effect& effect);

    Surroundings surroundings_;
    app::State state_;
    std::optional<app::State> practice_; ///< while people practise; see app/practice.hpp
    std::unique_ptr<EventQueue> queue_;
    std::unique_ptr<ports::Store> store_;
    std::unique_ptr<ports::ServerConnection> server_;
    std::unique_ptr<ports::SoundPlayer> sound_;
    std::unique_ptr<ports::Speech> speech_;
    CodeIntake intake_;
    std::optional<std::chrono::steady_clock::time_point> scan_time_;
    // The threads end before what they use.
    std::unique_ptr<OwnerThread> store_thread_;
    std::unique_ptr<OwnerThread> server_thread_;
    std::vector<std::unique_ptr<PrinterOwner>> printers_;
    std::unique_ptr<CameraOwner> camera_;
    std::unique_ptr<ScannerOwner> hand_scanner_;
    std::unique_ptr<HeadphonesOwner> headphones_;
};

} // namespace guichet::station
