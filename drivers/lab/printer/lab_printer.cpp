#include "drivers/lab/printer/lab_printer.hpp"

#include "drivers/lab/printer/paper_picture.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::lab {
namespace {

using printer::ByteView;
using printer::Transfer;
using printer::TransferEnd;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int dots_per_inch = 203;
constexpr double millimetres_per_inch = 25.4;

Transfer gone(std::size_t transferred) {
    return {TransferEnd::gone, transferred, fail("The printer was unplugged or switched off.")};
}

/// Executes the bytes of one strip and gives what is cut off at their end.
printer::Bitmap print_again(PrintHead head, ByteView bytes) {
    printer::Bitmap piece;
    while (!bytes.empty()) {
        const ReadCommand read = read_command(bytes);
        if (!read.command && read.fault.empty())
            break;
        if (read.command)
            if (Execution execution = head.execute(*read.command); execution.piece)
                piece = std::move(*execution.piece);
        bytes = bytes.subspan(std::min(read.length, bytes.size()));
    }
    return piece;
}

} // namespace

LabPrinter::LabPrinter(std::shared_ptr<const LabPrinterModel> model, std::unique_ptr<Roll> roll)
    : model_(std::move(model)), roll_(std::move(roll)), head_(model_),
      strip_start_(std::make_shared<PrintHead>(head_)) {}

Result<std::unique_ptr<LabPrinter>> LabPrinter::open(LabPrinterModel model,
                                                     const std::filesystem::path& folder) {
    std::unique_ptr<Roll> roll;
    if (folder.empty()) {
        roll = roll_in_memory();
    } else {
        auto kept = roll_in_folder(folder);
        if (!kept)
            return kept.error();
        roll = std::move(kept).value();
    }
    std::unique_ptr<LabPrinter> printer(
        new LabPrinter(std::make_shared<const LabPrinterModel>(std::move(model)), std::move(roll)));
    printer->restore();
    return printer;
}

/// Draws again what was printed, and goes on with what was taken but not printed.
void LabPrinter::restore() {
    const std::lock_guard lock(mutex_);
    const KeptState kept = kept_state(roll_->kept());
    state_ = kept.state;
    const std::uint64_t printed = std::min(kept.consumed, roll_->size());
    constexpr std::uint64_t part = 1U << 16U;
    replaying_ = true;
    for (std::uint64_t at = 0; at < printed; at += part)
        for (const std::uint8_t byte : roll_->read(at, std::min(at + part, printed)))
            consume(byte);
    replaying_ = false;
    const printer::Bytes rest = roll_->read(printed, roll_->size());
    waiting_.assign(rest.begin(), rest.end());
    print_waiting();
    keep();
}

/// One thing done to the printer: it may go on by itself, and says that something changed.
template <typename Change>
void LabPrinter::change(Change change) {
    const std::lock_guard lock(mutex_);
    const std::string before = automatic_status(state_);
    change(state_);
    if (automatic_status(state_) != before)
        tell_status();
    print_waiting();
    keep();
    changed_.notify_all();
}

void LabPrinter::take_paper_out() {
    change([](LabPrinterState& state) { state.paper_out = true; });
}

void LabPrinter::load_paper() {
    change([](LabPrinterState& state) {
        state.paper_out = state.paper_near_end = false;
        state.paper_left.reset();
    });
}

void LabPrinter::leave_paper(int left) {
    change([left](LabPrinterState& state) {
        state.paper_left = static_cast<std::int64_t>(left * dots_per_inch / millimetres_per_inch);
        state.paper_out = left <= 0;
    });
}

void LabPrinter::set_paper_near_end(bool near_end) {
    change([near_end](LabPrinterState& state) { state.paper_near_end = near_end; });
}

void LabPrinter::set_cover_open(bool open) {
    change([open](LabPrinterState& state) { state.cover_open = open; });
}

void LabPrinter::set_cutter_jammed(bool jammed) {
    change([jammed](LabPrinterState& state) { state.cutter_jammed = jammed; });
}

