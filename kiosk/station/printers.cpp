#include "kiosk/station/printers.hpp"

#include "drivers/printer/profile_file.hpp"
#include "drivers/printer/usb_transport.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/run.hpp"

namespace guichet::station {

namespace {

template <typename Value>
Value or_nothing(Result<Value> read) {
    if (read)
        return std::move(*read);
    log_line(read.error().english());
    return {};
}

} // namespace

PrinterKnowledge PrinterKnowledge::read() {
    return {or_nothing(printer::read_profiles(resource_folder("printers"))),
            or_nothing(printer::read_usb_quirks(resource_folder("devices") / "usb-printers.toml"))};
}

Result<std::unique_ptr<printer::PrinterDriver>> make_printer(const PrinterKnowledge& knowledge,
                                                             const std::string& port_or_serial,
                                                             const std::string& profile) {
    printer::ProfileChoice choice = printer::choose_by_identity(knowledge.profiles);
    if (!profile.empty() && profile != "auto") {
        auto named = printer::find_profile(knowledge.profiles, profile);
        if (!named)
            return named.error();
        choice = printer::always(std::move(*named));
    }
    return std::make_unique<printer::PrinterDriver>(
        std::make_unique<printer::UsbTransport>(printer::UsbSelector::of(port_or_serial), knowledge.quirks),
        std::move(choice));
}

std::vector<std::unique_ptr<ports::Printer>> make_printers(const Configuration& configuration) {
    const auto knowledge = PrinterKnowledge::read();
    std::vector<std::unique_ptr<ports::Printer>> printers;
    for (const auto& wanted : configuration.printers) {
        auto printer = make_printer(knowledge, wanted.port, wanted.profile);
        if (!printer) {
            log_line(printer.error().english());
            printer = make_printer(knowledge, wanted.port, {});
        }
        printers.push_back(std::move(*printer));
    }
    return printers;
}

} // namespace guichet::station
