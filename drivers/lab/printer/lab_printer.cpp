#include "drivers/lab/printer/lab_printer.hpp"

#include <algorithm>

namespace guichet::lab {
namespace {

using printer::ByteView;
using printer::TransportNews;
using std::chrono::milliseconds;

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
        state.paper_left = static_cast<std::int64_t>(left * dots_per_millimetre);
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
    change([this, jammed](LabPrinterState& state) {
        state.cutter_freed = !jammed && state.cutter_jammed && model_->halts_at_cutter;
        state.cutter_jammed = jammed || state.cutter_freed;
    });
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

void LabPrinter::switch_off() {
    unplug();
    const std::lock_guard lock(mutex_);
    if (std::exchange(state_.cutter_freed, false))
        state_.cutter_jammed = false;
    lost_.push_back({consumed_ - command_.size(), consumed_ + waiting_.size()});
    consumed_ += waiting_.size();
    waiting_.clear();
    forget_command();
    keep();
}

/// After its mains were off it begins anew.
void LabPrinter::forget_command() {
    command_.clear();
    command_needs_ = 1;
    head_.switch_on();
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
    connected_at_ = roll_->size();
    disturbed_ = disturbed_ || !command_.empty() || !waiting_.empty();
    return state_.plugged ? std::optional(connection_) : std::nullopt;
}

bool LabPrinter::connected(std::uint64_t connection) const {
    return state_.plugged && connection == connection_;
}

std::size_t LabPrinter::room() const {
    const std::size_t free = model_->buffer - std::min(model_->buffer, waiting_.size());
    return static_cast<std::size_t>(std::min<std::uint64_t>(free, state_.unplugs_after.value_or(free)));
}

TransportNews LabPrinter::exchange(std::uint64_t connection, ByteView bytes, milliseconds timeout) {
    std::unique_lock lock(mutex_);
    if (timeout > milliseconds(0))
        changed_.wait_for(lock, timeout, [&] {
            return !connected(connection) || !replies_.empty() || (!bytes.empty() && room() > 0) ||
                   interrupted_;
        });
    interrupted_ = false;
    TransportNews news;
    while (connected(connection) && news.taken < bytes.size() && room() > 0) {
        const std::size_t count = std::min(room(), bytes.size() - news.taken);
        take_in(bytes.subspan(news.taken, count));
        news.taken += count;
    }
    news.write_ended = !bytes.empty() && news.taken == bytes.size();
    news.received.assign(replies_.begin(), replies_.end());
    replies_.clear();
    news.gone = !connected(connection);
    if (news.gone)
        news.reason = fail("The printer was unplugged or switched off.");
    return news;
}

/// Bytes over the cable: they are printed, if it is able, before the next ones are taken.
void LabPrinter::take_in(ByteView bytes) {
    accept(bytes);
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

void LabPrinter::wait_plugged(milliseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [this] { return state_.plugged || interrupted_; });
    interrupted_ = false;
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
    if (arrived_.size() < length || arrived_[0] != '\x10')
        return;
    if (arrived_[1] == '\x04' && byte >= 1 && byte <= 4)
        reply(std::string(1, static_cast<char>(real_time_status(state_, byte))));
    if (arrived_[1] == '\x05' && byte == 1 && std::exchange(state_.cutter_freed, false)) {
        state_.cutter_jammed = false;
        tell_status();
    }
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
    // What a program that died left unfinished swallows the first bytes of the next one: that is nobody's
    // fault, until the printer is initialised anew.
    const std::uint64_t begin = consumed_ - command_.size();
    if (read.command && std::holds_alternative<Initialise>(*read.command) && begin >= connected_at_)
        disturbed_ = false;
    if (!read.fault.empty() && !disturbed_)
        faults_.push_back({begin, std::move(read.fault)});
    command_needs_ = 1;
    const std::uint64_t start = consumed_ - std::exchange(command_, {}).size();
    if (!read.command)
        return;
    Execution execution = head_.execute(*read.command);
    if (!execution.fault.empty() && !disturbed_)
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
    roll_->keep(to_json({state_, consumed_, lost_}));
}

} // namespace guichet::lab
