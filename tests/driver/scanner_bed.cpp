#include "tests/driver/scanner_bed.hpp"

#include "kiosk/core/result.hpp"
#include "tests/driver/simulated_scanners.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <mutex>

namespace guichet::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::uint8_t low(std::size_t word) {
    return static_cast<std::uint8_t>(word & 0xFFU);
}
std::uint8_t high(std::size_t word) {
    return static_cast<std::uint8_t>(word >> 8U);
}

/// Device, configuration, interface, HID and endpoint descriptors (USB 2.0, section 9.6; HID 1.11, 6.2.1).
Bytes descriptors_of(const HidPosShape& shape) {
    const std::size_t size = shape.descriptor.size();
    Bytes bytes{18, 1, 0x00, 0x02, 0, 0, 0, 64};
    bytes.insert(bytes.end(),
                 {low(shape.vendor), high(shape.vendor), low(shape.product), high(shape.product)});
    bytes.insert(bytes.end(), {0x00, 0x01, 0, 0, 0, 1});
    bytes.insert(bytes.end(), {9, 2, 34, 0, 1, 1, 0, 0xA0, 50});
    bytes.insert(bytes.end(), {9, 4, 0, 0, 1, 3, 0, 0, 0});
    bytes.insert(bytes.end(), {9, 0x21, 0x10, 0x01, 0, 1, 0x22, low(size), high(size)});
    bytes.insert(bytes.end(), {7, 5, 0x81, 3, 64, 0, 4});
    return bytes;
}

} // namespace

struct ScannerBed::Bed {
    UMockdevTestbed* testbed = umockdev_testbed_new();
    mutable std::mutex mutex;
    std::map<std::string, std::shared_ptr<SimulatedKeyboard>> keyboards; ///< by device file
    std::map<std::string, std::shared_ptr<SimulatedHidScanner>> hids;
    std::map<int, std::string> node_of_port;
    std::vector<UMockdevIoctlBase*> handlers; ///< one for each device: each is served by its own thread
    int last_address = 1;

    static gboolean on_ioctl(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* self) {
        const auto& bed = *static_cast<Bed*>(self);
        const std::string node = umockdev_ioctl_client_get_devnode(client);
        if (const auto keyboard = bed.keyboard(node))
            return keyboard->handle(client) ? TRUE : FALSE;
        const auto hid = bed.hid(node);
        return hid && hid->handle(client) ? TRUE : FALSE;
    }
    static gboolean on_read(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* self) {
        const auto keyboard = static_cast<Bed*>(self)->keyboard(umockdev_ioctl_client_get_devnode(client));
        return keyboard && keyboard->read(client) ? TRUE : FALSE;
    }

    [[nodiscard]] std::shared_ptr<SimulatedKeyboard> keyboard(const std::string& node) const {
        const std::lock_guard lock(mutex);
        const auto found = keyboards.find(node);
        return found == keyboards.end() ? nullptr : found->second;
    }
    [[nodiscard]] std::shared_ptr<SimulatedHidScanner> hid(const std::string& node) const {
        const std::lock_guard lock(mutex);
        const auto found = hids.find(node);
        return found == hids.end() ? nullptr : found->second;
    }

    void attach(const std::string& node, bool readable) {
        UMockdevIoctlBase* handler = handlers.emplace_back(umockdev_ioctl_base_new());
        g_signal_connect(handler, "handle-ioctl", G_CALLBACK(on_ioctl), this);
        if (readable)
            g_signal_connect(handler, "handle-read", G_CALLBACK(on_read), this);
        require(umockdev_testbed_attach_ioctl(testbed, node.c_str(), handler, nullptr) != 0,
                "the device can be simulated");
    }
    /// A device that was not yet read looks readable for ever; `on_read` says what there is.
    void wake(const std::string& node) const {
        const char byte = 0;
        const int device = umockdev_testbed_get_dev_fd(testbed, node.c_str());
        require(device >= 0 && ::write(device, &byte, 1) == 1, "a simulated device can be written to");
    }
    void remove(const std::string& path) const {
        umockdev_testbed_uevent(testbed, ("/sys" + path).c_str(), "remove");
        umockdev_testbed_remove_device(testbed, ("/sys" + path).c_str());
    }
    void describe(const std::string& description) const {
        require(umockdev_testbed_add_from_string(testbed, description.c_str(), nullptr) != FALSE,
                "the device can be described");
    }
};

ScannerBed::ScannerBed() : bed_(std::make_unique<Bed>()) {}

ScannerBed::~ScannerBed() {
    for (UMockdevIoctlBase* handler : bed_->handlers)
        g_object_unref(handler);
    g_object_unref(bed_->testbed);
}

bool ScannerBed::possible() {
    return umockdev_in_mock_environment() != FALSE;
}

