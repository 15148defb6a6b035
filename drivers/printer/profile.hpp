#pragma once
// What one model of printer can do, as data. A new model is a file in assets/printers, not code.

#include "drivers/printer/code_page.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace guichet::printer {

/// A character table and the number that selects it on this model (`1B 74 n`).
struct PageNumber {
    int number = 16; ///< 0 to 255
    CodePage page = CodePage::wpc1252;

    friend bool operator==(const PageNumber&, const PageNumber&) = default;
};

enum class RasterCommand : std::uint8_t {
    gs_v_0,     ///< `1D 76 30`: old, understood by clones
    gs_graphics ///< `1D 28 4C` functions 112 and 50
};

enum class CutCommand : std::uint8_t {
    none,         ///< no cutter: feeds to the tear bar
    feed_and_cut, ///< `1D 56 42 n`: the printer knows the way to its cutter
    cut,          ///< `1D 56 01` after feeding `cutter_distance`
    old_cut       ///< `1B 69` after feeding `cutter_distance`
};

/// How the text of a paper goes to the printer.
enum class Letters : std::uint8_t {
    printer, ///< in the printer's own letters, by its code pages; a line that they lack goes as raster
    drawn    ///< the whole paper as raster: for models whose code pages cannot be trusted
};

struct UsbId {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    bool shared = false; ///< other models have it too: it counts only when nothing else tells the model

    friend bool operator==(const UsbId&, const UsbId&) = default;
};

/// The defaults are those of a generic 80 mm printer, so that a kiosk prints without any file.
struct Profile {
    std::string name = "generic-80mm";
    std::string title = "ESC/POS, 80 mm";

    int paper_millimetres = 80; ///< width of the roll, 20 to 120
    int dots = 576;             ///< printable width, 128 to 1024
    int columns = 48;           ///< of the printer's own letters, 16 to 120; dots / columns wide each
    int letter_height = 24;     ///< dots of those letters, 16 to 48
    int line_height = 30;       ///< dots from line to line, letter_height to 96
    int dots_per_inch = 203;
    bool sets_motion_units = false; ///< understands `1D 50`, and needs it because its default is half a dot

    std::vector<PageNumber> code_pages{{16, CodePage::wpc1252}}; ///< in order of preference; at least one

    Letters letters = Letters::printer;
    RasterCommand raster = RasterCommand::gs_v_0;
    bool raster_doubles = true; ///< can print each dot of a raster as 2 × 2
    int band_rows = 96;         ///< most rows of one raster command, 8 to 1024
    /// The model prints garbage when a band's rows are a multiple of this (0: none; 48 on the POS-5890K):
    /// such bands get 8 empty rows more.
    int broken_band_multiple = 0;

    bool native_qr = false; ///< `1D 28 6B` works; else QR codes go as raster
    int qr_module_dots = 6; ///< 2 to 16

    CutCommand cut = CutCommand::feed_and_cut;
    int cut_margin = 24;       ///< dots of empty paper kept below the text, 0 to 255
    int cutter_distance = 104; ///< dots from the print head to the cutter or the tear bar, 0 to 255

    bool automatic_status = true; ///< `1D 61`: tells by itself when its condition changes
    bool real_time_status = true; ///< `10 04 n` is answered at once
    bool barrier = true;          ///< `1D 72 01`: answers when everything before it was processed
    bool confirmation = false;    ///< `1D 28 48`: answers when everything before it is on paper

    std::vector<UsbId> usb_ids; ///< of the models that it describes
    /// Names by which such models call themselves, in their IEEE 1284 device id (MDL) or as the answer to
    /// `1D 49 43`: compared without case, blanks and punctuation, from the beginning; the longest wins.
    std::vector<std::string> models;

    friend bool operator==(const Profile&, const Profile&) = default;
};

} // namespace guichet::printer
