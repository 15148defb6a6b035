#include "tests/simulation/faulty_cable.hpp"

#include <algorithm>

namespace guichet::simulation {

using printer::TransportNews;
using std::chrono::milliseconds;

std::size_t Counter::allowed(std::size_t wanted) const {
    return fault ? static_cast<std::size_t>(std::min<std::uint64_t>(wanted, bytes_before)) : wanted;
}

void Counter::count(std::size_t taken, bool& refuse) {
    if (!fault)
        return;
    bytes_before -= taken;
    if (bytes_before == 0)
        happen(refuse);
}

void Counter::repair_later() {
    const milliseconds away{500 + random.below(120'000)};
    time.after(away, [lab = printer] {
        lab->load_paper();
        lab->set_cover_open(false);
        lab->set_cutter_jammed(false);
        lab->set_offline(false);
        lab->plug();
    });
    if (silent)
        return; // what it holds would be lost, and nobody could know
    time.after(away + milliseconds{600'000}, [lab = printer] {
        if (lab->state().able())
            return;
        lab->switch_off(); // who is told of the same trouble for ten minutes switches the printer off and on
        lab->plug();
    });
}

void Counter::die_later() {
    time.after(milliseconds{random.below(20'000)}, [] { throw ProgramDies{}; });
}

void Counter::happen(bool& refuse) {
    const Fault now = *fault;
    fault.reset();
    switch (now) {
    case Fault::paper_out: printer->take_paper_out(); break;
    case Fault::cover_open: printer->set_cover_open(true); break;
    case Fault::cutter_jammed: printer->set_cutter_jammed(true); break;
    case Fault::offline: printer->set_offline(true); break;
    case Fault::unplugged: printer->unplug(); break;
    case Fault::switched_off: printer->switch_off(); break;
    case Fault::refused: refuse = true; return;
    case Fault::late_replies:
        replies_late = milliseconds{random.below(8'000)};
        time.after(milliseconds{20'000}, [this] { replies_late = milliseconds{0}; });
        return;
    case Fault::program_dies: throw ProgramDies{};
    case Fault::power_cut:
        printer->switch_off();
        repair_later();
        throw ProgramDies{};
    case Fault::paper_and_program:
        printer->take_paper_out();
        die_later();
        break;
    case Fault::paper_and_power:
        printer->take_paper_out();
        time.after(milliseconds{random.below(20'000)}, [this] {
            printer->switch_off();
            repair_later();
            throw ProgramDies{};
        });
        break;
    }
    repair_later();
}

Result<> FaultyCable::open() {
    close();
    connection_ = counter_.printer->connect();
    if (!connection_)
        return fail("The simulated printer is not plugged in.");
    return {};
}

void FaultyCable::close() noexcept {
    writing_.clear();
    written_ = 0;
    late_.clear();
    connection_.reset();
}

void FaultyCable::start_write(printer::ByteView bytes) {
    require(connection_ && !writing() && !bytes.empty(), "one write goes on at a time");
    writing_.assign(bytes.begin(), bytes.end());
    written_ = 0;
}

std::size_t FaultyCable::withdraw() {
    writing_.clear();
    written_ = 0;
    return 0;
}

TransportNews FaultyCable::wait(milliseconds timeout) {
    const milliseconds end = counter_.time.passed() + timeout;
    TransportNews news;
    while (!look(news)) {
        const milliseconds left = end - counter_.time.passed();
        if (left <= milliseconds(0))
            break;
        const milliseconds until_reply =
            late_.empty() ? left : std::max(milliseconds(0), late_.front().first - counter_.time.passed());
        counter_.time.pass(std::min(left, until_reply));
        if (!connection_ && counter_.printer->state().plugged)
            break; // a printer has come
    }
    return news;
}

/// What there is to say now; true when it is anything.
bool FaultyCable::look(TransportNews& news) {
    if (!connection_)
        return false;
    const auto rest = printer::ByteView(writing_).subspan(std::min(written_, writing_.size()));
    const bool had_something = !rest.empty();
    auto now =
        counter_.printer->exchange(*connection_, rest.first(counter_.allowed(rest.size())), milliseconds(0));
    written_ += now.taken;
    news.taken += now.taken;
    news.gone = now.gone;
    news.reason = now.reason;
    hear(now.received, news);
    bool refuse = false;
    counter_.count(now.taken, refuse);
    if (refuse) {
        writing_.clear();
        written_ = 0;
    }
    news.write_ended = refuse || (had_something && written_ == writing_.size());
    return now.taken > 0 || refuse || news.gone || !news.received.empty();
}

void FaultyCable::hear(const printer::Bytes& received, TransportNews& news) {
    for (const std::uint8_t byte : received)
        late_.emplace_back(counter_.time.passed() + counter_.replies_late, byte);
    while (!late_.empty() && late_.front().first <= counter_.time.passed()) {
        news.received.push_back(late_.front().second);
        late_.pop_front();
        if (counter_.replies_late > milliseconds(0))
            return; // byte by byte
    }
}

std::optional<printer::PortStatus> FaultyCable::port_status() {
    return connection_ ? counter_.printer->port_status(*connection_) : std::nullopt;
}

} // namespace guichet::simulation
