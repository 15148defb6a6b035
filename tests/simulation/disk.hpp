#pragma once
// A kiosk's memory made of lists: it survives the program.

#include "kiosk/ports/store.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace guichet::simulation {

class Disk final : public ports::Store {
public:
    /// A new disk: nothing is on it but the name of its journal.
    explicit Disk(std::string incarnation = "simulated") { content_.incarnation = std::move(incarnation); }
    explicit Disk(ports::StoredManifest manifest) : Disk() { content_.manifest = std::move(manifest); }

    [[nodiscard]] Result<ports::Recovered> recover() override;
    [[nodiscard]] Result<> commit(const ports::Commit& commit) override;
    [[nodiscard]] Result<std::vector<SealedEvent>> read_journal(std::int64_t from) override;
    [[nodiscard]] Result<ports::Recovered> begin_incarnation(const std::string& incarnation,
                                                             std::int64_t from) override;
    [[nodiscard]] Result<> save_manifest(const ports::StoredManifest& manifest) override;
    [[nodiscard]] Result<> save_foreign(const ports::ForeignEvents& foreign) override;
    [[nodiscard]] Result<> save_acknowledged(std::int64_t sequence) override;
    [[nodiscard]] Result<> save_reconciled(const std::string& session) override;
    [[nodiscard]] Result<> erase_people() override;
    // Nobody signs in at these kiosks.
    [[nodiscard]] Result<std::vector<ports::User>> save_user(const ports::UserChange& /*change*/) override {
        return std::vector<ports::User>{};
    }
    [[nodiscard]] Result<ports::PinAnswer> check_pin(const ports::PinQuestion& /*question*/) override {
        return ports::PinAnswer{};
    }

    /// What erase_people has on record before it is done.
    void begin_erasing() { content_.withdrawal = ports::Withdrawal::erasing; }

    /// Names the next incarnation, if one is begun.
    void set_next_incarnation(std::string name) { next_incarnation_ = std::move(name); }

    /// Those that count, former incarnations' first.
    [[nodiscard]] const std::vector<SealedEvent>& own_events() const { return content_.own_events; }
    [[nodiscard]] const ports::Recovered& content() const { return content_; }
    [[nodiscard]] std::int64_t acknowledged() const { return content_.acknowledged; }

    /// Every document that was ever queued, with its last state.
    [[nodiscard]] const std::vector<ports::SpoolEntry>& documents() const { return documents_; }

private:
    [[nodiscard]] std::vector<SealedEvent>::iterator own_from(std::int64_t from);

    ports::Recovered content_;
    std::string next_incarnation_ = "simulated-next";
    std::vector<ports::SpoolEntry> documents_;
    std::unordered_map<std::string, std::size_t> place_;
};

} // namespace guichet::simulation
