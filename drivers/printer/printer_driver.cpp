#include "drivers/printer/printer_driver.hpp"

#include "drivers/printer/escpos_encoder.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace guichet::printer {

using ports::can_print;
using ports::PrinterCondition;
using ports::PrinterStatus;
using ports::PrintJob;
using ports::PrintObserver;
using ports::PrintOutcome;
using ports::PrintResult;
using std::chrono::milliseconds;

namespace {

/// As many zeros as end any raster of a band and are otherwise passed over (Epson's recovery for a host that
/// lost its place).
constexpr std::size_t resynchronising_zeros = 8192;

const Bytes ask_status{0x1D, 0x61, 0xFF};
/// DLE EOT 2: what keeps it from printing; answered at once, even when the buffer stands still.
const Bytes ask_real_time{0x10, 0x04, 0x02};

PrinterCondition condition_of(const AutomaticStatus& status) {
    if (status.cover_open)
        return PrinterCondition::cover_open;
    if (status.paper_out)
        return PrinterCondition::paper_out;
    if (status.cutter_error)
        return PrinterCondition::cutter_fault;
    if (status.offline || status.mechanical_error || status.unrecoverable_error || status.passing_error)
        return PrinterCondition::offline;
    return status.paper_near_end ? PrinterCondition::paper_near_end : PrinterCondition::ready;
}

/// The answer to DLE EOT 2.
PrinterCondition condition_of(const RealTimeStatus& status) {
    if ((status.bits & 0x04U) != 0)
        return PrinterCondition::cover_open;
    if ((status.bits & 0x20U) != 0)
        return PrinterCondition::paper_out;
    return (status.bits & 0x40U) != 0 ? PrinterCondition::offline : PrinterCondition::unknown;
}

/// Waits without a device, until a stop or the time is over.
void pause(milliseconds timeout, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any over;
    std::unique_lock lock(mutex);
    over.wait_for(lock, stop, timeout, [] { return false; });
}

} // namespace

/// One job on its way.
struct PrinterDriver::Progress {
    Bytes bytes;
    std::size_t sent = 0;
    std::string confirmation; ///< empty when none is asked for
    PrintObserver& observer;
    std::stop_token stop;
    std::optional<PrinterStatus> told;
    bool barrier = false;

    [[nodiscard]] bool awaits_answer() const { return barrier || !confirmation.empty(); }
    [[nodiscard]] bool complete() const { return sent == bytes.size(); }

    void tell(const PrinterStatus& status) {
        if (std::exchange(told, status) != status)
            observer.on_status(status);
    }
};

PrinterDriver::PrinterDriver(std::unique_ptr<Transport> transport, Profile profile, DriverTiming timing)
    : transport_(std::move(transport)), profile_(std::move(profile)),
      timing_(std::move(timing)), status_{PrinterCondition::unplugged, std::nullopt} {}

PrinterDriver::~PrinterDriver() {
    close();
}

std::string PrinterDriver::describe() const {
    return transport_->describe() + ", " + profile_.title;
}

Result<> PrinterDriver::open() {
    if (transport_->is_open())
        return {};
    if (auto opened = transport_->open(); !opened) {
        set(PrinterCondition::unplugged, opened.error());
        return opened.error();
    }
    listen(milliseconds(0)); // what an earlier owner left unread is old
    replies_.clear();
    own_bytes_.clear();
    stalled_since_.reset();
    greeted_ = false;
    answers_ = true;
    told_ = PrinterCondition::unknown;
    if (transport_->is_open()) {
        set(PrinterCondition::unknown);
        greet();
    }
    if (greeted_)
        barriers_owed_ = 0; // its answer came after those of everything before
    if (!transport_->is_open())
        return status_.reason.value_or(fail("The printer was lost while it was being opened."));
    return {};
}

void PrinterDriver::close() noexcept {
    transport_->close();
    set(PrinterCondition::unplugged);
}

/// Asks for the status. A printer that cannot print keeps the question in its buffer: it is asked in real
/// time. One that an earlier program left in the middle of a picture takes the question for dots: it is
/// brought back to its senses.
void PrinterDriver::greet() {
    if (!profile_.automatic_status || await_greeting(ask_status))
        return;
    if (!told_by_port()) {
        resynchronise();
        if (await_greeting({}))
            return;
    }
    set(PrinterCondition::unknown);
    if (!await_greeting(ask_real_time))
        (void)told_by_port();
}

void PrinterDriver::resynchronise() {
    own_bytes_.insert(own_bytes_.end(), resynchronising_zeros, 0);
    own_bytes_.insert(own_bytes_.end(), {0x1B, 0x40});
    own_bytes_.insert(own_bytes_.end(), ask_status.begin(), ask_status.end());
}

