#include "kiosk/core/journal.hpp"

#include <span>

namespace guichet {

EventId fact_of(const std::string& device, const Origin& origin) {
    // A name (wire::is_name) that no incarnation of random hexadecimal digits can have.
    constexpr std::size_t enough = 8;
    return {device, origin.incarnation + "." + to_hex(std::span(origin.digest).first(enough)),
            origin.sequence};
}

EventId fact_of(const JournalEvent& event) {
    return event.origin ? fact_of(event.id.device, *event.origin) : event.id;
}

SealedEvent seal(JournalEvent event) {
    std::string bytes = canonical(event);
    const Digest digest = digest_of(bytes);
    return {std::move(event), std::move(bytes), digest};
}

Result<SealedEvent> unseal(std::string bytes) {
    auto event = parse_journal_event(bytes);
    if (!event)
        return event.error();
    const Digest digest = digest_of(bytes);
    return SealedEvent{std::move(*event), std::move(bytes), digest};
}

Result<> ChainVerifier::accept(const SealedEvent& sealed) {
    const auto& id = sealed.event.id;
    if (digest_of(sealed.bytes) != sealed.digest)
        return fail("Event {0} of {1} was altered: its digest is not the one on record.", id.sequence,
                    id.device);
    if (last_ > 0 && id.incarnation != incarnation_) {
        // A reinstalled kiosk starts a chain of its own, at number 1 with nothing before.
        last_ = 0;
        head_ = {};
    }
    if (id.sequence != last_ + 1)
        return fail("Event {0} of {1} is missing: event {2} follows event {3}.", last_ + 1, id.device,
                    id.sequence, last_);
    if (sealed.event.previous != head_)
        return fail("The chain of {1} breaks at event {0}: it does not follow from the event before.",
                    id.sequence, id.device);
    incarnation_ = id.incarnation;
    last_ = id.sequence;
    head_ = sealed.digest;
    return Done{};
}

} // namespace guichet