void ScannerBed::plug_keyboard(int number, const KeyboardShape& shape) {
    const std::string node = fmt::format("/dev/input/event{}", number);
    {
        const std::lock_guard lock(bed_->mutex);
        bed_->keyboards[node] = std::make_shared<SimulatedKeyboard>(shape);
    }
    bed_->attach(node, true);
    bed_->describe(
        fmt::format("P: /devices/platform/input{0}\nE: SUBSYSTEM=input\nA: name={1}\\n\nA: uniq={2}\\n\n"
                    "A: id/vendor={3:04x}\\n\nA: id/product={4:04x}\\n\n"
                    "A: capabilities/key=1000000000007 ff800000000007ff febeffdff3cfffff "
                    "fffffffffffffffe\\n\n",
                    number, shape.name, shape.serial, shape.vendor, shape.product));
    bed_->describe(
        fmt::format("P: /devices/platform/input{0}/event{0}\nN: input/event{0}\nE: SUBSYSTEM=input\n"
                    "E: DEVNAME=/dev/input/event{0}\nL: device=../../input{0}\n",
                    number));
}

void ScannerBed::send(int number, const std::vector<scanner::KeyEvent>& events) {
    const std::string node = fmt::format("/dev/input/event{}", number);
    bed_->keyboard(node)->send(events);
    bed_->wake(node);
}

void ScannerBed::unplug_keyboard(int number) {
    const std::string node = fmt::format("/dev/input/event{}", number);
    bed_->keyboard(node)->unplug();
    bed_->wake(node);
    umockdev_testbed_detach_ioctl(bed_->testbed, node.c_str(), nullptr);
    bed_->remove(fmt::format("/devices/platform/input{0}/event{0}", number));
    bed_->remove(fmt::format("/devices/platform/input{0}", number));
}

/// Each time it is plugged in, a device gets another address on the bus, as from a real kernel.
void ScannerBed::plug_hid(int port, const HidPosShape& shape) {
    const int address = ++bed_->last_address;
    const std::string node = fmt::format("/dev/bus/usb/001/{:03}", address);
    {
        const std::lock_guard lock(bed_->mutex);
        bed_->hids[node] = std::make_shared<SimulatedHidScanner>(shape);
        bed_->node_of_port[port] = node;
    }
    bed_->attach(node, false);
    bed_->describe(
        fmt::format("P: /devices/usb1/1-{0}\nN: {1}\nE: SUBSYSTEM=usb\nE: DRIVER=usb\nE: BUSNUM=001\n"
                    "E: DEVNUM={2:03}\nE: DEVNAME={6}\nE: DEVTYPE=usb_device\n"
                    "A: bConfigurationValue=1\\n\nA: busnum=1\\n\nA: devnum={2}\\n\nA: speed=12\\n\n"
                    "A: idVendor={3:04x}\\n\nA: idProduct={4:04x}\\n\nA: serial={7}\\n\n"
                    "A: manufacturer=Honeywell\\n\nA: product=Voyager\\n\nH: descriptors={5}\n",
                    port, node.substr(5), address, shape.vendor, shape.product,
                    hexadecimal(descriptors_of(shape)), node, shape.serial));
    const std::string interface = fmt::format("/devices/usb1/1-{0}/1-{0}:1.0", port);
    bed_->describe("P: " + interface +
                   "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nA: bInterfaceNumber=00\\n\n");
    if (shape.held_by_usbhid)
        bed_->describe(
            fmt::format("P: {}/0003:{:04X}:{:04X}.0001\nE: SUBSYSTEM=hid\nH: report_descriptor={}\n",
                        interface, shape.vendor, shape.product, hexadecimal(shape.descriptor)));
}

void ScannerBed::report(int port, std::vector<std::uint8_t> report) {
    bed_->hid(bed_->node_of_port.at(port))->report(std::move(report));
}

void ScannerBed::unplug_hid(int port) {
    const std::string node = bed_->node_of_port.at(port);
    const auto hid = bed_->hid(node);
    hid->unplug();
    const std::string device = fmt::format("/devices/usb1/1-{}", port);
    const std::string interface = fmt::format("{}/1-{}:1.0", device, port);
    if (!hid->in_sysfs().empty())
        bed_->remove(interface + "/" + hid->in_sysfs());
    bed_->remove(interface);
    umockdev_testbed_uevent(bed_->testbed, ("/sys" + device).c_str(), "remove");
    umockdev_testbed_detach_ioctl(bed_->testbed, node.c_str(), nullptr);
    umockdev_testbed_remove_device(bed_->testbed, ("/sys" + device).c_str());
}

ScannerDiary ScannerBed::keyboard_diary(int number) const {
    return bed_->keyboard(fmt::format("/dev/input/event{}", number))->diary();
}

ScannerDiary ScannerBed::hid_diary(int port) const {
    return bed_->hid(bed_->node_of_port.at(port))->diary();
}

} // namespace guichet::testing
