#include "kiosk/lab/scenario.hpp"

#include "kiosk/core/pin.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>

namespace guichet::lab {

namespace {

/// What may follow a verb. A word ending in … is one of those after it; `number`, `text` and `file` are free.
struct Form {
    std::string_view verb;
    std::size_t least;
    std::size_t most;
    std::string_view usage;
    std::string_view choices = {}; ///< of the first argument, separated by |; empty: anything
    bool number = false;           ///< the last argument is a whole number, 0 or more
};

constexpr std::string_view printer_choices =
    "paper-out|paper-ok|near-end|near-ok|cover-open|cover-closed|cutter-fault|cutter-ok|offline|online|"
    "unplug|plug|paper-left|unplug-after";
/// Those of them that a number follows.
constexpr std::string_view counted_printer_choices = "paper-left|unplug-after";
constexpr std::string_view setup_printers = "80mm|58mm|silent|none";
constexpr std::string_view setup_papers = "always|on-request|never";
constexpr std::string_view setup_tours = "on|off";
constexpr std::string_view setup_enrolments = "done|awaited";

constexpr std::array<Form, 29> forms{{
    {"present", 1, 2, "present FILE.png [CONDITIONS]"},
    {"hold", 1, 2, "hold FILE.png [CONDITIONS]"},
    {"let-go", 0, 0, "let-go"},
    {"scan", 1, 1, "scan \"TEXT\""},
    {"tap", 1, 1, "tap \"LABEL\""},
    {"type", 1, 1, "type \"TEXT\""},
    {"key", 1, 1, "key next, previous, choose, back, louder, or softer",
     "next|previous|choose|back|louder|softer"},
    {"keys", 1, 1, "keys \"LABEL\""},
    {"headphones", 1, 1, "headphones in, or headphones out", "in|out"},
    {"setup", 2, 3,
     "setup printer 80mm, 58mm, silent or none [ROLES], setup paper always, on-request or never, "
     "setup tour on or off, or setup enrolment done or awaited",
     "printer|paper|tour|enrolment"},
    {"user", 3, 4, "user \"NAME\" volunteer or coordinator, PIN [KIOSK]"},
    {"expect", 2, 3,
     "expect screen NAME, expect text \"TEXT\", expect no-text \"TEXT\", expect qr \"TEXT\", "
     "expect spoken \"TEXT\", expect not spoken \"TEXT\", expect papers NUMBER [PRINTER], or expect "
     "duplicates NUMBER",
     "screen|text|no-text|qr|spoken|not|papers|duplicates"},
    {"printer", 1, 3,
     "printer [NUMBER] paper-out, paper-ok, near-end, near-ok, cover-open, cover-closed, cutter-fault, "
     "cutter-ok, offline, online, unplug, plug, paper-left MILLIMETRES, or unplug-after BYTES"},
    {"camera", 1, 1, "camera unplug, or camera plug", "unplug|plug"},
    {"scanner", 1, 1, "scanner unplug, or scanner plug", "unplug|plug"},
    {"network", 1, 1, "network off, or network on", "off|on"},
    {"server", 1, 1, "server off, or server on", "off|on"},
    {"proxy", 2, 3, "proxy issue REF [NAME], or proxy revoke NUMBER", "issue|revoke"},
    {"reissue", 1, 1, "reissue REF"},
    {"enrolment", 2, 2, "enrolment code KIOSK, or enrolment revoke KIOSK", "code|revoke"},
    {"orders", 1, 1, "orders FILE.csv"},
    {"clock", 1, 1, "clock +MINUTES", {}, true},
    {"clock-error", 1, 1, "clock-error +MINUTES, or clock-error 0", {}, true},
    {"wait", 1, 1, "wait SECONDS", {}, true},
    {"screenshot", 1, 1, "screenshot FILE.png"},
    {"receipt", 1, 2, "receipt FILE.png [PRINTER]"},
    {"power-cut", 0, 0, "power-cut"},
    {"kiosk", 1, 1, "kiosk NAME"},
    {"phase", 1, 1, "phase \"WORDS\""},
}};

const Form* form_of(std::string_view verb) {
    const auto* found =
        std::find_if(forms.begin(), forms.end(), [&](const Form& form) { return form.verb == verb; });
    return found == forms.end() ? nullptr : found;
}

bool is_choice(std::string_view choices, std::string_view word) {
    while (!choices.empty()) {
        const auto end = std::min(choices.find('|'), choices.size());
        if (choices.substr(0, end) == word)
            return true;
        choices.remove_prefix(std::min(end + 1, choices.size()));
    }
    return false;
}

bool is_number(std::string_view text) {
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    constexpr std::size_t most_digits = 6;
    return !text.empty() && text.size() <= most_digits &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The words of one line; a quoted word may hold blanks, # and, as \" and \\, quotes and backslashes.
class LineReader {
public:
    LineReader(std::string_view line, const std::string& file, int number)
        : line_(line), file_(file), number_(number) {}

    /// Empty when the line holds no step.
    Result<std::vector<std::string>> words() {
        std::vector<std::string> words;
        for (skip_blanks(); at_ < line_.size() && line_[at_] != '#'; skip_blanks()) {
            columns_.push_back(at_ + 1);
            auto word = line_[at_] == '"' ? quoted_word() : Result<std::string>(bare_word());
            if (!word)
                return word.error();
            words.push_back(std::move(*word));
        }
        return words;
    }

    [[nodiscard]] Error fault(std::size_t word, std::string_view expected) const {
        const auto column = word < columns_.size() ? columns_[word] : line_.size() + 1;
        return fail("{0}:{1}:{2}: expected {3}.", file_, number_, column, expected);
    }

    [[nodiscard]] std::string_view step() const { return line_.substr(0, at_); }

private:
    void skip_blanks() {
        while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t'))
            ++at_;
    }

    std::string bare_word() {
        const auto begin = at_;
        while (at_ < line_.size() && line_[at_] != ' ' && line_[at_] != '\t' && line_[at_] != '#')
            ++at_;
        return std::string(line_.substr(begin, at_ - begin));
    }

    Result<std::string> quoted_word() {
        std::string word;
        for (++at_; at_ < line_.size(); ++at_) {
            if (line_[at_] == '"') {
                ++at_;
                return word;
            }
            if (line_[at_] == '\\' && at_ + 1 < line_.size())
                ++at_;
            word += line_[at_];
        }
        return fault(columns_.size() - 1, "a closing quote on the same line");
    }

    std::string_view line_;
    const std::string& file_;
    int number_;
    std::size_t at_ = 0;
    std::vector<std::size_t> columns_;
};

/// Which word of `printer [NUMBER] WHAT [AMOUNT]` is wrong, if any.
std::optional<std::size_t> wrong_printer_word(const std::vector<std::string>& words) {
    const std::size_t what = words.size() > 2 && is_number(words[1]) ? 2 : 1;
    if (!is_choice(printer_choices, words[what]))
        return what;
    const bool counted = is_choice(counted_printer_choices, words[what]);
    if (words.size() != what + (counted ? 2 : 1))
        return words.size() - 1;
    return counted && !is_number(words.back()) ? std::optional(words.size() - 1) : std::nullopt;
}

/// Which word of `expect WHAT WANTED [PRINTER]` is wrong, if any; numbers are compared as texts.
std::optional<std::size_t> wrong_expected_word(const std::vector<std::string>& words) {
    if (words[1] == "not")
        return words.size() != 4 || words[2] != "spoken" ? std::optional<std::size_t>(2) : std::nullopt;
    const bool counted = words[1] == "papers" || words[1] == "duplicates";
    if (counted && !is_number(words[2]))
        return 2;
    if (words.size() > 3 && (words[1] != "papers" || !is_number(words[3])))
        return 3;
    return std::nullopt;
}

std::optional<std::size_t> wrong_setup_word(const std::vector<std::string>& words) {
    const bool printer = words[1] == "printer";
    const auto choices = printer                   ? setup_printers
                         : words[1] == "tour"      ? setup_tours
                         : words[1] == "enrolment" ? setup_enrolments
                                                   : setup_papers;
    if (!is_choice(choices, words[2]))
        return 2;
    return words.size() > 3 && !printer ? std::optional<std::size_t>(3) : std::nullopt;
}

std::optional<std::size_t> wrong_user_word(const std::vector<std::string>& words) {
    if (!is_choice("volunteer|coordinator", words[2]))
        return 2;
    return Pin::parse(words[3]) ? std::nullopt : std::optional<std::size_t>(3);
}

/// Which word is wrong of a step whose words depend on each other, if any.
std::optional<std::size_t> wrong_word(const std::vector<std::string>& words) {
    if (words.front() == "printer")
        return wrong_printer_word(words);
    if (words.front() == "expect")
        return wrong_expected_word(words);
    if (words.front() == "setup")
        return wrong_setup_word(words);
    if (words.front() == "user")
        return wrong_user_word(words);
    if (words.front() == "receipt" && words.size() > 2 && !is_number(words[2]))
        return 2;
    return std::nullopt;
}

/// What is wrong with a step's words, if anything.
std::optional<Error> fault_of(const std::vector<std::string>& words, const LineReader& reader) {
    const auto* form = form_of(words.front());
    if (form == nullptr)
        return reader.fault(0, "a step such as present, tap, expect, printer, network, wait");
    const auto count = words.size() - 1;
    if (count < form->least || count > form->most)
        return reader.fault(std::min(words.size(), form->most + 1), form->usage);
    if (!form->choices.empty() && !is_choice(form->choices, words[1]))
        return reader.fault(1, form->usage);
    if (form->number && !is_number(words.back()))
        return reader.fault(words.size() - 1, form->usage);
    if (const auto wrong = wrong_word(words))
        return reader.fault(*wrong, form->usage);
    return std::nullopt;
}

} // namespace

Result<std::vector<Step>> parse_scenario(std::string_view text, const std::string& name) {
    std::vector<Step> steps;
    int number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        LineReader reader(line, name, ++number);
        auto words = reader.words();
        if (!words)
            return words.error();
        if (words->empty())
            continue;
        if (auto fault = fault_of(*words, reader))
            return std::move(*fault);
        Step step{number, words->front(), {words->begin() + 1, words->end()}, std::string(reader.step())};
        steps.push_back(std::move(step));
    }
    return steps;
}

Result<std::vector<Step>> read_scenario(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return fail("The scenario {0} cannot be read. Check its name and its rights.", file.string());
    return parse_scenario(text.str(), file.string());
}

std::string in_quotes(std::string_view argument) {
    std::string result = "\"";
    for (const char letter : argument) {
        if (letter == '"' || letter == '\\')
            result += '\\';
        result += letter;
    }
    return result + "\"";
}

} // namespace guichet::lab
