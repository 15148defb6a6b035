#pragma once
// The server's memory behind one interface: orders and codes by session, and the kiosks' journals. One thread
// calls it at a time; what a call changed is durable when it returns success, and nothing changed when it
// returns an Error, except where that says that it is not known (a connection lost during the commit: then
// all of it may have). Where several stores use one database, each sees what the others have finished.

#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/wire.hpp"
#include "server/code_maker.hpp"
#include "server/device.hpp"
#include "server/order_file.hpp"
#include "server/signing_key.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace guichet::server {

/// Names a session: a station and its local day.
struct SessionKey {
    std::string station; ///< a name as wire::is_name wants it
    std::string date;    ///< YYYY-MM-DD

    /// "saint-flour/2020-04-17", as journals and manifests say it.
    [[nodiscard]] std::string text() const { return station + "/" + date; }
};

/// Reads a station's id and a date; refuses what is neither.
[[nodiscard]] Result<SessionKey> make_session_key(std::string station, std::string date);

/// What an order file holds.
struct OrderCounts {
    std::int64_t customers = 0; ///< who collect
    std::int64_t orders = 0;    ///< for pickup
    std::int64_t lines = 0;     ///< of these
    std::int64_t delivery_orders = 0;
    std::int64_t delivery_lines = 0;

    friend bool operator==(const OrderCounts&, const OrderCounts&) = default;
};

/// What became of an import.
struct ImportOutcome {
    bool changed = false;      ///< false: the session held exactly this already
    std::int64_t revision = 0; ///< of the session's manifest from now on
    OrderCounts counts;
};

/// An import under way; nothing of it is seen before `commit`, nor after it was given up.
class ImportTransaction {
public:
    virtual ~ImportTransaction() = default;

    /// Takes the next row of the file. Rows are kept outside of memory.
    [[nodiscard]] virtual Result<> stage(const OrderRow& row) = 0;

    /// Adds the faults that only several rows show together: an order of two customers or with two
    /// fulfilments, a reference with two names, two prices of one product in an order.
    [[nodiscard]] virtual Result<> check(Faults& faults) = 0;

    /// Makes the staged rows the session's orders. `content` is the digest of all rows: when the session has
    /// it already, nothing changes. Customers that are new to the session get a basket and a code.
    [[nodiscard]] virtual Result<ImportOutcome> commit(const Digest& content, const CodeMaker& make_code) = 0;
};

/// A customer of a session and the code to send to them.
struct CodeRecord {
    std::string customer_ref;
    std::string basket;
    CustomerCode code;
};

/// A code with which somebody else may collect for a customer of a session.
struct ProxyRecord {
    std::string id; ///< "P0003"
    std::string customer_ref;
    std::string basket;
    std::string customer_name; ///< as ordered
    std::string collector;     ///< as given; empty: whoever brings the code
    CustomerCode code;
    bool revoked = false;
};

/// A revision of a session's manifest that waits for the organiser's signature.
struct Draft {
    SessionKey session;
    std::int64_t revision = 0;
};

/// The organiser's word that kiosks may be given a revision.
struct Release {
    PublicKey organiser{};
    SessionKey session;
    std::int64_t revision = 0;
    std::string signature; ///< of manifest_statement, hexadecimal
};

/// What was released of a session.
struct Released {
    std::int64_t revision = 0;
    std::string signature; ///< the organiser's, hexadecimal
};

/// The answer to a batch.
struct Stored {
    wire::Acknowledgement acknowledgement;
    std::int64_t added = 0; ///< how many of its events were new
};
struct Gap {
    std::int64_t expected = 0;
};
struct Fork {
    std::int64_t sequence = 0;
};
/// The batch does not hold together.
struct Broken {
    Error error;
};
using AppendOutcome = std::variant<Stored, Gap, Fork, Broken>;

class Store {
public:
    virtual ~Store() = default;

    /// Whether the store can be read at this moment; the Error says why not.
    [[nodiscard]] virtual Result<> readable() = 0;

    /// The key for manifests; made when there is none yet.
    [[nodiscard]] virtual Result<SigningKey> signing_key() = 0;

    /// Begins an import; without a name the station keeps the one it has, or is called by its id.
    [[nodiscard]] virtual Result<std::unique_ptr<ImportTransaction>>
    begin_import(const SessionKey& session, const std::optional<std::string>& station_name) = 0;

    /// The revision of a session's manifest that kiosks are given; nothing when the session is not known, or,
    /// where an organiser's key is in force, when nothing of it was released.
    [[nodiscard]] virtual Result<std::optional<std::int64_t>> revision(const SessionKey& session) = 0;

    /// The session's data set of that revision. Orders for delivery are not in it. An unknown session is an
    /// Error.
    [[nodiscard]] virtual Result<Manifest> manifest(const SessionKey& session) = 0;

    /// The session's data set as it stands now, released or not. An unknown session is an Error.
    [[nodiscard]] virtual Result<Manifest> draft(const SessionKey& session) = 0;

    /// The key whose signature kiosks need besides the server's; its secret half is elsewhere. Nothing: none
    /// is in force.
    [[nodiscard]] virtual Result<std::optional<PublicKey>> organiser() = 0;

    /// Puts a key in force, in the place of an earlier one: what another key released is released no more.
    [[nodiscard]] virtual Result<> adopt_organiser(const PublicKey& key) = 0;

