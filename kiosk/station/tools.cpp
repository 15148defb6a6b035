#include "kiosk/station/tools.hpp"

#include "db/journal_tools.hpp"
#include "drivers/decoder/picture_reader.hpp"
#include "kiosk/station/configuration.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>

namespace guichet::station {

using nlohmann::json;

namespace {

/// A text that has several lines, on one.
std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char letter : text) {
        if (letter == '\n')
            line += "\\n";
        else if (letter == '\r')
            line += "\\r";
        else if (letter == '\t')
            line += "\\t";
        else
            line += letter;
    }
    return line;
}

void tell_picture(const std::string& path, const std::optional<std::string>& text, bool as_json) {
    if (as_json)
        std::cout << json{{"path", path}, {"ok", text.has_value()}, {"text", text.value_or("")}}.dump(
                         -1, ' ', false, json::error_handler_t::replace)
                  << '\n';
    else
        std::cout << path << '\t' << (text ? "ok" : "none") << '\t' << on_one_line(text.value_or("")) << '\n';
}

Result<> say_summary(const Result<db::JournalSummary>& summary, std::ostream& stream) {
    if (!summary)
        return summary.error();
    stream << fmt::format("{} events, the chain holds; head {}\n", summary->events, to_hex(summary->head));
    return Done{};
}

Result<> look_for_unsent(const std::filesystem::path& configuration) {
    const auto read = read_configuration(configuration);
    if (!read)
        return read.error();
    std::error_code ignored;
    if (!std::filesystem::exists(read->store_file, ignored))
        return Done{};
    const auto summary = db::verify_journal(read->store_file);
    if (!summary)
        return summary.error();
    if (summary->unsent > 0)
        return fail(
            "The server has not got {0} of this kiosk's {1} events. Let the kiosk run with network until "
            "its light says that nothing waits; then stop it, and ask again.",
            summary->unsent, summary->events);
    return Done{};
}

} // namespace

int ended(const Result<>& result) {
    if (!result)
        std::fprintf(stderr, "guichet-kiosk: %s\n", result.error().english().c_str());
    return result ? 0 : 1;
}

int decode_pictures(const DecodeOptions& options) {
    int code = 0;
    for (const auto& path : options.pictures) {
        const auto read = decoder::read_picture_file(path);
        if (!read)
            code = ended(read.error());
        tell_picture(path, read ? *read : std::nullopt, options.json);
    }
    return code;
}

int verify_journal(const std::filesystem::path& database) {
    return ended(say_summary(db::verify_journal(database), std::cout));
}

int tell_unsent(const std::filesystem::path& configuration) {
    const auto looked = look_for_unsent(configuration);
    if (looked)
        std::cout << "The server has everything.\n";
    return ended(looked);
}

int export_journal(const std::filesystem::path& database) {
    return ended(say_summary(db::export_journal(database, std::cout), std::cerr));
}

} // namespace guichet::station
