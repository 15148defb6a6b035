#include "drivers/scanner/hand_scanners.hpp"

#include "drivers/scanner/device_watch.hpp"
#include "drivers/scanner/hid_pos_scanner.hpp"
#include "drivers/scanner/keyboard_scanner.hpp"
#include "drivers/scanner/serial_scanner.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <poll.h>
#include <set>
#include <utility>

namespace guichet::scanner {
namespace {

using std::chrono::milliseconds;

/// One that could not be opened is tried again: a program that held it may have ended, udev may have been
/// slow.
constexpr milliseconds before_trying_again{2'000};

Result<std::unique_ptr<OpenScanner>> open_scanner(HidPosBus& bus, const FoundScanner& found,
                                                  const ScannerSettings& settings) {
    switch (found.kind) {
    case ScannerKind::keyboard: return open_keyboard(found, settings);
    case ScannerKind::serial: return open_serial_line(found, settings);
    case ScannerKind::hid_pos: break;
    }
    return bus.open(found, settings);
}

std::vector<FoundScanner> find_all(const HidPosBus& bus, const ScannerSettings& settings) {
    auto all = find_device_files(settings);
    auto reporting = bus.find(settings);
    all.insert(all.end(), std::make_move_iterator(reporting.begin()),
               std::make_move_iterator(reporting.end()));
    return all;
}

/// What makes a device the same one, until it is unplugged.
using DeviceKey = std::pair<ScannerKind, std::string>;

class HandScanners final : public ports::Scanner {
public:
    explicit HandScanners(ScannerSettings settings) : settings_(std::move(settings)) { look(); }
    ~HandScanners() override {
        open_.clear(); // before the bus that they need
    }

    [[nodiscard]] std::string name() const override {
        std::string names;
        for (const auto& scanner : open_)
            if (scanner->is_scanner())
                names += (names.empty() ? "" : ", ") + scanner->found().describe();
        return names;
    }

    [[nodiscard]] ports::ScannerCondition condition() const override {
        const bool there = std::any_of(open_.begin(), open_.end(),
                                       [](const auto& scanner) { return scanner->is_scanner(); });
        if (there)
            return {true, std::nullopt};
        return {false, problem_};
    }

    [[nodiscard]] Result<std::optional<std::string>> next_scan(milliseconds timeout) override {
        const milliseconds end = monotonic_now() + timeout;
        while (true) {
            const milliseconds now = monotonic_now();
            for (const auto& scanner : open_)
                scanner->pause(now);
            if (auto code = take_code())
                return std::optional(std::move(*code));
            if (now >= end)
                return std::optional<std::string>();
            wait(std::min(end - now, patience(now)));
        }
    }

private:
    std::optional<std::string> take_code() {
        for (const auto& scanner : open_)
            if (auto code = scanner->next())
                return code;
        return std::nullopt;
    }

    [[nodiscard]] milliseconds patience(milliseconds now) const {
        milliseconds shortest = missing_ ? std::max(look_again_ - now, milliseconds(0)) : milliseconds::max();
        for (const auto& scanner : open_)
            shortest = std::min(shortest, scanner->patience(now).value_or(shortest));
        return shortest;
    }

    void wait(milliseconds timeout) {
        std::vector<pollfd> polled;
        for (const auto& scanner : open_)
            polled.push_back({scanner->descriptor(), POLLIN, 0}); // poll passes -1 over
        polled.push_back({watch_.descriptor(), POLLIN, 0});
        bus_.add_descriptors(polled);
        (void)::poll(polled.data(), polled.size(), static_cast<int>(timeout.count()));
        bus_.handle_events();
        read(polled);
        const bool changed = watch_.take_change();
        if (bus_.take_change() || changed || (missing_ && monotonic_now() >= look_again_))
            look();
    }

    /// `polled` begins with the open scanners, in their order.
    void read(const std::vector<pollfd>& polled) {
        std::vector<std::unique_ptr<OpenScanner>> kept;
        for (std::size_t at = 0; at < open_.size(); ++at) {
            OpenScanner& scanner = *open_[at];
            const bool news = scanner.descriptor() < 0 || polled[at].revents != 0;
            const auto read = news ? scanner.read() : Result<>();
            if (read)
                kept.push_back(std::move(open_[at]));
            else
                drop(scanner, read.error());
        }
        open_ = std::move(kept);
    }

    void drop(const OpenScanner& scanner, const Error& error) {
        // It may be there still, or be plugged in again before anybody tells.
        const auto later = monotonic_now() + before_trying_again;
        failed_[key_of(scanner.found())] = later;
        look_again_at(later);
        if (!scanner.is_scanner())
            return;
        problem_ = error;
        say(error.english());
    }

    void look_again_at(milliseconds time) {
        look_again_ = missing_ ? std::min(look_again_, time) : time;
        missing_ = true;
    }

    [[nodiscard]] static DeviceKey key_of(const FoundScanner& found) { return {found.kind, found.path}; }

    /// One that failed is tried again after a while, or at once when it was unplugged meanwhile. Without the
    /// while, a scanner that fails whenever it is opened would be opened without end: to give it back is
    /// news.
    void forgive(const std::vector<FoundScanner>& all) {
        const auto now = monotonic_now();
        std::erase_if(failed_, [&](const auto& failed) {
            const bool there = std::any_of(all.begin(), all.end(), [&](const FoundScanner& found) {
                return key_of(found) == failed.first;
            });
            return !there || now >= failed.second;
        });
    }

    /// Opens what has come.
    void look() {
        missing_ = false;
        std::set<std::string> complaints;
        const auto all = find_all(bus_, settings_);
        forgive(all);
        for (const FoundScanner& found : all) {
            if (is_open(found))
                continue;
            if (const auto failed = failed_.find(key_of(found)); failed != failed_.end()) {
                look_again_at(failed->second);
                continue;
            }
            auto opened = open_scanner(bus_, found, settings_);
            if (opened && *opened != nullptr)
                take_in(std::move(*opened));
            else if (!opened && found.recognition != Recognition::watched)
                complaints.insert(complain(opened.error()));
        }
        if (all.empty() && !settings_.device.empty())
            complaints.insert(complain(not_there(settings_.device)));
        if (complaints.empty() && !complaints_.empty())
            problem_.reset(); // what was complained of is gone, or works
        complaints_ = std::move(complaints);
    }

    void take_in(std::unique_ptr<OpenScanner> scanner) {
        if (scanner->is_scanner()) {
            problem_.reset();
            say(fmt::format("The hand scanner {} is there.", scanner->found().describe()));
        }
        open_.push_back(std::move(scanner));
    }

    /// Says it once, however often it is found again.
    std::string complain(const Error& error) {
        look_again_at(monotonic_now() + before_trying_again);
        problem_ = error;
        std::string sentence = error.english();
        if (!complaints_.contains(sentence))
            say(sentence);
        return sentence;
    }

    [[nodiscard]] bool is_open(const FoundScanner& found) const {
        return std::any_of(open_.begin(), open_.end(),
                           [&](const auto& scanner) { return key_of(scanner->found()) == key_of(found); });
    }

    void say(const std::string& line) const {
        if (settings_.log)
            settings_.log(line);
    }

    ScannerSettings settings_;
    DeviceWatch watch_;
    HidPosBus bus_;
    std::vector<std::unique_ptr<OpenScanner>> open_;
    std::optional<Error> problem_; ///< the newest, while there is no scanner
    std::set<std::string> complaints_;
    std::map<DeviceKey, milliseconds> failed_; ///< until when they are left alone
    bool missing_ = false;                     ///< something that should be there could not be opened
    milliseconds look_again_{};
};

} // namespace

std::unique_ptr<ports::Scanner> watch_hand_scanners(ScannerSettings settings) {
    return std::make_unique<HandScanners>(std::move(settings));
}

std::vector<ScannerFinding> examine_scanners(const ScannerSettings& settings) {
    HidPosBus bus;
    std::vector<ScannerFinding> findings;
    for (const FoundScanner& found : find_all(bus, settings)) {
        const auto opened = open_scanner(bus, found, settings);
        if (opened && *opened == nullptr)
            continue;
        if (opened)
            findings.push_back({found, std::nullopt, false});
        else
            findings.push_back({found, opened.error(), opened.error() == opening_problem(EBUSY, found)});
    }
    return findings;
}

} // namespace guichet::scanner
