#include "drivers/scanner/serial_reader.hpp"

#include <utility>

namespace guichet::scanner {

// Nobody types on a serial line: the rhythm says nothing, and only the pause counts.
SerialReader::SerialReader(Framing framing, Time gap)
    : assembler_({.pause = gap, .average = gap, .least_characters = 1}, std::move(framing)) {}

std::vector<std::string> SerialReader::take(std::span<const std::uint8_t> bytes, Time now) {
    std::vector<std::string> codes;
    for (const std::uint8_t byte : bytes)
        if (auto code = assembler_.character(static_cast<char>(byte), now))
            codes.push_back(std::move(*code));
    return codes;
}

} // namespace guichet::scanner
