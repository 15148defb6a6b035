#include "tests/driver/scanner_bed.hpp"

#include "kiosk/core/result.hpp"
#include "tests/driver/umockdev_data.hpp"

#include <fmt/format.h>
#include <linux/input.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace guichet::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t setup_length = 8;

std::string hexadecimal(const Bytes& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes)
        text += fmt::format("{:02x}", byte);
    return text;
}

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

bool complete(UMockdevIoctlClient* client, long result, int error = 0) {
    umockdev_ioctl_client_complete(client, result, error);
    return true;
}

} // namespace

class ScannerBed::Keyboard {
public:
    explicit Keyboard(KeyboardShape shape) : shape_(std::move(shape)) {}

    bool handle(UMockdevIoctlClient* client) {
        const std::lock_guard lock(mutex_);
        switch (umockdev_ioctl_client_get_request(client)) {
        case EVIOCSCLOCKID: return complete(client, 0);
        case EVIOCGRAB: {
            const bool grab = reinterpret_cast<std::uintptr_t>(*reinterpret_cast<void**>(
                                  umockdev_ioctl_client_get_arg(client)->data)) != 0;
            if (grab && shape_.held_by_a_program)
                return complete(client, -1, EBUSY);
            diary_.grabbed = grab;
            diary_.grabs += grab ? 1 : 0;
            return complete(client, 0);
        }
        default: return complete(client, -1, ENOTTY);
        }
    }

    bool read(UMockdevIoctlClient* client) {
        const std::lock_guard lock(mutex_);
        if (gone_)
            return complete(client, -1, ENODEV);
        if (events_.empty())
            return complete(client, -1, EAGAIN);
        const UMockdevIoctlData* room = umockdev_ioctl_client_get_arg(client);
        const std::size_t count =
            std::min(events_.size(), static_cast<std::size_t>(room->data_len) / sizeof(input_event));
        for (std::size_t at = 0; at < count; ++at)
            std::memcpy(room->data + at * sizeof(input_event), &events_[at], sizeof(input_event));
        events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(count));
        return complete(client, static_cast<long>(count * sizeof(input_event)));
    }

    void send(const std::vector<scanner::KeyEvent>& events) {
        const std::lock_guard lock(mutex_);
        for (const scanner::KeyEvent& event : events) {
            input_event raw{};
            raw.input_event_sec = event.when.count() / 1000;
            raw.input_event_usec = event.when.count() % 1000 * 1000;
            raw.type = event.type;
            raw.code = event.code;
            raw.value = event.value;
            events_.push_back(raw);
        }
    }
    void unplug() {
        const std::lock_guard lock(mutex_);
        gone_ = true;
    }
    [[nodiscard]] ScannerDiary diary() const {
        const std::lock_guard lock(mutex_);
        return diary_;
    }

private:
    mutable std::mutex mutex_;
    KeyboardShape shape_;
    std::deque<input_event> events_;
    bool gone_ = false;
    ScannerDiary diary_;
};

/// As usbfs shows it; one program opens it at a time.
class ScannerBed::HidPos {
public:
    explicit HidPos(HidPosShape shape) : shape_(std::move(shape)), usbhid_(shape_.held_by_usbhid) {}

    /// The folder of usbhid; empty when it does not have the device.
    [[nodiscard]] std::string in_sysfs() const {
        return shape_.held_by_usbhid ? fmt::format("0003:{:04X}:{:04X}.0001", shape_.vendor, shape_.product)
                                     : std::string();
    }

    bool handle(UMockdevIoctlClient* client) {
        const std::lock_guard lock(mutex_);
        UMockdevIoctlData* argument = umockdev_ioctl_client_get_arg(client);
        switch (umockdev_ioctl_client_get_request(client)) {
        case USBDEVFS_GET_CAPABILITIES: {
            const IoctlData data(umockdev_ioctl_data_resolve(argument, 0, sizeof(std::uint32_t), nullptr));
            data.as<std::uint32_t>() = USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            return complete(client, 0);
        }
        case USBDEVFS_CLAIMINTERFACE:
            return gone_                                 ? complete(client, -1, ENODEV)
                   : usbhid_ || shape_.held_by_a_program ? complete(client, -1, EBUSY)
                                                         : complete(client, 0);
        case USBDEVFS_DISCONNECT_CLAIM: return disconnect_and_claim(client);
        case USBDEVFS_GETDRIVER: return usbhid_ ? complete(client, 0) : complete(client, -1, ENODATA);
        case USBDEVFS_IOCTL: return kernel_driver(client, argument);
        case USBDEVFS_RELEASEINTERFACE: return complete(client, 0);
        case USBDEVFS_SUBMITURB: return submit(client, argument);
        case USBDEVFS_REAPURB:
        case USBDEVFS_REAPURBNDELAY: return reap(client, argument);
        case USBDEVFS_DISCARDURB: return discard(client);
        default: return complete(client, -1, ENOTTY);
        }
    }