void LabPrinter::set_offline(bool offline) {
    change([offline](LabPrinterState& state) { state.offline = offline; });
}

void LabPrinter::unplug() {
    change([this](LabPrinterState& state) {
        state.plugged = false;
        state.unplugs_after.reset();
        ++connection_;
        replies_.clear();
    });
}

void LabPrinter::unplug_after(std::uint64_t bytes) {
    change([bytes](LabPrinterState& state) { state.unplugs_after = bytes; });
}

void LabPrinter::plug() {
    change([](LabPrinterState& state) { state.plugged = true; });
}

LabPrinterState LabPrinter::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

std::vector<LabPaper> LabPrinter::papers() const {
    const std::lock_guard lock(mutex_);
    std::vector<LabPaper> papers;
    papers.reserve(strips_.size() + 1);
    for (const Strip& strip : strips_)
        papers.push_back(strip.paper);
    if (!head_.paper().blank())
        papers.push_back({strip_first_byte_, consumed_, millimetres(head_.paper().length()), false});
    return papers;
}

pictures::GrayPicture LabPrinter::picture(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    require(index <= strips_.size(), "the paper is one of papers()");
    if (index == strips_.size())
        return paper_picture(head_.paper().picture(), model_->paper_dots, false);
    const Strip& strip = strips_[index];
    const printer::Bytes bytes = roll_->read(strip.paper.first_byte, strip.paper.end_byte);
    return paper_picture(print_again(*strip.start, bytes), model_->paper_dots, true);
}

std::vector<PrinterFault> LabPrinter::faults() const {
    const std::lock_guard lock(mutex_);
    return faults_;
}

std::uint64_t LabPrinter::bytes_received() const {
    const std::lock_guard lock(mutex_);
    return roll_->size();
}

std::size_t LabPrinter::bytes_waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

bool LabPrinter::wait_for_papers(std::size_t count, milliseconds timeout) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, [this, count] { return strips_.size() >= count; });
}

std::optional<std::uint64_t> LabPrinter::connect() {
    const std::lock_guard lock(mutex_);
    return state_.plugged ? std::optional(connection_) : std::nullopt;
}

bool LabPrinter::connected(std::uint64_t connection) const {
    return state_.plugged && connection == connection_;
}

std::size_t LabPrinter::room() const {
    const std::size_t free = model_->buffer - std::min(model_->buffer, waiting_.size());
    return static_cast<std::size_t>(std::min<std::uint64_t>(free, state_.unplugs_after.value_or(free)));
}

Transfer LabPrinter::write(std::uint64_t connection, ByteView bytes, milliseconds timeout) {
    const auto end = steady_clock::now() + timeout;
    std::unique_lock lock(mutex_);
    std::size_t taken = 0;
    while (taken < bytes.size()) {
        if (!changed_.wait_until(lock, end, [&] { return !connected(connection) || room() > 0; }))
            return {TransferEnd::timed_out, taken, std::nullopt};
        if (!connected(connection))
            return gone(taken);
        const std::size_t count = std::min(room(), bytes.size() - taken);
        accept(bytes.subspan(taken, count));
        taken += count;
        if (state_.unplugs_after && *state_.unplugs_after == 0) {
            state_.plugged = false;
            state_.unplugs_after.reset();
            ++connection_;
            replies_.clear();
        }
        print_waiting();
        keep();
        changed_.notify_all();
    }
    return connected(connection) ? Transfer{TransferEnd::complete, taken, std::nullopt} : gone(taken);
}

Transfer LabPrinter::read(std::uint64_t connection, std::span<std::uint8_t> into, milliseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout,
                      [&] { return !connected(connection) || !replies_.empty() || interrupted_; });
    interrupted_ = false;
    if (!connected(connection))
        return gone(0);
    if (replies_.empty())
        return {TransferEnd::timed_out, 0, std::nullopt};
    const std::size_t count = std::min(into.size(), replies_.size());
    const auto last = replies_.begin() + static_cast<std::ptrdiff_t>(count);
    std::copy(replies_.begin(), last, into.begin());
    replies_.erase(replies_.begin(), last);
    return {TransferEnd::complete, count, std::nullopt};
}

