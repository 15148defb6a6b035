#include "drivers/printer/printer_driver.hpp"

#include "drivers/printer/device_id.hpp"
#include "drivers/printer/escpos_encoder.hpp"
#include "drivers/printer/printer_questions.hpp"

#include <algorithm>
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

/// One paper on its way.
struct PrinterDriver::Job {
    Bytes bytes;
    std::size_t sent = 0;     ///< taken by the printer: never to be sent again
    std::string confirmation; ///< empty when none is asked for
    PrintObserver& observer;
    std::stop_token stop;
    std::optional<PrinterStatus> told;
    bool barrier = false;
    bool barrier_sent = false;

    [[nodiscard]] bool awaits_answer() const { return barrier || !confirmation.empty(); }
    [[nodiscard]] bool complete() const { return sent == bytes.size(); }

    void tell(const PrinterStatus& status) {
        if (std::exchange(told, status) != status)
            observer.on_status(status);
    }
};

PrinterDriver::PrinterDriver(std::unique_ptr<Transport> transport, ProfileChoice choice, DriverTiming timing)
    : transport_(std::move(transport)), choice_(std::move(choice)), profile_(choice_({})),
      timing_(std::move(timing)), status_{PrinterCondition::unplugged, std::nullopt} {}

PrinterDriver::PrinterDriver(std::unique_ptr<Transport> transport, Profile profile, DriverTiming timing)
    : PrinterDriver(
          std::move(transport), [profile = std::move(profile)](const PrinterIdentity&) { return profile; },
          std::move(timing)) {}

PrinterDriver::~PrinterDriver() {
    close();
}

std::string PrinterDriver::describe() const {
    return transport_->describe() + ", " + profile_.title;
}

ports::PrinterFacts PrinterDriver::facts() const {
    const DeviceId id = parse_device_id(identity_.device_id);
    const auto name = [](const std::string& maker, const std::string& model) {
        return maker.empty() || model.empty() || model.rfind(maker, 0) == 0 ? model : maker + " " + model;
    };
    std::string model = name(identity_.reported_maker, identity_.reported_model);
    if (model.empty())
        model = name(id.maker, id.model);
    return {model.empty() ? transport_->describe() : std::move(model), profile_.title, identity_.firmware,
            identity_.place};
}

void PrinterDriver::close() noexcept {
    transport_->close();
    writer_ = Writer::nobody;
    set(PrinterCondition::unplugged);
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
            (void)transport_->wait(left); // ends early when a printer is plugged in
            break;
        }
        start_own_write();
        turn(std::min(left, timing_.slice));
        look_after();
        recover();
        meet_again();
    }
    return status_;
}

PrintOutcome PrinterDriver::print(const PrintJob& print_job, PrintObserver& observer, std::stop_token stop) {
    if (auto opened = open(); !opened)
        return {PrintResult::interrupted_before_any_byte, 0, opened.error()};
    if (unanswered_ > 0 && transport_->answers())
        greet_anew();
    const std::stop_callback wake(stop, [this] { transport_->interrupt(); });
    Job job{{}, 0, {}, observer, std::move(stop), std::nullopt};
    if (profile_.confirmation && answers_)
        job.confirmation = next_confirmation(print_job.document.id);
    job.barrier = profile_.barrier && answers_;
    job.bytes =
        encode(print_job.document, profile_,
               {print_job.after_interruption, profile_.automatic_status, job.confirmation, job.barrier});
    turn(milliseconds(0));
    last_confirmation_.clear();
    job_ = &job;
    hold_until_able(job);
    send(job);
    if (job.complete())
        await_confirmation(job);
    take_back(job);
    job_ = nullptr;
    return outcome(job);
}

PrintOutcome PrinterDriver::outcome(const Job& job) {
    const auto ended = [&job](PrintResult result, std::optional<Error> reason) {
        return PrintOutcome{result, job.sent, std::move(reason), job.bytes.size(), job.awaits_answer()};
    };
    if (confirmed(job)) {
        unanswered_ = 0;
        return ended(PrintResult::printed, std::nullopt);
    }
    const PrintResult interrupted =
        job.sent == 0 ? PrintResult::interrupted_before_any_byte : PrintResult::interrupted_unknown;
    if (!transport_->is_open())
        return ended(interrupted, status_.reason);
    if (job.stop.stop_requested())
        return ended(interrupted, fail("The printing was stopped."));
    if (!job.awaits_answer())
        return ended(PrintResult::sent_not_confirmable, std::nullopt);
    answers_ = ++unanswered_ < patience; // a model that never answers is not waited for at each paper
    if (job.barrier && barriers_owed_ == 0)
        return ended(PrintResult::printed, std::nullopt);
    return ended(PrintResult::sent_not_confirmable,
                 fail("The printer took the whole paper but did not confirm it."));
}

