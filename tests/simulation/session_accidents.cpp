#include "tests/simulation/session_accidents.hpp"

#include <algorithm>
#include <utility>

namespace guichet::simulation {

namespace {

/// What only this machine's disk has, and the server was never known to have: it goes with the disk,
/// whatever anybody was told.
std::set<Digest> only_there(const SimulatedKiosk& kiosk) {
    std::set<Digest> facts;
    for (const auto& sealed : kiosk.disk().own_events())
        if (sealed.event.id.incarnation == kiosk.disk().content().incarnation &&
            sealed.event.id.sequence > kiosk.disk().acknowledged())
            facts.insert(digest_of_fact(sealed));
    return facts;
}

} // namespace

SessionAccidents::SessionAccidents(SessionWorld& world, SimulatedOrders& orders,
                                   std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks,
                                   std::vector<Told>& told, std::function<void(SimulatedKiosk&)> open)
    : world_(world), orders_(orders), kiosks_(kiosks), told_(told), open_(std::move(open)) {}

void SessionAccidents::prepare() {
    for (auto& kiosk : kiosks_)
        prepare_kiosk(*kiosk);
    prepare_server();
    if (!restores_) {
        prepare_stores();
        prepare_withdrawal();
    }
    at(SessionHours::all_is_well, [this] { make_all_well(); });
}

void SessionAccidents::at(std::int64_t moment, std::function<void()> what) {
    const auto in = std::max<std::int64_t>(0, moment - world_.time.passed().count());
    world_.time.after(std::chrono::milliseconds(in), std::move(what));
}

std::int64_t SessionAccidents::moment_before(std::int64_t end) {
    return static_cast<std::int64_t>(world_.random.below(static_cast<std::uint64_t>(end)));
}

SimulatedKiosk& SessionAccidents::any_kiosk() {
    return *kiosks_[world_.random.below(kiosks_.size())];
}

void SessionAccidents::prepare_kiosk(SimulatedKiosk& kiosk) {
    if (world_.random.happens(0.3))
        kiosk.set_clock(static_cast<std::int64_t>(world_.random.below(1'200'000)) - 600'000);
    kiosk.network.loss = world_.random.happens(0.5) ? world_.random.between(0, 0.2) : 0;
    kiosk.network.again = world_.random.happens(0.5) ? 0.05 : 0;
    at(moment_before(5'000), [&kiosk] {
        if (!kiosk.left_off)
            kiosk.start();
    });
    for (auto cuts = world_.random.below(3); cuts > 0; --cuts) {
        const auto from = moment_before(SessionHours::all_is_well);
        at(from, [&kiosk] { kiosk.network.on = false; });
        at(from + moment_before(100'000), [&kiosk] { kiosk.network.on = true; });
    }
    for (auto deaths = world_.random.below(3); deaths > 0; --deaths)
        at(5'000 + moment_before(SessionHours::all_is_well - 5'000),
           [this, &kiosk] { die_for_a_while(kiosk); });
    if (world_.random.happens(0.2))
        at(moment_before(SessionHours::all_is_well), [this, &kiosk] {
            kiosk.set_clock(static_cast<std::int64_t>(world_.random.below(7'200'000)) - 3'600'000);
        });
}

void SessionAccidents::die_for_a_while(SimulatedKiosk& kiosk) {
    if (!kiosk.up())
        return;
    kiosk.die();
    if (restores_ || kiosk.revoked || !world_.random.happens(0.2))
        return;
    const auto lost = only_there(kiosk);
    kiosk.change_disk();
    ++world_.figures.new_disks;
    forget(lost);
}

void SessionAccidents::forget(std::set<Digest> facts) {
    for (const auto& kiosk : kiosks_)
        if (!kiosk->revoked)
            for (const auto& sealed : kiosk->disk().own_events())
                facts.erase(digest_of_fact(sealed));
    std::erase_if(told_, [&](const Told& told) { return facts.contains(told.fact); });
}

/// Disks are copied, and copies are put back or begin to live in a machine of their own.
void SessionAccidents::prepare_stores() {
    constexpr double often = 0.25;
    for (auto& kiosk : kiosks_) {
        if (world_.random.happens(often))
            at(moment_before(SessionHours::all_is_well - 20'000),
               [this, &kiosk = *kiosk] { copy_disk(kiosk); });
    }
    if (world_.random.happens(often))
        at(moment_before(SessionHours::all_is_well - 20'000),
           [this, &kiosk = any_kiosk()] { make_twin(kiosk); });
    if (kiosks_.size() > 2 && world_.random.happens(often))
        at(moment_before(SessionHours::all_is_well), [this, &kiosk = *kiosks_.back()] { leave_off(kiosk); });
}

void SessionAccidents::copy_disk(SimulatedKiosk& kiosk) {
    world_.time.after(std::chrono::milliseconds(world_.random.below(60'000)),
                      [this, &kiosk, copy = kiosk.disk()] {
                          if (kiosk.revoked)
                              return;
                          if (kiosk.up())
                              kiosk.die();
                          const auto lost = only_there(kiosk);
                          kiosk.put_back(copy);
                          ++world_.figures.older_disks;
                          forget(lost);
                      });
}

void SessionAccidents::make_twin(SimulatedKiosk& kiosk) {
    if (kiosk.revoked)
        return;
    kiosk.own_store = false;
    kiosks_.push_back(std::make_unique<SimulatedKiosk>(world_, kiosk));
    ++world_.figures.twins;
    prepare_kiosk(*kiosks_.back());
    at(world_.time.passed().count() + 6'000, [this, &twin = *kiosks_.back()] { open_(twin); });
}

/// A machine that nobody finds again, or only when all others are done.
void SessionAccidents::leave_off(SimulatedKiosk& kiosk) {
    if (kiosk.revoked)
        return;
    if (kiosk.up())
        kiosk.die();
    kiosk.left_off = true;
    world_.note(kiosk.label() + " is left off");
    const auto lost = only_there(kiosk);
    kiosk.comes_back = world_.random.happens(0.5);
    if (kiosk.comes_back)
        at(SessionHours::last_word + 20'000 + moment_before(60'000),
           [&kiosk] { kiosk.left_off = kiosk.comes_back = false; });
    else
        std::erase_if(told_, [&](const Told& told) { return lost.contains(told.fact); });
}

/// A kiosk is lost to who should not have it. The counter of these sessions stays.
void SessionAccidents::prepare_withdrawal() {
    const auto& device = kiosks_[1]->device();
    if (kiosks_[1]->enrolled() && world_.random.happens(0.5))
        at(moment_before(SessionHours::all_is_well), [this, device] { withdraw(device); });
}

void SessionAccidents::withdraw(const std::string& device) {
    if (!world_.server.up()) {
        world_.time.after(std::chrono::milliseconds(2'000), [this, device] { withdraw(device); });
        return;
    }
    const bool at_hand = std::none_of(kiosks_.begin(), kiosks_.end(), [&](const auto& kiosk) {
        return kiosk->device() == device && kiosk->left_off;
    });
    if (!at_hand)
        return;
    world_.server.revoke(device);
    ++world_.figures.revoked;
    world_.note(device + " is revoked");
    for (auto& kiosk : kiosks_)
        kiosk->revoked = kiosk->revoked || kiosk->device() == device;
}

void SessionAccidents::forget_what_was_withdrawn() {
    for (const auto& kiosk : kiosks_)
        if (kiosk->revoked)
            forget(only_there(*kiosk));
}

void SessionAccidents::prepare_server() {
    for (auto deaths = world_.random.below(3); deaths > 0; --deaths)
        at(moment_before(SessionHours::all_is_well), [this] {
            if (!world_.server.up())
                return;
            world_.server.die();
            ++world_.figures.server_deaths;
            world_.note("the server dies");
            if (world_.random.happens(0.5))
                world_.server.back_up();
            world_.time.after(std::chrono::milliseconds(500 + world_.random.below(20'000)),
                              [this] { revive_server(); });
        });
    if (world_.random.happens(0.3))
        at(moment_before(SessionHours::closing_begins), [this] {
            if (world_.server.up())
                world_.server.import(orders_.change(world_.random));
            world_.note("orders change");
            if (!world_.server.organiser_key().empty() && world_.server.up() && world_.random.happens(0.7))
                world_.server.sign(); // else kiosks hear nothing of it, and the report neither
        });
    at(1'000, [this] { watch_over_kiosks(); });
}

void SessionAccidents::revive_server() {
    if (world_.server.up())
        return;
    if (restores_ && world_.server.has_backup() && world_.random.happens(0.5)) {
        world_.server.restore();
        world_.restored = true;
        ++world_.figures.server_restores;
        world_.note("the server is restored from its backup");
    }
    world_.server.start();
    world_.note("the server is back");
}

/// The service manager, and those who switch a dead machine on again.
void SessionAccidents::watch_over_kiosks() {
    for (auto& kiosk : kiosks_)
        if (!kiosk->up() && !kiosk->left_off && world_.random.happens(0.3))
            kiosk->start();
    world_.time.after(std::chrono::milliseconds(1'000), [this] { watch_over_kiosks(); });
}

void SessionAccidents::make_all_well() {
    world_.note("all is well from here on");
    revive_server();
    for (auto& kiosk : kiosks_)
        kiosk->network = {};
}

} // namespace guichet::simulation
