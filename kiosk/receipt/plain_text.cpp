#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/layout.hpp"

#include <algorithm>
#include <string>

namespace guichet::receipt {
namespace {

/// Writes laid-out lines as text.
class PlainText {
public:
    explicit PlainText(int columns) : columns_(columns) {}

    [[nodiscard]] std::string take() && { return std::move(text_); }

    void operator()(const TextLine& line) {
        const int used = columns_of(line.text);
        const int before = line.align == Align::left     ? 0
                           : line.align == Align::centre ? (columns_ - used) / 2
                                                         : columns_ - used;
        push(std::string(static_cast<std::size_t>(std::max(0, before)), ' ') + line.text);
    }

    void operator()(const Rule& rule) {
        const char stroke = rule.stroke == Stroke::heavy ? '=' : rule.stroke == Stroke::thin ? '-' : '.';
        push(std::string(static_cast<std::size_t>(columns_), stroke));
    }

    void operator()(const Space& space) {
        text_.append(static_cast<std::size_t>(space.half_lines / 2), '\n');
    }

    void operator()(const QrCode& code) {
        for (const std::string& line : wrap(code.payload, columns_))
            (*this)(TextLine{line, Size::normal, false, false, Align::centre});
    }

private:
    void push(std::string line) {
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + '\n';
    }

    int columns_;
    std::string text_;
};

} // namespace

std::string to_plain_text(const Document& document, int columns) {
    PlainText text(columns);
    for (const LaidOut& line : lay_out(document, columns))
        std::visit(text, line);
    return std::move(text).take();
}

} // namespace guichet::receipt
