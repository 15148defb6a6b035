#include "drivers/lab/printer/lab_transport.hpp"

namespace guichet::lab {

using printer::Transfer;

std::string LabTransport::describe() const {
    return printer_->model().maker + " " + printer_->model().name + " (simulated)";
}

Result<> LabTransport::open() {
    connection_ = printer_->connect();
    if (!connection_)
        return fail("The simulated printer is not plugged in.");
    return {};
}

Transfer LabTransport::write(printer::ByteView bytes, std::chrono::milliseconds timeout) {
    require(connection_.has_value(), "the transport is open");
    require(!bytes.empty() && bytes.size() <= printer::largest_write, "a write has 1 to 4096 bytes");
    return printer_->write(*connection_, bytes, timeout);
}

Transfer LabTransport::read(std::span<std::uint8_t> into, std::chrono::milliseconds timeout) {
    require(connection_.has_value(), "the transport is open");
    return printer_->read(*connection_, into, timeout);
}

std::optional<printer::PortStatus> LabTransport::port_status() {
    return connection_ ? printer_->port_status(*connection_) : std::nullopt;
}

} // namespace guichet::lab
