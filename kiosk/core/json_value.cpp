#include "kiosk/core/json_value.hpp"

#include <boost/json/src.hpp> // the library itself, in this one place
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace guichet {

namespace {

/// As nlohmann's library writes texts: control characters are escaped, and nothing else that need not be.
void append_text(std::string& out, std::string_view text) {
    constexpr std::string_view escaped = "\b\t\n\f\r\"\\";
    constexpr std::string_view letters = "btnfr\"\\";
    out += '"';
    std::size_t begin = 0; // of what has to be copied as it is
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const bool control = static_cast<unsigned char>(letter) < 0x20;
        if (!control && letter != '"' && letter != '\\')
            continue;
        out.append(text.substr(begin, at - begin));
        begin = at + 1;
        if (const auto found = escaped.find(letter); found != std::string_view::npos)
            out.append({'\\', letters[found]});
        else
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(letter));
    }
    out.append(text.substr(begin));
    out += '"';
}

void append_canonical(std::string& out, const boost::json::value& value);

void append_members(std::string& out, const boost::json::object& object) {
    const auto before = [](const auto* left, const auto* right) { return left->key() < right->key(); };
    std::vector<const boost::json::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object)
        members.push_back(&member);
    if (!std::is_sorted(members.begin(), members.end(), before))
        std::sort(members.begin(), members.end(), before);
    out += '{';
    for (const auto* member : members) {
        if (member != members.front())
            out += ',';
        append_text(out, member->key());
        out += ':';
        append_canonical(out, member->value());
    }
    out += '}';
}

void append_canonical(std::string& out, const boost::json::value& value) {
    switch (value.kind()) {
    case boost::json::kind::null: out += "null"; return;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
    case boost::json::kind::int64: fmt::format_to(std::back_inserter(out), "{}", value.get_int64()); return;
    case boost::json::kind::uint64: fmt::format_to(std::back_inserter(out), "{}", value.get_uint64()); return;
    case boost::json::kind::double_: throw JsonFault{"a number has a fraction or is too large"};
    case boost::json::kind::string: append_text(out, value.get_string()); return;
    case boost::json::kind::array:
        out += '[';
        for (const auto& element : value.get_array()) {
            if (&element != &value.get_array().front())
                out += ',';
            append_canonical(out, element);
        }
        out += ']';
        return;
    case boost::json::kind::object: append_members(out, value.get_object()); return;
    }
}

boost::json::value parsed(std::string_view text, boost::json::monotonic_resource& memory) {
    boost::json::parse_options options;
    options.max_depth = JsonText::deepest;
    std::array<unsigned char, 2'048> working{};
    boost::json::parser parser({}, options, working.data(), working.size());
    parser.reset(&memory);
    boost::system::error_code error;
    const auto place = parser.write(text.data(), text.size(), error);
    if (error == boost::json::error::too_deep)
        throw JsonFault{fmt::format("it is nested deeper than {} levels", JsonText::deepest)};
    if (error)
        throw JsonFault{fmt::format("byte {}: {}", place, error.message())};
    return parser.release();
}

} // namespace

JsonValue JsonValue::at(std::string_view key) const {
    if (const auto* member = object().if_contains(key))
        return JsonValue(*member);
    throw JsonFault{fmt::format("“{}” is missing", key)};
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const {
    const auto* member = object().if_contains(key);
    return member == nullptr ? std::nullopt : std::optional(JsonValue(*member));
}

std::string_view JsonValue::view() const {
    if (const auto* text = value_->if_string())
        return *text;
    throw JsonFault{shown() + " is no text"};
}

bool JsonValue::flag() const {
    if (const auto* flag = value_->if_bool())
        return *flag;
    throw JsonFault{shown() + " is neither true nor false"};
}

std::string JsonValue::text_or(std::string_view key, std::string_view usual) const {
    const auto found = find(key);
    return std::string(found ? found->view() : usual);
}

bool JsonValue::flag_or(std::string_view key, bool usual) const {
    const auto found = find(key);
    return found ? found->flag() : usual;
}

JsonList JsonValue::list() const {
    if (const auto* array = value_->if_array())
        return JsonList(*array);
    throw JsonFault{shown() + " is no list"};
}

std::vector<std::string> JsonValue::texts() const {
    std::vector<std::string> texts;
    for (const auto value : list())
        texts.push_back(value.text());
    return texts;
}

std::vector<std::pair<std::string_view, JsonValue>> JsonValue::members() const {
    std::vector<std::pair<std::string_view, JsonValue>> members;
    for (const auto& member : object())
        members.emplace_back(member.key(), member.value());
    return members;
}

std::string JsonValue::canonical_text() const {
    std::string text;
    append_canonical(text, *value_);
    return text;
}

const boost::json::object& JsonValue::object() const {
    if (const auto* object = value_->if_object())
        return *object;
    throw JsonFault{shown() + " has no members"};
}

std::string JsonValue::shown() const {
    constexpr std::size_t most = 40;
    std::string text =
        value_->is_double() ? fmt::format("{}", value_->get_double()) : boost::json::serialize(*value_);
    if (text.size() <= most)
        return text;
    std::size_t end = most; // no letter is cut
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

// A parsed text takes about as much memory as it is long; what more it needs is added. The root is
// constructed and not assigned, which would copy the whole out of that memory.
JsonText::JsonText(std::string_view text)
    : memory_(std::max<std::size_t>(text.size(), 512)), root_(parsed(text, memory_)) {}

} // namespace guichet
