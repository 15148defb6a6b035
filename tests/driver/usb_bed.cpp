#include "tests/driver/usb_bed.hpp"

#include "tests/driver/simulated_usb_printer.hpp"

#include <fmt/format.h>

#include <map>

namespace guichet::testing {
namespace {

using printer::Bytes;

void append_word(Bytes& bytes, unsigned word) {
    bytes.push_back(static_cast<std::uint8_t>(word & 0xFFU));
    bytes.push_back(static_cast<std::uint8_t>(word >> 8U));
}

/// Device, configuration, interface and endpoint descriptors (USB 2.0, section 9.6).
Bytes descriptors_of(const UsbShape& shape) {
    Bytes bytes{18, 1, 0x00, 0x02, 0, 0, 0, 64};
    append_word(bytes, shape.vendor);
    append_word(bytes, shape.product);
    const std::uint8_t serial = shape.serial.empty() ? 0 : 3;
    bytes.insert(bytes.end(), {0x00, 0x01, 1, 2, serial, 1});
    const std::uint8_t endpoints = shape.in == 0 ? 1 : 2;
    bytes.insert(bytes.end(), {9, 2, static_cast<std::uint8_t>(18 + 7 * endpoints), 0, 1, 1, 0, 0xC0, 0});
    bytes.insert(bytes.end(), {9, 4, 0, 0, endpoints, shape.interface_class, shape.interface_subclass, 2, 0});
    bytes.insert(bytes.end(), {7, 5, shape.out, 2, 64, 0, 0});
    if (shape.in != 0)
        bytes.insert(bytes.end(), {7, 5, shape.in, 2, 64, 0, 0});
    return bytes;
}

} // namespace

struct UsbBed::Bed {
    UMockdevTestbed* testbed = umockdev_testbed_new();
    mutable std::mutex mutex;
    std::map<std::string, std::shared_ptr<SimulatedUsbPrinter>> by_node;
    std::vector<UMockdevIoctlBase*> handlers; ///< one for each device: each is served by its own thread
    std::map<int, std::string> node_of_port;
    int last_address = 1;

    [[nodiscard]] std::shared_ptr<SimulatedUsbPrinter> at(const std::string& node) const {
        const std::lock_guard lock(mutex);
        const auto found = by_node.find(node);
        return found == by_node.end() ? nullptr : found->second;
    }

    static gboolean on_ioctl(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* self) {
        const auto device = static_cast<Bed*>(self)->at(umockdev_ioctl_client_get_devnode(client));
        return device != nullptr && device->handle(client) ? TRUE : FALSE;
    }
};

UsbBed::UsbBed() : bed_(std::make_unique<Bed>()) {}

UsbBed::~UsbBed() {
    for (UMockdevIoctlBase* handler : bed_->handlers)
        g_object_unref(handler);
    g_object_unref(bed_->testbed);
}

bool UsbBed::possible() {
    return umockdev_in_mock_environment() != FALSE;
}

/// Each time it is plugged in, a device gets another address on the bus, as from a real kernel.
void UsbBed::plug(int port, std::shared_ptr<lab::LabPrinter> printer, const UsbShape& shape) {
    const int address = ++bed_->last_address;
    const std::string node = fmt::format("bus/usb/001/{:03}", address);
    {
        const std::lock_guard lock(bed_->mutex);
        bed_->by_node["/dev/" + node] = std::make_shared<SimulatedUsbPrinter>(std::move(printer), shape);
        bed_->node_of_port[port] = "/dev/" + node;
    }
    UMockdevIoctlBase* handler = bed_->handlers.emplace_back(umockdev_ioctl_base_new());
    g_signal_connect(handler, "handle-ioctl", G_CALLBACK(Bed::on_ioctl), bed_.get());
    require(umockdev_testbed_attach_ioctl(bed_->testbed, ("/dev/" + node).c_str(), handler, nullptr) != 0,
            "the device can be simulated");
    const std::string description = fmt::format("P: /devices/usb1/1-{0}\nN: {1}\nE: SUBSYSTEM=usb\n"
                                                "E: DRIVER=usb\nE: BUSNUM=001\nE: DEVNUM={2:03}\n"
                                                "E: DEVNAME=/dev/{1}\nE: DEVTYPE=usb_device\n"
                                                "A: bConfigurationValue=1\\n\nA: busnum=1\\n\n"
                                                "A: devnum={2}\\n\nA: speed=12\\n\nH: descriptors={3}\n",
                                                port, node, address, hexadecimal(descriptors_of(shape)));
    require(umockdev_testbed_add_from_string(bed_->testbed, description.c_str(), nullptr) != FALSE,
            "the device can be described");
}

void UsbBed::unplug(int port) {
    const std::string node = bed_->node_of_port.at(port);
    bed_->at(node)->unplug();
    const std::string path = fmt::format("/sys/devices/usb1/1-{}", port);
    umockdev_testbed_uevent(bed_->testbed, path.c_str(), "remove");
    umockdev_testbed_detach_ioctl(bed_->testbed, node.c_str(), nullptr);
    umockdev_testbed_remove_device(bed_->testbed, path.c_str());
}

void UsbBed::refuse_after(int port, std::size_t bytes) {
    bed_->at(bed_->node_of_port.at(port))->refuse_after(bytes);
}

UsbDiary UsbBed::diary(int port) const {
    return bed_->at(bed_->node_of_port.at(port))->diary();
}

} // namespace guichet::testing
