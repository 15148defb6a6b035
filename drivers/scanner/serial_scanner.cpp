#include "drivers/scanner/serial_scanner.hpp"

#include "drivers/scanner/descriptor.hpp"
#include "drivers/scanner/serial_reader.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <utility>

namespace guichet::scanner {
namespace {

constexpr std::array<speed_t, baud_rates.size()> speed_codes{B1200,  B2400,  B4800,  B9600,
                                                             B19200, B38400, B57600, B115200};

/// Reads of one turn: a line that sends without end does not keep the others from being read.
constexpr int most_reads = 4;

class SerialScanner final : public OpenScanner {
public:
    SerialScanner(FoundScanner found, Descriptor line, const ScannerSettings& settings)
        : OpenScanner(std::move(found)), line_(std::move(line)), reader_(settings.framing, settings.gap) {}

    [[nodiscard]] int descriptor() const override { return line_.get(); }

    [[nodiscard]] Result<> read() override {
        for (int time = 0; time < most_reads; ++time) {
            std::array<std::uint8_t, 512> bytes;
            const ssize_t count = ::read(line_.get(), bytes.data(), bytes.size());
            if (count < 0 && (errno == EAGAIN || errno == EINTR))
                break;
            if (count <= 0)
                return lost();
            for (std::string& code :
                 reader_.take(std::span(bytes).first(static_cast<std::size_t>(count)), monotonic_now()))
                keep(std::move(code));
        }
        return Done{};
    }

    void pause(Time now) override {
        if (auto code = reader_.pause(now))
            keep(std::move(*code));
    }

    [[nodiscard]] std::optional<Time> patience(Time now) const override { return reader_.patience(now); }

private:
    Descriptor line_;
    SerialReader reader_;
};

bool set_up(int line, speed_t speed) {
    termios mode{};
    if (::tcgetattr(line, &mode) < 0)
        return false;
    ::cfmakeraw(&mode);
    mode.c_cflag |= CLOCAL | CREAD;
    mode.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS | HUPCL);
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    ::cfsetispeed(&mode, speed);
    ::cfsetospeed(&mode, speed);
    return ::tcsetattr(line, TCSANOW, &mode) == 0;
}

} // namespace

Result<std::unique_ptr<OpenScanner>> open_serial_line(FoundScanner found, const ScannerSettings& settings) {
    const auto* speed = std::find(baud_rates.begin(), baud_rates.end(), settings.baud);
    require(speed != baud_rates.end(), "the speed of the settings is one of a serial line");
    Descriptor line(::open(found.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!line.open())
        return opening_problem(errno, found);
    if (!set_up(line.get(), speed_codes.at(static_cast<std::size_t>(speed - baud_rates.begin()))))
        return fail("{0} is no serial line: correct the hand scanner's name in the configuration.",
                    found.path);
    if (::ioctl(line.get(), TIOCEXCL) < 0)
        return opening_problem(errno, found);
    ::tcflush(line.get(), TCIFLUSH); // half a code from before
    return std::unique_ptr<OpenScanner>(
        std::make_unique<SerialScanner>(std::move(found), std::move(line), settings));
}

} // namespace guichet::scanner
