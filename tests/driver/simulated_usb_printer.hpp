#pragma once
// One printer on the USB as usbfs shows it, with a lab printer at the other end of the cable.

#include "tests/driver/umockdev_data.hpp"
#include "tests/driver/usb_bed.hpp"

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <umockdev.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <span>

namespace guichet::testing {

/// One device as usbfs shows it.
class SimulatedUsbPrinter {
public:
    using Bytes = printer::Bytes;

    SimulatedUsbPrinter(std::shared_ptr<lab::LabPrinter> printer, UsbShape shape)
        : printer_(std::move(printer)), shape_(std::move(shape)), connection_(printer_->connect()),
          usblp_(shape_.held_by_usblp) {}

    [[nodiscard]] const UsbShape& shape() const { return shape_; }

    bool handle(UMockdevIoctlClient* client) {
        const std::lock_guard lock(mutex_);
        client_ = client;
        UMockdevIoctlData* argument = umockdev_ioctl_client_get_arg(client);
        switch (umockdev_ioctl_client_get_request(client)) {
        case USBDEVFS_GET_CAPABILITIES: {
            const IoctlData data(umockdev_ioctl_data_resolve(argument, 0, sizeof(std::uint32_t), nullptr));
            data.as<std::uint32_t>() = USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                                       USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            return done();
        }
        case USBDEVFS_CLAIMINTERFACE: return claim();
        case USBDEVFS_DISCONNECT_CLAIM: return disconnect_and_claim();
        case USBDEVFS_RELEASEINTERFACE: claimed_by_ = nullptr; return done();
        case USBDEVFS_IOCTL: return kernel_driver(argument);
        case USBDEVFS_GETDRIVER: return usblp_ ? done() : failed(ENODATA);
        case USBDEVFS_CLEAR_HALT: ++diary_.halts_cleared; return done();
        case USBDEVFS_RESET: ++diary_.resets; return done();
        case USBDEVFS_SETCONFIGURATION: ++diary_.configurations_set; return done();
        case USBDEVFS_SETINTERFACE: return done();
        case USBDEVFS_SUBMITURB: return submit(argument);
        case USBDEVFS_REAPURB:
        case USBDEVFS_REAPURBNDELAY: return reap(argument);
        case USBDEVFS_DISCARDURB: return discard(argument);
        default: return failed(ENOTTY);
        }
    }

    void unplug() {
        const std::lock_guard lock(mutex_);
        lose();
    }

    void refuse_after(std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        refuse_after_ = bytes;
    }

    [[nodiscard]] UsbDiary diary() const {
        const std::lock_guard lock(mutex_);
        return diary_;
    }

private:
    static constexpr std::uint8_t string_descriptor = 3;
    static constexpr std::uint8_t get_descriptor = 6;
    static constexpr std::size_t setup_length = 8;

    struct Flight {
        UMockdevIoctlClient* owner; ///< the open file that it belongs to
        IoctlData urb;
        IoctlData buffer;
        std::size_t moved = 0;
        int status = 0;

        [[nodiscard]] usbdevfs_urb& content() const { return urb.as<usbdevfs_urb>(); }
    };

    bool done(long result = 0) {
        umockdev_ioctl_client_complete(client_, result, 0);
        return true;
    }
    bool failed(int error) {
        umockdev_ioctl_client_complete(client_, -1, error);
        return true;
    }

    bool claim() {
        if (gone_)
            return failed(ENODEV);
        if (usblp_ || shape_.held_by_a_program || (claimed_by_ != nullptr && claimed_by_ != client_))
            return failed(EBUSY);
        claimed_by_ = client_;
        return done();
    }

    bool disconnect_and_claim() {
        if (shape_.held_by_a_program || (claimed_by_ != nullptr && claimed_by_ != client_))
            return failed(EBUSY);
        if (std::exchange(usblp_, false))
            ++diary_.detached;
        return claim();
    }

