#include "drivers/printer/usb_transport.hpp"

#include <libusb.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace guichet::printer {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::uint8_t get_port_status = 0x01;
constexpr unsigned control_timeout = 500; // milliseconds
/// Some printers answer every read with an empty packet: they are not asked again at once.
constexpr milliseconds after_empty_read{50};
/// How long the kernel may take to give transfers back at closing; it takes microseconds.
constexpr milliseconds longest_farewell{3000};

timeval timeval_of(milliseconds time) {
    const auto count = std::max<std::int64_t>(time.count(), 0);
    return {static_cast<time_t>(count / 1000), static_cast<suseconds_t>(count % 1000 * 1000)};
}

} // namespace

/// libusb, and its news of printers that come.
class UsbTransport::Context {
public:
    Context() {
        if (const int code = libusb_init(&context_); code != 0) {
            context_ = nullptr;
            problem_ = fail("USB cannot be used on this machine ({0}).", libusb_error_name(code));
            return;
        }
        if (libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) != 0)
            libusb_hotplug_register_callback(context_, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED,
                                             LIBUSB_HOTPLUG_NO_FLAGS, LIBUSB_HOTPLUG_MATCH_ANY,
                                             LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, on_arrival,
                                             this, nullptr);
    }
    ~Context() {
        if (context_ != nullptr)
            libusb_exit(context_);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    [[nodiscard]] libusb_context* get() const { return context_; }
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

    /// Handles what libusb has to say until `something` became true, the time is over or interrupt() was
    /// called.
    template <typename Something>
    void handle_events(milliseconds timeout, Something something) {
        const auto end = steady_clock::now() + timeout;
        while (!something() && !interrupted_.exchange(false)) {
            const auto left = std::chrono::ceil<milliseconds>(end - steady_clock::now());
            timeval time = timeval_of(left);
            libusb_handle_events_timeout_completed(context_, &time, nullptr);
            if (left <= milliseconds(0))
                break;
        }
    }

    void interrupt() noexcept {
        interrupted_ = true;
        if (context_ != nullptr)
            libusb_interrupt_event_handler(context_);
    }

    /// True once after a device was plugged in.
    [[nodiscard]] bool take_arrival() { return std::exchange(arrived_, false); }
    [[nodiscard]] bool arrived() const { return arrived_; }

private:
    static int LIBUSB_CALL on_arrival(libusb_context* /*context*/, libusb_device* /*device*/,
                                      libusb_hotplug_event /*event*/, void* self) {
        static_cast<Context*>(self)->arrived_ = true;
        return 0; // go on listening
    }

    libusb_context* context_ = nullptr;
    std::optional<Error> problem_;
    bool arrived_ = false; ///< set while events are handled, by the thread that handles them
    std::atomic<bool> interrupted_ = false;
};

/// A claimed printer and the two transfers that go on there. Its address is known to libusb: it never moves.
class UsbTransport::Link {
public:
    Link(Context& context, libusb_device_handle* handle, const UsbInterface& interface, std::string name)
        : context_(context), handle_(handle), interface_(interface), name_(std::move(name)),
          out_(libusb_alloc_transfer(0)), in_(libusb_alloc_transfer(0)) {
        require(out_ != nullptr && in_ != nullptr, "there is memory for two transfers");
        // Whole packets only: into less room, a longer packet would be an overflow.
        in_bytes_.resize((512 + interface_.packet_in - 1) / interface_.packet_in * interface_.packet_in);
        listen();
    }

    ~Link() {
        cancel(out_, writing_);
        cancel(in_, reading_);
        context_.handle_events(longest_farewell, [this] { return !writing_ && !reading_; });
        if (writing_ || reading_)
            return; // libusb still holds them: losing a little memory is better than a crash
        libusb_free_transfer(out_);
        libusb_free_transfer(in_);
        libusb_release_interface(handle_, interface_.number);
        libusb_close(handle_);
    }
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    [[nodiscard]] libusb_device_handle* handle() const { return handle_; }
    [[nodiscard]] const UsbInterface& interface() const { return interface_; }
    [[nodiscard]] bool writing() const { return writing_; }

