#pragma once
// Reading CSV (RFC 4180, with a semicolon as well as a comma) as a stream: memory does not grow with the
// file.

#include "kiosk/core/result.hpp"
#include "server/fault.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guichet::server {

/// Fills a buffer with the next bytes of a file and says how many; 0 at its end. What cannot be read is an
/// Error.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

/// One field of a row, without its quotes.
struct CsvField {
    std::string text; ///< UTF-8; of a field that is too long, its beginning
    Place place;
};

struct CsvRow {
    std::vector<CsvField> fields; ///< of a row that has too many, the first ones
    std::size_t field_count = 0;
    Place end; ///< behind its last character
};

/// Gives the rows of a file one after another; blank lines are passed over. What is no CSV in UTF-8 is added
/// to the faults, and reading goes on as well as it can, so that one pass finds every fault.
class CsvReader {
public:
    /// The most bytes of a field that are kept; more is a fault.
    static constexpr std::size_t most_field_bytes = 4096;
    /// The most fields of a row that are kept.
    static constexpr std::size_t most_fields = 256;

    /// Reads the beginning: passes over a byte order mark, and takes as separator what the first row has more
    /// of.
    CsvReader(ByteSource source, Faults& faults);

    /// Reads the next row; false at the end of the file.
    bool next(CsvRow& row);

    [[nodiscard]] char separator() const { return separator_; }

private:
    static constexpr int end_of_file = -1;
    enum class FieldEnd { separator, row, file };

    [[nodiscard]] int peek();
    void advance();
    void fill();
    [[nodiscard]] std::size_t read_into(std::span<char> buffer);
    void check_byte(unsigned char byte);
    void note_not_utf8(unsigned char byte);
    void keep(CsvField& field, char byte);
    FieldEnd read_field(CsvField& field);
    void read_quoted(CsvField& field);
    FieldEnd finish_field();
    void detect_separator();

    ByteSource source_;
    Faults& faults_;
    std::vector<char> buffer_;
    std::size_t at_ = 0;
    std::size_t filled_ = 0;
    bool ended_ = false;
    std::optional<Error> failure_;
    char separator_ = ',';
    Place place_;
    Place field_end_;
    bool after_carriage_return_ = false;
    int continuation_bytes_ = 0; ///< that the current UTF-8 character still needs
    unsigned char lead_byte_ = 0;
    unsigned char least_next_ = 0x80;
    unsigned char most_next_ = 0xBF;
    bool too_long_ = false;
};

} // namespace guichet::server
