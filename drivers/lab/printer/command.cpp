#include "drivers/lab/printer/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace guichet::lab {
namespace {

using printer::ByteView;

constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t fs = 0x1C;
constexpr std::uint8_t gs = 0x1D;
/// The highest raster of one command, in rows; the reference has 2,303 for GS v 0 and 2,400 for graphics.
constexpr std::size_t most_rows = 2303;

ReadCommand done(Command command, std::size_t length) {
    return {std::move(command), {}, length};
}
ReadCommand wrong(std::size_t length, std::string fault) {
    return {std::nullopt, std::move(fault), length};
}
ReadCommand more(std::size_t length) {
    return {std::nullopt, {}, length};
}

std::size_t number(ByteView bytes, std::size_t at) {
    return bytes[at] + std::size_t{256} * bytes[at + 1];
}

/// Commands of two bytes and fixed parameters. `make` gives nothing for parameters out of range.
struct FixedCommand {
    std::uint8_t introducer;
    std::uint8_t letter;
    std::size_t parameters;
    std::optional<Command> (*make)(ByteView parameters);
};

std::optional<Command> align(ByteView parameters) {
    const unsigned value = parameters[0] >= '0' ? parameters[0] - unsigned{'0'} : parameters[0];
    if (value > 2)
        return std::nullopt;
    return SelectAlign{static_cast<receipt::Align>(value)};
}

std::optional<Command> size(ByteView parameters) {
    switch (parameters[0]) {
    case 0x00: return SetSize{receipt::Size::normal};
    case 0x01: return SetSize{receipt::Size::tall};
    case 0x11: return SetSize{receipt::Size::large};
    default: return std::nullopt; // other sizes exist; nothing here prints them
    }
}

std::optional<Command> identity(ByteView parameters) {
    const int asked = parameters[0];
    const bool known =
        (asked >= 1 && asked <= 3) || (asked >= '1' && asked <= '3') || (asked >= 65 && asked <= 69);
    return known ? std::optional<Command>(AskIdentity{asked}) : std::nullopt;
}

constexpr std::array fixed_commands{
    FixedCommand{esc, '@', 0, [](ByteView) -> std::optional<Command> { return Initialise{}; }},
    FixedCommand{esc, '2', 0, [](ByteView) -> std::optional<Command> { return SetLineHeight{std::nullopt}; }},
    FixedCommand{esc, '3', 1, [](ByteView p) -> std::optional<Command> { return SetLineHeight{p[0]}; }},
    FixedCommand{esc, 'J', 1, [](ByteView p) -> std::optional<Command> { return Feed{p[0]}; }},
    FixedCommand{esc, 'd', 1, [](ByteView p) -> std::optional<Command> { return FeedLines{p[0]}; }},
    FixedCommand{esc, 't', 1, [](ByteView p) -> std::optional<Command> { return SelectPage{p[0]}; }},
    FixedCommand{esc, 'a', 1, align},
    FixedCommand{esc, 'E', 1, [](ByteView p) -> std::optional<Command> { return SetBold{(p[0] & 1U) != 0}; }},
    FixedCommand{esc, 'i', 0, [](ByteView) -> std::optional<Command> { return Cut{}; }},
    // National letters in place of ASCII signs are never wanted: 0 (U.S.A.) only.
    FixedCommand{esc, 'R', 1,
                 [](ByteView p) { return p[0] == 0 ? std::optional<Command>(PassOver{}) : std::nullopt; }},
    FixedCommand{fs, '.', 0, [](ByteView) -> std::optional<Command> { return PassOver{}; }},
    FixedCommand{gs, '!', 1, size},
    FixedCommand{gs, 'B', 1,
                 [](ByteView p) -> std::optional<Command> { return SetReverse{(p[0] & 1U) != 0}; }},
    // Motion units other than whole dots of 203 dpi are not simulated.
    FixedCommand{gs, 'P', 2,
                 [](ByteView p) {
                     return p[0] == 203 && p[1] == 203 ? std::optional<Command>(PassOver{}) : std::nullopt;
                 }},
    FixedCommand{gs, 'a', 1,
                 [](ByteView p) -> std::optional<Command> { return SetAutomaticStatus{p[0] != 0}; }},
    FixedCommand{gs, 'r', 1,
                 [](ByteView p) {
                     return p[0] == 1 || p[0] == '1' ? std::optional<Command>(AskPaperStatus{})
                                                     : std::nullopt;
                 }},
    FixedCommand{gs, 'I', 1, identity},
};

ReadCommand read_fixed(ByteView bytes) {
    const auto found =
        std::find_if(fixed_commands.begin(), fixed_commands.end(), [bytes](const FixedCommand& command) {
            return command.introducer == bytes[0] && command.letter == bytes[1];
        });
    if (found == fixed_commands.end())
        return wrong(2, fmt::format("unknown command {:02X} {:02X}", bytes[0], bytes[1]));
    const std::size_t length = 2 + found->parameters;
    if (bytes.size() < length)
        return more(length);
    if (auto command = found->make(bytes.subspan(2, found->parameters)))
        return done(std::move(*command), length);
    return wrong(length, fmt::format("{:02X} {:02X} with parameter {:02X}", bytes[0], bytes[1], bytes[2]));
}

/// DLE EOT and DLE ENQ, done when they arrived; the other real-time commands are never to be sent.
ReadCommand read_real_time(ByteView bytes) {
    if (bytes[1] != 0x04 && bytes[1] != 0x05)
        return wrong(2, fmt::format("real-time command 10 {:02X}", bytes[1]));
    if (bytes.size() < 3)
        return more(3);
    if (bytes[2] < 1 || bytes[2] > (bytes[1] == 0x04 ? 4 : 2))
        return wrong(3, fmt::format("10 {:02X} with parameter {:02X}", bytes[1], bytes[2]));
    return done(PassOver{}, 3);
}

/// GS V: 0 and 1 cut where the cutter is, 65 and 66 feed to it and some more.
ReadCommand read_cut(ByteView bytes) {
    if (bytes.size() < 3)
        return more(3);
    switch (bytes[2]) {
    case 0:
    case 1:
    case '0':
    case '1': return done(Cut{}, 3);
    case 65:
    case 66: return bytes.size() < 4 ? more(4) : done(Cut{true, bytes[3]}, 4);
    default: return wrong(3, fmt::format("1D 56 with parameter {:02X}", bytes[2]));
    }
}

printer::Bitmap bitmap_of(ByteView data, std::size_t width_bytes, std::size_t rows) {
    printer::Bitmap bitmap(static_cast<int>(width_bytes * 8), static_cast<int>(rows));
    std::copy(data.begin(), data.end(), bitmap.bytes.begin());
    return bitmap;
}

/// Printers execute these even inside a picture.
std::string hidden_real_time(ByteView data) {
    for (std::size_t at = 0; at + 1 < data.size(); ++at)
        if (data[at] == dle && (data[at + 1] == 0x04 || data[at + 1] == 0x05 || data[at + 1] == 0x14))
            return fmt::format("real-time sequence 10 {:02X} inside a picture", data[at + 1]);
    return {};
}

/// GS v 0 m xL xH yL yH d…: width in bytes.
ReadCommand read_raster(ByteView bytes) {
    constexpr std::size_t header = 8;
    if (bytes.size() < header)
        return more(header);
    const std::size_t width = number(bytes, 4);
    const std::size_t rows = number(bytes, 6);
    const unsigned mode = bytes[3] >= '0' ? bytes[3] - unsigned{'0'} : bytes[3];
    if (bytes[2] != '0' || mode > 3 || width == 0 || rows == 0 || rows > most_rows)
        return wrong(header,
                     fmt::format("1D 76 with mode {:02X}, {} bytes by {} rows", bytes[3], width, rows));
    const std::size_t length = header + width * rows;
    if (bytes.size() < length)
        return more(length);
    const ByteView data = bytes.subspan(header, width * rows);
    if (std::string fault = hidden_real_time(data); !fault.empty())
        return wrong(length, std::move(fault));
    return done(PrintRaster{bitmap_of(data, width, rows), (mode & 1U) != 0 ? 2 : 1, (mode & 2U) != 0 ? 2 : 1},
                length);
}

/// ESC * 33 nL nH d…: columns of 24 dots, three bytes each.
ReadCommand read_in_line(ByteView bytes) {
    constexpr std::size_t header = 5;
    constexpr std::size_t column = 3;
    constexpr std::size_t most_columns = 2047;
    if (bytes.size() < header)
        return more(header);
    const std::size_t columns = number(bytes, 3);
    if (bytes[2] != 33 || columns == 0 || columns > most_columns)
        return wrong(header, fmt::format("1B 2A with mode {:02X} and {} columns", bytes[2], columns));
    const std::size_t length = header + column * columns;
    if (bytes.size() < length)
        return more(length);
    const ByteView data = bytes.subspan(header, column * columns);
    if (std::string fault = hidden_real_time(data); !fault.empty())
        return wrong(length, std::move(fault));
    printer::Bitmap bitmap(static_cast<int>(columns), 24);
    for (int x = 0; x < bitmap.width; ++x)
        for (int y = 0; y < bitmap.height; ++y)
            if ((data[static_cast<std::size_t>(x) * column + static_cast<std::size_t>(y) / 8] &
                 (0x80U >> (static_cast<unsigned>(y) % 8U))) != 0)
                bitmap.set(x, y);
    return done(PrintInLine{std::move(bitmap)}, length);
}

/// The function's parameters of GS ( L and GS 8 L: 30 70 30 bx by 31 xL xH yL yH d…, or 30 32.
ReadCommand graphics(ByteView body, std::size_t length) {
    constexpr std::size_t header = 10;
    if (body.size() == 2 && body[0] == 0x30 && (body[1] == 0x32 || body[1] == 2))
        return done(PrintStored{}, length);
    const bool stores = body.size() > header && body[0] == 0x30 && body[1] == 0x70 && body[2] == 0x30;
    if (!stores || body[3] < 1 || body[3] > 2 || body[4] < 1 || body[4] > 2 || body[5] != 0x31)
        return wrong(length, "graphics function that is unknown or out of range");
    const std::size_t width = (number(body, 6) + 7) / 8;
    const std::size_t rows = number(body, 8);
    const ByteView data = body.subspan(header);
    if (width * rows != data.size() || rows > most_rows)
        return wrong(length,
                     fmt::format("graphics of {} bytes by {} rows with {} bytes", width, rows, data.size()));
    if (std::string fault = hidden_real_time(data); !fault.empty())
        return wrong(length, std::move(fault));
    return done(StoreRaster{{bitmap_of(data, width, rows), body[3], body[4]}}, length);
}

/// GS ( k: the QR functions of symbol type 31.
ReadCommand qr(ByteView body, std::size_t length) {
    constexpr std::size_t longest_payload = 7089;
    const auto fault = [length] { return wrong(length, "QR function that is unknown or out of range"); };
    if (body.size() < 3 || body[0] != 0x31)
        return fault();
    switch (body[1]) {
    case 0x41:
        return body.size() == 4 && body[2] == 0x32 && body[3] == 0 ? done(PassOver{}, length) : fault();
    case 0x43:
        return body.size() == 3 && body[2] >= 1 && body[2] <= 16 ? done(SetQrModule{body[2]}, length)
                                                                 : fault();
    case 0x45:
        return body.size() == 3 && body[2] >= 0x30 && body[2] <= 0x33 ? done(PassOver{}, length) : fault();
    case 0x50:
        return body.size() > 3 && body.size() <= longest_payload && body[2] == 0x30
                   ? done(StoreQr{std::string(body.begin() + 3, body.end())}, length)
                   : fault();
    case 0x51: return body.size() == 3 && body[2] == 0x30 ? done(PrintQr{}, length) : fault();
    default: return fault();
    }
}

/// GS ( H: 30 30 d1 d2 d3 d4.
ReadCommand confirmation(ByteView body, std::size_t length) {
    const bool printable =
        std::all_of(body.begin(), body.end(), [](std::uint8_t byte) { return byte >= 0x20 && byte <= 0x7E; });
    if (body.size() != 6 || body[0] != 0x30 || body[1] != 0x30 || !printable)
        return wrong(length, "1D 28 48 with parameters out of range");
    return done(AskConfirmation{std::string(body.begin() + 2, body.end())}, length);
}

/// GS ( letter pL pH …: commands that say their own length.
ReadCommand read_sized(ByteView bytes) {
    constexpr std::size_t header = 5;
    if (bytes.size() < header)
        return more(header);
    const std::size_t length = header + number(bytes, 3);
    if (bytes.size() < length)
        return more(length);
    const ByteView body = bytes.subspan(header, length - header);
    switch (bytes[2]) {
    case 'L': return graphics(body, length);
    case 'k': return qr(body, length);
    case 'H': return confirmation(body, length);
    default: return wrong(length, fmt::format("unknown command 1D 28 {:02X}", bytes[2]));
    }
}

/// GS 8 L p1 p2 p3 p4 …: graphics of more than 65,535 bytes.
ReadCommand read_large_graphics(ByteView bytes) {
    constexpr std::size_t header = 7;
    constexpr std::size_t largest = std::size_t{1} << 20U;
    if (bytes.size() < header)
        return more(header);
    const std::size_t size = number(bytes, 3) + (number(bytes, 5) << 16U);
    if (bytes[2] != 'L' || size > largest)
        return wrong(header, fmt::format("1D 38 {:02X} with {} bytes", bytes[2], size));
    if (bytes.size() < header + size)
        return more(header + size);
    return graphics(bytes.subspan(header, size), header + size);
}

} // namespace

ReadCommand read_command(ByteView bytes) {
    const std::uint8_t first = bytes[0];
    if (first == 0)
        return done(PassOver{}, 1);
    if (first == '\n')
        return done(LineFeed{}, 1);
    if (first >= 0x20 && first != 0x7F)
        return done(Letter{first}, 1);
    if (first != dle && first != esc && first != fs && first != gs)
        return wrong(1, fmt::format("unknown control byte {:02X}", first));
    if (bytes.size() < 2)
        return more(2);
    if (first == dle)
        return read_real_time(bytes);
    if (first == esc && bytes[1] == '*')
        return read_in_line(bytes);
    if (first == gs) {
        switch (bytes[1]) {
        case 'V': return read_cut(bytes);
        case 'v': return read_raster(bytes);
        case '(': return read_sized(bytes);
        case '8': return read_large_graphics(bytes);
        default: break;
        }
    }
    return read_fixed(bytes);
}

} // namespace guichet::lab
