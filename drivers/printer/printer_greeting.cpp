// How a printer is met: its status, its names, and the profile that fits it.

#include "drivers/printer/printer_driver.hpp"

#include "drivers/printer/printer_questions.hpp"

#include <algorithm>

namespace guichet::printer {

using ports::can_print;
using ports::PrinterCondition;
using std::chrono::milliseconds;

Result<> PrinterDriver::open() {
    if (transport_->is_open())
        return {};
    if (auto opened = transport_->open(); !opened) {
        set(PrinterCondition::unplugged, opened.error());
        return opened.error();
    }
    identity_ = transport_->identity();
    profile_ = choice_(identity_);
    turn(milliseconds(0)); // what an earlier owner left unread is old
    replies_.clear();
    own_bytes_.clear();
    writer_ = Writer::nobody;
    greeted_ = false;
    met_ = true;
    questioning_ = false;
    unanswered_ = 0;
    in_step_ = false;
    answers_ = transport_->answers();
    told_ = PrinterCondition::unknown;
    if (transport_->is_open()) {
        set(PrinterCondition::unknown);
        greet();
    }
    if (greeted_)
        fall_in_step();
    if (!transport_->is_open())
        return status_.reason.value_or(fail("The printer was lost while it was being opened."));
    return {};
}

/// Asks for the status. A printer that cannot print keeps the question in its buffer: it is asked in real
/// time. One that an earlier program left in the middle of a picture takes the question for dots: it is
/// brought back to its senses.
void PrinterDriver::greet() {
    if (!answers_ || !profile_.automatic_status)
        return greet_silently();
    // An earlier program may have died within the header of a command: the question would become its length.
    own_bytes_.insert(own_bytes_.end(), header_zeros, 0);
    if (await_greeting(ask_status))
        return;
    // Its memory is not filled while it may be stuck: nothing could be said to it then.
    real_time_heard_ = 0;
    const bool told = profile_.real_time_status && await_greeting(ask_real_time);
    if (!told && can_print(status_.condition) && !told_by_port()) {
        resynchronise();
        if (await_greeting(ByteView()))
            return;
        set(PrinterCondition::unknown);
        (void)told_by_port();
    }
    met_ = can_print(status_.condition);
}

/// After a paper that was not confirmed: whether the printer still answers, and from which answer on they
/// count
/// (`fall_in_step`, before the next paper goes out).
void PrinterDriver::greet_anew() {
    answers_ = unanswered_ < patience;
    if (!answers_ || !can_print(status_.condition))
        return;
    greeted_ = in_step_ = false;
    greet();
}

/// A printer that could print nothing when it was opened is greeted again as soon as it can: it may still be
/// in the middle of a picture of an earlier program.
void PrinterDriver::meet_again() {
    if (met_ || greeted_ || !transport_->is_open() || !can_print(status_.condition))
        return;
    greet();
}

/// In whatever state it is, it cannot tell; whether it takes bytes is all there is to learn.
void PrinterDriver::greet_silently() {
    resynchronise();
    while (!own_bytes_.empty() && transport_->is_open() && !stands_still()) {
        start_own_write();
        turn(timing_.slice);
    }
}

void PrinterDriver::resynchronise() {
    const auto band =
        static_cast<std::size_t>(profile_.band_rows) * static_cast<std::size_t>((profile_.dots + 7) / 8);
    own_bytes_.insert(own_bytes_.end(), std::max(resynchronising_zeros, band), 0);
    own_bytes_.insert(own_bytes_.end(), {0x1B, 0x40});
    if (answers_ && profile_.automatic_status)
        own_bytes_.insert(own_bytes_.end(), ask_status.begin(), ask_status.end());
}

/// Sends a question and waits until the printer has told its status by itself, or a fault in real time.
bool PrinterDriver::await_greeting(ByteView question) {
    own_bytes_.insert(own_bytes_.end(), question.begin(), question.end());
    const TimePoint end = timing_.now() + timing_.greeting;
    while (!greeted_ && can_print(status_.condition) && transport_->is_open() && timing_.now() < end) {
        start_own_write();
        turn(std::min(timing_.slice, timing_.greeting));
    }
    return greeted_;
}

/// Answers to GS r bear no name: one that an earlier program asked for may still come, and would pass for
/// ours. The printer's names come in order, so that when they are heard, everything older has been. A status
/// proves nothing, as it also comes by itself. A model that does not tell its names is believed after the
/// wait.
void PrinterDriver::fall_in_step() {
    if (in_step_ || !greeted_ || !can_print(status_.condition))
        return;
    barriers_owed_ = 0; // what comes meanwhile is not counted
    ask_identity();
    in_step_ = can_print(status_.condition);
}

/// A printer that is well tells its names; the profile is chosen again by them. One that does not know the
/// question may take it for letters: the initialisation before each paper clears them away.
void PrinterDriver::ask_identity() {
    constexpr std::size_t names = 3;
    std::vector<std::string> told;
    identities_ = &told;
    own_bytes_.insert(own_bytes_.end(), ask_names.begin(), ask_names.end());
    const TimePoint end = timing_.now() + timing_.greeting;
    while (told.size() < names && can_print(status_.condition) && transport_->is_open() &&
           timing_.now() < end) {
        start_own_write();
        turn(timing_.slice);
    }
    identities_ = nullptr;
    if (told.size() < names)
        return;
    identity_.firmware = told[0];
    identity_.reported_maker = told[1];
    identity_.reported_model = told[2];
    profile_ = choice_(identity_);
}

} // namespace guichet::printer
