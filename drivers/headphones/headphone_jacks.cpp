#include "drivers/headphones/headphone_jacks.hpp"

#include "drivers/scanner/descriptor.hpp"
#include "drivers/scanner/device_watch.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <linux/input.h>
#include <map>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <vector>

namespace guichet::headphones {

namespace {

using scanner::Descriptor;

/// One bit for each switch.
using Switches = std::array<unsigned char, SW_MAX / 8 + 1>;

bool has_headphone_bit(const Switches& switches) {
    return (switches[SW_HEADPHONE_INSERT / 8] & (1U << (SW_HEADPHONE_INSERT % 8U))) != 0;
}

/// Whether the device has such a switch at all.
bool is_jack(const Descriptor& device) {
    Switches known{};
    return ::ioctl(device.get(), EVIOCGBIT(EV_SW, sizeof known), known.data()) >= 0 &&
           has_headphone_bit(known);
}

/// Nothing: the device is gone.
std::optional<bool> state_of(const Descriptor& device) {
    Switches now{};
    if (::ioctl(device.get(), EVIOCGSW(sizeof now), now.data()) < 0)
        return std::nullopt;
    return has_headphone_bit(now);
}

/// Throws away what has come: the state is asked for as a whole, so that nothing lost matters. False: gone.
bool drain(const Descriptor& device) {
    constexpr int most_reads = 8;
    std::array<input_event, 16> events;
    for (int time = 0; time < most_reads; ++time) {
        const ssize_t bytes = ::read(device.get(), events.data(), sizeof events);
        if (bytes < 0)
            return errno == EAGAIN || errno == EINTR;
        if (bytes == 0)
            return false;
    }
    return true;
}

class Jacks final : public ports::Headphones {
public:
    Jacks() { look(); }

    [[nodiscard]] bool plugged(std::chrono::milliseconds patience) override {
        std::vector<pollfd> waited{{watch_.descriptor(), POLLIN, 0}};
        for (const auto& [path, jack] : jacks_)
            waited.push_back({jack.get(), POLLIN, 0});
        (void)::poll(waited.data(), waited.size(), static_cast<int>(patience.count()));
        if (watch_.take_change())
            look();
        bool any = false;
        for (auto at = jacks_.begin(); at != jacks_.end();) {
            const bool there = drain(at->second);
            const auto state = there ? state_of(at->second) : std::nullopt;
            any = any || state.value_or(false);
            at = state ? std::next(at) : jacks_.erase(at);
        }
        return any;
    }

private:
    /// Opens the jacks that are new.
    void look() {
        namespace files = std::filesystem;
        std::error_code failure;
        for (files::directory_iterator at("/dev/input", failure), end; !failure && at != end;
             at.increment(failure)) {
            const std::string path = at->path().string();
            if (!at->path().filename().string().starts_with("event") || jacks_.contains(path))
                continue;
            Descriptor device(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
            if (device.open() && is_jack(device))
                jacks_.emplace(path, std::move(device));
        }
    }

    scanner::DeviceWatch watch_;
    std::map<std::string, Descriptor> jacks_; ///< by device file
};

} // namespace

std::unique_ptr<ports::Headphones> watch_headphone_jacks() {
    return std::make_unique<Jacks>();
}

} // namespace guichet::headphones
