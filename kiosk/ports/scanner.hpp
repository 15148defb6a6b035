#pragma once

#include "kiosk/core/result.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace guichet::ports {

/// An open hand-held scanner, used by one thread alone: the one that opened it.
class Scanner {
public:
    virtual ~Scanner() = default;

    /// What a person calls this scanner: its model, or its device file.
    [[nodiscard]] virtual std::string name() const = 0;

    /// Waits for a complete scan, at most `timeout`. Nothing: there was none. An Error: the scanner cannot be
    /// used any more (unplugged); destroy it and open it again.
    [[nodiscard]] virtual Result<std::optional<std::string>> next_scan(std::chrono::milliseconds timeout) = 0;
};

/// How the owner thread gets its scanner, at the start and again after each failure.
using OpenScanner = std::function<Result<std::unique_ptr<Scanner>>()>;

} // namespace guichet::ports
