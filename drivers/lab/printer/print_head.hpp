#pragma once
// What ESC/POS commands do: modes, the line being set, pictures, the paper. A value: copy it, and the copy
// prints the same.

#include "drivers/lab/printer/command.hpp"
#include "drivers/lab/printer/lab_printer_model.hpp"
#include "drivers/lab/printer/paper.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace guichet::lab {

/// Letters that were drawn once.
class GlyphCache {
public:
    explicit GlyphCache(printer::Cell cell) : cell_(cell) {}
    [[nodiscard]] const printer::Bitmap& glyph(char32_t letter, receipt::Size size, bool bold, bool reverse);

private:
    printer::Cell cell_;
    std::map<std::tuple<char32_t, receipt::Size, bool, bool>, printer::Bitmap> glyphs_;
};

/// What a command asks the printer to send back.
struct Answer {
    enum class Kind : std::uint8_t { automatic_status, paper_status, bytes };
    Kind kind = Kind::bytes;
    std::string bytes;
};

/// What a command did.
struct Execution {
    std::string fault; ///< why it could not be done, empty when it could
    std::optional<Answer> answer;
    std::optional<printer::Bitmap> piece; ///< what was cut off
    int fed = 0;                          ///< dots
};

class PrintHead {
public:
    explicit PrintHead(std::shared_ptr<const LabPrinterModel> model);

    [[nodiscard]] Execution execute(const Command& command);

    /// As after its mains were switched on: modes and the line being set are forgotten, the paper stays.
    void switch_on() { run(Initialise{}); }

    [[nodiscard]] const Paper& paper() const { return paper_; }
    [[nodiscard]] bool automatic_status() const { return automatic_status_; }

private:
    struct Modes {
        int page = 0;
        receipt::Align align = receipt::Align::left;
        receipt::Size size = receipt::Size::normal;
        bool bold = false;
        bool reverse = false;
        int line_height = 0;
        int qr_module = 3;
    };

    void run(const PassOver&) {}
    void run(const Letter& letter);
    void run(const PrintInLine& command) { set(command.bitmap); }
    void run(const LineFeed&) { print_line(modes_.line_height); }
    void run(const Initialise&);
    void run(const SelectPage& command);
    void run(const SelectAlign& command);
    void run(const SetBold& command) { modes_.bold = command.on; }
    void run(const SetReverse& command) { modes_.reverse = command.on; }
    void run(const SetSize& command) { modes_.size = command.size; }
    void run(const SetLineHeight& command);
    void run(const Feed& command) { print_line(command.dots); }
    void run(const FeedLines& command);
    void run(const PrintRaster& command);
    void run(const StoreRaster& command) { stored_raster_ = command.raster; }
    void run(const PrintStored&);
    void run(const SetQrModule& command) { modes_.qr_module = command.dots; }
    void run(const StoreQr& command) { stored_qr_ = command.payload; }
    void run(const PrintQr&);
    void run(const Cut& command);
    void run(const SetAutomaticStatus& command);
    void run(const AskPaperStatus&);
    void run(const AskIdentity& command);
    void run(const AskConfirmation& command);

    void set(const printer::Bitmap& glyph);
    [[nodiscard]] bool begins_line(const char* what);
    [[nodiscard]] bool able(bool ability, const char* what);
    [[nodiscard]] int left_of(int width) const;
    void print_line(int height);
    void feed(int dots);
    void fault(std::string what) { now_.fault = std::move(what); }

    std::shared_ptr<const LabPrinterModel> model_;
    std::shared_ptr<GlyphCache> glyphs_;
    Modes modes_;
    bool automatic_status_ = false;
    std::vector<printer::Bitmap> line_; ///< letters that wait for the end of their line
    int line_width_ = 0;
    std::optional<PrintRaster> stored_raster_;
    std::string stored_qr_;
    Paper paper_;
    Execution now_;
};

} // namespace guichet::lab
