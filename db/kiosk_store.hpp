#pragma once
// The kiosk's memory in one SQLite file. The tables: db/migrations/kiosk; why they are so: db/README.md.

#include "db/kiosk_reading.hpp"
#include "db/sqlite.hpp"
#include "kiosk/ports/store.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace guichet::db {

/// 16 random bytes in hexadecimal: the name of a new journal.
[[nodiscard]] std::string random_incarnation();

/// The file of the kiosk's own key, beside its store.
[[nodiscard]] std::filesystem::path key_file_of(const std::filesystem::path& store);

/// Everything but recover() needs a recover() that succeeded; calling it earlier is a broken invariant.
/// recover() may be called again, after a failure or to read everything anew.
class KioskStore final : public ports::Store {
public:
    /// Touches nothing yet. `new_incarnation` is asked when the file is created, and for each incarnation
    /// that is begun later.
    explicit KioskStore(std::filesystem::path path,
                        std::function<std::string()> new_incarnation = random_incarnation);

    [[nodiscard]] Result<ports::Recovered> recover() override;

    /// Refuses, beside what the disk refuses, events that do not follow the journal's head or that bear
    /// another device's name than the journal so far.
    [[nodiscard]] Result<> commit(const ports::Commit& commit) override;

    [[nodiscard]] Result<std::vector<SealedEvent>> read_journal(std::int64_t from) override;

    /// Reads and verifies everything anew afterwards, as recover() does.
    [[nodiscard]] Result<ports::Recovered> begin_incarnation(const std::string& incarnation,
                                                             std::int64_t from) override;

    /// A manifest that is older than the one in use, or whose revision is not the one it says, is refused.
    /// The signature is not looked at: that is for whoever fetched it.
    [[nodiscard]] Result<> save_manifest(const ports::StoredManifest& manifest) override;

    /// The cursor is that of the manifest's session; it does not go back. Refuses events of another session
    /// whole, because their cursor would be another session's.
    [[nodiscard]] Result<> save_foreign(const ports::ForeignEvents& foreign) override;

    /// A smaller number than known is passed over; one beyond the journal's end is refused.
    [[nodiscard]] Result<> save_acknowledged(std::int64_t sequence) override;

    /// Settling is final; a session that the kiosk never worked for is refused.
    [[nodiscard]] Result<> save_reconciled(const std::string& session) override;

    [[nodiscard]] Result<> save_countersignature(const Closure& closure) override;
    [[nodiscard]] Result<> save_tour_seen() override;
    [[nodiscard]] Result<> erase_people() override;
    [[nodiscard]] Result<> save_enrolled() override;
    [[nodiscard]] Result<std::vector<ports::User>> save_user(const ports::UserChange& change) override;
    [[nodiscard]] Result<ports::PinAnswer> check_pin(const ports::PinQuestion& question) override;

private:
    Result<ports::Recovered> open_and_read();
    Result<KioskContent> read_all();
    ports::Recovered take_over(KioskContent content);
    Result<> end_incarnation(std::int64_t from);
    Result<> append(const std::vector<SealedEvent>& events, const std::string& incarnation,
                    ChainVerifier& chain, std::string& device);
    Result<> put(const ports::SpoolEntry& entry);
    Result<> put(const ports::PrinterMark& mark);

    std::filesystem::path path_;
    std::function<std::string()> new_incarnation_;
    std::optional<Database> database_;
    std::string incarnation_;
    std::string device_;  ///< of the journal; empty before its first event
    std::string session_; ///< of the manifest; empty without one
    ChainVerifier chain_; ///< stands at the journal's head
};

} // namespace guichet::db
