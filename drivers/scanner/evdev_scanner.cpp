#include "drivers/scanner/evdev_scanner.hpp"

#include "drivers/scanner/us_keyboard.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <deque>
#include <fcntl.h>
#include <filesystem>
#include <linux/input.h>
#include <optional>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace guichet::scanner {
namespace {

using std::chrono::milliseconds;

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] bool open() const { return number_ >= 0; }

private:
    int number_;
};

/// The clock that the kernel is asked to stamp the keys with.
milliseconds monotonic_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return milliseconds(std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000);
}

std::string device_name(const Descriptor& device) {
    std::array<char, 256> name{};
    if (::ioctl(device.get(), EVIOCGNAME(name.size() - 1), name.data()) < 0)
        return {};
    return name.data();
}

Descriptor open_file(const std::string& path) {
    return Descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

Descriptor open_by_name(const std::string& name) {
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/input", failure)) {
        if (!entry.path().filename().string().starts_with("event"))
            continue;
        if (Descriptor device = open_file(entry.path().string());
            device.open() && device_name(device) == name)
            return device;
    }
    errno = ENOENT;
    return Descriptor();
}

class EvdevScanner : public ports::Scanner {
public:
    EvdevScanner(Descriptor device, std::string name, HandScanner::Rhythm rhythm)
        : device_(std::move(device)), name_(std::move(name)), scan_(rhythm) {}

    [[nodiscard]] std::string name() const override { return name_; }

    [[nodiscard]] Result<std::optional<std::string>> next_scan(milliseconds timeout) override {
        const milliseconds end = monotonic_now() + timeout;
        while (ready_.empty()) {
            const milliseconds now = monotonic_now();
            keep(scan_.pause(now));
            if (!ready_.empty() || now > end)
                break;
            if (auto read = wait_and_read(std::min(end - now, scan_.patience(now).value_or(timeout))); !read)
                return read.error();
            if (now == end)
                break;
        }
        if (ready_.empty())
            return std::optional<std::string>();
        std::optional<std::string> scan(std::move(ready_.front()));
        ready_.pop_front();
        return scan;
    }

private:
    void keep(std::optional<std::string> scan) {
        if (scan)
            ready_.push_back(*std::move(scan));
    }

    Result<> wait_and_read(milliseconds timeout) {
        pollfd waited{device_.get(), POLLIN, 0};
        if (::poll(&waited, 1, static_cast<int>(timeout.count())) <= 0)
            return Done{};
        std::array<input_event, 64> events;
        const ssize_t bytes = ::read(device_.get(), events.data(), sizeof events);
        if (bytes < 0 && (errno == EAGAIN || errno == EINTR))
            return Done{};
        if (bytes <= 0)
            return fail("The hand scanner {0} was unplugged: plug it in again, it then works by itself.",
                        name_);
        const auto count = static_cast<std::size_t>(bytes) / sizeof(input_event);
        std::for_each_n(events.begin(), count, [this](const input_event& event) { take(event); });
        return Done{};
    }

    void take(const input_event& event) {
        if (event.type == EV_SYN && event.code == SYN_DROPPED)
            scan_.forget(); // the kernel's buffer overflowed: the scan has a hole
        constexpr int up = 0;
        constexpr int down = 1; // 2 is the repeat of a held key
        if (event.type != EV_KEY || (event.value != up && event.value != down))
            return;
        const milliseconds when(std::int64_t{event.input_event_sec} * 1000 + event.input_event_usec / 1000);
        if (const auto character = keyboard_.key(event.code, event.value == down))
            keep(scan_.character(*character, when));
    }

    Descriptor device_;
    std::string name_;
    HandScanner scan_;
    UsKeyboard keyboard_;
    std::deque<std::string> ready_;
};

} // namespace

Result<std::unique_ptr<ports::Scanner>> open_hand_scanner(const std::string& device,
                                                          HandScanner::Rhythm rhythm) {
    Descriptor opened = device.starts_with('/') ? open_file(device) : open_by_name(device);
    if (!opened.open() && errno == EACCES)
        return fail("The hand scanner {0} may not be read: add this user to the group \"input\".", device);
    if (!opened.open())
        return fail(
            "The hand scanner {0} is not there: plug it in, or correct its name in the configuration.",
            device);
    int clock = CLOCK_MONOTONIC;
    if (::ioctl(opened.get(), EVIOCSCLOCKID, &clock) < 0)
        return fail("{0} is no input device: correct the hand scanner's name in the configuration.", device);
    if (::ioctl(opened.get(), EVIOCGRAB, 1) < 0)
        return fail("The hand scanner {0} is held by another program: close that program.", device);
    std::string name = device_name(opened);
    if (name.empty())
        name = device;
    return std::unique_ptr<ports::Scanner>(
        std::make_unique<EvdevScanner>(std::move(opened), std::move(name), rhythm));
}

} // namespace guichet::scanner
