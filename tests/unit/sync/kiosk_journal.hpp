#pragma once
// A kiosk's journal, written by the test.

#include "kiosk/core/journal.hpp"
#include "kiosk/ports/server.hpp"

#include <string>
#include <vector>

namespace guichet::sync {

/// Appends events to a chain as a kiosk does.
class KioskJournal {
public:
    explicit KioskJournal(std::string device, std::string incarnation = "one",
                          std::string session = "saint-flour/2020-04-17")
        : device_(std::move(device)), incarnation_(std::move(incarnation)), session_(std::move(session)) {}

    const SealedEvent& add(EventBody body) {
        JournalEvent event;
        event.id = {device_, incarnation_, static_cast<std::int64_t>(events_.size()) + 1};
        event.time = {Instant{1'587'132'000'000 + event.id.sequence}, 0};
        event.boot = 1;
        event.session = session_;
        event.manifest_revision = 1;
        if (!events_.empty())
            event.previous = events_.back().digest;
        event.body = std::move(body);
        events_.push_back(seal(std::move(event)));
        return events_.back();
    }

    /// The events from a number on, as the kiosk sends them.
    [[nodiscard]] ports::Batch batch_from(std::size_t number) const {
        return {device_,
                incarnation_,
                session_,
                {events_.begin() + static_cast<std::ptrdiff_t>(number) - 1, events_.end()}};
    }
    [[nodiscard]] ports::Batch batch() const { return batch_from(1); }
    [[nodiscard]] const std::vector<SealedEvent>& events() const { return events_; }
    [[nodiscard]] std::vector<SealedEvent>& events() { return events_; }

private:
    std::string device_;
    std::string incarnation_;
    std::string session_;
    std::vector<SealedEvent> events_;
};

} // namespace guichet::sync
