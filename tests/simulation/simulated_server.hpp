#pragma once
// The server of a simulated session: the real service over the real SQLite store, which dies, comes back, and
// is restored from backups.

#include "kiosk/core/signing_key.hpp"
#include "kiosk/sync/transfer.hpp"
#include "server/service.hpp"
#include "tests/simulation/session_day.hpp"
#include "tests/simulation/simulated_orders.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace guichet::simulation {

/// A folder in the machine's memory that goes with its owner.
class MemoryFolder {
public:
    MemoryFolder();
    ~MemoryFolder();
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;

    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

class SimulatedServer {
public:
    /// `now` is the server's clock; the orders are imported already.
    SimulatedServer(std::function<Instant()> now, const SimulatedOrders& orders, Planted planted);

    /// Imports another order file, as the organiser does during a session.
    void import(const std::string& orders);

    /// From now on kiosks are given what the organiser's key signed, beginning with what there is.
    void adopt_organiser();
    /// The organiser signs what they have not signed yet; nothing without a key.
    void sign();
    /// Its public half, hexadecimal; empty: none is in force.
    [[nodiscard]] std::string organiser_key() const;

    /// Makes a kiosk known by its key, without a code.
    void pin(const std::string& device, const PublicKey& key);

    /// Ends a kiosk's key.
    void revoke(const std::string& device);

    [[nodiscard]] PublicKey key();

    /// The answer to a request; an Error while the server is down.
    [[nodiscard]] Result<sync::HttpAnswer> answer(const sync::HttpRequest& request);

    [[nodiscard]] bool up() const { return service_.has_value(); }
    void die();
    void start();
    /// Copies the store, or puts the copy in its place; only while the server is down.
    void back_up();
    void restore();
    [[nodiscard]] bool has_backup() const { return backed_up_; }

    /// What stands in the store; only while the server is up.
    [[nodiscard]] server::Store& store();

    [[nodiscard]] static server::SessionKey session() { return {"saint-flour", "2020-04-17"}; }

private:
    [[nodiscard]] std::optional<sync::HttpAnswer> acknowledge_at_once(const sync::HttpRequest& request);
    [[nodiscard]] sync::HttpAnswer serve(const sync::HttpRequest& request);

    MemoryFolder folder_;
    std::function<Instant()> now_;
    std::uint64_t seed_; ///< of the codes
    Planted planted_;
    bool backed_up_ = false;
    std::optional<SigningKey> organiser_;
    std::string orders_;           ///< as they were imported last
    bool orders_may_lack_ = false; ///< the backup may be older
    std::unique_ptr<server::Store> store_;
    std::optional<server::Service> service_;
    std::vector<sync::HttpRequest> not_written_; ///< planted: acknowledged, and only in memory
};

} // namespace guichet::simulation
