#pragma once
// Inside the store: what its parts do on the one connection, whichever database that leads to.

#include "db/sql.hpp"
#include "server/store.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace guichet::server {

/// The first row of a query, through `read`; nothing when there is none.
template <typename Read, typename... Values>
auto first_row(sql::Connection& database, std::string_view statement, const Read& read,
               const Values&... values)
    -> Result<std::optional<decltype(read(std::declval<const sql::Rows&>()))>> {
    auto rows = database.query(statement, values...);
    if (!rows)
        return rows.error();
    const auto found = rows->step();
    if (!found)
        return found.error();
    return *found ? std::optional(read(*rows)) : std::nullopt;
}

/// Copies what must have just this size; false when it has not.
template <std::size_t size>
[[nodiscard]] bool copy_bytes(const std::string& bytes, std::array<std::uint8_t, size>& target) {
    if (bytes.size() != size)
        return false;
    std::transform(bytes.begin(), bytes.end(), target.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return true;
}

/// The row of a session in the table session.
struct SessionRow {
    std::int64_t id = 0;
    std::string station_name;
    std::int64_t revision = 0;
    std::string content; ///< the digest's bytes
    std::string nonce;   ///< Manifest::nonce
};

[[nodiscard]] Result<std::optional<SessionRow>> find_session(sql::Connection& database,
                                                             const SessionKey& session);

/// The rows of the sessions nearest in time to a session, whose codes its manifest knows.
[[nodiscard]] Result<std::vector<std::int64_t>> nearest_sessions(sql::Connection& database,
                                                                 std::int64_t session);

/// The sessions that know this one's codes get a new revision.
[[nodiscard]] Result<> raise_neighbours(sql::Connection& database, std::int64_t session);

[[nodiscard]] Result<std::unique_ptr<ImportTransaction>>
begin_import(sql::Connection& database, const SessionKey& session,
             const std::optional<std::string>& station_name);

[[nodiscard]] Result<Manifest> load_manifest(sql::Connection& database, const SessionKey& session);

// The organiser's key and what it released, see store.hpp.
[[nodiscard]] Result<std::optional<PublicKey>> load_organiser(sql::Connection& database);
[[nodiscard]] Result<> adopt_organiser(sql::Connection& database, const PublicKey& key);
[[nodiscard]] Result<std::optional<std::int64_t>> load_revision(sql::Connection& database,
                                                                const SessionKey& session);
[[nodiscard]] Result<std::vector<Draft>> load_drafts(sql::Connection& database, const PublicKey& organiser);
[[nodiscard]] Result<> release(sql::Connection& database, const Release& release);
[[nodiscard]] Result<std::optional<Released>> load_released(sql::Connection& database,
                                                            const SessionKey& session);
/// The manifest that kiosks are given.
[[nodiscard]] Result<Manifest> load_given_manifest(sql::Connection& database, const SessionKey& session);

/// The largest body of a manifest that is kept, plain.
inline constexpr std::size_t most_body_bytes = 128 * 1024 * 1024;
/// Keeps a manifest's body, and no more than the last eight revisions'.
[[nodiscard]] Result<> save_body(sql::Connection& database, const SessionKey& session, std::int64_t revision,
                                 const std::string& body);
[[nodiscard]] Result<std::optional<std::string>>
find_body(sql::Connection& database, const SessionKey& session, const DictionaryName& name);

/// "B0042"
[[nodiscard]] std::string basket_id(std::int64_t number);

/// Who is given a code: as people name them, and what repeatable codes are made from (see CodeMaker).
struct CodeOwner {
    std::string name;
    std::string seed_words;
};

/// Makes codes until the row that `give` inserts or updates takes one; a short code that somebody in the
/// session has or had changes no row. `give` says how many rows it changed.
[[nodiscard]] Result<> give_free_code(const SessionKey& session, const CodeOwner& owner,
                                      const CodeMaker& make_code,
                                      const std::function<Result<std::int64_t>(const CustomerCode&)>& give);

/// "P0003"
[[nodiscard]] std::string proxy_id(std::int64_t number);

[[nodiscard]] Result<std::vector<CodeRecord>> load_codes(sql::Connection& database,
                                                         const SessionKey& session);
[[nodiscard]] Result<std::vector<ProxyRecord>> load_proxies(sql::Connection& database,
                                                            const SessionKey& session);
[[nodiscard]] Result<std::vector<ProxyRecord>> read_proxies(sql::Connection& database, std::int64_t session);
[[nodiscard]] Result<ProxyRecord> issue_proxy(sql::Connection& database, const SessionKey& session,
                                              const std::string& customer_ref, const std::string& collector,
                                              const CodeMaker& make_code);
[[nodiscard]] Result<ProxyRecord> revoke_proxy(sql::Connection& database, const SessionKey& session,
                                               const std::string& name);
[[nodiscard]] Result<CodeRecord> reissue_code(sql::Connection& database, const SessionKey& session,
                                              const std::string& customer_ref, const CodeMaker& make_code);

[[nodiscard]] Result<std::vector<AppendOutcome>>
append_events(sql::Connection& database, const std::vector<wire::Batch>& batches, Instant now);
[[nodiscard]] Result<wire::PageToSend> load_page(sql::Connection& database, const std::string& session,
                                                 const std::string& except_device, std::int64_t cursor);
[[nodiscard]] Result<> load_events(sql::Connection& database, const std::string& session,
                                   const std::function<void(const SealedEvent&)>& take);
[[nodiscard]] Result<std::vector<wire::KioskStanding>> load_kiosks(sql::Connection& database,
                                                                   const std::string& session);
[[nodiscard]] Result<> verify_chains(sql::Connection& database, const std::string& session);

[[nodiscard]] Result<> offer_enrolment(sql::Connection& database, const DeviceName& name, const Digest& code,
                                       Instant expires);
[[nodiscard]] Result<EnrolmentOutcome> enrol(sql::Connection& database, const EnrolmentClaim& claim,
                                             Instant now);
[[nodiscard]] Result<> pin_device(sql::Connection& database, const DeviceName& name, const PublicKey& key,
                                  Instant now);
[[nodiscard]] Result<std::vector<PinnedKey>> load_device_keys(sql::Connection& database,
                                                              const std::string& device);
[[nodiscard]] Result<std::vector<DeviceStanding>> load_devices(sql::Connection& database,
                                                               const std::string& station);
[[nodiscard]] Result<DeviceStanding> revoke_device(sql::Connection& database, const DeviceName& name,
                                                   const std::string& reason, Instant now);

} // namespace guichet::server
