#pragma once
// USB printers for the real libusb, without hardware: umockdev plays the kernel (usbfs), and a lab printer
// (drivers/lab/printer) is at the other end of each simulated cable. Programs that use it run with
// libumockdev-preload (see CMakeLists.txt).

#include "drivers/lab/printer/lab_printer.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace guichet::testing {

/// How a simulated USB printer presents itself.
struct UsbShape {
    std::uint16_t vendor = 0x04B8;
    std::uint16_t product = 0x0E15;
    std::uint8_t interface_class = 7; ///< 7 printer, FF vendor, 2 a serial line
    std::uint8_t interface_subclass = 1;
    std::uint8_t out = 0x01;   ///< endpoint
    std::uint8_t in = 0x82;    ///< endpoint; 0: none
    std::string serial = "S1"; ///< empty: none
    std::string maker = "EPSON";
    std::string model = "TM-T20II";
    std::string device_id = "MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;";
    bool device_id_length_low_first = false;
    bool held_by_usblp = false;      ///< the kernel's driver has it
    bool held_by_a_program = false;  ///< another program has it: it cannot be detached
    std::size_t reply_fragment = 64; ///< most bytes of one packet that it sends
    int reply_delay = 0;             ///< how many looks of libusb until a reply comes
    bool empty_replies = false;      ///< it answers every read at once, with nothing
};

/// What the kernel was asked to do with a device.
struct UsbDiary {
    int resets = 0;
    int configurations_set = 0;
    int empty_writes = 0;
    int halts_cleared = 0;
    int detached = 0;   ///< times that usblp was sent away
    int reattached = 0; ///< times that it was let in again
    std::size_t largest_write = 0;
    std::size_t bytes_taken = 0;
    std::vector<std::uint8_t> endpoints; ///< that bulk transfers went to
};

class UsbBed {
public:
    UsbBed();
    ~UsbBed();
    UsbBed(const UsbBed&) = delete;
    UsbBed& operator=(const UsbBed&) = delete;

    /// Whether the program runs so that a bed can be made.
    [[nodiscard]] static bool possible();

    /// Plugs a printer in at port `port` (1 to 9) of bus 1: its path is "1-PORT".
    void plug(int port, std::shared_ptr<lab::LabPrinter> printer, const UsbShape& shape = {});
    /// The kernel notices that a printer is gone; what is under way there fails.
    void unplug(int port);
    /// The device refuses the write in which it has taken `bytes` more (a stall), once.
    void refuse_after(int port, std::size_t bytes);

    [[nodiscard]] UsbDiary diary(int port) const;

private:
    struct Bed;
    std::unique_ptr<Bed> bed_;
};

} // namespace guichet::testing
