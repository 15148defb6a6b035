#include "kiosk/lab/lab_hardware.hpp"

#include "db/kiosk_store.hpp"
#include "drivers/lab/printer/lab_transport.hpp"
#include "drivers/printer/printer_driver.hpp"
#include "kiosk/station/server_options.hpp"

#include <charconv>

namespace guichet::lab {

namespace {

/// What the driver is told of a simulated printer.
printer::Profile profile_of(const LabPrinterModel& model) {
    printer::Profile profile;
    profile.title = model.name;
    profile.dots = model.dots;
    profile.columns = model.dots / model.cell.width;
    profile.automatic_status = profile.real_time_status = model.automatic_status;
    profile.barrier = model.barrier;
    profile.confirmation = model.confirmation;
    return profile;
}

/// The way to the server of a simulated day.
class LabServer final : public ports::ServerConnection {
public:
    LabServer(std::unique_ptr<ports::ServerConnection> server, std::function<Instant()> time)
        : server_(std::move(server)), time_(std::move(time)) {}

    Result<std::optional<ports::StoredManifest>> fetch_manifest(const std::string& session,
                                                                std::int64_t known_revision) override {
        return server_->fetch_manifest(session, known_revision);
    }
    Result<ports::PushAnswer> push(const ports::Batch& batch) override {
        auto answer = server_->push(batch);
        if (auto* taken = answer ? std::get_if<ports::Acknowledged>(&*answer) : nullptr)
            taken->server_time = time_();
        return answer;
    }
    Result<ports::PullAnswer> pull(const std::string& session, const std::string& device,
                                   std::int64_t cursor) override {
        return server_->pull(session, device, cursor);
    }
    Result<std::string> fetch_report(const std::string& session) override {
        return server_->fetch_report(session);
    }
    Result<ports::CallAnswer> tell_call(const std::string& session, const HelpCall& call) override {
        return server_->tell_call(session, call);
    }
    [[nodiscard]] ports::Standing standing() const override { return server_->standing(); }
    Result<> enrol(const EnrolmentTicket& ticket, const std::string& station,
                   const std::string& device) override {
        return server_->enrol(ticket, station, device);
    }
    void cancel() override { server_->cancel(); }

private:
    std::unique_ptr<ports::ServerConnection> server_;
    std::function<Instant()> time_;
};

} // namespace

LabPrinterModel lab_model(const std::string& profile) {
    if (profile == "lab-silent")
        return lab_silent();
    return profile.find("58") == std::string::npos ? lab_80mm() : lab_58mm();
}

Result<LabHardware> LabHardware::plug_in(const station::Configuration& configuration,
                                         const std::filesystem::path& folder,
                                         std::chrono::milliseconds frame_interval) {
    LabHardware hardware;
    for (const auto& wanted : configuration.printers) {
        const auto number = hardware.printers.size() + 1;
        const auto name = number == 1 ? std::string("printer") : fmt::format("printer-{}", number);
        auto printer = LabPrinter::open(lab_model(wanted.profile), folder / name);
        if (!printer)
            return printer.error();
        hardware.printers.push_back(std::move(*printer));
    }
    LabCamera::Options camera;
    camera.frame_interval = frame_interval;
    hardware.camera = std::make_unique<LabCamera>(camera);
    hardware.hand_scanner = std::make_unique<LabScanner>();
    hardware.network = std::make_shared<std::atomic<bool>>(true);
    return hardware;
}

Result<station::Devices> devices_of(const LabHardware& hardware, const station::Configuration& configuration,
                                    std::function<Instant()> server_time) {
    auto options = station::server_options(configuration);
    options.network_on = [network = hardware.network] { return network->load(); };
    auto server = sync::HttpServerConnection::open(std::move(options));
    if (!server)
        return server.error();
    station::Devices devices;
    devices.store = std::make_unique<db::KioskStore>(configuration.store_file);
    devices.server = std::make_unique<LabServer>(std::move(*server), std::move(server_time));
    for (const auto& printer : hardware.printers)
        devices.printers.push_back(std::make_unique<printer::PrinterDriver>(
            std::make_unique<LabTransport>(printer), profile_of(printer->model())));
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
