#include "kiosk/resources/po_file.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace guichet::resources {

namespace {

constexpr std::size_t largest_file = 8 << 20;

/// One message as it stands in the file.
struct Entry {
    std::size_t line = 0; ///< of its msgid
    std::optional<std::string> context;
    std::optional<std::string> key;
    std::optional<std::string> plural;
    std::vector<std::string> forms;
    bool fuzzy = false;

    [[nodiscard]] bool begun() const { return context || key || plural || !forms.empty(); }
};

/// Whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at++]);
        const int more = lead < 0x80              ? 0
                         : (lead & 0xE0U) == 0xC0 ? 1
                         : (lead & 0xF0U) == 0xE0 ? 2
                         : (lead & 0xF8U) == 0xF0 ? 3
                                                  : -1;
        if (more < 0)
            return false;
        std::uint32_t point = more == 0 ? lead : lead & (0x3FU >> more);
        for (int n = 0; n < more; ++n, ++at) {
            if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80)
                return false;
            point = point << 6 | (static_cast<unsigned char>(text[at]) & 0x3FU);
        }
        static constexpr std::uint32_t least[]{0, 0x80, 0x800, 0x10000};
        if (point < least[more] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
            return false;
    }
    return true;
}

/// The places {0} to {9} of a text.
std::set<char> places_of(std::string_view text) {
    std::set<char> places;
    for (std::size_t at = 0; at + 2 < text.size(); ++at)
        if (text[at] == '{' && text[at + 2] == '}' && text[at + 1] >= '0' && text[at + 1] <= '9')
            places.insert(text[at + 1]);
    return places;
}

class PoReader {
public:
    explicit PoReader(std::string name) : name_(std::move(name)) {}

    Result<> read(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            auto line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            ++line_;
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            if (auto done = read_line(line); !done)
                return done;
        }
        return finish();
    }

    /// The messages that are translated, by their keys in the .mo file.
    [[nodiscard]] const std::map<std::string, std::string>& messages() const { return messages_; }

