#include "db/journal_tools.hpp"

#include "db/kiosk_reading.hpp"
#include "db/migrations.hpp"

#include <nlohmann/json.hpp>

#include <iterator>
#include <ostream>
#include <span>
#include <utility>

namespace guichet::db {

namespace {

Result<KioskContent> read(const std::filesystem::path& path) {
    auto database = Database::open_read_only(path);
    if (!database)
        return database.error();
    if (auto current = check_version(*database, kiosk_schema()); !current)
        return current.error();
    return read_kiosk(*database);
}

JournalSummary summary_of(const KioskContent& content) {
    return {.device = content.device,
            .incarnation = content.recovered.incarnation,
            .events = content.chain.last(),
            .head = content.chain.head(),
            .formers = std::ssize(content.formers),
            .unsent = content.chain.last() - content.recovered.acknowledged};
}

void write(std::ostream& archive, const std::string& device, const OwnJournal& journal,
           std::span<const SealedEvent> events) {
    nlohmann::json first{
        {"device", device}, {"format", "guichet-journal/1"}, {"incarnation", journal.incarnation}};
    if (journal.counts)
        first["counts"] = *journal.counts;
    archive << first.dump() << '\n';
    for (const auto& sealed : events)
        archive << sealed.bytes << '\n';
    archive << nlohmann::json{{"events", events.size()}, {"head", to_hex(journal.head)}}.dump() << '\n';
}

} // namespace

Result<ports::Recovered> read_store(const std::filesystem::path& path) {
    auto content = read(path);
    if (!content)
        return content.error();
    return std::move(content->recovered);
}

Result<JournalSummary> verify_journal(const std::filesystem::path& path) {
    const auto content = read(path);
    if (!content)
        return content.error();
    return summary_of(*content);
}

Result<JournalSummary> export_journal(const std::filesystem::path& path, std::ostream& archive) {
    const auto content = read(path);
    if (!content)
        return content.error();
    JournalSummary summary = summary_of(*content);
    for (const auto& former : content->formers)
        write(archive, summary.device, former, former.events);
    write(archive, summary.device, {summary.incarnation, {}, summary.head, {}},
          std::span(content->recovered.own_events).last(static_cast<std::size_t>(summary.events)));
    archive.flush();
    if (!archive)
        return fail("The archive of {0} could not be written: check the place that it goes to.",
                    path.string());
    return summary;
}

} // namespace guichet::db
