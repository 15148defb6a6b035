#pragma once
// Where a device hangs on the USB, as the kernel and people name it.

#include <libusb.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace guichet::usb {

/// "1-2.3": bus 1, port 2 of it, port 3 of the hub there; the name of the device's folder in
/// /sys/bus/usb/devices. A device that is plugged into the same port again has the same.
[[nodiscard]] inline std::string port_of(libusb_device* device) {
    std::array<std::uint8_t, 8> ports{}; // USB 3.0 allows seven
    const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    std::string path = std::to_string(libusb_get_bus_number(device));
    for (int at = 0; at < depth; ++at)
        path += (at == 0 ? '-' : '.') + std::to_string(ports.at(static_cast<std::size_t>(at)));
    return path;
}

} // namespace guichet::usb
