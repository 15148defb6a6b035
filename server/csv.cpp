#include "server/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace guichet::server {

namespace {

constexpr std::size_t buffer_bytes = 64 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

CsvReader::CsvReader(ByteSource source, Faults& faults)
    : source_(std::move(source)), faults_(faults), buffer_(buffer_bytes) {
    // The separator is looked for in what the buffer holds of the first row.
    while (filled_ < buffer_.size()) {
        const auto more = read_into(std::span(buffer_).subspan(filled_));
        if (more == 0)
            break;
        filled_ += more;
    }
    if (std::string_view(buffer_.data(), filled_).starts_with(byte_order_mark))
        at_ = byte_order_mark.size();
    detect_separator();
}

void CsvReader::detect_separator() {
    bool quoted = false;
    int commas = 0;
    int semicolons = 0;
    for (std::size_t at = at_; at < filled_; ++at) {
        const char letter = buffer_[at];
        if (letter == '"')
            quoted = !quoted;
        else if (!quoted && (letter == '\n' || letter == '\r'))
            break;
        else if (!quoted && letter == ',')
            ++commas;
        else if (!quoted && letter == ';')
            ++semicolons;
    }
    separator_ = semicolons > commas ? ';' : ',';
}

void CsvReader::fill() {
    at_ = 0;
    filled_ = read_into(buffer_);
    if (filled_ == 0 && failure_) {
        faults_.add(place_, failure_->english());
        failure_.reset();
    }
}

/// What cannot be read ends the file, and is a fault when it is reached, so that no half of a file passes for
/// the whole.
std::size_t CsvReader::read_into(std::span<char> buffer) {
    if (ended_)
        return 0;
    const auto count = source_(buffer);
    if (!count)
        failure_ = count.error();
    ended_ = !count || *count == 0;
    return ended_ ? 0 : *count;
}

int CsvReader::peek() {
    if (at_ == filled_)
        fill();
    return at_ == filled_ ? end_of_file : static_cast<unsigned char>(buffer_[at_]);
}

/// Goes past the byte that peek() gave, and keeps count of lines and columns.
void CsvReader::advance() {
    const auto byte = static_cast<unsigned char>(buffer_[at_++]);
    check_byte(byte);
    if (byte == '\n' && after_carriage_return_) {
        after_carriage_return_ = false; // the line was counted at its carriage return
        return;
    }
    after_carriage_return_ = byte == '\r';
    if (byte == '\n' || byte == '\r')
        place_ = {place_.line + 1, 1};
    else if (continuation_bytes_ == 0)
        ++place_.column;
}

/// UTF-8 as table 3-7 of the Unicode Standard defines it: no overlong forms, no surrogates.
void CsvReader::check_byte(unsigned char byte) {
    if (continuation_bytes_ > 0) {
        if (byte >= least_next_ && byte <= most_next_) {
            --continuation_bytes_;
            least_next_ = 0x80;
            most_next_ = 0xBF;
            return;
        }
        note_not_utf8(lead_byte_);
        continuation_bytes_ = 0;
        ++place_.column;
    }
    lead_byte_ = byte;
    least_next_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    most_next_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    if (byte == 0)
        faults_.add(place_, "a NUL byte; a text file in UTF-8 is expected");
    else if (byte >= 0xC2 && byte <= 0xDF)
        continuation_bytes_ = 1;
    else if (byte >= 0xE0 && byte <= 0xEF)
        continuation_bytes_ = 2;
    else if (byte >= 0xF0 && byte <= 0xF4)
        continuation_bytes_ = 3;
    else if (byte >= 0x80)
        note_not_utf8(byte);
}

void CsvReader::note_not_utf8(unsigned char byte) {
    faults_.add(place_, fmt::format("the byte 0x{:02X} is not UTF-8; save the file as UTF-8", byte));
}

bool CsvReader::next(CsvRow& row) {
    while (peek() != end_of_file) {
        row.fields.clear();
        row.field_count = 0;
        auto end = FieldEnd::separator;
        bool blank = true;
        CsvField field;
        while (end == FieldEnd::separator) {
            field = {{}, place_};
            blank = blank && peek() != '"';
            end = read_field(field);
            blank = blank && end != FieldEnd::separator &&
                    field.text.find_first_not_of(" \t") == std::string::npos;
            row.end = field_end_;
            if (row.field_count++ < most_fields)
                row.fields.push_back(std::move(field));
        }
        if (!blank)
            return true;
    }
    return false;
}

void CsvReader::keep(CsvField& field, char byte) {
    if (field.text.size() < most_field_bytes)
        field.text += byte;
    else
        too_long_ = true;
}

CsvReader::FieldEnd CsvReader::read_field(CsvField& field) {
    too_long_ = false;
    if (peek() == '"')
        read_quoted(field);
    while (peek() != end_of_file && peek() != separator_ && peek() != '\n' && peek() != '\r') {
        keep(field, static_cast<char>(peek()));
        advance();
    }
    if (too_long_)
        faults_.add(field.place,
                    fmt::format("the field is longer than {} bytes; shorten it, or look for a quote that is "
                                "missing",
                                most_field_bytes));
    field_end_ = place_;
    return finish_field();
}

/// Reads from an opening quote to its closing one; a doubled quote stands for one.
void CsvReader::read_quoted(CsvField& field) {
    const Place opened = place_;
    advance();
    while (peek() != end_of_file) {
        const auto byte = static_cast<char>(peek());
        const Place here = place_;
        advance();
        if (byte != '"') {
            keep(field, byte);
            continue;
        }
        if (peek() == '"') {
            keep(field, '"');
            advance();
            continue;
        }
        if (peek() != end_of_file && peek() != separator_ && peek() != '\n' && peek() != '\r')
            faults_.add({here.line, here.column + 1},
                        fmt::format("text follows the closing quote of a field that began at line {}, column "
                                    "{}; a separator is expected, or a quote is missing before",
                                    opened.line, opened.column));
        return;
    }
    too_long_ = false;
    faults_.add(opened, "the quote that opens here is never closed; a closing quote is expected");
}

/// Goes past what ends a field.
CsvReader::FieldEnd CsvReader::finish_field() {
    const int byte = peek();
    if (byte == end_of_file) {
        if (continuation_bytes_ > 0)
            note_not_utf8(lead_byte_);
        continuation_bytes_ = 0;
        return FieldEnd::file;
    }
    advance();
    if (byte == separator_)
        return FieldEnd::separator;
    if (byte == '\r' && peek() == '\n')
        advance();
    return FieldEnd::row;
}

} // namespace guichet::server
