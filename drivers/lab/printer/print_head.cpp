#include "drivers/lab/printer/print_head.hpp"

#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/receipt/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::lab {

using printer::Bitmap;

const Bitmap& GlyphCache::glyph(char32_t letter, receipt::Size size, bool bold, bool reverse) {
    const auto [place, is_new] = glyphs_.try_emplace({letter, size, bold, reverse});
    if (is_new)
        place->second =
            printer::raster_line({receipt::utf8_of({&letter, 1}), size, bold, reverse, receipt::Align::left},
                                 cell_.width * receipt::letter_width(size), cell_);
    return place->second;
}

PrintHead::PrintHead(std::shared_ptr<const LabPrinterModel> model)
    : model_(std::move(model)), glyphs_(std::make_shared<GlyphCache>(model_->cell)),
      paper_(model_->dots, model_->cutter_distance, model_->draws) {
    modes_.line_height = model_->default_line_height;
}

Execution PrintHead::execute(const Command& command) {
    now_ = {};
    std::visit([this](const auto& content) { run(content); }, command);
    return std::move(now_);
}

void PrintHead::run(const Letter& letter) {
    const auto page = model_->code_pages.find(modes_.page);
    const auto shape =
        page == model_->code_pages.end() ? std::nullopt : printer::letter_of(page->second, letter.byte);
    if (!shape)
        return fault(fmt::format("byte {:02X} is no letter of code page {}", letter.byte, modes_.page));
    set(glyphs_->glyph(*shape, modes_.size, modes_.bold, modes_.reverse));
}

/// One more thing in the line.
void PrintHead::set(const Bitmap& glyph) {
    if (line_width_ + glyph.width > model_->dots) {
        fault("the line is longer than the paper is wide");
        print_line(modes_.line_height);
    }
    line_.push_back(glyph);
    line_width_ += glyph.width;
}

/// Modes and the line being set are forgotten; automatic status ends; the paper stays.
void PrintHead::run(const Initialise&) {
    modes_ = {};
    modes_.line_height = model_->default_line_height;
    automatic_status_ = false;
    line_.clear();
    line_width_ = 0;
    stored_raster_.reset();
    stored_qr_.clear();
}

void PrintHead::run(const SelectPage& command) {
    if (!model_->code_pages.contains(command.number))
        return fault(fmt::format("code page {} does not exist", command.number));
    modes_.page = command.number;
}

void PrintHead::run(const SelectAlign& command) {
    if (begins_line("alignment"))
        modes_.align = command.align;
}

void PrintHead::run(const SetLineHeight& command) {
    modes_.line_height = command.dots.value_or(model_->default_line_height);
}

void PrintHead::run(const FeedLines& command) {
    print_line(0);
    feed(command.lines * modes_.line_height);
}

void PrintHead::run(const PrintRaster& command) {
    if (!begins_line("a picture"))
        return;
    const int width = command.bitmap.width * command.across;
    if (width > model_->dots)
        return fault(fmt::format("a picture of {} dots on {} dots of paper", width, model_->dots));
    paper_.print(command.bitmap, left_of(width), 0, command.across, command.down);
    feed(command.bitmap.height * command.down);
}

void PrintHead::run(const PrintStored&) {
    if (!stored_raster_)
        return fault("no graphics are stored");
    run(*std::exchange(stored_raster_, std::nullopt));
}

void PrintHead::run(const PrintQr&) {
    if (!able(model_->native_qr, "QR codes") || !begins_line("a QR code"))
        return;
    const auto symbol = pictures::qr_symbol(stored_qr_);
    if (!symbol)
        return fault("no QR code is stored");
    Bitmap bitmap(symbol->size, symbol->size);
    for (int y = 0; y < symbol->size; ++y)
        for (int x = 0; x < symbol->size; ++x)
            if (symbol->is_dark(x, y))
                bitmap.set(x, y);
    run(PrintRaster{std::move(bitmap), modes_.qr_module, modes_.qr_module});
}

void PrintHead::run(const Cut& command) {
    if (!able(model_->cutter, "cutting") || !begins_line("a cut"))
        return;
    if (command.feeds)
        feed(model_->cutter_distance + command.margin);
    now_.piece = paper_.cut();
}

void PrintHead::run(const SetAutomaticStatus& command) {
    if (!able(model_->automatic_status, "automatic status"))
        return;
    automatic_status_ = command.on;
    if (command.on)
        now_.answer = Answer{Answer::Kind::automatic_status, {}};
}

void PrintHead::run(const AskPaperStatus&) {
    if (able(model_->barrier, "GS r"))
        now_.answer = Answer{Answer::Kind::paper_status, {}};
}

void PrintHead::run(const AskIdentity& command) {
    const auto block = [](const std::string& text) { return '_' + text + '\0'; };
    switch (command.number) {
    case 65: now_.answer = Answer{Answer::Kind::bytes, block("1.0")}; return;
    case 66: now_.answer = Answer{Answer::Kind::bytes, block(model_->maker)}; return;
    case 67: now_.answer = Answer{Answer::Kind::bytes, block(model_->name)}; return;
    case 68: now_.answer = Answer{Answer::Kind::bytes, block("LAB00001")}; return;
    default: now_.answer = Answer{Answer::Kind::bytes, std::string(1, '\x02')}; return;
    }
}

void PrintHead::run(const AskConfirmation& command) {
    if (able(model_->confirmation, "GS ( H"))
        now_.answer = Answer{Answer::Kind::bytes, "\x37\x22" + command.id + '\0'};
}

bool PrintHead::begins_line(const char* what) {
    if (!line_.empty())
        fault(fmt::format("{} in the middle of a line", what));
    return line_.empty();
}

bool PrintHead::able(bool ability, const char* what) {
    if (!ability)
        fault(fmt::format("this model does not know {}", what));
    return ability;
}

int PrintHead::left_of(int width) const {
    switch (modes_.align) {
    case receipt::Align::left: return 0;
    case receipt::Align::centre: return (model_->dots - width) / 2;
    case receipt::Align::right: return model_->dots - width;
    }
    return 0;
}

/// Letters of different heights stand on the same ground; a line is at least as high as its letters.
void PrintHead::print_line(int height) {
    int tallest = 0;
    for (const Bitmap& glyph : line_)
        tallest = std::max(tallest, glyph.height);
    int left = left_of(line_width_);
    for (const Bitmap& glyph : line_) {
        paper_.print(glyph, left, tallest - glyph.height);
        left += glyph.width;
    }
    line_.clear();
    line_width_ = 0;
    feed(std::max(height, tallest));
}

void PrintHead::feed(int dots) {
    paper_.feed(dots);
    now_.fed += dots;
}

} // namespace guichet::lab
