#include "kiosk/station/configuration.hpp"

#include "drivers/table/table_reader.hpp"
#include "kiosk/core/date.hpp"
#include "kiosk/platform/key_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

namespace guichet::station {

namespace {

using table::TableReader;

void read_kiosk(TableReader& file, Configuration& configuration) {
    static constexpr std::array<std::string_view, 2> modes{"counter", "self"};
    file.table("kiosk", [&](TableReader& table) {
        auto& kiosk = configuration.kiosk;
        table.needed_text("device", kiosk.device);
        table.needed_text("name", kiosk.name);
        table.choice("mode", kiosk.mode, modes);
        table.text("language", kiosk.language);
        table.flag("tour", kiosk.tour);
        constexpr std::int64_t minute = 60'000;
        auto lock_after = static_cast<int>(kiosk.lock_after / minute);
        table.whole("lock_after_minutes", lock_after, 1, 240);
        kiosk.lock_after = lock_after * minute;
        std::string translations = configuration.translations.string();
        table.text("translations", translations);
        configuration.translations = translations;
    });
    file.table("station", [&](TableReader& table) {
        auto& date = configuration.kiosk.date;
        table.needed_text("id", configuration.kiosk.station_id);
        table.text("session", date);
        if (!date.empty() && !is_date(date))
            table.wrong("session", "must be a date such as 2020-04-17");
        table.text("time_zone", configuration.time_zone);
    });
}

void read_outside(TableReader& file, Configuration& configuration) {
    file.table("server", [&](TableReader& table) {
        auto& url = configuration.server_url;
        table.flag("enrolment", configuration.enrolment);
        if (configuration.enrolment)
            table.text("url", url);
        else
            table.needed_text("url", url);
        auto& tls = configuration.tls;
        table.text("authority", tls.authority);
        table.text("certificate", tls.certificate);
        table.text("key", tls.key);
        if (tls.certificate.empty() != tls.key.empty())
            table.wrong("certificate", "and key belong together");
        const bool any = !configuration.enrolment || !url.empty();
        if (any && !url.starts_with("http://") && !url.starts_with("https://"))
            table.wrong("url", "must begin with http:// or https://");
    });
    file.table("store", [&](TableReader& table) {
        std::string store;
        table.needed_text("file", store);
        configuration.store_file = store;
    });
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

void read_framing(TableReader& table, const std::string& key, std::string& value) {
    table.text(key, value);
    if (const auto plain = unescaped(value); plain && plain->size() <= 32)
        value = *plain;
    else
        table.wrong(key, "may hold \\r, \\n, \\t, \\\\ and \\x02, and 32 characters");
}

void read_hand_scanner(TableReader& table, HandScannerConfiguration& hand_scanner) {
    enum class Layout { found_out, us, french };
    static constexpr std::array<std::string_view, 3> layouts{"auto", "us", "fr"};
    table.text("device", hand_scanner.device);
    hand_scanner.any = hand_scanner.device != "none";
    read_framing(table, "prefix", hand_scanner.framing.prefix);
    read_framing(table, "suffix", hand_scanner.framing.suffix);
    auto gap = static_cast<int>(hand_scanner.gap.count());
    table.whole("gap", gap, 20, 1000);
    hand_scanner.gap = std::chrono::milliseconds(gap);
    const auto& rates = scanner::baud_rates;
    table.whole("baud", hand_scanner.baud, rates.front(), rates.back());
    if (std::find(rates.begin(), rates.end(), hand_scanner.baud) == rates.end())
        table.wrong("baud", fmt::format("must be one of: {}", fmt::join(rates, ", ")));
    auto layout = Layout::found_out;
    table.choice("layout", layout, layouts);
    if (layout != Layout::found_out)
        hand_scanner.layout = layout == Layout::us ? scanner::KeyLayout::us : scanner::KeyLayout::french;
}

void read_devices(TableReader& file, Configuration& configuration) {
    file.table("camera", [&](TableReader& table) { table.text("device", configuration.camera); });
    file.table("hand_scanner",
               [&](TableReader& table) { read_hand_scanner(table, configuration.hand_scanner); });
    file.table("screen", [&](TableReader& table) {
        auto& screen = configuration.screen;
        table.whole("width", screen.width, 640, 7680);
        table.whole("height", screen.height, 480, 4320);
        table.decimal("pixels_per_millimetre", screen.pixels_per_millimetre, 2, 20);
        table.flag("full_screen", screen.full_screen);
    });
}

/// Names of keys, separated by commas.
void read_keys(TableReader& table, const std::string& name, platform::Key key, KeypadConfiguration& keypad) {
    std::string names;
    table.text(name, names);
    for (std::size_t from = 0; from < names.size();) {
        const auto end = std::min(names.find(',', from), names.size());
        auto one = names.substr(from, end - from);
        from = end + 1;
        one.erase(0, one.find_first_not_of(' '));
        one.erase(one.find_last_not_of(' ') + 1);
        if (platform::KeyNames::known(one))
            keypad.keys.emplace_back(one, key);
        else
            table.wrong(name, "must hold names of keys such as \"F18\" or \"Keypad 6\", separated by commas");
    }
}

void read_accessibility(TableReader& file, Configuration& configuration) {
    file.table("speech", [&](TableReader& table) {
        auto& speech = configuration.speech;
        table.flag("voice", speech.voice);
        table.text("loudspeaker", speech.loudspeaker);
        table.text("headphones", speech.headphones);
        table.flag("jack", speech.jack);
    });
    file.table("keypad", [&](TableReader& table) {
        using platform::Key;
        auto& keypad = configuration.keypad;
        read_keys(table, "next", Key::next, keypad);
        read_keys(table, "previous", Key::previous, keypad);
        read_keys(table, "choose", Key::choose, keypad);
        read_keys(table, "back", Key::back, keypad);
        read_keys(table, "louder", Key::louder, keypad);
        read_keys(table, "softer", Key::softer, keypad);
        auto delay = static_cast<int>(keypad.double_strike.count());
        table.whole("double_strike", delay, 0, 2000);
        keypad.double_strike = std::chrono::milliseconds(delay);
    });
}

/// "auto" says in a word what an empty text says.
constexpr std::string_view found_by_itself = "auto";

PrinterConfiguration read_printer(TableReader& table) {
    static constexpr std::array<std::string_view, 3> roles{"receipt", "label", "report"};
    PrinterConfiguration printer;
    std::array<bool, roles.size()> chosen{true, true, true};
    table.choices("roles", chosen, roles);
    printer.roles = {chosen[0], chosen[1], chosen[2]};
    table.text("profile", printer.profile);
    if (printer.profile == found_by_itself)
        printer.profile.clear();
    table.text("port", printer.port);
    return printer;
}

void read_printing(TableReader& file, Configuration& configuration) {
    static constexpr std::array<std::string_view, 3> choices{"always", "on-request", "never"};
    // Customers are asked: not every receipt is printed unasked (French law against waste, article L.
    // 541-15-10 of the environmental code).
    auto& kiosk = configuration.kiosk;
    kiosk.paper = kiosk.mode == app::Mode::self ? app::ReceiptPaper::on_request : app::ReceiptPaper::always;
    file.table("receipt",
               [&](TableReader& table) { table.choice("paper", configuration.kiosk.paper, choices); });
    const bool several = file.count("printer") > 1;
    configuration.kiosk.printers.clear();
    file.tables("printer", [&](TableReader& table) {
        auto printer = read_printer(table);
        if (several && printer.port.empty())
            table.wrong("port", "must tell this printer from the others");
        for (const auto& other : configuration.printers)
            if (!printer.port.empty() && other.port == printer.port)
                table.wrong("port", "must be another for each printer");
        configuration.kiosk.printers.push_back(printer.roles);
        configuration.printers.push_back(std::move(printer));
    });
}

} // namespace

Result<Configuration> parse_configuration(std::string_view text, const std::string& name) {
    Configuration configuration;
    const auto read = [&](TableReader& file) {
        read_kiosk(file, configuration);
        read_outside(file, configuration);
        read_devices(file, configuration);
        read_accessibility(file, configuration);
        read_printing(file, configuration);
    };
    if (auto fault = table::read_toml(text, name, read))
        return *fault;
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
