#pragma once
// ESC/POS commands as values, and the strict reading of them (Epson ESC/POS command reference).

#include "drivers/printer/bitmap.hpp"
#include "drivers/printer/bytes.hpp"
#include "kiosk/receipt/document.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace guichet::lab {

struct PassOver {}; ///< NUL, and real-time commands done on arrival
struct Letter {
    std::uint8_t byte = 0;
};                  ///< 20 to 7E, 80 to FF
struct LineFeed {}; ///< LF
struct PrintInLine {
    printer::Bitmap bitmap;
};                    ///< ESC * 33
struct Initialise {}; ///< ESC @
struct SelectPage {
    int number = 0;
}; ///< ESC t
struct SelectAlign {
    receipt::Align align{};
}; ///< ESC a
struct SetBold {
    bool on = false;
}; ///< ESC E
struct SetReverse {
    bool on = false;
}; ///< GS B
struct SetSize {
    receipt::Size size{};
}; ///< GS !
struct SetLineHeight {
    std::optional<int> dots;
}; ///< ESC 2, ESC 3
struct Feed {
    int dots = 0;
}; ///< ESC J
struct FeedLines {
    int lines = 0;
}; ///< ESC d
struct PrintRaster {
    printer::Bitmap bitmap;
    int across = 1;
    int down = 1;
}; ///< GS v 0
struct StoreRaster {
    PrintRaster raster;
};                     ///< GS ( L, GS 8 L, function 112
struct PrintStored {}; ///< GS ( L function 50
struct SetQrModule {
    int dots = 3;
}; ///< GS ( k 67
struct StoreQr {
    std::string payload;
};                 ///< GS ( k 80
struct PrintQr {}; ///< GS ( k 81
struct Cut {
    bool feeds = false;
    int margin = 0;
}; ///< GS V, ESC i
struct SetAutomaticStatus {
    bool on = false;
};                        ///< GS a
struct AskPaperStatus {}; ///< GS r 1
struct AskIdentity {
    int number = 0;
}; ///< GS I
struct AskConfirmation {
    std::string id;
}; ///< GS ( H 48

using Command = std::variant<PassOver, Letter, PrintInLine, LineFeed, Initialise, SelectPage, SelectAlign,
                             SetBold, SetReverse, SetSize, SetLineHeight, Feed, FeedLines, PrintRaster,
                             StoreRaster, PrintStored, SetQrModule, StoreQr, PrintQr, Cut, SetAutomaticStatus,
                             AskPaperStatus, AskIdentity, AskConfirmation>;

/// What stands at the start of received bytes.
struct ReadCommand {
    std::optional<Command> command;
    std::string fault;      ///< what is wrong, when it is
    std::size_t length = 0; ///< bytes that it takes. Neither command nor fault: bytes needed to go on
};

/// Reads one command from at least one byte. Strict: what is unknown, out of range or malformed is a fault.
[[nodiscard]] ReadCommand read_command(printer::ByteView bytes);

} // namespace guichet::lab