/// Not one byte goes to a printer that says that it cannot print: then nothing can be half printed.
void PrinterDriver::hold_until_able(Job& job) {
    job.tell(status_);
    // The last status was perhaps lost; the answer to this question comes when it is well again.
    if (!can_print(status_.condition) && profile_.automatic_status && answers_ && own_bytes_.empty())
        own_bytes_.assign(ask_status.begin(), ask_status.end());
    while (transport_->is_open() && !job.stop.stop_requested() &&
           !(can_print(status_.condition) && own_bytes_.empty())) {
        start_own_write();
        turn(timing_.slice);
        look_after();
        recover();
        meet_again();
        job.tell(status_);
    }
    if (job.barrier)
        fall_in_step();
}

void PrinterDriver::send(Job& job) {
    while (!job.complete() && transport_->is_open() && !job.stop.stop_requested()) {
        if (writer_ == Writer::nobody)
            pause_while_unable(job);
        if (writer_ == Writer::nobody && transport_->is_open() && timing_.now() >= next_write_)
            start_job_write(job);
        const std::size_t before = job.sent;
        turn(timing_.slice);
        if (job.sent > before)
            job.observer.on_progress(job.sent, job.bytes.size());
        job.tell(status_);
    }
}

void PrinterDriver::start_job_write(Job& job) {
    const std::size_t length = std::min(job.bytes.size() - job.sent, largest_write);
    if (job.barrier && job.sent + length == job.bytes.size() && !std::exchange(job.barrier_sent, true))
        ++barriers_owed_; // the answer may be heard before the end of the write is
    writer_ = Writer::job;
    write_started_ = timing_.now();
    transport_->start_write(ByteView(job.bytes).subspan(job.sent, length));
}

/// Between two writes a printer that says that it cannot go on is left alone for a while; then the next bytes
/// are offered all the same, as the news that it is well again may have been lost.
void PrinterDriver::pause_while_unable(Job& job) {
    const TimePoint end = timing_.now() + timing_.greeting;
    while (!can_print(status_.condition) && transport_->is_open() && !job.stop.stop_requested() &&
           timing_.now() < end) {
        turn(timing_.slice);
        job.tell(status_);
    }
}

/// The time for an answer runs only while the printer is well: a roll may take an hour to come.
void PrinterDriver::await_confirmation(Job& job) {
    TimePoint end = timing_.now() + timing_.confirmation;
    next_question_ = timing_.now() + timing_.greeting;
    while (transport_->is_open() && !confirmed(job) && !job.stop.stop_requested()) {
        const bool well = can_print(status_.condition);
        if (!well)
            end = timing_.now() + timing_.confirmation;
        if (well && (!job.awaits_answer() || timing_.now() >= end))
            return;
        if (job.awaits_answer() && timing_.now() >= next_question_)
            question();
        recover();
        start_own_write();
        turn(timing_.slice);
        job.tell(status_);
    }
}

/// Ends the write under way; what the printer has not taken of it will never come.
void PrinterDriver::take_back(Job& job) {
    if (writer_ == Writer::job && transport_->writing())
        credit(transport_->withdraw());
    if (writer_ == Writer::job)
        writer_ = Writer::nobody;
    if (job.barrier_sent && !job.complete() && barriers_owed_ > 0)
        --barriers_owed_;
}

bool PrinterDriver::confirmed(const Job& job) const {
    if (!job.complete())
        return false;
    if (!job.confirmation.empty())
        return last_confirmation_ == job.confirmation;
    return job.barrier && barriers_owed_ == 0;
}

void PrinterDriver::start_own_write() {
    if (writer_ != Writer::nobody || own_bytes_.empty() || !transport_->is_open() ||
        timing_.now() < next_write_)
        return;
    writer_ = Writer::driver;
    write_started_ = timing_.now();
    transport_->start_write(ByteView(own_bytes_).first(std::min(own_bytes_.size(), largest_write)));
}

/// Waits for whatever happens at the cable, at most `timeout`, and takes it in.
void PrinterDriver::turn(milliseconds timeout) {
    const TransportNews news = transport_->wait(timeout);
    credit(news.taken);
    if (news.write_ended && !news.gone) {
        writer_ = Writer::nobody;
        if (news.taken == 0)
            next_write_ = timing_.now() + timing_.slice; // it was refused: not again at once
    }
    replies_.feed(news.received);
    while (const auto reply = replies_.next())
        std::visit([this](const auto& content) { take(content); }, *reply);
    if (news.gone)
        return lose(news.reason);
    if (transport_->writing() && news.taken == 0 && news.received.empty())
        note_standstill();
}

