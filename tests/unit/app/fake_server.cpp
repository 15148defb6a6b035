// The server of the app's tests: it keeps what it is given, and tells it again.
#include "tests/unit/app/bench.hpp"

#include <algorithm>
#include <map>

namespace guichet::app::test {

ports::PushAnswer FakeServer::push(const ports::Batch& batch) {
    if (refusal)
        return *refusal;
    for (const auto& sealed : batch.events) {
        const auto last = last_of(batch.device, batch.incarnation);
        if (sealed.event.id.sequence > last + 1)
            return ports::Gap{last + 1};
        if (sealed.event.id.sequence == last + 1)
            events.push_back(sealed);
        else if (std::any_of(events.begin(), events.end(), [&](const SealedEvent& known) {
                     return known.event.id == sealed.event.id && known.digest != sealed.digest;
                 }))
            return ports::Fork{sealed.event.id.sequence};
    }
    return ports::Acknowledged{batch.events.back().event.id.sequence, time,
                               last_of(batch.device, batch.incarnation)};
}

std::int64_t FakeServer::last_of(const std::string& device, const std::string& incarnation) const {
    return std::count_if(events.begin(), events.end(), [&](const SealedEvent& sealed) {
        return sealed.event.id.device == device && sealed.event.id.incarnation == incarnation;
    });
}

ports::PullAnswer FakeServer::pull(const std::string& device, std::int64_t cursor) const {
    ports::PullAnswer answer;
    for (auto at = static_cast<std::size_t>(cursor); at < events.size(); ++at)
        if (events[at].event.id.device != device)
            answer.foreign.events.push_back(events[at]);
    answer.foreign.cursor = static_cast<std::int64_t>(events.size());
    std::map<std::string, ports::KioskStanding> kiosks;
    for (const auto& sealed : events) {
        auto& kiosk = kiosks[sealed.event.id.device];
        kiosk.device = sealed.event.id.device;
        ++kiosk.events;
        kiosk.closed = kiosk.closed || std::holds_alternative<SessionClosed>(sealed.event.body);
    }
    for (const auto& [name, kiosk] : kiosks)
        if (shows_kiosks)
            answer.kiosks.push_back(kiosk);
    answer.manifest_revision = current.revision;
    answer.calls = calls;
    return answer;
}

ports::CallAnswer FakeServer::tell(const HelpCall& call) {
    if (!takes_calls)
        return ports::CallAnswer::not_taken;
    const auto same = std::find_if(calls.begin(), calls.end(),
                                   [&](const HelpCall& other) { return other.device == call.device; });
    if (call.standing == CallStanding::answered && same != calls.end())
        same->standing = CallStanding::answered;
    else if (call.standing == CallStanding::over && same != calls.end())
        calls.erase(same);
    else if (call.standing == CallStanding::calling && same == calls.end())
        calls.push_back(call);
    else if (call.standing == CallStanding::calling)
        same->basket = call.basket;
    return ports::CallAnswer::taken;
}

std::string FakeServer::report() const {
    if (other_report)
        return *other_report;
    Ledger ledger(std::make_shared<const Manifest>(current));
    for (const auto& sealed : events)
        ledger.apply(sealed.event);
    ReportStanding standing;
    for (const auto& sealed : events)
        if (auto closure = closure_of(sealed); closure && countersign) {
            countersign(*closure);
            standing.closures.push_back(std::move(*closure));
        }
    return to_json(make_report(ledger, standing));
}

} // namespace guichet::app::test
