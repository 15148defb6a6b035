#include "kiosk/station/configuration.hpp"

#include "kiosk/core/date.hpp"

#include <toml++/toml.h>

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>

namespace guichet::station {

namespace {

/// Takes the keys of one table, and complains of the first that is wrong, missing or left over.
class Reader {
public:
    Reader(const toml::table& root, std::string file) : root_(root), file_(std::move(file)) {}

    void enter(const std::string& section) {
        section_ = section;
        known_.push_back(section);
        const auto* node = root_.get(section);
        table_ = node == nullptr ? nullptr : node->as_table();
        if (node != nullptr && table_ == nullptr)
            complain(*node, "[" + section + "] must be a table");
        taken_.clear();
    }

    /// The tables of a section [[…]], in their order; complains when it is something else.
    [[nodiscard]] std::vector<const toml::table*> tables(const std::string& section) {
        section_ = "[" + section + "]";
        known_.push_back(section);
        std::vector<const toml::table*> found;
        const auto* node = root_.get(section);
        if (node == nullptr)
            return found;
        const auto* list = node->as_array();
        if (list == nullptr) {
            complain(*node, "each printer is a table of its own: write [[" + section + "]]");
            return found;
        }
        for (const auto& element : *list) {
            if (const auto* table = element.as_table())
                found.push_back(table);
            else
                complain(element, "[[" + section + "]] must be a table");
        }
        return found;
    }

    void enter(const toml::table& table) {
        table_ = &table;
        taken_.clear();
    }

    void leave() {
        if (table_ == nullptr)
            return;
        for (const auto& [key, node] : *table_)
            if (!taken_.contains(std::string(key.str())))
                complain(node, "“" + std::string(key.str()) + "” is not a key of [" + section_ + "]");
    }

    void text(const std::string& key, std::string& value, bool needed = false) {
        if (const auto* node = find(key, needed)) {
            if (const auto* found = node->as_string(); found != nullptr && (!needed || !found->get().empty()))
                value = found->get();
            else
                complain(*node, "“" + key + "” must be a text in quotes" + (needed ? ", not empty" : ""));
        }
    }

    void whole(const std::string& key, int& value, int least, int most) {
        if (const auto* node = find(key, false)) {
            const auto* found = node->as_integer();
            if (found != nullptr && found->get() >= least && found->get() <= most)
                value = static_cast<int>(found->get());
            else
                complain(*node, fmt::format("“{}” must be a whole number from {} to {}", key, least, most));
        }
    }

    void decimal(const std::string& key, double& value, double least, double most) {
        if (const auto* node = find(key, false)) {
            const auto found = node->value<double>();
            if (found && *found >= least && *found <= most)
                value = *found;
            else
                complain(*node, fmt::format("“{}” must be a number from {} to {}", key, least, most));
        }
    }

    void truth(const std::string& key, bool& value) {
        if (const auto* node = find(key, false)) {
            if (const auto* found = node->as_boolean())
                value = found->get();
            else
                complain(*node, "“" + key + "” must be true or false");
        }
    }

    template <std::size_t count>
    std::size_t one_of(const std::string& key, const std::array<std::string_view, count>& words) {
        std::string word{words.front()};
        text(key, word);
        for (std::size_t at = 0; at < count; ++at)
            if (words[at] == word)
                return at;
        complain_at(key, fmt::format("“{}” must be one of: {}", key, fmt::join(words, ", ")));
        return 0;
    }

    /// A list of words, each one of `words`; gives which ones are in it, all when the key is missing.
    template <std::size_t count>
    std::array<bool, count> some_of(const std::string& key,
                                    const std::array<std::string_view, count>& words) {
        std::array<bool, count> chosen{};
        const auto* node = find(key, false);
        if (node == nullptr) {
            chosen.fill(true);
            return chosen;
        }
        const auto expected = fmt::format("“{}” must be a list of these: {}", key, fmt::join(words, ", "));
        const auto* list = node->as_array();
        if (list == nullptr || list->empty())
            complain(*node, expected);
        else
            for (const auto& element : *list) {
                const auto* text = element.as_string();
                const auto* word =
                    std::find(words.begin(), words.end(), text == nullptr ? std::string() : text->get());
                if (word == words.end())
                    complain(element, expected);
                else
                    chosen[static_cast<std::size_t>(word - words.begin())] = true;
            }
        return chosen;
    }

