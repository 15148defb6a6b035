#include "drivers/scanner/hid_pos_scanner.hpp"

#include "drivers/scanner/hid_pos_reader.hpp"
#include "drivers/usb/usb_port.hpp"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <span>
#include <utility>

namespace guichet::scanner {
namespace {

namespace files = std::filesystem;
using std::chrono::milliseconds;

constexpr std::uint8_t boot_subclass = 1; ///< keyboards and mice
constexpr unsigned control_timeout = 500; // milliseconds
/// How long the kernel may take to give a transfer back at closing; it takes microseconds.
constexpr milliseconds longest_farewell{1000};

/// An interface of a device that may send codes.
struct Interface {
    libusb_device* device = nullptr; ///< valid while the device list is
    int number = 0;
    std::uint8_t in = 0;              ///< endpoint
    std::size_t packet = 64;          ///< bytes
    std::optional<ScanReport> report; ///< as far as the kernel tells
    bool known = false;               ///< its ids say that it is a scanner of this kind
    FoundScanner found;
};

/// The report descriptor that the kernel's driver has read, which needs no rights and disturbs nobody.
std::optional<std::vector<std::uint8_t>> kernel_descriptor(const files::path& interface) {
    std::error_code failure;
    for (files::directory_iterator at(interface, failure), end; !failure && at != end;
         at.increment(failure)) {
        std::ifstream stream(at->path() / "report_descriptor", std::ios::binary);
        if (stream)
            return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(stream), {});
    }
    return std::nullopt;
}

/// Whether an alternate setting is of HID, and no boot keyboard or mouse; then with its endpoint.
bool reads_reports(const libusb_interface_descriptor& setting, Interface& interface) {
    if (setting.bInterfaceClass != LIBUSB_CLASS_HID || setting.bInterfaceSubClass == boot_subclass ||
        setting.bAlternateSetting != 0)
        return false;
    for (const libusb_endpoint_descriptor& endpoint : std::span(setting.endpoint, setting.bNumEndpoints))
        if ((endpoint.bmAttributes & 0x03U) == LIBUSB_TRANSFER_TYPE_INTERRUPT &&
            (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0) {
            interface.number = setting.bInterfaceNumber;
            interface.in = endpoint.bEndpointAddress;
            interface.packet = std::max<std::size_t>(endpoint.wMaxPacketSize & 0x07FFU, 1);
            return true;
        }
    return false;
}

/// Finds out whether an interface is a scanner that the settings allow.
bool recognise(Interface& interface, std::uint8_t configuration, const ScannerSettings& settings) {
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(interface.device, &descriptor);
    FoundScanner& found = interface.found;
    const std::string port = usb::port_of(interface.device);
    const files::path folder = "/sys/bus/usb/devices";
    found.kind = ScannerKind::hid_pos;
    found.vendor = descriptor.idVendor;
    found.product = descriptor.idProduct;
    found.path = fmt::format("{}:{}.{}", port, configuration, interface.number);
    if (const auto facts = usb_facts(folder / port)) {
        found.name = facts->name;
        found.serial = facts->serial;
    }
    const auto* known = find_known(settings.known, found.vendor, found.product, ScannerKind::hid_pos);
    const auto from_kernel = kernel_descriptor(folder / found.path);
    if (from_kernel)
        interface.report = scan_report_of(*from_kernel);
    interface.known = known != nullptr && known->kind == ScannerKind::hid_pos;
    const bool may_be_one = interface.report || interface.known || (known != nullptr && !from_kernel);
    if (!may_be_one || (known != nullptr && known->no_scanner))
        return false;
    found.recognition = interface.report ? Recognition::announced : Recognition::known;
    if (settings.device.empty())
        return true;
    found.recognition = Recognition::configured;
    return is_configured(found, settings.device) || settings.device == port;
}

/// Calls `look` with each interface that is a scanner, while the devices are held.
template <typename Look>
void each_scanner(libusb_context* context, const ScannerSettings& settings, Look look) {
    libusb_device** devices = nullptr;
    const ssize_t count = libusb_get_device_list(context, &devices);
    for (libusb_device* device : std::span(devices, static_cast<std::size_t>(std::max<ssize_t>(count, 0)))) {
        libusb_config_descriptor* configuration = nullptr;
        if (libusb_get_active_config_descriptor(device, &configuration) != 0)
            continue;
        for (const libusb_interface& one : std::span(configuration->interface, configuration->bNumInterfaces))
            for (const libusb_interface_descriptor& setting :
                 std::span(one.altsetting, static_cast<std::size_t>(one.num_altsetting))) {
                Interface interface;
                interface.device = device;
                if (reads_reports(setting, interface) &&
                    recognise(interface, configuration->bConfigurationValue, settings))
                    look(interface);
            }
        libusb_free_config_descriptor(configuration);
    }
    if (count >= 0)
        libusb_free_device_list(devices, 1);
}

Error usb_problem(int code, const FoundScanner& found) {
    switch (code) {
    case LIBUSB_ERROR_ACCESS:
        return fail("The hand scanner {0} may not be read: install the udev rules for scanners from the "
                    "systemd folder, then unplug the scanner and plug it in again.",
                    found.describe());
    case LIBUSB_ERROR_BUSY: return opening_problem(EBUSY, found);
    case LIBUSB_ERROR_NO_DEVICE:
        return fail("The hand scanner {0} was unplugged: plug it in again, it then works by itself.",
                    found.describe());
    default:
        return fail("The hand scanner {0} cannot be opened ({1}): unplug it and plug it in again.",
                    found.describe(), libusb_error_name(code));
    }
}

/// A device that is open with one interface claimed; gives both back.
class Claim {
public:
    Claim(libusb_device_handle* handle, int interface) : handle_(handle), interface_(interface) {}
    ~Claim() {
        if (handle_ == nullptr)
            return;
        libusb_release_interface(handle_, interface_);
        libusb_close(handle_);
    }
    Claim(Claim&& other) noexcept
        : handle_(std::exchange(other.handle_, nullptr)), interface_(other.interface_) {}
    Claim& operator=(Claim&&) = delete;

    [[nodiscard]] libusb_device_handle* handle() const { return handle_; }

    [[nodiscard]] std::optional<ScanReport> ask_report() const {
        constexpr std::uint8_t get_descriptor = 6;
        constexpr std::uint16_t report_descriptor = 0x2200;
        std::array<std::uint8_t, 4096> bytes{};
        const int count = libusb_control_transfer(handle_, std::uint8_t{0x81}, get_descriptor,
                                                  report_descriptor, static_cast<std::uint16_t>(interface_),
                                                  bytes.data(), std::uint16_t{bytes.size()}, control_timeout);
        return count <= 0 ? std::nullopt
                          : scan_report_of(std::span(bytes).first(static_cast<std::size_t>(count)));
    }

    /// Makes Honeywell's scanners send reports; one that does not know it loses nothing.
    void redirect_output(std::uint8_t report) const {
        constexpr std::uint8_t set_report = 9;
        std::array<std::uint8_t, 2> bytes{report, 1};
        libusb_control_transfer(handle_, std::uint8_t{0x21}, set_report,
                                static_cast<std::uint16_t>(0x0300U | report),
                                static_cast<std::uint16_t>(interface_), bytes.data(),
                                std::uint16_t{bytes.size()}, control_timeout);
    }

private:
    libusb_device_handle* handle_;
    int interface_;
};

Result<Claim> claim(const Interface& interface) {
    libusb_device_handle* handle = nullptr;
    if (const int code = libusb_open(interface.device, &handle); code != 0)
        return usb_problem(code, interface.found);
    libusb_set_auto_detach_kernel_driver(handle, 1);
    if (const int code = libusb_claim_interface(handle, interface.number); code != 0) {
        libusb_close(handle);
        return usb_problem(code, interface.found);
    }
    return Claim(handle, interface.number);
}

/// Its transfer's address is known to libusb: it never moves.
class HidPosScanner final : public OpenScanner {
public:
    HidPosScanner(HidPosBus& bus, Claim claim, const Interface& interface, const ScanReport& report,
                  const ScannerSettings& settings)
        : OpenScanner(interface.found), bus_(bus), claim_(std::move(claim)),
          reader_(report, settings.framing, settings.gap), transfer_(libusb_alloc_transfer(0)) {
        require(transfer_ != nullptr, "there is memory for a transfer");
        // Whole packets only: into less room, a longer packet would be an overflow.
        const std::size_t size = std::clamp(report.size, std::size_t{1}, longest_scan_report);
        buffer_.resize((size + interface.packet - 1) / interface.packet * interface.packet);
        libusb_fill_interrupt_transfer(transfer_, claim_.handle(), interface.in, buffer_.data(),
                                       static_cast<int>(buffer_.size()), on_end, this, 0);
        submit();
    }

    ~HidPosScanner() override {
        if (under_way_)
            libusb_cancel_transfer(transfer_);
        const auto end = monotonic_now() + longest_farewell;
        while (under_way_ && monotonic_now() < end)
            bus_.handle_events();
        if (!under_way_)
            libusb_free_transfer(transfer_); // else libusb still holds it: losing it is better than a crash
    }

    [[nodiscard]] int descriptor() const override { return -1; }

    [[nodiscard]] Result<> read() override {
        if (under_way_)
            return Done{};
        if (!well_)
            return lost();
        for (std::string& code : reader_.take(std::span(buffer_).first(received_), monotonic_now()))
            keep(std::move(code));
        submit();
        return Done{};
    }

    void pause(Time now) override {
        if (auto code = reader_.pause(now))
            keep(std::move(*code));
    }

    [[nodiscard]] std::optional<Time> patience(Time now) const override { return reader_.patience(now); }

private:
    void submit() {
        received_ = 0;
        under_way_ = libusb_submit_transfer(transfer_) == 0;
        well_ = under_way_;
    }

    static void LIBUSB_CALL on_end(libusb_transfer* transfer) {
        auto& self = *static_cast<HidPosScanner*>(transfer->user_data);
        self.under_way_ = false;
        // What is too long for the buffer is no scan, and the next one may be.
        self.well_ =
            transfer->status == LIBUSB_TRANSFER_COMPLETED || transfer->status == LIBUSB_TRANSFER_OVERFLOW;
        if (transfer->status == LIBUSB_TRANSFER_COMPLETED)
            self.received_ = static_cast<std::size_t>(std::max(transfer->actual_length, 0));
    }

    HidPosBus& bus_;
    Claim claim_;
    HidPosReader reader_;
    libusb_transfer* transfer_;
    std::vector<std::uint8_t> buffer_;
    std::size_t received_ = 0;
    bool under_way_ = false;
    bool well_ = true;
};

int LIBUSB_CALL on_hotplug(libusb_context* /*context*/, libusb_device* /*device*/,
                           libusb_hotplug_event /*event*/, void* changed) {
    *static_cast<bool*>(changed) = true;
    return 0; // go on listening
}

} // namespace

HidPosBus::HidPosBus() {
    if (const int code = libusb_init(&context_); code != 0) {
        context_ = nullptr;
        problem_ = fail("USB cannot be used on this machine ({0}).", libusb_error_name(code));
        return;
    }
    if (libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) != 0)
        libusb_hotplug_register_callback(
            context_,
            static_cast<libusb_hotplug_event>(LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED |
                                              LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT),
            LIBUSB_HOTPLUG_NO_FLAGS, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
            LIBUSB_HOTPLUG_MATCH_ANY, on_hotplug, &changed_, nullptr);
}