    void write(ByteView bytes) {
        out_bytes_.assign(bytes.begin(), bytes.end());
        libusb_fill_bulk_transfer(out_, handle_, interface_.out, out_bytes_.data(),
                                  static_cast<int>(out_bytes_.size()), on_written, this, 0);
        submit(out_, writing_);
    }

    std::size_t withdraw() {
        cancel(out_, writing_);
        context_.handle_events(longest_farewell, [this] { return !writing_; });
        write_ended_ = false;
        return std::exchange(taken_, 0);
    }

    TransportNews wait(milliseconds timeout) {
        if (!reading_ && interface_.in != 0 && !gone_)
            timeout = listen_or_limit(timeout);
        context_.handle_events(timeout, [this] { return gone_ || write_ended_ || !received_.empty(); });
        TransportNews news;
        news.taken = std::exchange(taken_, 0);
        news.write_ended = std::exchange(write_ended_, false);
        news.received = std::exchange(received_, {});
        news.gone = gone_;
        news.reason = reason_;
        return news;
    }

    /// An endpoint that refused is spoken to again only after it was told so; the control request may not be
    /// made while events are handled.
    void clear_stalls() {
        if (!std::exchange(stalled_, false) || gone_)
            return;
        if (!writing_)
            libusb_clear_halt(handle_, interface_.out);
        if (!reading_ && interface_.in != 0)
            libusb_clear_halt(handle_, interface_.in);
    }

private:
    void submit(libusb_transfer* transfer, bool& under_way) {
        const int code = libusb_submit_transfer(transfer);
        under_way = code == 0;
        if (code != 0)
            lose(code);
    }

    static void cancel(libusb_transfer* transfer, bool under_way) {
        if (under_way)
            libusb_cancel_transfer(transfer);
    }

    void listen() {
        if (interface_.in == 0)
            return;
        libusb_fill_bulk_transfer(in_, handle_, interface_.in, in_bytes_.data(),
                                  static_cast<int>(in_bytes_.size()), on_read, this, 0);
        submit(in_, reading_);
    }

    /// Listens again after an empty packet, or gives the time until then.
    milliseconds listen_or_limit(milliseconds timeout) {
        const auto left = std::chrono::ceil<milliseconds>(listen_again_ - steady_clock::now());
        if (left > milliseconds(0))
            return std::min(timeout, left);
        listen();
        return timeout;
    }

    void lose(int code) {
        gone_ = true;
        if (!reason_)
            reason_ = usb_error(code, name_);
    }

    /// A transfer that failed: the printer refused (stall), or it is lost.
    void take_failure(const libusb_transfer& transfer) {
        switch (transfer.status) {
        case LIBUSB_TRANSFER_COMPLETED:
        case LIBUSB_TRANSFER_CANCELLED:
        case LIBUSB_TRANSFER_TIMED_OUT:
        case LIBUSB_TRANSFER_OVERFLOW: return;
        case LIBUSB_TRANSFER_STALL: stalled_ = true; return;
        case LIBUSB_TRANSFER_NO_DEVICE: return lose(LIBUSB_ERROR_NO_DEVICE);
        case LIBUSB_TRANSFER_ERROR: return lose(LIBUSB_ERROR_IO);
        }
    }

    static void LIBUSB_CALL on_written(libusb_transfer* transfer) {
        Link& link = *static_cast<Link*>(transfer->user_data);
        link.writing_ = false;
        link.write_ended_ = true;
        link.taken_ = static_cast<std::size_t>(std::max(transfer->actual_length, 0));
        link.take_failure(*transfer);
    }

    static void LIBUSB_CALL on_read(libusb_transfer* transfer) {
        Link& link = *static_cast<Link*>(transfer->user_data);
        link.reading_ = false;
        const auto count = static_cast<std::size_t>(std::max(transfer->actual_length, 0));
        link.received_.insert(link.received_.end(), transfer->buffer, transfer->buffer + count);
        link.take_failure(*transfer);
        link.listen_again_ = steady_clock::now() + after_empty_read;
        if (transfer->status == LIBUSB_TRANSFER_COMPLETED && count > 0)
            link.submit(link.in_, link.reading_);
    }