/// Bytes that the printer took of the write under way.
void PrinterDriver::credit(std::size_t taken) {
    if (taken == 0)
        return;
    if (writer_ == Writer::job && job_ != nullptr)
        job_->sent += taken;
    else if (writer_ == Writer::driver)
        own_bytes_.erase(own_bytes_.begin(), own_bytes_.begin() + static_cast<std::ptrdiff_t>(taken));
    write_started_ = timing_.now();
    if (!greeted_ || can_print(told_))
        set(told_); // it moves again
}

void PrinterDriver::take(const AutomaticStatus& status) {
    greeted_ = true;
    told_ = condition_of(status);
    set(told_);
}

void PrinterDriver::take(const RealTimeStatus& status) {
    if (greeted_ && !questioning_)
        return;
    real_time_.at(real_time_heard_) = status;
    real_time_heard_ = (real_time_heard_ + 1) % real_time_answers;
    if (real_time_heard_ != 0)
        return;
    questioning_ = false;
    told_ = condition_of(real_time_);
    if (greeted_ && told_ == PrinterCondition::unknown)
        told_ = PrinterCondition::ready;
    set(told_);
}

/// Asks in real time; never within a paper, as a question is no dot of a picture.
void PrinterDriver::ask_in_real_time() {
    own_bytes_.insert(own_bytes_.end(), ask_real_time.begin(), ask_real_time.end());
    real_time_heard_ = 0;
}

void PrinterDriver::take(const BlockReply& block) {
    if (const auto id = block.confirmation())
        last_confirmation_ = *id;
    else if (identities_ != nullptr && block.header == name_header)
        identities_->push_back(block.text);
}

/// The printer takes no bytes. When it has not said why, the cable's own status is asked, and after a while
/// the standstill itself is the news.
void PrinterDriver::note_standstill() {
    if (greeted_ && !can_print(told_))
        return;
    if (!told_by_port() && stands_still())
        set(PrinterCondition::offline);
}

bool PrinterDriver::stands_still() const {
    return transport_->writing() && timing_.now() - write_started_ >= timing_.stall;
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

/// An answer is due and does not come. Perhaps the printer cannot say why: the initialisation that begins
/// each paper silences it for a moment, and what happens then is never told.
void PrinterDriver::question() {
    next_question_ = timing_.now() + timing_.greeting;
    if (told_by_port() && status_.condition != PrinterCondition::offline)
        return;
    if (profile_.real_time_status && own_bytes_.empty()) {
        ask_in_real_time();
        questioning_ = true;
    } else if (!told_by_port() && can_print(told_)) {
        set(told_);
    }
}

/// A printer that does not tell its status by itself is asked from time to time, between jobs only.
void PrinterDriver::look_after() {
    if (greeted_ || !transport_->is_open() || told_by_port())
        return;
    if (can_print(told_))
        return set(stands_still() ? PrinterCondition::offline : PrinterCondition::unknown);
    if (profile_.real_time_status && answers_ && own_bytes_.empty() && timing_.now() >= next_question_) {
        ask_in_real_time();
        next_question_ = timing_.now() + timing_.greeting;
    }
}

/// A printer that a jammed cutter stopped goes on only when it is told to. Never within a paper: a real-time
/// command is no dot of a picture.
void PrinterDriver::recover() {
    if (told_ != PrinterCondition::cutter_fault || !profile_.real_time_status ||
        timing_.now() < next_recovery_)
        return;
    own_bytes_.insert(own_bytes_.end(), resume_printing.begin(), resume_printing.end());
    next_recovery_ = timing_.now() + timing_.greeting;
}

void PrinterDriver::lose(std::optional<Error> reason) {
    transport_->close();
    writer_ = Writer::nobody;
    set(PrinterCondition::unplugged, std::move(reason));
}

/// Four printable bytes that no other recent paper has (FNV-1a over the document and the attempt).
std::string PrinterDriver::next_confirmation(const std::string& document) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char letter : document + '/' + std::to_string(++attempts_))
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    std::string id;
    for (int digit = 0; digit < 4; ++digit, hash /= 95)
        id += static_cast<char>(0x20 + hash % 95);
    return id;
}

void PrinterDriver::set(PrinterCondition condition, std::optional<Error> reason) {
    status_ = {condition, std::move(reason), answers_ && (profile_.confirmation || profile_.barrier)};
}

} // namespace guichet::printer
