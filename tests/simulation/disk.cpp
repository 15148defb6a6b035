#include "tests/simulation/disk.hpp"

#include "kiosk/core/resealing.hpp"

#include <algorithm>
#include <iterator>

namespace guichet::simulation {

Result<ports::Recovered> Disk::recover() {
    ++content_.boot;
    content_.documents.clear();
    for (const ports::SpoolEntry& entry : documents_)
        if (entry.state == ports::SpoolState::queued || entry.state == ports::SpoolState::sending ||
            entry.state == ports::SpoolState::unsure)
            content_.documents.push_back(entry);
    return content_;
}

Result<> Disk::commit(const ports::Commit& commit) {
    content_.own_events.insert(content_.own_events.end(), commit.events.begin(), commit.events.end());
    for (const ports::SpoolEntry& entry : commit.documents) {
        const auto [place, is_new] = place_.try_emplace(entry.id, documents_.size());
        if (is_new) {
            documents_.push_back(entry);
            continue;
        }
        ports::SpoolEntry& known = documents_[place->second];
        known.state = entry.state;
        known.printer = entry.printer;
        known.confirmable = entry.confirmable;
        known.duplicate = known.duplicate || entry.duplicate;
    }
    for (const ports::PrinterMark& mark : commit.printers) {
        std::erase(content_.interrupted_printers, mark.printer);
        if (mark.interrupted)
            content_.interrupted_printers.push_back(mark.printer);
    }
    return {};
}

std::vector<SealedEvent>::iterator Disk::own_from(std::int64_t from) {
    auto& own = content_.own_events;
    return std::find_if(own.begin(), own.end(), [&](const SealedEvent& sealed) {
        return sealed.event.id.incarnation == content_.incarnation && sealed.event.id.sequence >= from;
    });
}

Result<std::vector<SealedEvent>> Disk::read_journal(std::int64_t from) {
    return std::vector<SealedEvent>(from <= 1 ? content_.own_events.begin() : own_from(from),
                                    content_.own_events.end());
}

Result<ports::Recovered> Disk::begin_incarnation(const std::string& incarnation, std::int64_t from) {
    if (incarnation != content_.incarnation)
        return content_;
    const auto end = own_from(from);
    auto anew = reseal({end, content_.own_events.end()}, next_incarnation_);
    if (!anew)
        return anew.error();
    content_.own_events.erase(end, content_.own_events.end());
    std::move(anew->begin(), anew->end(), std::back_inserter(content_.own_events));
    content_.formers.push_back({incarnation, from - 1});
    content_.incarnation = next_incarnation_;
    content_.acknowledged = 0;
    return content_;
}

Result<> Disk::save_manifest(const ports::StoredManifest& manifest) {
    content_.manifest = manifest;
    return {};
}

Result<> Disk::save_foreign(const ports::ForeignEvents& foreign) {
    content_.foreign.events.insert(content_.foreign.events.end(), foreign.events.begin(),
                                   foreign.events.end());
    content_.foreign.cursor = std::max(content_.foreign.cursor, foreign.cursor);
    return {};
}

Result<> Disk::save_acknowledged(std::int64_t sequence) {
    content_.acknowledged = sequence;
    return {};
}

Result<> Disk::erase_people() {
    content_.manifest.reset();
    content_.foreign = {};
    for (auto& entry : documents_) {
        entry.document.clear();
        if (entry.state != ports::SpoolState::printed && entry.state != ports::SpoolState::sent)
            entry.state = ports::SpoolState::failed;
    }
    content_.withdrawal = ports::Withdrawal::erased;
    return {};
}

Result<> Disk::save_reconciled(const std::string& /*session*/) {
    content_.reconciled = true;
    return {};
}

} // namespace guichet::simulation
