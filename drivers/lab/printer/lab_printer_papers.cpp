// What came out of a simulated printer: drawn, or read, from the bytes that it took.

#include "drivers/lab/printer/lab_printer.hpp"

#include "drivers/lab/printer/paper_picture.hpp"
#include "kiosk/receipt/columns.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::lab {

/// Gives the printed bytes of a part of the roll in order, and tells where some were lost.
template <typename Feed, typename SwitchOn>
void LabPrinter::each_byte(std::uint64_t from, std::uint64_t to, Feed feed, SwitchOn switch_on) const {
    constexpr std::uint64_t part = 1U << 16U;
    auto lost =
        std::find_if(lost_.begin(), lost_.end(), [from](const Lost& range) { return range.end > from; });
    while (from < to) {
        const std::uint64_t end = lost == lost_.end() ? to : std::min(to, lost->begin);
        for (; from < end; from = std::min(from + part, end))
            for (const std::uint8_t byte : roll_->read(from, std::min(from + part, end)))
                feed(byte);
        if (lost == lost_.end() || lost->begin >= to)
            return;
        switch_on(*lost);
        from = lost->end;
        ++lost;
    }
}

/// The same by whole commands, those with faults left out.
template <typename Execute, typename SwitchOn>
void LabPrinter::each_command(std::uint64_t from, std::uint64_t to, Execute execute,
                              SwitchOn switch_on) const {
    printer::Bytes command;
    std::size_t needs = 1;
    each_byte(
        from, to,
        [&](std::uint8_t byte) {
            command.push_back(byte);
            if (command.size() < needs)
                return;
            const ReadCommand read = read_command(command);
            needs = read.command || !read.fault.empty() ? 1 : read.length;
            if (needs > 1)
                return;
            command.clear();
            if (read.command)
                execute(*read.command);
        },
        [&](const Lost&) {
            command.clear();
            needs = 1;
            switch_on();
        });
}

/// What a strip bears: its bytes once more, from the state in which the printer began it.
printer::Bitmap LabPrinter::printed_again(const Strip& strip) const {
    PrintHead head = *strip.start;
    printer::Bitmap piece;
    each_command(
        strip.paper.first_byte, strip.paper.end_byte,
        [&](const Command& command) {
            if (Execution execution = head.execute(command); execution.piece)
                piece = std::move(*execution.piece);
        },
        [&head] { head.switch_on(); });
    return piece;
}

std::string LabPrinter::text(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    require(index <= strips_.size(), "the paper is one of papers()");
    const bool hanging = index == strips_.size();
    const std::uint64_t from = hanging ? strip_first_byte_ : strips_[index].paper.first_byte;
    const std::uint64_t to = hanging ? consumed_ : strips_[index].paper.end_byte;
    std::string text;
    int page = 0;
    each_command(
        from, to,
        [&](const Command& command) {
            if (const auto* letter = std::get_if<Letter>(&command)) {
                const auto of_page = model_->code_pages.find(page);
                if (of_page != model_->code_pages.end())
                    if (const auto shape = printer::letter_of(of_page->second, letter->byte))
                        text += receipt::utf8_of({&*shape, 1});
            } else if (const auto* select = std::get_if<SelectPage>(&command)) {
                page = select->number;
            } else if (std::holds_alternative<LineFeed>(command)) {
                text += '\n';
            }
        },
        [&page] { page = 0; });
    return text;
}

/// Draws again what was printed, and goes on with what was taken but not printed.
void LabPrinter::restore() {
    const std::lock_guard lock(mutex_);
    const KeptState kept = kept_state(roll_->kept());
    state_ = kept.state;
    lost_ = kept.lost;
    const std::uint64_t printed = std::min(kept.consumed, roll_->size());
    replaying_ = true;
    each_byte(
        0, printed, [this](std::uint8_t byte) { consume(byte); },
        [this](const Lost& lost) {
            consumed_ = lost.end;
            forget_command();
        });
    replaying_ = false;
    const printer::Bytes rest = roll_->read(printed, roll_->size());
    waiting_.assign(rest.begin(), rest.end());
    print_waiting();
    keep();
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
    return paper_picture(printed_again(strip), model_->paper_dots, true);
}

int LabPrinter::millimetres(int dots) const {
    return static_cast<int>(std::lround(dots / dots_per_millimetre));
}

} // namespace guichet::lab
