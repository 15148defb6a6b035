#include "kiosk/receipt/layout.hpp"

#include "kiosk/receipt/columns.hpp"

#include <algorithm>

namespace guichet::receipt {
namespace {

/// Blanks between a name and its amount, at least.
constexpr int gap = 2;
/// A name gets at least this part of the paper; a wider amount goes to a line of its own.
constexpr int least_name_part = 3;

constexpr int least_columns = 2; ///< of a text that is wrapped

/// Lays blocks out one after another.
class Layout {
public:
    explicit Layout(int columns) : columns_(columns) {}

    [[nodiscard]] std::vector<LaidOut> take() && { return std::move(lines_); }

    void operator()(const Text& text) {
        const int columns = columns_ / letter_width(text.size);
        auto lines = text.align == Align::centre ? balanced(text.text, columns) : wrap(text.text, columns);
        for (std::string& line : lines)
            lines_.emplace_back(TextLine{std::move(line), text.size, text.bold, false, text.align});
    }

    void operator()(const Row& row) {
        const int columns = columns_ / letter_width(row.size);
        const int indent = std::clamp(row.lead_width, 0, columns / 2);
        const std::string lead = leading(row, indent, columns);
        const int over = columns_of(lead) - indent;
        const std::string right = printable(row.right);
        const int right_columns = right.empty() ? 0 : columns_of(right) + gap;
        const bool stacked = columns - indent - over - right_columns < columns / least_name_part ||
                             (lead.empty() && reads_better_stacked(row.left, columns, right_columns));
        const int name_columns = columns - indent - (stacked ? 0 : right_columns);
        const std::vector<std::string> names = wrap(row.left, name_columns, over);
        const bool only_right = stacked && row.left.empty() && row.lead.empty();
        for (std::size_t at = 0; at < names.size() && !only_right; ++at) {
            std::string line = at == 0 ? lead : std::string(static_cast<std::size_t>(indent), ' ');
            line += names[at];
            if (at == 0 && !stacked && !right.empty())
                line += pad_left(right, columns - columns_of(line));
            push(row, std::move(line));
        }
        if (stacked)
            push_right(row, right, columns);
    }

    void operator()(const Note& note) {
        const int indent = std::clamp(note.indent, 0, columns_ / 2);
        for (const std::string& line : wrap(note.text, columns_ - indent))
            lines_.emplace_back(
                TextLine{std::string(static_cast<std::size_t>(indent), ' ') + line, Size::normal, note.bold});
    }

    void operator()(const Rule& rule) { lines_.emplace_back(rule); }
    void operator()(const Space& space) { lines_.emplace_back(Space{std::clamp(space.half_lines, 1, 40)}); }
    void operator()(const QrCode& code) { lines_.emplace_back(code); }

    void operator()(const Banner& banner) {
        const int columns = columns_ / letter_width(Size::large);
        for (const std::string& line : wrap(banner.text, columns)) {
            const std::string centred = pad_left(line, columns - (columns - columns_of(line) + 1) / 2);
            lines_.emplace_back(
                TextLine{pad_right(centred, columns), Size::large, true, true, Align::centre});
        }
    }

    /// Each number ends in its column; the first and the last column are marked, whatever they are.
    void operator()(const Ruler&) {
        std::string line(static_cast<std::size_t>(columns_), '.');
        for (int column = 5; column <= columns_; column += 5) {
            const std::string number = fmt::format("{}", column);
            line.replace(static_cast<std::size_t>(column) - number.size(), number.size(), number);
        }
        line.front() = '|';
        line.back() = '|';
        lines_.emplace_back(TextLine{std::move(line)});
    }

private:
    /// Lines of about the same length, no more of them than it takes: no word stands alone below the others.
    static std::vector<std::string> balanced(const std::string& text, int columns) {
        auto lines = wrap(text, columns);
        while (lines.size() > 1 && columns > least_columns) {
            auto narrower = wrap(text, --columns);
            if (narrower.size() > lines.size())
                break;
            lines = std::move(narrower);
        }
        return lines;
    }

    /// A long name without quantity that takes no more lines whole, with its amount below it, than in the
    /// column beside its amount.
    static bool reads_better_stacked(const std::string& name, int columns, int right_columns) {
        if (right_columns == 0 || columns_of(name) <= columns - right_columns)
            return false;
        const std::size_t beside = wrap(name, std::max(columns - right_columns, least_columns)).size();
        return wrap(name, columns).size() < beside;
    }

    /// What stands before a row's name: its lead in its column, or as much of it as half the paper takes.
    static std::string leading(const Row& row, int indent, int columns) {
        std::u32string letters;
        int used = 0;
        for (const char32_t letter : letters_of(printable(row.lead)))
            if (used + columns_of(letter) < columns / 2) {
                letters += letter;
                used += columns_of(letter);
            }
        if (!letters.empty())
            letters += U' ';
        return pad_right(utf8_of(letters), indent);
    }

    void push_right(const Row& row, const std::string& right, int columns) {
        if (columns_of(right) <= columns)
            return push(row, pad_left(right, columns));
        for (const std::string& line : wrap(right, columns))
            push(row, pad_left(line, columns));
    }

    void push(const Row& row, std::string line) {
        lines_.emplace_back(TextLine{std::move(line), row.size, row.bold});
    }

    int columns_;
    std::vector<LaidOut> lines_;
};

} // namespace

std::vector<LaidOut> lay_out(const Document& document, int columns) {
    require(columns >= 16 && columns <= 120, "paper has 16 to 120 columns");
    Layout layout(columns);
    for (const Block& block : document.blocks)
        std::visit(layout, block);
    return std::move(layout).take();
}

} // namespace guichet::receipt
