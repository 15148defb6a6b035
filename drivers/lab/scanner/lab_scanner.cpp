#include "drivers/lab/scanner/lab_scanner.hpp"

#include "drivers/scanner/scan_assembler.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace guichet::lab {

/// The scanner itself, shared with whoever has opened it.
class LabScanner::Device {
public:
    void set_plugged(bool plugged) {
        {
            const std::lock_guard lock(mutex_);
            plugged_ = plugged;
        }
        changed_.notify_all();
    }

    void add(std::string text) {
        {
            const std::lock_guard lock(mutex_);
            if (plugged_)
                texts_.push_back(std::move(text));
        }
        changed_.notify_all();
    }

    [[nodiscard]] bool plugged() const {
        const std::lock_guard lock(mutex_);
        return plugged_;
    }

    [[nodiscard]] bool pending() const {
        const std::lock_guard lock(mutex_);
        return !texts_.empty();
    }

    Result<std::optional<std::string>> next(std::chrono::milliseconds timeout) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, timeout, [this] { return !plugged_ || !texts_.empty(); });
        if (!plugged_)
            return fail("The hand scanner was unplugged. Plug it in again.");
        if (texts_.empty())
            return std::optional<std::string>();
        const std::string text = std::move(texts_.front());
        texts_.pop_front();
        return typed(text);
    }

private:
    /// What the assembler makes of the characters of a text, at a scanner's rhythm.
    static std::optional<std::string> typed(const std::string& text) {
        scanner::ScanAssembler assembler;
        scanner::ScanAssembler::Time now{0};
        for (const char character : text) {
            now += std::chrono::milliseconds{3};
            if (auto scan = assembler.character(character, now))
                return scan;
        }
        return assembler.character('\n', now + std::chrono::milliseconds{3});
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> texts_;
    bool plugged_ = true;
};

LabScanner::LabScanner() : device_(std::make_shared<Device>()) {}
LabScanner::~LabScanner() {
    device_->set_plugged(false);
}

void LabScanner::scan(std::string text) {
    device_->add(std::move(text));
}
void LabScanner::unplug() {
    device_->set_plugged(false);
}
void LabScanner::plug_in() {
    device_->set_plugged(true);
}
bool LabScanner::pending() const {
    return device_->pending();
}

ports::OpenScanner LabScanner::opener() const {
    class Connection final : public ports::Scanner {
    public:
        explicit Connection(std::shared_ptr<Device> device) : device_(std::move(device)) {}
        [[nodiscard]] std::string name() const override { return "lab scanner"; }
        [[nodiscard]] Result<std::optional<std::string>>
        next_scan(std::chrono::milliseconds timeout) override {
            return device_->next(timeout);
        }

    private:
        std::shared_ptr<Device> device_;
    };
    return [device = device_]() -> Result<std::unique_ptr<ports::Scanner>> {
        if (!device->plugged())
            return fail("No hand scanner is plugged in.");
        return std::unique_ptr<ports::Scanner>(std::make_unique<Connection>(device));
    };
}

} // namespace guichet::lab
