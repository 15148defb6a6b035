#pragma once
// Scanners of the HID bar code scanner page, through libusb.

#include "drivers/scanner/open_scanner.hpp"

#include <memory>
#include <vector>

struct libusb_context;
struct pollfd;

namespace guichet::scanner {

/// libusb, and its news of devices that come and go. One thread only.
class HidPosBus {
public:
    HidPosBus();
    ~HidPosBus();
    HidPosBus(const HidPosBus&) = delete;
    HidPosBus& operator=(const HidPosBus&) = delete;

    /// Why USB cannot be used, if so: then there are no such scanners.
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

    /// The scanners that the settings allow, by port; nothing is opened for it.
    [[nodiscard]] std::vector<FoundScanner> find(const ScannerSettings& settings) const;

    /// Takes a scanner from the kernel's driver, which gets it back when it is closed. Nothing: it is none
    /// after all. Fails when it may not be opened or another program holds it. The bus must outlive it.
    [[nodiscard]] Result<std::unique_ptr<OpenScanner>> open(const FoundScanner& found,
                                                            const ScannerSettings& settings);

    /// Adds what libusb wants to be polled.
    void add_descriptors(std::vector<pollfd>& polled) const;
    /// Handles what is there, without waiting.
    void handle_events();
    /// True once after devices came or went.
    [[nodiscard]] bool take_change();

private:
    libusb_context* context_ = nullptr;
    std::optional<Error> problem_;
    bool changed_ = false; ///< set while events are handled
};

} // namespace guichet::scanner