/// Sends a question and waits until the printer has told its status by itself, or a fault in real time.
bool PrinterDriver::await_greeting(const Bytes& question) {
    own_bytes_.insert(own_bytes_.end(), question.begin(), question.end());
    const TimePoint end = timing_.now() + timing_.greeting;
    while (!greeted_ && can_print(status_.condition) && transport_->is_open() && timing_.now() < end) {
        flush_own_bytes();
        listen(std::min(timing_.slice, timing_.greeting));
    }
    return greeted_;
}

PrinterStatus PrinterDriver::wait_status(milliseconds timeout, std::stop_token stop) {
    const std::stop_callback wake(stop, [this] { transport_->interrupt(); });
    const PrinterStatus before = status_;
    const TimePoint end = timing_.now() + timeout;
    while (status_ == before && !stop.stop_requested()) {
        const auto left = std::chrono::ceil<milliseconds>(end - timing_.now());
        if (left <= milliseconds(0))
            break;
        if (!transport_->is_open()) {
            pause(left, stop);
            break;
        }
        flush_own_bytes();
        listen(std::min(left, timing_.slice));
        look_after();
    }
    return status_;
}

PrintOutcome PrinterDriver::print(const PrintJob& job, PrintObserver& observer, std::stop_token stop) {
    if (auto opened = open(); !opened)
        return {PrintResult::interrupted_before_any_byte, 0, opened.error()};
    const std::stop_callback wake(stop, [this] { transport_->interrupt(); });
    Progress progress{{}, 0, {}, observer, std::move(stop), std::nullopt};
    if (profile_.confirmation && answers_)
        progress.confirmation = next_confirmation(job.document.id);
    progress.barrier = profile_.barrier && answers_;
    progress.bytes =
        encode(job.document, profile_,
               {job.after_interruption, profile_.automatic_status, progress.confirmation, progress.barrier});
    listen(milliseconds(0));
    last_confirmation_.clear();
    hold_until_able(progress);
    send(progress);
    if (progress.complete())
        await_confirmation(progress);
    return outcome(progress);
}

PrintOutcome PrinterDriver::outcome(const Progress& progress) {
    const auto ended = [&progress](PrintResult result, std::optional<Error> reason) {
        return PrintOutcome{result, progress.sent, std::move(reason)};
    };
    if (progress.complete() && confirmed(progress))
        return ended(PrintResult::printed, std::nullopt);
    const PrintResult interrupted =
        progress.sent == 0 ? PrintResult::interrupted_before_any_byte : PrintResult::interrupted_unknown;
    if (!transport_->is_open())
        return ended(interrupted, status_.reason);
    if (progress.stop.stop_requested())
        return ended(interrupted, fail("The printing was stopped."));
    if (!progress.awaits_answer())
        return ended(PrintResult::sent_not_confirmable, std::nullopt);
    answers_ = false; // its late answers are not to confirm a later paper
    if (progress.barrier && barriers_owed_ == 0)
        return ended(PrintResult::printed, std::nullopt);
    return ended(PrintResult::sent_not_confirmable,
                 fail("The printer took the whole paper but did not confirm it."));
}

/// Not one byte goes to a printer that says that it cannot print: then nothing can be half printed.
void PrinterDriver::hold_until_able(Progress& progress) {
    progress.tell(status_);
    if (!can_print(status_.condition) && profile_.automatic_status && own_bytes_.empty())
        own_bytes_ = ask_status; // its answer was perhaps lost; this one comes when it is well again
    while (transport_->is_open() && !progress.stop.stop_requested() &&
           !(can_print(status_.condition) && own_bytes_.empty())) {
        flush_own_bytes();
        if (!transport_->is_open())
            break;
        const bool able = can_print(status_.condition) && own_bytes_.empty();
        listen(able ? milliseconds(0) : timing_.slice);
        look_after();
        progress.tell(status_);
    }
}

void PrinterDriver::send(Progress& progress) {
    while (!progress.complete() && transport_->is_open() && !progress.stop.stop_requested()) {
        const std::size_t length = std::min(progress.bytes.size() - progress.sent, largest_write);
        const std::size_t taken = write_some(ByteView(progress.bytes).subspan(progress.sent, length));
        progress.sent += taken;
        barriers_owed_ += progress.complete() && progress.barrier ? 1 : 0;
        if (taken > 0)
            progress.observer.on_progress(progress.sent, progress.bytes.size());
        if (transport_->is_open())
            listen(milliseconds(0));
        progress.tell(status_);
    }
}

