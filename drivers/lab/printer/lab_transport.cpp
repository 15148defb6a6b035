#include "drivers/lab/printer/lab_transport.hpp"

#include <algorithm>

namespace guichet::lab {

using printer::TransportNews;

std::string LabTransport::describe() const {
    return printer_->model().maker + " " + printer_->model().name + " (simulated)";
}

printer::PrinterIdentity LabTransport::identity() const {
    const LabPrinterModel& model = printer_->model();
    return {{}, "MFG:" + model.maker + ";MDL:" + model.name + ";CMD:ESC/POS;", {}, {}, {}, {}};
}

Result<> LabTransport::open() {
    writing_.clear();
    written_ = 0;
    connection_ = printer_->connect();
    if (!connection_)
        return fail("The simulated printer is not plugged in.");
    return {};
}

void LabTransport::close() noexcept {
    (void)withdraw();
    connection_.reset();
}

void LabTransport::start_write(printer::ByteView bytes) {
    require(connection_ && !writing(), "the transport is open, and one write goes on at a time");
    require(!bytes.empty() && bytes.size() <= printer::largest_write,
            "a write is neither empty nor too long");
    writing_.assign(bytes.begin(), bytes.end());
    written_ = 0;
}

std::size_t LabTransport::withdraw() {
    writing_.clear();
    written_ = 0;
    return 0; // `wait` has told of every byte
}

TransportNews LabTransport::wait(std::chrono::milliseconds timeout) {
    if (!connection_) {
        printer_->wait_plugged(timeout);
        return {};
    }
    const printer::ByteView rest = printer::ByteView(writing_).subspan(std::min(written_, writing_.size()));
    TransportNews news = printer_->exchange(*connection_, rest, timeout);
    written_ += news.taken;
    return news;
}

std::optional<printer::PortStatus> LabTransport::port_status() {
    return connection_ ? printer_->port_status(*connection_) : std::nullopt;
}

} // namespace guichet::lab