    /// Refuses sections that nobody entered.
    void finish() {
        for (const auto& [key, node] : root_)
            if (std::find(known_.begin(), known_.end(), key.str()) == known_.end())
                complain(node, "[" + std::string(key.str()) + "] is not a section of this file");
    }

    /// Complains of the table that was entered last.
    void complain_here(const std::string& what) { complain(*table_, what); }

    void complain_at(const std::string& key, const std::string& what) {
        const auto* node = table_ == nullptr ? nullptr : table_->get(key);
        if (node != nullptr)
            complain(*node, what);
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

private:
    const toml::node* find(const std::string& key, bool needed) {
        taken_.insert(key);
        const auto* node = table_ == nullptr ? nullptr : table_->get(key);
        if (node == nullptr && needed && !fault_) {
            const auto place = table_ == nullptr ? root_.source().end : table_->source().begin;
            fault_ = fail("{0}:{1}:{2}: “{3}” is missing in [{4}].", file_, place.line, place.column, key,
                          section_);
        }
        return node;
    }

    void complain(const toml::node& node, const std::string& what) {
        if (!fault_)
            fault_ =
                fail("{0}:{1}:{2}: {3}.", file_, node.source().begin.line, node.source().begin.column, what);
    }

    const toml::table& root_;
    std::string file_;
    std::string section_;
    const toml::table* table_ = nullptr;
    std::set<std::string> taken_;
    std::vector<std::string> known_;
    std::optional<Error> fault_;
};

void read_kiosk(Reader& reader, Configuration& configuration) {
    static constexpr std::array<std::string_view, 2> modes{"counter", "self"};
    auto& kiosk = configuration.kiosk;
    reader.enter("kiosk");
    reader.text("device", kiosk.device, true);
    reader.text("name", kiosk.name, true);
    kiosk.mode = static_cast<app::Mode>(reader.one_of("mode", modes));
    reader.text("language", kiosk.language);
    reader.leave();
    reader.enter("station");
    reader.text("id", kiosk.station_id, true);
    reader.text("session", kiosk.date);
    if (!kiosk.date.empty() && !is_date(kiosk.date))
        reader.complain_at("session", "“session” must be a date such as 2020-04-17");
    reader.text("time_zone", configuration.time_zone);
    reader.leave();
}

void read_outside(Reader& reader, Configuration& configuration) {
    reader.enter("server");
    reader.text("url", configuration.server_url, true);
    if (configuration.server_url.rfind("http://", 0) != 0 &&
        configuration.server_url.rfind("https://", 0) != 0)
        reader.complain_at("url", "“url” must begin with http:// or https://");
    reader.leave();
    reader.enter("store");
    std::string file;
    reader.text("file", file, true);
    configuration.store_file = file;
    reader.leave();
}

/// The digits of a "\x.." as a character.
std::optional<char> hexadecimal_character(std::string_view digits) {
    unsigned value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    const bool all =
        digits.size() == 2 && read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return all ? std::optional(static_cast<char>(value)) : std::nullopt;
}

/// A text in which \r, \n, \t, \\ and \x02 stand for characters, as manuals of scanners write them.
std::optional<std::string> unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\') {
            plain += text[at];
            continue;
        }
        std::optional<char> character;
        switch (++at < text.size() ? text[at] : '\0') {
        case 'r': character = '\r'; break;
        case 'n': character = '\n'; break;
        case 't': character = '\t'; break;
        case '\\': character = '\\'; break;
        case 'x':
            character = hexadecimal_character(text.substr(at + 1, 2));
            at += 2;
            break;
        default: break;
        }
        if (!character)
            return std::nullopt;
        plain += *character;
    }
    return plain;
}

void read_framing(Reader& reader, const std::string& key, std::string& value) {
    reader.text(key, value);
    if (const auto plain = unescaped(value); plain && plain->size() <= 32)
        value = *plain;
    else
        reader.complain_at(key, "“" + key + "” may hold \\r, \\n, \\t, \\\\ and \\x02, and 32 characters");
}

