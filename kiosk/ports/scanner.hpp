#pragma once

#include "kiosk/core/result.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace guichet::ports {

/// Whether codes can come now. Not there without a problem: this station has no scanner, and none is missed.
struct ScannerCondition {
    bool there = true;
    std::optional<Error> problem; ///< why it is not there, and what to do

    friend bool operator==(const ScannerCondition&, const ScannerCondition&) = default;
};

/// A hand-held scanner, or all of a station as one, used by one thread alone: the one that opened it.
class Scanner {
public:
    virtual ~Scanner() = default;

    /// What a person calls this scanner: its model, or its device file.
    [[nodiscard]] virtual std::string name() const = 0;

    /// May change with each `next_scan`: scanners come and go.
    [[nodiscard]] virtual ScannerCondition condition() const { return {}; }

    /// Waits for a complete scan, at most `timeout`. Nothing: there was none. An Error: the scanner cannot be
    /// used any more (unplugged); destroy it and open it again.
    [[nodiscard]] virtual Result<std::optional<std::string>> next_scan(std::chrono::milliseconds timeout) = 0;
};

/// How the owner thread gets its scanner, at the start and again after each failure.
using OpenScanner = std::function<Result<std::unique_ptr<Scanner>>()>;

} // namespace guichet::ports
