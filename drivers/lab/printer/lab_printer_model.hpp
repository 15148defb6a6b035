#pragma once

#include "drivers/printer/code_page.hpp"
#include "drivers/printer/text_raster.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace guichet::lab {

/// Of all models: 203 dpi.
inline constexpr double dots_per_millimetre = 203 / 25.4;

/// What a simulated printer is able to do. The default is an 80 mm printer at 203 dpi that can do everything.
struct LabPrinterModel {
    std::string maker = "Guichet";
    std::string name = "Lab 80";
    int paper_dots = 640; ///< width of the roll
    int dots = 576;       ///< printable, in the middle
    printer::Cell cell;   ///< of its letters
    int default_line_height = 30;
    int cutter_distance = 104; ///< dots from the print head to the cutter
    bool cutter = true;
    std::map<int, printer::CodePage> code_pages{{0, printer::CodePage::pc437},
                                                {16, printer::CodePage::wpc1252},
                                                {18, printer::CodePage::pc852},
                                                {19, printer::CodePage::pc858},
                                                {40, printer::CodePage::iso8859_15}};
    bool native_qr = true;
    bool automatic_status = true;
    bool barrier = true;          ///< answers GS r
    bool confirmation = true;     ///< answers GS ( H
    bool port_status = true;      ///< answers GET_PORT_STATUS
    bool draws = true;            ///< false: its papers bear no picture, for long simulations
    bool halts_at_cutter = false; ///< goes on after a cutter fault only when told to (DLE ENQ 1)
    std::size_t buffer = 4096;    ///< bytes it takes while it cannot print
};

/// An 80 mm printer that does everything.
[[nodiscard]] inline LabPrinterModel lab_80mm() {
    return {};
}

/// A 58 mm printer with a cutter.
[[nodiscard]] inline LabPrinterModel lab_58mm() {
    LabPrinterModel model;
    model.name = "Lab 58";
    model.paper_dots = 464;
    model.dots = 384;
    return model;
}

/// A clone that prints and tells nothing.
[[nodiscard]] inline LabPrinterModel lab_silent() {
    LabPrinterModel model;
    model.name = "Lab mute";
    model.automatic_status = model.barrier = model.confirmation = model.native_qr = model.port_status = false;
    return model;
}

} // namespace guichet::lab
