#pragma once

#include "kiosk/ports/scanner.hpp"

#include <memory>
#include <string>

namespace guichet::lab {

/// A simulated hand scanner of the kind that pretends to be a keyboard: what it reads goes through the same
/// assembling of characters as a real one's. All functions may be called from any thread.
class LabScanner {
public:
    LabScanner();
    ~LabScanner();
    LabScanner(const LabScanner&) = delete;
    LabScanner& operator=(const LabScanner&) = delete;

    /// It reads a code and sends its text, one character every 3 ms, and Enter.
    void scan(std::string text);

    /// Unplugged, an open scanner fails and no other can be opened.
    void unplug();
    void plug_in();

    /// A scan was sent and not fetched yet.
    [[nodiscard]] bool pending() const;

    /// Opens it, as often as it is asked to; usable even after this object is gone (then unplugged).
    [[nodiscard]] ports::OpenScanner opener() const;

private:
    class Device;
    std::shared_ptr<Device> device_;
};

} // namespace guichet::lab