HidPosBus::~HidPosBus() {
    if (context_ != nullptr)
        libusb_exit(context_);
}

std::vector<FoundScanner> HidPosBus::find(const ScannerSettings& settings) const {
    std::vector<FoundScanner> all;
    if (context_ != nullptr)
        each_scanner(context_, settings, [&](const Interface& interface) { all.push_back(interface.found); });
    std::sort(all.begin(), all.end(),
              [](const FoundScanner& left, const FoundScanner& right) { return left.path < right.path; });
    return all;
}

Result<std::unique_ptr<OpenScanner>> HidPosBus::open(const FoundScanner& found,
                                                     const ScannerSettings& settings) {
    Result<std::unique_ptr<OpenScanner>> opened = usb_problem(LIBUSB_ERROR_NO_DEVICE, found);
    if (context_ == nullptr)
        return opened;
    each_scanner(context_, settings, [&](const Interface& interface) {
        if (interface.found.path != found.path)
            return;
        auto claimed = claim(interface);
        if (!claimed) {
            opened = claimed.error();
            return;
        }
        auto report = interface.report ? interface.report : claimed->ask_report();
        if (!report && interface.known)
            report = usual_scan_report();
        opened = std::unique_ptr<OpenScanner>();
        if (!report)
            return;
        if (report->redirection)
            claimed->redirect_output(*report->redirection);
        opened = std::unique_ptr<OpenScanner>(
            std::make_unique<HidPosScanner>(*this, std::move(*claimed), interface, *report, settings));
    });
    return opened;
}

void HidPosBus::add_descriptors(std::vector<pollfd>& polled) const {
    if (context_ == nullptr)
        return;
    const libusb_pollfd** descriptors = libusb_get_pollfds(context_);
    if (descriptors == nullptr)
        return;
    for (const libusb_pollfd** one = descriptors; *one != nullptr; ++one)
        polled.push_back({(*one)->fd, (*one)->events, 0});
    libusb_free_pollfds(descriptors);
}

void HidPosBus::handle_events() {
    timeval none{};
    if (context_ != nullptr)
        libusb_handle_events_timeout_completed(context_, &none, nullptr);
}

bool HidPosBus::take_change() {
    return std::exchange(changed_, false);
}

} // namespace guichet::scanner