    void report(Bytes report) {
        const std::lock_guard lock(mutex_);
        reports_.push_back(std::move(report));
    }
    void unplug() {
        const std::lock_guard lock(mutex_);
        gone_ = true;
        if (flying_)
            land(-ESHUTDOWN);
    }
    [[nodiscard]] ScannerDiary diary() const {
        const std::lock_guard lock(mutex_);
        return diary_;
    }

private:
    struct Flight {
        IoctlData urb;
        IoctlData buffer;
        std::size_t moved = 0;
        int status = 0;

        [[nodiscard]] usbdevfs_urb& content() const { return urb.as<usbdevfs_urb>(); }
    };

    bool disconnect_and_claim(UMockdevIoctlClient* client) {
        if (shape_.held_by_a_program)
            return complete(client, -1, EBUSY);
        if (std::exchange(usbhid_, false))
            ++diary_.detached;
        return complete(client, 0);
    }

    bool kernel_driver(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
        const IoctlData data(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_ioctl), nullptr));
        const int code = data.as<usbdevfs_ioctl>().ioctl_code;
        if (code == static_cast<int>(USBDEVFS_DISCONNECT)) {
            if (!std::exchange(usbhid_, false))
                return complete(client, -1, ENODATA);
            ++diary_.detached;
            return complete(client, 0);
        }
        if (shape_.held_by_usbhid && !gone_) {
            usbhid_ = true;
            ++diary_.reattached;
        }
        return complete(client, 0);
    }

    bool submit(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
        if (gone_)
            return complete(client, -1, ENODEV);
        IoctlData urb(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_urb), nullptr));
        const auto& content = urb.as<usbdevfs_urb>();
        IoctlData buffer(umockdev_ioctl_data_resolve(urb.get(), offsetof(usbdevfs_urb, buffer),
                                                     static_cast<gsize>(content.buffer_length), nullptr));
        Flight flight{std::move(urb), std::move(buffer), 0, 0};
        if (content.type == USBDEVFS_URB_TYPE_CONTROL) {
            answer_control(flight);
            landed_.push_back(std::move(flight));
        } else {
            flying_ = std::move(flight);
        }
        return complete(client, 0);
    }

    bool reap(UMockdevIoctlClient* client, UMockdevIoctlData* argument) {
        if (flying_ && !reports_.empty()) {
            const Bytes report = std::move(reports_.front());
            reports_.pop_front();
            const auto room = static_cast<std::size_t>(flying_->content().buffer_length);
            flying_->moved = std::min(report.size(), room);
            std::memcpy(flying_->content().buffer, report.data(), flying_->moved);
            land(report.size() > room ? -EOVERFLOW : 0);
        }
        if (landed_.empty())
            return complete(client, -1, gone_ ? ENODEV : EAGAIN);
        const Flight flight = std::move(landed_.front());
        landed_.pop_front();
        flight.content().actual_length = static_cast<int>(flight.moved);
        flight.content().status = flight.status;
        const IoctlData pointer(umockdev_ioctl_data_resolve(argument, 0, sizeof(gpointer), nullptr));
        umockdev_ioctl_data_set_ptr(pointer.get(), 0, flight.urb.get());
        return complete(client, 0);
    }

    bool discard(UMockdevIoctlClient* client) {
        if (!flying_)
            return complete(client, -1, EINVAL);
        land(-ENOENT);
        return complete(client, 0);
    }

    void land(int status) {
        flying_->status = status;
        landed_.push_back(std::move(*flying_));
        flying_.reset();
    }

    /// The report descriptor, and feature reports that are set.
    void answer_control(Flight& flight) {
        auto* setup = reinterpret_cast<std::uint8_t*>(flight.buffer.get()->data);
        const std::size_t room = static_cast<std::size_t>(flight.content().buffer_length) - setup_length;
        if (setup[0] == 0x21 && setup[1] == 9) {
            diary_.features.emplace_back(setup + setup_length, setup + setup_length + room);
            flight.moved = room;
        } else if (setup[0] == 0x81 && setup[1] == 6 && setup[3] == 0x22 && !shape_.descriptor.empty()) {
            flight.moved = std::min(room, shape_.descriptor.size());
            std::memcpy(static_cast<std::uint8_t*>(flight.content().buffer) + setup_length,
                        shape_.descriptor.data(), flight.moved);
        } else {
            flight.status = -EPIPE;
        }
    }

    mutable std::mutex mutex_;
    HidPosShape shape_;
    bool usbhid_;
    bool gone_ = false;
    std::optional<Flight> flying_;
    std::deque<Flight> landed_;
    std::deque<Bytes> reports_;
    ScannerDiary diary_;
};

struct ScannerBed::Bed {
    UMockdevTestbed* testbed = umockdev_testbed_new();
    mutable std::mutex mutex;
    std::map<std::string, std::shared_ptr<Keyboard>> keyboards; ///< by device file
    std::map<std::string, std::shared_ptr<HidPos>> hids;
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

    [[nodiscard]] std::shared_ptr<Keyboard> keyboard(const std::string& node) const {
        const std::lock_guard lock(mutex);
        const auto found = keyboards.find(node);
        return found == keyboards.end() ? nullptr : found->second;
    }
    [[nodiscard]] std::shared_ptr<HidPos> hid(const std::string& node) const {
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
        bed_->keyboards[node] = std::make_shared<Keyboard>(shape);
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
        bed_->hids[node] = std::make_shared<HidPos>(shape);
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
