#pragma once
// Papers and a driver for the tests of this folder.

#include "drivers/lab/printer/lab_transport.hpp"
#include "drivers/printer/printer_driver.hpp"
#include "kiosk/receipt/document.hpp"

#include <memory>
#include <string>

namespace guichet::lab {

/// A receipt of so many lines, with everything a document can hold.
inline receipt::Document receipt_of(int lines) {
    receipt::Document document{"R-" + std::to_string(lines), receipt::Kind::receipt, "fr", {}};
    auto& blocks = document.blocks;
    blocks = {receipt::Banner{"DUPLICATA"},
              receipt::Text{"Gare de Saint-Flour", receipt::Size::large, true, receipt::Align::centre},
              receipt::Rule{receipt::Stroke::heavy},
              receipt::Text{"Camille D.", receipt::Size::tall, true, receipt::Align::left},
              receipt::Rule{receipt::Stroke::dotted}};
    for (int line = 0; line < lines; ++line) {
        blocks.emplace_back(
            receipt::Row{"Saucisse sèche « de montagne » aux bolets de l’Aubrac, séchée à l’air libre, nº " +
                             std::to_string(line),
                         "9 999,99 €", "12,125 kg", 4});
        if (line % 7 == 3)
            blocks.emplace_back(receipt::Row{"Kiełbasa z Łodzi, dwa pęta", "0,01 €", "1 ×", 4});
        if (line % 5 == 2)
            blocks.emplace_back(receipt::Note{"Manquant : 1", 4, true});
    }
    blocks.emplace_back(receipt::Row{"Total", "12,50 €", "", 0, receipt::Size::large, true});
    blocks.emplace_back(receipt::QrCode{"self-42"});
    blocks.emplace_back(receipt::Text{"Merci !", receipt::Size::normal, true, receipt::Align::right});
    return document;
}

inline std::shared_ptr<LabPrinter> new_printer(LabPrinterModel model = {}) {
    return std::move(LabPrinter::open(std::move(model))).value();
}

/// Impatient, so that tests of silence are quick.
inline printer::DriverTiming quick() {
    using namespace std::chrono_literals;
    printer::DriverTiming timing;
    timing.slice = 10ms;
    timing.greeting = 100ms;
    timing.confirmation = 200ms;
    timing.stall = 50ms;
    return timing;
}

inline std::unique_ptr<printer::PrinterDriver> driver_of(const std::shared_ptr<LabPrinter>& lab,
                                                         printer::Profile profile = {}) {
    return std::make_unique<printer::PrinterDriver>(std::make_unique<LabTransport>(lab), std::move(profile),
                                                    quick());
}

inline printer::Profile confirming() {
    printer::Profile profile;
    profile.confirmation = true;
    return profile;
}

} // namespace guichet::lab