private:
    template <typename... Arguments>
    Error wrong_at(std::size_t line, std::string what, const Arguments&... arguments) const {
        const Error why = fail(std::move(what), arguments...);
        return fail("The texts in {0} are not used: line {1}: {2}", name_, line, why.english());
    }

    Result<> read_line(std::string_view line) {
        const auto first = line.find_first_not_of(" \t");
        if (first == std::string_view::npos || line.substr(first).starts_with("#~")) {
            entry_.fuzzy = entry_.fuzzy && entry_.begun(); // it was said of an obsolete one
            return Done{};
        }
        line.remove_prefix(first);
        if (line.front() == '#')
            return read_comment(line);
        if (line.front() == '"')
            return read_text(line);
        return read_keyword(line);
    }

    Result<> read_comment(std::string_view line) {
        if (!entry_.forms.empty()) // it belongs to the message that follows
            if (auto done = finish(); !done)
                return done;
        if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos)
            entry_.fuzzy = true;
        return Done{};
    }

    Result<> read_keyword(std::string_view line) {
        const auto take = [&](std::string_view word) {
            const bool is = line.starts_with(word) && line.size() > word.size() &&
                            (line[word.size()] == ' ' || line[word.size()] == '\t' ||
                             line[word.size()] == '"' || line[word.size()] == '[');
            if (is)
                line.remove_prefix(word.size());
            return is;
        };
        if (take("msgctxt"))
            return begin(entry_.context, !entry_.begun() || !entry_.forms.empty(), line);
        if (take("msgid_plural"))
            return begin(entry_.plural, entry_.key && entry_.forms.empty() && !entry_.plural, line);
        if (take("msgid"))
            return begin(entry_.key, !entry_.key || !entry_.forms.empty(), line);
        if (take("msgstr"))
            return begin_form(line);
        return wrong_at(line_, "“{0}” is no word of such a file.", line.substr(0, line.find(' ')));
    }

    /// A text begins in its place, which may be that of the next message.
    Result<> begin(std::optional<std::string>& place, bool allowed, std::string_view line) {
        if (!allowed)
            return wrong_at(line_, "A text stands out of its order.");
        if (!entry_.forms.empty())
            if (auto done = finish(); !done)
                return done;
        if (&place == &entry_.key)
            entry_.line = line_;
        growing_ = &place.emplace();
        return read_text(line);
    }

    Result<> begin_form(std::string_view line) {
        if (!entry_.key)
            return wrong_at(line_, "A translation stands without its text.");
        const auto number = entry_.forms.size();
        if (entry_.plural) {
            const bool right = number < 8 && line.size() > 2 && line[0] == '[' &&
                               line[1] == static_cast<char>('0' + number) && line[2] == ']';
            if (!right)
                return wrong_at(line_, "msgstr[{0}] is missing here.", number);
            line.remove_prefix(3);
        } else if (number > 0) {
            return wrong_at(line_, "A second translation of the same text.");
        }
        growing_ = &entry_.forms.emplace_back();
        return read_text(line);
    }

    /// What stands in quotes, added to the text that grows.
    Result<> read_text(std::string_view line) {
        const auto first = line.find_first_not_of(" \t");
        if (growing_ == nullptr || first == std::string_view::npos || line[first] != '"')
            return wrong_at(line_, "A text in quotes is expected here.");
        for (std::size_t at = first + 1; at < line.size(); ++at) {
            if (line[at] == '"') {
                return line.find_first_not_of(" \t", at + 1) == std::string_view::npos
                           ? Result<>()
                           : Result<>(wrong_at(line_, "Something stands after the closing quote."));
            }
            if (line[at] != '\\') {
                *growing_ += line[at];
                continue;
            }
            static constexpr std::string_view letters = "ntr\"\\";
            static constexpr std::string_view meanings = "\n\t\r\"\\";
            const auto found = ++at < line.size() ? letters.find(line[at]) : std::string_view::npos;
            if (found == std::string_view::npos)
                return wrong_at(line_, "After a backslash only n, t, r, a quote or a backslash can stand.");
            *growing_ += meanings[found];
        }
        return wrong_at(line_, "The closing quote is missing.");
    }

    /// A message is whole.
    Result<> finish() {
        Entry entry = std::exchange(entry_, {});
        growing_ = nullptr;
        if (!entry.begun())
            return Done{};
        if (!entry.key || entry.forms.empty())
            return wrong_at(line_, "A text without its translation ends here.");
        if (entry.key->empty() && !entry.context)
            return read_header(entry);
        if (forms_ == 0)
            return wrong_at(entry.line, "The header is missing: it stands first, under an empty msgid.");
        return keep(entry);
    }

    Result<> read_header(const Entry& entry) {
        if (forms_ != 0)
            return wrong_at(entry.line, "A second header.");
        const std::string& header = entry.forms.front();
        if (header.find("charset=UTF-8") == std::string::npos &&
            header.find("charset=utf-8") == std::string::npos)
            return wrong_at(entry.line, "Its header must say charset=UTF-8.");
        constexpr std::string_view name = "Plural-Forms:";
        const auto at = header.find(name);
        if (at == std::string::npos)
            return wrong_at(entry.line, "Its header must say Plural-Forms.");
        const auto begins = at + name.size();
        const std::string words = header.substr(begins, header.find('\n', begins) - begins);
        const auto rule = read_plural_rule(words);
        if (!rule.error.empty())
            return wrong_at(entry.line, "The rule of Plural-Forms is not understood: {0}.", rule.error);
        forms_ = static_cast<std::size_t>(rule.forms);
        // Only what was understood is passed on.
        messages_[""] = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms:" + words + "\n";
        return Done{};
    }

    Result<> keep(const Entry& entry) {
        std::string key = (entry.context ? *entry.context + '\x04' : std::string()) + *entry.key;
        if (!keys_.insert(key).second)
            return wrong_at(entry.line, "The same text stands there twice.");
        if (entry.plural && entry.forms.size() != forms_)
            return wrong_at(entry.line, "There are {0} plural forms, and Plural-Forms asks for {1}.",
                            entry.forms.size(), forms_);
        const bool whole = std::none_of(entry.forms.begin(), entry.forms.end(),
                                        [](const std::string& form) { return form.empty(); });
        if (entry.fuzzy || !whole)
            return Done{}; // English until somebody translates it
        if (auto right = check_places(entry); !right)
            return right;
        if (entry.plural)
            key += '\0' + *entry.plural;
        std::string& value = messages_[key];
        for (std::size_t form = 0; form < entry.forms.size(); ++form)
            value += (form > 0 ? std::string(1, '\0') : std::string()) + entry.forms[form];
        return Done{};
    }

    /// A sentence that lost what was to be put in, or asks for more, would mislead people.
    Result<> check_places(const Entry& entry) const {
        auto wanted = places_of(*entry.key);
        wanted.merge(places_of(entry.plural.value_or("")));
        for (const auto& form : entry.forms) {
            const auto places = places_of(form);
            const bool known = std::includes(wanted.begin(), wanted.end(), places.begin(), places.end());
            // One thing may be said without its number: "one crate".
            if (!known || (!entry.plural && places != wanted))
                return wrong_at(entry.line,
                                "Its translation does not have the same places {0}, {1} … as the text.");
        }
        return Done{};
    }

    std::string name_;
    std::size_t line_ = 0;
    Entry entry_;
    std::string* growing_ = nullptr;
    std::size_t forms_ = 0; ///< of the header; 0: it has not come yet
    std::set<std::string> keys_;
    std::map<std::string, std::string> messages_;
};

void put(std::vector<char>& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t byte = 0; byte < 4; ++byte)
        bytes[at + byte] = static_cast<char>(value >> (8 * byte));
}

/// The .mo file, in the byte order of its magic number: least first. Without the table of hashes.
std::vector<char> mo_of(const std::map<std::string, std::string>& messages) {
    constexpr std::size_t head = 28;
    const std::size_t count = messages.size();
    std::vector<char> bytes(head + 16 * count);
    put(bytes, 0, 0x950412DE);
    put(bytes, 8, static_cast<std::uint32_t>(count));
    put(bytes, 12, head);
    put(bytes, 16, static_cast<std::uint32_t>(head + 8 * count));
    put(bytes, 24, static_cast<std::uint32_t>(head + 16 * count));
    std::size_t row = head;
    const auto add = [&](const std::string& text) {
        put(bytes, row, static_cast<std::uint32_t>(text.size()));
        put(bytes, row + 4, static_cast<std::uint32_t>(bytes.size()));
        bytes.insert(bytes.end(), text.begin(), text.end());
        bytes.push_back('\0');
        row += 8;
    };
    for (const auto& [key, text] : messages)
        add(key);
    for (const auto& [key, text] : messages)
        add(text);
    return bytes;
}

} // namespace

Result<std::vector<char>> compile_po(std::string_view text, const std::string& name) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    if (text.size() > largest_file)
        return fail("The texts in {0} are not used: the file is larger than 8 MB.", name);
    if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
        return fail("The texts in {0} are not used: the file is not written in UTF-8.", name);
    PoReader reader(name);
    if (auto read = reader.read(text); !read)
        return read.error();
    if (reader.messages().empty())
        return fail("The texts in {0} are not used: line {1}: {2}", name, 1,
                    "The header is missing: it stands first, under an empty msgid.");
    return mo_of(reader.messages());
}

} // namespace guichet::resources