void read_hand_scanner(Reader& reader, HandScannerConfiguration& hand_scanner) {
    static constexpr std::array<std::string_view, 3> layouts{"auto", "us", "fr"};
    reader.enter("hand_scanner");
    reader.text("device", hand_scanner.device);
    hand_scanner.any = hand_scanner.device != "none";
    read_framing(reader, "prefix", hand_scanner.framing.prefix);
    read_framing(reader, "suffix", hand_scanner.framing.suffix);
    auto gap = static_cast<int>(hand_scanner.gap.count());
    reader.whole("gap", gap, 20, 1000);
    hand_scanner.gap = std::chrono::milliseconds(gap);
    const auto& rates = scanner::baud_rates;
    reader.whole("baud", hand_scanner.baud, rates.front(), rates.back());
    if (std::find(rates.begin(), rates.end(), hand_scanner.baud) == rates.end())
        reader.complain_at("baud", fmt::format("“baud” must be one of: {}", fmt::join(rates, ", ")));
    const std::size_t layout = reader.one_of("layout", layouts);
    if (layout != 0)
        hand_scanner.layout = layout == 1 ? scanner::KeyLayout::us : scanner::KeyLayout::french;
    reader.leave();
}

void read_devices(Reader& reader, Configuration& configuration) {
    reader.enter("camera");
    reader.text("device", configuration.camera);
    reader.leave();
    read_hand_scanner(reader, configuration.hand_scanner);
    reader.enter("screen");
    reader.whole("width", configuration.screen.width, 640, 7680);
    reader.whole("height", configuration.screen.height, 480, 4320);
    reader.decimal("pixels_per_millimetre", configuration.screen.pixels_per_millimetre, 2, 20);
    reader.truth("full_screen", configuration.screen.full_screen);
    reader.leave();
}

/// "auto" says in a word what an empty text says.
constexpr std::string_view found_by_itself = "auto";

void read_printing(Reader& reader, Configuration& configuration) {
    static constexpr std::array<std::string_view, 3> choices{"always", "on-request", "never"};
    static constexpr std::array<std::string_view, 3> roles{"receipt", "label", "report"};
    reader.enter("receipt");
    configuration.kiosk.paper = static_cast<app::ReceiptPaper>(reader.one_of("paper", choices));
    reader.leave();
    configuration.kiosk.printers.clear();
    const auto tables = reader.tables("printer");
    for (const auto* table : tables) {
        PrinterConfiguration printer;
        reader.enter(*table);
        const auto [receipt, label, report] = reader.some_of("roles", roles);
        printer.roles = {receipt, label, report};
        reader.text("profile", printer.profile);
        if (printer.profile == found_by_itself)
            printer.profile.clear();
        reader.text("port", printer.port);
        if (tables.size() > 1 && printer.port.empty())
            reader.complain_here("“port” must tell this printer from the others");
        for (const auto& other : configuration.printers)
            if (!printer.port.empty() && other.port == printer.port)
                reader.complain_at("port", "“port” must be another for each printer");
        reader.leave();
        configuration.kiosk.printers.push_back(printer.roles);
        configuration.printers.push_back(std::move(printer));
    }
}

} // namespace

Result<Configuration> parse_configuration(std::string_view text, const std::string& name) {
    toml::table root;
    try {
        root = toml::parse(text, name);
    } catch (const toml::parse_error& error) {
        const auto place = error.source().begin;
        return fail("{0}:{1}:{2}: {3}.", name, place.line, place.column, error.description());
    }
    Configuration configuration;
    Reader reader(root, name);
    read_kiosk(reader, configuration);
    read_outside(reader, configuration);
    read_devices(reader, configuration);
    read_printing(reader, configuration);
    reader.finish();
    if (reader.fault())
        return *reader.fault();
    return configuration;
}

Result<Configuration> read_configuration(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return fail("The configuration {0} cannot be read. Check its name and its rights.", file.string());
    return parse_configuration(text.str(), file.string());
}

} // namespace guichet::station
