#pragma once
// The kernel's side of simulated scanners: what ScannerBed answers a program with.

#include "tests/driver/scanner_bed.hpp"
#include "tests/driver/umockdev_data.hpp"

#include <fmt/format.h>
#include <linux/input.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>

namespace guichet::testing {

inline bool complete(UMockdevIoctlClient* client, long result, int error = 0) {
    umockdev_ioctl_client_complete(client, result, error);
    return true;
}

/// As evdev shows it.
class SimulatedKeyboard {
public:
    explicit SimulatedKeyboard(KeyboardShape shape) : shape_(std::move(shape)) {}

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
class SimulatedHidScanner {
public:
    using Bytes = std::vector<std::uint8_t>;

    explicit SimulatedHidScanner(HidPosShape shape)
        : shape_(std::move(shape)), usbhid_(shape_.held_by_usbhid) {}

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
    static constexpr std::size_t setup_length = 8;

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
            if (shape_.stalls)
                land(-EPIPE);
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

} // namespace guichet::testing