/// The time for an answer runs only while the printer is well: a roll may take an hour to come.
void PrinterDriver::await_confirmation(Progress& progress) {
    TimePoint end = timing_.now() + timing_.confirmation;
    while (transport_->is_open() && !confirmed(progress) && !progress.stop.stop_requested()) {
        const bool well = can_print(status_.condition);
        if (!well)
            end = timing_.now() + timing_.confirmation;
        if (well && (!progress.awaits_answer() || timing_.now() >= end))
            return;
        listen(timing_.slice);
        progress.tell(status_);
    }
}

bool PrinterDriver::confirmed(const Progress& progress) const {
    if (!progress.confirmation.empty())
        return last_confirmation_ == progress.confirmation;
    return progress.barrier && barriers_owed_ == 0;
}

void PrinterDriver::flush_own_bytes() {
    while (!own_bytes_.empty() && transport_->is_open()) {
        const std::size_t length = std::min(own_bytes_.size(), largest_write);
        const std::size_t taken = write_some(ByteView(own_bytes_).first(length));
        own_bytes_.erase(own_bytes_.begin(), own_bytes_.begin() + static_cast<std::ptrdiff_t>(taken));
        if (taken < length)
            return;
    }
}

/// Writes at most one slice long; tells how many bytes the printer took, which are never sent again.
std::size_t PrinterDriver::write_some(ByteView bytes) {
    const Transfer transfer = transport_->write(bytes, timing_.slice);
    if (transfer.transferred > 0)
        note_movement();
    if (transfer.end == TransferEnd::gone)
        lose(transfer.reason);
    else if (transfer.end == TransferEnd::timed_out)
        note_stall();
    return transfer.transferred;
}

/// Takes in what the printer says, waiting at most `timeout` for its first byte.
void PrinterDriver::listen(milliseconds timeout) {
    std::array<std::uint8_t, 512> received{};
    while (transport_->is_open()) {
        const Transfer transfer = transport_->read(received, timeout);
        replies_.feed(ByteView(received).first(transfer.transferred));
        while (const auto reply = replies_.next())
            std::visit([this](const auto& content) { take(content); }, *reply);
        if (transfer.end == TransferEnd::gone)
            return lose(transfer.reason);
        if (transfer.transferred < received.size())
            return;
        timeout = milliseconds(0);
    }
}

void PrinterDriver::take(const AutomaticStatus& status) {
    greeted_ = true;
    told_ = condition_of(status);
    set(told_);
}

void PrinterDriver::take(const RealTimeStatus& status) {
    if (greeted_)
        return;
    told_ = condition_of(status);
    set(told_);
}

void PrinterDriver::take(const BlockReply& block) {
    if (const auto id = block.confirmation())
        last_confirmation_ = *id;
}

/// The printer takes no bytes. When it has not said why, the cable's own status is asked, and after a while
/// the stall itself is the news.
void PrinterDriver::note_stall() {
    if (greeted_ && !can_print(told_))
        return;
    if (!stalled_since_)
        stalled_since_ = timing_.now();
    if (!told_by_port() && timing_.now() - *stalled_since_ >= timing_.stall)
        set(PrinterCondition::offline);
}

void PrinterDriver::note_movement() {
    if (std::exchange(stalled_since_, std::nullopt))
        set(told_);
}

/// Whether the cable's own status tells of a fault; a fault that is known better keeps its name.
bool PrinterDriver::told_by_port() {
    const auto port = transport_->port_status();
    if (!port || (!port->paper_empty && !port->error && port->selected))
        return false;
    if (can_print(status_.condition))
        set(port->paper_empty ? PrinterCondition::paper_out : PrinterCondition::offline);
    return true;
}

/// A printer that does not tell its status by itself is asked from time to time, between jobs only.
void PrinterDriver::look_after() {
    if (greeted_ || !transport_->is_open() || told_by_port())
        return;
    if (can_print(told_))
        return set(PrinterCondition::unknown);
    if (own_bytes_.empty() && timing_.now() >= next_question_) {
        own_bytes_ = ask_real_time;
        next_question_ = timing_.now() + timing_.greeting;
    }
}

void PrinterDriver::lose(std::optional<Error> reason) {
    transport_->close();
    set(PrinterCondition::unplugged, std::move(reason));
}

/// Four printable bytes that no other recent job has (FNV-1a over the job and the attempt).
std::string PrinterDriver::next_confirmation(const std::string& job) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char letter : job + '/' + std::to_string(++attempts_))
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    std::string id;
    for (int digit = 0; digit < 4; ++digit, hash /= 95)
        id += static_cast<char>(0x20 + hash % 95);
    return id;
}

void PrinterDriver::set(PrinterCondition condition, std::optional<Error> reason) {
    status_ = {condition, std::move(reason)};
}

} // namespace guichet::printer
