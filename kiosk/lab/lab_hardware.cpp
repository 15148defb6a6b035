#include "kiosk/lab/lab_hardware.hpp"

#include "db/kiosk_store.hpp"
#include "drivers/lab/printer/lab_transport.hpp"
#include "drivers/printer/printer_driver.hpp"
#include "kiosk/sync/http_server_connection.hpp"

#include <charconv>

namespace guichet::lab {

Result<LabHardware> LabHardware::plug_in(const std::filesystem::path& folder,
                                         std::chrono::milliseconds frame_interval) {
    auto printer = LabPrinter::open(lab_80mm(), folder / "printer");
    if (!printer)
        return printer.error();
    LabCamera::Options camera;
    camera.frame_interval = frame_interval;
    return LabHardware{std::move(*printer), std::make_unique<LabCamera>(camera),
                       std::make_unique<LabScanner>(), std::make_shared<std::atomic<bool>>(true)};
}

Result<station::Devices> devices_of(const LabHardware& hardware,
                                    const station::Configuration& configuration) {
    sync::ConnectionOptions options;
    options.url = configuration.server_url;
    options.network_on = [network = hardware.network] { return network->load(); };
    auto server = sync::HttpServerConnection::open(std::move(options));
    if (!server)
        return server.error();
    printer::Profile profile; // the generic one; the lab's printer confirms what it printed
    profile.confirmation = true;
    station::Devices devices;
    devices.store = std::make_unique<db::KioskStore>(configuration.store_file);
    devices.server = std::move(*server);
    devices.printer = std::make_unique<printer::PrinterDriver>(
        std::make_unique<LabTransport>(hardware.printer), std::move(profile));
    devices.camera = hardware.camera->opener();
    devices.hand_scanner = hardware.hand_scanner->opener();
    return devices;
}

Result<Conditions> conditions_of(const std::string& words) {
    constexpr std::string_view random = "random:";
    if (words.empty())
        return Conditions{};
    if (words == "damaged") {
        Conditions conditions;
        conditions.damaged = true;
        return conditions;
    }
    if (words.rfind(random, 0) == 0) {
        std::uint64_t seed = 0;
        std::from_chars(words.data() + random.size(), words.data() + words.size(), seed);
        return random_conditions(seed);
    }
    if (const auto named = conditions_named(words))
        return *named;
    return fail("“{0}” are no conditions: try paper, phone, dark_mode, tilted, far, dim, blurred, damaged or "
                "random:1.",
                words);
}

} // namespace guichet::lab
