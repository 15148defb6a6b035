#pragma once
// What a paper says, independent of any printer: a list of blocks. Renderers share one layout (layout.hpp).

#include "kiosk/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace guichet::receipt {

/// What a document is for; a printer's role is chosen by it.
enum class Kind : std::uint8_t { receipt, report, slip, test };

enum class Align : std::uint8_t { left, centre, right };

/// How large letters are; `tall` is twice as high, `large` twice as high and twice as wide.
enum class Size : std::uint8_t { normal, tall, large };

/// Sentences, wrapped to the paper's width. A line feed starts a new line.
struct Text {
    std::string text;
    Size size = Size::normal;
    bool bold = false;
    Align align = Align::left;

    friend bool operator==(const Text&, const Text&) = default;
};

/// A name on the left, an amount on the right of its first line. A long name wraps below itself and stays
/// clear of the amount's column; without lead, it takes the whole line and has the amount below it where that
/// is no longer.
struct Row {
    std::string left;
    std::string right;
    std::string lead = {}; ///< stands before `left` in a narrow column of its own, such as a quantity
    int lead_width = 0; ///< columns kept for `lead`, its gap included; a longer lead takes more in its line
    Size size = Size::normal;
    bool bold = false;

    friend bool operator==(const Row&, const Row&) = default;
};

/// A remark about what stands above it, indented.
struct Note {
    std::string text;
    int indent = 2; ///< columns, 0 to half of the paper
    bool bold = false;

    friend bool operator==(const Note&, const Note&) = default;
};

enum class Stroke : std::uint8_t { thin, heavy, dotted };

/// A line from edge to edge.
struct Rule {
    Stroke stroke = Stroke::thin;

    friend bool operator==(const Rule&, const Rule&) = default;
};

/// Empty paper.
struct Space {
    int half_lines = 1; ///< 1 to 40

    friend bool operator==(const Space&, const Space&) = default;
};

/// A QR code of a text, centred; the renderer draws it in the paper's resolution.
struct QrCode {
    std::string payload;

    friend bool operator==(const QrCode&, const QrCode&) = default;
};

/// A mark that nobody overlooks, such as DUPLICATA: white on black, large, from edge to edge.
struct Banner {
    std::string text;

    friend bool operator==(const Banner&, const Banner&) = default;
};

/// The paper's columns, numbered: shows whether a printer has as many as its profile says.
struct Ruler {
    friend bool operator==(const Ruler&, const Ruler&) = default;
};

using Block = std::variant<Text, Row, Note, Rule, Space, QrCode, Banner, Ruler>;

/// One paper.
struct Document {
    std::string id; ///< unique and stable: names the paper in the spool and the journal
    Kind kind = Kind::receipt;
    std::string language; ///< ISO 639-1
    std::vector<Block> blocks;

    friend bool operator==(const Document&, const Document&) = default;
};

/// The same document with a banner, such as the translated DUPLICATA: on its first line, and again below its
/// last sum or before its QR code, so that neither half of a torn paper passes for the first one.
[[nodiscard]] Document marked(Document document, const std::string& banner);

/// The document as the spool keeps it: JSON, UTF-8, without blanks.
[[nodiscard]] std::string to_json(const Document& document);

/// Reads that JSON. An unknown block or word is an Error: a paper is never printed in part.
[[nodiscard]] Result<Document> parse_document(std::string_view json);

/// The document as lines of text with a line feed each, `columns` (16 to 120) wide: for mail, logs and the
/// `receipt` command. A QR code becomes its text.
[[nodiscard]] std::string to_plain_text(const Document& document, int columns);

} // namespace guichet::receipt
