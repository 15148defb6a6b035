#pragma once
// Inside this room: one scanner that is open, whatever its kind.

#include "drivers/scanner/found_scanner.hpp"

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace guichet::scanner {

/// The clock of all that is read here, and the one that the kernel is asked to stamp keys with.
[[nodiscard]] std::chrono::milliseconds monotonic_now();

class OpenScanner {
public:
    using Time = std::chrono::milliseconds;

    explicit OpenScanner(FoundScanner found) : found_(std::move(found)) {}
    virtual ~OpenScanner() = default;
    OpenScanner(const OpenScanner&) = delete;
    OpenScanner& operator=(const OpenScanner&) = delete;

    [[nodiscard]] const FoundScanner& found() const { return found_; }
    /// A keyboard that is only watched is not: it may be a person's.
    [[nodiscard]] virtual bool is_scanner() const { return true; }

    /// To be polled for input; -1: nothing to poll, read at each turn.
    [[nodiscard]] virtual int descriptor() const = 0;
    /// Takes what is there, without waiting. An Error: it is lost.
    [[nodiscard]] virtual Result<> read() = 0;
    /// Ends what a pause has ended.
    virtual void pause(Time now) = 0;
    [[nodiscard]] virtual std::optional<Time> patience(Time now) const = 0;

    /// The oldest code that was read and not taken yet.
    [[nodiscard]] std::optional<std::string> next() {
        if (ready_.empty())
            return std::nullopt;
        std::optional<std::string> code(std::move(ready_.front()));
        ready_.pop_front();
        return code;
    }

protected:
    void keep(std::string code) { ready_.push_back(std::move(code)); }
    [[nodiscard]] Error lost() const {
        return fail("The hand scanner {0} was unplugged: plug it in again, it then works by itself.",
                    found_.describe());
    }

private:
    FoundScanner found_;
    std::deque<std::string> ready_;
};

} // namespace guichet::scanner