    /// The revisions that a key, in force or not, has not released.
    [[nodiscard]] virtual Result<std::vector<Draft>> drafts(const PublicKey& organiser) = 0;

    /// Releases a revision for the time that its key is in force. An Error when the session has changed
    /// since, or when the signature is wrong; nothing was changed then.
    [[nodiscard]] virtual Result<> release(const Release& release) = 0;

    /// What the key in force released of a session; nothing: nothing.
    [[nodiscard]] virtual Result<std::optional<Released>> released(const SessionKey& session) = 0;

    /// Keeps the body of a session's manifest as it goes out, so that a newer one can be told as its
    /// difference; the last eight revisions are kept.
    [[nodiscard]] virtual Result<> keep_body(const SessionKey& session, std::int64_t revision,
                                             const std::string& body) = 0;
    /// One of them by its name; nothing when it is not kept (any more).
    [[nodiscard]] virtual Result<std::optional<std::string>> body(const SessionKey& session,
                                                                  const DictionaryName& name) = 0;

    /// The codes of all who collect in a session, by basket. An unknown session is an Error.
    [[nodiscard]] virtual Result<std::vector<CodeRecord>> codes(const SessionKey& session) = 0;

    /// Makes a code with which somebody else may collect for a customer. `collector` is their name, or empty.
    /// Like the next two it raises the manifest's revision, so that kiosks learn of it; a session or a
    /// customer that is not known is an Error.
    [[nodiscard]] virtual Result<ProxyRecord> issue_proxy(const SessionKey& session,
                                                          const std::string& customer_ref,
                                                          const std::string& collector,
                                                          const CodeMaker& make_code) = 0;

    /// Ends a proxy; `name` is its id or its short code. Again, it changes nothing.
    [[nodiscard]] virtual Result<ProxyRecord> revoke_proxy(const SessionKey& session,
                                                           const std::string& name) = 0;

    /// Puts a new code in the place of a customer's own, which is refused from then on.
    [[nodiscard]] virtual Result<CodeRecord>
    reissue_code(const SessionKey& session, const std::string& customer_ref, const CodeMaker& make_code) = 0;

    /// All proxies of a session, revoked ones too, by id. An unknown session is an Error.
    [[nodiscard]] virtual Result<std::vector<ProxyRecord>> proxies(const SessionKey& session) = 0;

    /// Adds a batch to a device's journal, all of it or nothing; events that are known already are compared.
    [[nodiscard]] Result<AppendOutcome> append(const wire::Batch& batch, Instant now);

    /// The same for several batches at once, of whatever devices: each is stored or refused by itself, and
    /// one commit makes all durable. An Error is of all of them.
    [[nodiscard]] virtual Result<std::vector<AppendOutcome>>
    append_all(const std::vector<wire::Batch>& batches, Instant now) = 0;

    /// The events of a session behind a cursor, without those of `except_device` (empty: of all).
    [[nodiscard]] virtual Result<wire::PageToSend>
    events(const SessionKey& session, const std::string& except_device, std::int64_t cursor) = 0;

    /// Gives every event of a session to `take`, in the order of arrival.
    [[nodiscard]] virtual Result<> each_event(const SessionKey& session,
                                              const std::function<void(const SealedEvent&)>& take) = 0;

    /// How the kiosks of a session stand, by device.
    [[nodiscard]] virtual Result<std::vector<wire::KioskStanding>> kiosks(const SessionKey& session) = 0;

    /// Gives a kiosk an enrolment code, by its digest, in the place of an earlier one. Refused while the name
    /// is that of a kiosk of another station.
    [[nodiscard]] virtual Result<> offer_enrolment(const DeviceName& name, const Digest& code,
                                                   Instant expires) = 0;

    /// A kiosk gives its code and its key. When the code is right the key is pinned, and an older one of this
    /// kiosk revoked.
    [[nodiscard]] virtual Result<EnrolmentOutcome> enrol(const EnrolmentClaim& claim, Instant now) = 0;

    /// Pins a key without any code, for who has the store: demonstrations, simulations.
    [[nodiscard]] virtual Result<> pin_device(const DeviceName& name, const PublicKey& key, Instant now) = 0;

    /// All keys that were ever pinned for a kiosk, the newest first.
    [[nodiscard]] virtual Result<std::vector<PinnedKey>> device_keys(const std::string& device) = 0;

    /// The kiosks of a station, by device.
    [[nodiscard]] virtual Result<std::vector<DeviceStanding>> devices(const std::string& station) = 0;

    /// Ends a kiosk's key, and a code that waits for it. Again, it changes nothing; an unknown kiosk is an
    /// Error.
    [[nodiscard]] virtual Result<DeviceStanding> revoke_device(const DeviceName& name,
                                                               const std::string& reason, Instant now) = 0;

    /// Verifies from their first events the chains of all devices that have events in a session; a break is
    /// an Error that names the place.
    [[nodiscard]] virtual Result<> verify_chains(const SessionKey& session) = 0;
};

/// What to say of a session that the store does not have.
[[nodiscard]] Error unknown_session(const SessionKey& session);

/// Whether a store that is not there yet is made, or is an Error.
enum class Opening : std::uint8_t { create, existing };

/// Opens the store of a URL, "sqlite:FILE" or "postgresql://USER@HOST/DATABASE", and brings it up to date as
/// needed. No Error holds a password.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& url,
                                                        Opening opening = Opening::create);

} // namespace guichet::server