    Context& context_;
    libusb_device_handle* handle_;
    UsbInterface interface_;
    std::string name_;
    libusb_transfer* out_;
    libusb_transfer* in_;
    Bytes out_bytes_;
    Bytes in_bytes_;
    Bytes received_;
    bool writing_ = false;
    bool reading_ = false;
    bool write_ended_ = false;
    std::size_t taken_ = 0;
    bool stalled_ = false;
    bool gone_ = false;
    std::optional<Error> reason_;
    steady_clock::time_point listen_again_;
};

UsbTransport::UsbTransport(UsbSelector selector, std::vector<UsbQuirk> quirks)
    : selector_(std::move(selector)), quirks_(std::move(quirks)), description_("USB printer"),
      context_(std::make_unique<Context>()) {}

UsbTransport::~UsbTransport() {
    close();
}

bool UsbTransport::answers() const {
    return link_ == nullptr || link_->interface().in != 0;
}

Result<> UsbTransport::open() {
    if (link_ != nullptr)
        return {};
    if (context_->problem())
        return *context_->problem();
    std::optional<Error> problem;
    for (const UsbDevice& device : find_usb_printers(context_->get(), quirks_)) {
        if (!selector_.matches(device.printer()))
            continue;
        description_ = device.printer().describe();
        auto taken = take_over(device);
        if (taken)
            return taken;
        if (!problem)
            problem = taken.error();
    }
    return problem.value_or(fail("No USB printer is found: look at its cable and its power switch."));
}

Result<> UsbTransport::take_over(const UsbDevice& device) {
    auto handle = device.claim();
    if (!handle)
        return handle.error();
    identity_ = device.printer().identity();
    identity_.device_id = ask_device_id(*handle, *device.interface());
    link_ = std::make_unique<Link>(*context_, *handle, *device.interface(), description_);
    return {};
}

void UsbTransport::close() noexcept {
    link_.reset();
}

void UsbTransport::start_write(ByteView bytes) {
    require(!bytes.empty() && bytes.size() <= largest_write, "a write is neither empty nor too long");
    require(link_ != nullptr && !link_->writing(), "the transport is open, and one write goes on at a time");
    link_->write(bytes);
}

bool UsbTransport::writing() const {
    return link_ != nullptr && link_->writing();
}

std::size_t UsbTransport::withdraw() {
    return link_ == nullptr ? 0 : link_->withdraw();
}

TransportNews UsbTransport::wait(milliseconds timeout) {
    if (link_ != nullptr) {
        TransportNews news = link_->wait(timeout);
        link_->clear_stalls();
        return news;
    }
    if (context_->get() != nullptr) {
        context_->handle_events(timeout, [this] { return context_->arrived(); });
        (void)context_->take_arrival();
        return {};
    }
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable().wait_for(lock, timeout);
    return {};
}

void UsbTransport::interrupt() noexcept {
    context_->interrupt();
}

std::optional<PortStatus> UsbTransport::port_status() {
    if (link_ == nullptr)
        return std::nullopt;
    std::uint8_t bits = 0;
    const auto request_type =
        static_cast<std::uint8_t>(unsigned{LIBUSB_ENDPOINT_IN} | unsigned{LIBUSB_REQUEST_TYPE_CLASS} |
                                  unsigned{LIBUSB_RECIPIENT_INTERFACE});
    if (libusb_control_transfer(link_->handle(), request_type, get_port_status, 0,
                                static_cast<std::uint16_t>(link_->interface().number), &bits, 1,
                                control_timeout) != 1)
        return std::nullopt;
    return PortStatus{(bits & 0x20U) != 0, (bits & 0x10U) != 0, (bits & 0x08U) == 0};
}

} // namespace guichet::printer