void LabPrinter::interrupt() {
    const std::lock_guard lock(mutex_);
    interrupted_ = true;
    changed_.notify_all();
}

std::optional<printer::PortStatus> LabPrinter::port_status(std::uint64_t connection) const {
    const std::lock_guard lock(mutex_);
    if (!connected(connection) || !model_->port_status)
        return std::nullopt;
    return printer::PortStatus{state_.paper_out, !state_.offline && !state_.cover_open, !state_.able()};
}

/// Bytes arrive: they are on record at once, and real-time commands among them are done at once.
void LabPrinter::accept(ByteView bytes) {
    roll_->append(bytes);
    if (state_.unplugs_after)
        *state_.unplugs_after -= bytes.size();
    for (const std::uint8_t byte : bytes) {
        waiting_.push_back(byte);
        hear_real_time(byte);
    }
}

void LabPrinter::hear_real_time(std::uint8_t byte) {
    constexpr std::size_t length = 3;
    arrived_ += static_cast<char>(byte);
    if (arrived_.size() > length)
        arrived_.erase(0, 1);
    if (arrived_.size() == length && arrived_[0] == '\x10' && arrived_[1] == '\x04' && byte >= 1 && byte <= 4)
        reply(std::string(1, static_cast<char>(real_time_status(state_, byte))));
}

void LabPrinter::print_waiting() {
    while (!waiting_.empty() && state_.able()) {
        const std::uint8_t byte = waiting_.front();
        waiting_.pop_front();
        consume(byte);
    }
}

/// One more byte of the command that is coming in.
void LabPrinter::consume(std::uint8_t byte) {
    ++consumed_;
    command_.push_back(byte);
    if (command_.size() < command_needs_)
        return;
    ReadCommand read = read_command(command_);
    if (!read.command && read.fault.empty()) {
        command_needs_ = read.length;
        return;
    }
    if (!read.fault.empty())
        faults_.push_back({consumed_ - command_.size(), std::move(read.fault)});
    command_needs_ = 1;
    const std::uint64_t start = consumed_ - std::exchange(command_, {}).size();
    if (!read.command)
        return;
    Execution execution = head_.execute(*read.command);
    if (!execution.fault.empty())
        faults_.push_back({start, std::move(execution.fault)});
    if (execution.piece)
        finish_strip(execution.piece->height);
    if (replaying_)
        return;
    spend(execution.fed);
    if (execution.answer)
        answer(*execution.answer);
}

void LabPrinter::finish_strip(int dots) {
    strips_.push_back({{strip_first_byte_, consumed_, millimetres(dots), true}, strip_start_});
    strip_first_byte_ = consumed_;
    strip_start_ = std::make_shared<PrintHead>(head_);
}

/// Uses up paper; the printer stops after the command in which its roll ends.
void LabPrinter::spend(int dots) {
    if (!state_.paper_left || dots == 0)
        return;
    *state_.paper_left -= dots;
    if (*state_.paper_left <= 0 && !std::exchange(state_.paper_out, true))
        tell_status();
}

void LabPrinter::answer(const Answer& wanted) {
    switch (wanted.kind) {
    case Answer::Kind::automatic_status: return reply(automatic_status(state_));
    case Answer::Kind::paper_status: return reply(std::string(1, state_.paper_near_end ? '\x03' : '\x00'));
    case Answer::Kind::bytes: return reply(wanted.bytes);
    }
}

void LabPrinter::tell_status() {
    if (head_.automatic_status())
        reply(automatic_status(state_));
}

/// What nobody hears is lost.
void LabPrinter::reply(std::string_view bytes) {
    if (state_.plugged)
        replies_.insert(replies_.end(), bytes.begin(), bytes.end());
}

void LabPrinter::keep() {
    roll_->keep(to_json({state_, consumed_}));
}

int LabPrinter::millimetres(int dots) const {
    return static_cast<int>(std::lround(dots * millimetres_per_inch / dots_per_inch));
}

} // namespace guichet::lab
