#include "drivers/printer/escpos_raster.hpp"

#include "kiosk/core/result.hpp"

#include <algorithm>

namespace guichet::printer {
namespace {

constexpr std::uint8_t data_link_escape = 0x10;

bool real_time_second(std::uint8_t byte) {
    return byte == 0x04 || byte == 0x05 || byte == 0x14;
}

/// One dot more beside a lone dot is not seen; a command executed in the middle of a picture is.
void disarm(std::vector<std::uint8_t>& data) {
    constexpr std::uint8_t thickened = 0x18;
    for (std::size_t at = 0; at + 1 < data.size(); ++at)
        if (data[at] == data_link_escape && real_time_second(data[at + 1]))
            data[at] = thickened;
}

void append_number(Bytes& bytes, std::size_t number) {
    bytes.push_back(static_cast<std::uint8_t>(number & 0xFFU));
    bytes.push_back(static_cast<std::uint8_t>(number >> 8U));
}

void append(Bytes& bytes, std::initializer_list<std::uint8_t> more) {
    bytes.insert(bytes.end(), more);
}

/// `1D 76 30 m xL xH yL yH`: width in bytes, height in dots.
void append_gs_v_0(Bytes& bytes, const Bitmap& band, bool doubled) {
    append(bytes, {0x1D, 0x76, 0x30, static_cast<std::uint8_t>(doubled ? 3 : 0)});
    append_number(bytes, band.stride());
    append_number(bytes, static_cast<std::size_t>(band.height));
    bytes.insert(bytes.end(), band.bytes.begin(), band.bytes.end());
}

/// `1D 28 4C pL pH 30 70 30 bx by 31 xL xH yL yH` stores, `1D 28 4C 02 00 30 32` prints: width in dots.
void append_graphics(Bytes& bytes, const Bitmap& band, bool doubled) {
    const std::uint8_t scale = doubled ? 2 : 1;
    append(bytes, {0x1D, 0x28, 0x4C});
    append_number(bytes, 10 + band.bytes.size());
    append(bytes, {0x30, 0x70, 0x30, scale, scale, 0x31});
    append_number(bytes, band.stride() * 8);
    append_number(bytes, static_cast<std::size_t>(band.height));
    bytes.insert(bytes.end(), band.bytes.begin(), band.bytes.end());
    append(bytes, {0x1D, 0x28, 0x4C, 0x02, 0x00, 0x30, 0x32});
}

/// Whether the lengths in a command's head would be heard as a real-time command.
bool armed_head(int rows, std::size_t stride, const Profile& profile) {
    if (profile.raster != RasterCommand::gs_graphics)
        return false; // its numbers stay below 0410
    const std::size_t length = 10 + static_cast<std::size_t>(rows) * stride;
    return (length & 0xFFU) == data_link_escape && real_time_second(static_cast<std::uint8_t>(length >> 8U));
}

bool broken(int rows, const Profile& profile) {
    return profile.broken_band_multiple > 1 && rows % profile.broken_band_multiple == 0;
}

/// Rows of the next band of a picture that has `left` rows still: never so many that the printer breaks, as
/// long as others follow.
int rows_of_band(int left, std::size_t stride, const Profile& profile) {
    int rows = std::min(left, profile.band_rows);
    while (rows > 1 && ((rows < left && broken(rows, profile)) || armed_head(rows, stride, profile)))
        --rows;
    return rows;
}

/// The empty rows that a last band needs below it so that the printer does not break.
int padding(int rows, std::size_t stride, const Profile& profile) {
    constexpr int usual = 8;
    if (!broken(rows, profile))
        return 0;
    const int more = broken(rows + usual, profile) ? 1 : usual;
    return armed_head(rows + more, stride, profile) ? more + 1 : more;
}

} // namespace

int append_raster(Bytes& bytes, const Bitmap& bitmap, bool doubled, const Profile& profile) {
    require(!doubled || profile.raster_doubles, "the printer can double dots");
    int added = 0;
    for (int row = 0; row < bitmap.height;) {
        const int rows = rows_of_band(bitmap.height - row, bitmap.stride(), profile);
        Bitmap band = bitmap.rows(row, rows);
        const int more = padding(rows, bitmap.stride(), profile);
        band.height += more;
        band.bytes.resize(band.stride() * static_cast<std::size_t>(band.height));
        disarm(band.bytes);
        if (profile.raster == RasterCommand::gs_v_0)
            append_gs_v_0(bytes, band, doubled);
        else
            append_graphics(bytes, band, doubled);
        added += more;
        row += rows;
    }
    return added * (doubled ? 2 : 1);
}

void append_in_line(Bytes& bytes, const Bitmap& bitmap) {
    require(bitmap.height == in_line_height, "a picture among letters is as high as they are");
    append(bytes, {0x1B, 0x2A, 0x21});
    append_number(bytes, static_cast<std::size_t>(bitmap.width));
    Bytes columns;
    columns.reserve(static_cast<std::size_t>(bitmap.width) * in_line_height / 8);
    for (int x = 0; x < bitmap.width; ++x)
        for (int top = 0; top < in_line_height; top += 8) {
            unsigned dots = 0;
            for (int y = top; y < top + 8; ++y)
                dots = dots << 1U | (bitmap.black(x, y) ? 1U : 0U);
            columns.push_back(static_cast<std::uint8_t>(dots));
        }
    disarm(columns);
    bytes.insert(bytes.end(), columns.begin(), columns.end());
}

} // namespace guichet::printer
