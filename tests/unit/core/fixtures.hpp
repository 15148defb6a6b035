#pragma once
// What the tests of this room share: a small session, and a kiosk that writes its journal.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/manifest.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace guichet::test {

inline const std::string session = "saint-flour/2020-04-17";

inline OrderLine line(int number, const char* product, std::size_t producer, Quantity quantity,
                      std::int64_t cents, StorageClass storage = StorageClass::ambient,
                      std::string location = "A1") {
    return {number, product, producer, quantity, {cents}, 55, storage, std::move(location)};
}

inline PickupCode code(std::uint8_t first) {
    PickupCode made;
    made.bytes[0] = first;
    return made;
}

inline Basket basket(std::string id, const char* name, std::uint8_t code_byte, std::vector<Order> orders) {
    Basket made;
    made.id = std::move(id);
    made.customer_ref = "C-" + made.id;
    made.customer_name = name;
    made.language = "fr";
    made.code_digest = code(code_byte).digest();
    made.short_code = make_short_code(code_byte);
    made.orders = std::move(orders);
    return made;
}

/// Three customers, four orders, seven lines of two producers; another session whose code is code(99).
inline Manifest small_manifest() {
    Manifest manifest;
    manifest.station_id = "saint-flour";
    manifest.station_name = "Gare de Saint-Flour";
    manifest.date = "2020-04-17";
    manifest.revision = 3;
    manifest.producers = {"GAEC Ferrand", "La Mie Chamalou"};
    manifest.baskets = {
        basket("B1", "Camille D.", 1,
               {{"1001",
                 {line(1, "Cantal", 0, {1250, Unit::kilogram}, 1690, StorageClass::chilled, "C2"),
                  line(2, "Tourte", 1, {2, Unit::piece}, 450)}},
                {"1002", {line(1, "Miel", 0, {1, Unit::piece}, 725)}}}),
        basket("B2", "René F.", 2,
               {{"1003",
                 {line(1, "Beurre", 0, {3, Unit::piece}, 310, StorageClass::chilled, "C1"),
                  line(2, "Glace", 0, {1, Unit::piece}, 600, StorageClass::frozen, "Z1")}}}),
        basket("B3", "Zoé L.", 3,
               {{"1004",
                 {line(1, "Pain", 1, {1, Unit::piece}, 300), line(2, "Noix", 1, {500, Unit::gram}, 2)}}})};
    manifest.other_sessions = {{"Pierrefort", "2020-04-17", {code(99).digest()}}};
    manifest.index();
    return manifest;
}

inline std::shared_ptr<const Manifest> shared_manifest() {
    return std::make_shared<const Manifest>(small_manifest());
}

/// One kiosk's journal, event after event.
class Kiosk {
public:
    explicit Kiosk(std::string device, std::string incarnation = "i1")
        : device_(std::move(device)), incarnation_(std::move(incarnation)) {}

    /// The next event, at a moment in milliseconds.
    SealedEvent write(EventBody body, std::int64_t at, const std::string& of_session = session) {
        JournalEvent event;
        event.id = {device_, incarnation_, ++last_};
        event.time = {{at}, 0};
        event.boot = 1;
        event.session = of_session;
        event.manifest_revision = 3;
        event.previous = head_;
        event.body = std::move(body);
        auto sealed = seal(std::move(event));
        head_ = sealed.digest;
        return sealed;
    }

private:
    std::string device_;
    std::string incarnation_;
    std::int64_t last_ = 0;
    Digest head_{};
};

/// Everything of a basket with one outcome.
inline HandOver hand_over(const Manifest& manifest, const std::string& id,
                          Outcome outcome = Outcome::collected) {
    HandOver made{id, Identification::camera, Actor::volunteer, {}};
    for (const auto& order : manifest.find_basket(id)->orders)
        for (const auto& of_order : order.lines)
            made.lines.push_back({{order.number, of_order.number}, outcome, 0, {}});
    return made;
}

} // namespace guichet::test
