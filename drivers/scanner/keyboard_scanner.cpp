#include "drivers/scanner/keyboard_scanner.hpp"

#include "drivers/scanner/descriptor.hpp"
#include "drivers/scanner/key_reader.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <linux/input.h>
#include <set>
#include <sys/ioctl.h>
#include <utility>

namespace guichet::scanner {
namespace {

/// Scanners on the radio are slow; nobody types on a device that is a scanner by its ids.
constexpr std::chrono::milliseconds average_of_known{50};
/// Shorter than any code of ours; a keyboard's macro keys write shorter words.
constexpr std::size_t least_of_watched = 8;
/// Reads of one turn: a device that sends without end does not keep the others from being read.
constexpr int most_reads = 4;

KeyReading reading_of(const FoundScanner& found, const ScannerSettings& settings) {
    KeyReading reading;
    reading.framing = settings.framing;
    reading.rhythm.pause = settings.gap;
    reading.layout = settings.layout;
    reading.expected = settings.expected;
    if (found.recognition == Recognition::known)
        reading.rhythm.average = std::min(average_of_known, settings.gap);
    if (found.recognition == Recognition::watched) {
        reading.rhythm.least_characters = least_of_watched;
        reading.one_key_at_a_time = true;
    }
    return reading;
}

class KeyboardScanner final : public OpenScanner {
public:
    KeyboardScanner(FoundScanner found, Descriptor device, const ScannerSettings& settings)
        : OpenScanner(std::move(found)), device_(std::move(device)),
          reader_(reading_of(this->found(), settings)), log_(settings.log),
          standing_(this->found().recognition == Recognition::watched ? Standing::watched
                                                                      : Standing::scanner) {}

    [[nodiscard]] bool is_scanner() const override { return standing_ != Standing::watched; }
    [[nodiscard]] int descriptor() const override { return device_.get(); }

    [[nodiscard]] Result<> read() override {
        for (int time = 0; time < most_reads; ++time) {
            std::array<input_event, 64> events;
            const ssize_t bytes = ::read(device_.get(), events.data(), sizeof events);
            if (bytes < 0 && (errno == EAGAIN || errno == EINTR))
                break;
            if (bytes <= 0)
                return lost();
            const auto count = static_cast<std::size_t>(bytes) / sizeof(input_event);
            std::for_each_n(events.begin(), count, [this](const input_event& event) { take(event); });
        }
        judge();
        return Done{};
    }

    void pause(Time now) override {
        reader_.pause(now);
        judge();
    }

    [[nodiscard]] std::optional<Time> patience(Time now) const override { return reader_.patience(now); }

    /// Keeps others from reading the keys. False: another program does so already.
    [[nodiscard]] bool grab(bool alone) {
        if (::ioctl(device_.get(), EVIOCGRAB, alone ? 1 : 0) < 0)
            return false;
        if (alone)
            switch_caps_lock_off();
        return true;
    }

private:
    enum class Standing {
        scanner,    ///< by its ids or the configuration
        watched,    ///< unknown so far
        recognised, ///< by its rhythm; taken for this program alone
        shared,     ///< a person types on it too: its codes count, and nobody is kept from reading it
    };

    void take(const input_event& event) {
        note_held_keys(event);
        reader_.take({event.type, event.code, event.value,
                      Time(std::int64_t{event.input_event_sec} * 1000 + event.input_event_usec / 1000)});
    }

    void note_held_keys(const input_event& event) {
        if (event.type == EV_SYN && event.code == SYN_DROPPED) // then they are not known
            held_keys_.clear();
        if (event.type == EV_KEY && event.value == 0)
            held_keys_.erase(event.code);
        else if (event.type == EV_KEY)
            held_keys_.insert(event.code);
    }

    /// Takes what was read, and learns from it what the device is.
    void judge() {
        bool scanned = false;
        while (auto code = reader_.next()) {
            keep(std::move(*code));
            scanned = true;
        }
        const bool typing = reader_.take_typing();
        types_like_scanner_ = types_like_scanner_ || scanned;
        if (standing_ == Standing::watched && types_like_scanner_ && held_keys_.empty()) {
            // Not before: the display would never hear that Enter was let go, and repeat it without end.
            standing_ = grab(true) ? Standing::recognised : Standing::shared;
            log("{} is taken for a hand scanner: its keys come as fast as only a scanner's do.");
        } else if (typing && standing_ == Standing::recognised) {
            standing_ = Standing::shared;
            (void)grab(false);
            log("{} is a keyboard too: somebody types on it. Its codes are still read.");
        }
    }

    void log(fmt::format_string<std::string> sentence) const {
        if (log_)
            log_(fmt::format(sentence, found().describe()));
    }

    /// A scanner that follows the machine's Caps Lock light exchanges capital and small letters.
    void switch_caps_lock_off() const {
        std::array<input_event, 2> events{};
        events[0].type = EV_LED;
        events[0].code = LED_CAPSL;
        events[1].type = EV_SYN;
        events[1].code = SYN_REPORT;
        // One that has no lights, or may only be read, refuses it: then there is nothing to switch off.
        [[maybe_unused]] const auto written = ::write(device_.get(), events.data(), sizeof events);
    }

    Descriptor device_;
    KeyReader reader_;
    std::function<void(const std::string&)> log_;
    Standing standing_;
    bool types_like_scanner_ = false;
    std::set<std::uint16_t> held_keys_;
};

} // namespace

Result<std::unique_ptr<OpenScanner>> open_keyboard(FoundScanner found, const ScannerSettings& settings) {
    constexpr int flags = O_NONBLOCK | O_CLOEXEC;
    const bool watched = found.recognition == Recognition::watched;
    Descriptor device(::open(found.path.c_str(), (watched ? O_RDONLY : O_RDWR) | flags));
    if (!device.open() && !watched && errno == EACCES)
        device = Descriptor(::open(found.path.c_str(), O_RDONLY | flags));
    if (!device.open())
        return opening_problem(errno, found);
    int clock = CLOCK_MONOTONIC;
    if (::ioctl(device.get(), EVIOCSCLOCKID, &clock) < 0)
        return fail("{0} is no input device: correct the hand scanner's name in the configuration.",
                    found.path);
    auto scanner = std::make_unique<KeyboardScanner>(std::move(found), std::move(device), settings);
    if (!watched && !scanner->grab(true))
        return opening_problem(EBUSY, scanner->found());
    return std::unique_ptr<OpenScanner>(std::move(scanner));
}

} // namespace guichet::scanner