    /// Sends the kernel's driver away, or lets it in again.
    bool kernel_driver(UMockdevIoctlData* argument) {
        const IoctlData data(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_ioctl), nullptr));
        const int code = data.as<usbdevfs_ioctl>().ioctl_code;
        if (code == static_cast<int>(USBDEVFS_DISCONNECT)) {
            if (!std::exchange(usblp_, false))
                return failed(ENODATA);
            ++diary_.detached;
            return done();
        }
        if (code == static_cast<int>(USBDEVFS_CONNECT)) {
            if (shape_.held_by_usblp && !gone_) {
                usblp_ = true;
                ++diary_.reattached;
            }
            return done();
        }
        return failed(ENOTTY);
    }

    bool submit(UMockdevIoctlData* argument) {
        if (gone_)
            return failed(ENODEV);
        IoctlData urb(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_urb), nullptr));
        const usbdevfs_urb& content = urb.as<usbdevfs_urb>();
        IoctlData buffer(umockdev_ioctl_data_resolve(urb.get(), offsetof(usbdevfs_urb, buffer),
                                                     static_cast<gsize>(content.buffer_length), nullptr));
        Flight flight{client_, std::move(urb), std::move(buffer), 0, 0};
        if (content.type == USBDEVFS_URB_TYPE_CONTROL) {
            answer_control(flight);
            landed_.push_back(std::move(flight));
            return done();
        }
        diary_.endpoints.push_back(content.endpoint);
        if ((content.endpoint & 0x80U) == 0) {
            diary_.empty_writes += content.buffer_length == 0 ? 1 : 0;
            diary_.largest_write =
                std::max(diary_.largest_write, static_cast<std::size_t>(content.buffer_length));
        }
        flying_.push_back(std::move(flight));
        return done();
    }

    bool reap(UMockdevIoctlData* argument) {
        move();
        const auto found = std::find_if(landed_.begin(), landed_.end(),
                                        [this](const Flight& flight) { return flight.owner == client_; });
        if (found == landed_.end())
            return failed(gone_ ? ENODEV : EAGAIN);
        Flight flight = std::move(*found);
        landed_.erase(found);
        usbdevfs_urb& urb = flight.content();
        urb.actual_length = static_cast<int>(flight.moved);
        urb.status = flight.status;
        const IoctlData pointer(umockdev_ioctl_data_resolve(argument, 0, sizeof(gpointer), nullptr));
        umockdev_ioctl_data_set_ptr(pointer.get(), 0, flight.urb.get());
        return done();
    }

    bool discard(UMockdevIoctlData* argument) {
        const auto address = *reinterpret_cast<gulong*>(argument->data);
        const auto found =
            std::find_if(flying_.begin(), flying_.end(), [this, address](const Flight& flight) {
                return flight.owner == client_ && flight.urb.get()->client_addr == address;
            });
        if (found == flying_.end())
            return failed(EINVAL);
        land(static_cast<std::size_t>(found - flying_.begin()), -ENOENT);
        return done();
    }

    void land(std::size_t at, int status) {
        const auto place = flying_.begin() + static_cast<std::ptrdiff_t>(at);
        place->status = status;
        landed_.push_back(std::move(*place));
        flying_.erase(place);
    }

    void lose() {
        gone_ = true;
        while (!flying_.empty())
            land(0, -ESHUTDOWN);
    }

    /// Lets bytes flow between the transfers under way and the printer.
    void move() {
        if (gone_ || !connection_)
            return;
        for (std::size_t at = 0; at < flying_.size();) {
            const bool in = (flying_[at].content().endpoint & 0x80U) != 0;
            const auto ended = in ? move_in(flying_[at]) : move_out(flying_[at]);
            if (gone_)
                return;
            if (ended)
                land(at, *ended);
            else
                ++at;
        }
    }

    std::optional<int> move_out(Flight& flight) {
        const auto length = static_cast<std::size_t>(flight.content().buffer_length);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(flight.buffer.get()->data);
        std::span<const std::uint8_t> rest(bytes + flight.moved, length - flight.moved);
        const bool refusing = refuse_after_ && *refuse_after_ <= rest.size();
        if (refusing)
            rest = rest.first(*refuse_after_);
        const auto news = printer_->exchange(*connection_, rest, std::chrono::milliseconds(0));
        replies_.insert(replies_.end(), news.received.begin(), news.received.end());
        flight.moved += news.taken;
        diary_.bytes_taken += news.taken;
        if (refuse_after_)
            *refuse_after_ -= news.taken;
        if (news.gone) {
            lose();
            return std::nullopt;
        }
        if (refusing && *refuse_after_ == 0) {
            refuse_after_.reset();
            return -EPIPE;
        }
        return flight.moved == length ? std::optional(0) : std::nullopt;
    }

    std::optional<int> move_in(Flight& flight) {
        if (shape_.empty_replies)
            return 0;
        const auto news = printer_->exchange(*connection_, {}, std::chrono::milliseconds(0));
        if (news.gone) {
            lose();
            return std::nullopt;
        }
        replies_.insert(replies_.end(), news.received.begin(), news.received.end());
        if (replies_.empty())
            return std::nullopt;
        if (delayed_ < shape_.reply_delay) {
            ++delayed_;
            return std::nullopt;
        }
        delayed_ = 0;
        const std::size_t count = std::min({replies_.size(), shape_.reply_fragment,
                                            static_cast<std::size_t>(flight.content().buffer_length)});
        std::memcpy(flight.content().buffer, replies_.data(), count);
        replies_.erase(replies_.begin(), replies_.begin() + static_cast<std::ptrdiff_t>(count));
        flight.moved = count;
        return 0;
    }

    /// String descriptors and the printer class's two questions.
    void answer_control(Flight& flight) {
        const auto* setup = reinterpret_cast<const std::uint8_t*>(flight.buffer.get()->data);
        Bytes answer;
        if (setup[0] == 0x80 && setup[1] == get_descriptor && setup[3] == string_descriptor)
            answer = string_answer(setup[2]);
        else if (setup[0] == 0xA1 && setup[1] == 0)
            answer = device_id_answer();
        else if (setup[0] == 0xA1 && setup[1] == 1)
            answer = port_status_answer();
        if (answer.empty()) {
            flight.status = -EPIPE;
            return;
        }
        const std::size_t room = static_cast<std::size_t>(flight.content().buffer_length) - setup_length;
        flight.moved = std::min(answer.size(), room);
        std::memcpy(static_cast<std::uint8_t*>(flight.content().buffer) + setup_length, answer.data(),
                    flight.moved);
    }

    [[nodiscard]] Bytes string_answer(std::uint8_t index) const {
        if (index == 0)
            return {4, string_descriptor, 0x09, 0x04};
        const std::string& text = index == 1 ? shape_.maker : index == 2 ? shape_.model : shape_.serial;
        Bytes bytes{static_cast<std::uint8_t>(2 + 2 * text.size()), string_descriptor};
        for (const char letter : text) {
            bytes.push_back(static_cast<std::uint8_t>(letter));
            bytes.push_back(0);
        }
        return bytes;
    }

    [[nodiscard]] Bytes device_id_answer() const {
        if (shape_.device_id.empty())
            return {};
        const std::size_t length = shape_.device_id.size() + 2;
        Bytes bytes{static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length & 0xFFU)};
        if (shape_.device_id_length_low_first)
            std::swap(bytes[0], bytes[1]);
        bytes.insert(bytes.end(), shape_.device_id.begin(), shape_.device_id.end());
        return bytes;
    }

    [[nodiscard]] Bytes port_status_answer() const {
        const auto status = connection_ ? printer_->port_status(*connection_) : std::nullopt;
        if (!status)
            return {};
        return {static_cast<std::uint8_t>((status->paper_empty ? 0x20U : 0U) |
                                          (status->selected ? 0x10U : 0U) | (status->error ? 0U : 0x08U))};
    }

    mutable std::mutex mutex_;
    std::shared_ptr<lab::LabPrinter> printer_;
    UsbShape shape_;
    std::optional<std::uint64_t> connection_;
    UMockdevIoctlClient* client_ = nullptr; ///< the open file that is being served
    UMockdevIoctlClient* claimed_by_ = nullptr;
    bool usblp_;
    bool gone_ = false;
    std::vector<Flight> flying_;
    std::deque<Flight> landed_;
    Bytes replies_;
    int delayed_ = 0;
    std::optional<std::size_t> refuse_after_;
    UsbDiary diary_;
};

} // namespace guichet::testing
