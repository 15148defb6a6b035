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

struct Speed {
    int baud;
    speed_t code;
};
constexpr std::array speeds{Speed{1200, B1200},   Speed{2400, B2400},    Speed{4800, B4800},
                            Speed{9600, B9600},   Speed{19200, B19200},  Speed{38400, B38400},
                            Speed{57600, B57600}, Speed{115200, B115200}};

const Speed* speed_of(int baud) {
    const auto* found =
        std::find_if(speeds.begin(), speeds.end(), [baud](const Speed& speed) { return speed.baud == baud; });
    return found != speeds.end() ? found : nullptr;
}

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

bool is_baud_rate(int baud) {
    return speed_of(baud) != nullptr;
}

Result<std::unique_ptr<OpenScanner>> open_serial_line(FoundScanner found, const ScannerSettings& settings) {
    const Speed* speed = speed_of(settings.baud);
    require(speed != nullptr, "the speed of the settings is one of a serial line");
    Descriptor line(::open(found.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!line.open())
        return opening_problem(errno, found);
    if (!set_up(line.get(), speed->code))
        return fail("{0} is no serial line: correct the hand scanner's name in the configuration.",
                    found.path);
    if (::ioctl(line.get(), TIOCEXCL) < 0)
        return opening_problem(errno, found);
    ::tcflush(line.get(), TCIFLUSH); // half a code from before
    return std::unique_ptr<OpenScanner>(
        std::make_unique<SerialScanner>(std::move(found), std::move(line), settings));
}

} // namespace guichet::scanner
