#pragma once
// Hand scanners without hardware, for the real libusb and the real system calls: umockdev plays the kernel
// (evdev, usbfs, sysfs). Programs that use it run with libumockdev-preload (see CMakeLists.txt).

#include "drivers/scanner/key_reader.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace guichet::testing {

/// A scanner or a person's keyboard, as evdev shows it.
struct KeyboardShape {
    std::uint16_t vendor = 0x05E0;
    std::uint16_t product = 0x1200;
    std::string name = "Symbol Bar Code Scanner";
    std::string serial = "K1";
    bool held_by_a_program = false; ///< another program has grabbed it
};

/// A scanner of the HID bar code scanner page.
struct HidPosShape {
    std::uint16_t vendor = 0x0C2E;
    std::uint16_t product = 0x0B6A;
    std::string serial = "H1";
    std::vector<std::uint8_t> descriptor;
    bool held_by_usbhid = true;     ///< the kernel's driver has it, and shows the descriptor in sysfs
    bool held_by_a_program = false; ///< another program has it: it cannot be detached
    bool stalls = false;            ///< every wait for a report ends at once with a fault
};

/// What the kernel was asked to do with a scanner.
struct ScannerDiary {
    bool grabbed = false; ///< now
    int grabs = 0;
    int detached = 0;                                ///< times that usbhid was sent away
    int reattached = 0;                              ///< times that it was let in again
    std::vector<std::vector<std::uint8_t>> features; ///< feature reports that were set
};

class ScannerBed {
public:
    ScannerBed();
    ~ScannerBed();
    ScannerBed(const ScannerBed&) = delete;
    ScannerBed& operator=(const ScannerBed&) = delete;

    /// Whether the program runs so that a bed can be made.
    [[nodiscard]] static bool possible();

    /// Plugs a keyboard in as /dev/input/eventNUMBER.
    void plug_keyboard(int number, const KeyboardShape& shape = {});
    /// Keys that it sends. They are read at once, whatever their times.
    void send(int number, const std::vector<scanner::KeyEvent>& events);
    void unplug_keyboard(int number);

    /// Plugs a HID-POS scanner in at port `port` (1 to 9) of bus 1: its path is "1-PORT:1.0".
    void plug_hid(int port, const HidPosShape& shape);
    void report(int port, std::vector<std::uint8_t> report);
    void unplug_hid(int port);

    [[nodiscard]] ScannerDiary keyboard_diary(int number) const;
    [[nodiscard]] ScannerDiary hid_diary(int port) const;

private:
    struct Bed;
    std::unique_ptr<Bed> bed_;
};

} // namespace guichet::testing
