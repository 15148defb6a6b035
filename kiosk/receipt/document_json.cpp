// The spool's form of a document. A member that has its default value is left out.

#include "kiosk/core/json_value.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/words.hpp"
#include "kiosk/receipt/document.hpp"

#include <algorithm>
#include <array>

namespace guichet::receipt {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> kind_words{"receipt", "report", "slip", "test"};
constexpr std::array<std::string_view, 3> align_words{"left", "centre", "right"};
constexpr std::array<std::string_view, 3> size_words{"normal", "tall", "large"};
constexpr std::array<std::string_view, 3> stroke_words{"thin", "heavy", "dotted"};

/// Writes a member unless it has its default value.
template <typename Value>
void put(json& block, const char* key, const Value& value, const Value& usual) {
    if (value != usual)
        block[key] = value;
}

template <typename Value, std::size_t count>
void put_word(json& block, const char* key, const std::array<std::string_view, count>& words, Value value) {
    if (value != Value{})
        block[key] = word_in(words, value);
}

json write(const Text& text) {
    json block = json_object({{"block", "text"}, {"text", text.text}});
    put_word(block, "size", size_words, text.size);
    put(block, "bold", text.bold, false);
    put_word(block, "align", align_words, text.align);
    return block;
}

json write(const Row& row) {
    json block = json_object({{"block", "row"}, {"left", row.left}, {"right", row.right}});
    put(block, "lead", row.lead, std::string());
    put(block, "lead_width", row.lead_width, 0);
    put_word(block, "size", size_words, row.size);
    put(block, "bold", row.bold, false);
    return block;
}

json write(const Note& note) {
    json block = json_object({{"block", "note"}, {"text", note.text}});
    put(block, "indent", note.indent, Note{}.indent);
    put(block, "bold", note.bold, false);
    return block;
}

json write(const Rule& rule) {
    json block = json_object({{"block", "rule"}});
    put_word(block, "stroke", stroke_words, rule.stroke);
    return block;
}

json write(const Space& space) {
    return json_object({{"block", "space"}, {"half_lines", space.half_lines}});
}
json write(const QrCode& code) {
    return json_object({{"block", "qr"}, {"payload", code.payload}});
}
json write(const Banner& banner) {
    return json_object({{"block", "banner"}, {"text", banner.text}});
}
json write(const Ruler&) {
    return json_object({{"block", "ruler"}});
}

// Reading: a JsonFault is caught in parse_document.

template <typename Value, std::size_t count>
Value word_at(JsonValue block, const char* key, const std::array<std::string_view, count>& words) {
    const auto word = block.find(key);
    if (!word)
        return Value{};
    const auto found = std::find(words.begin(), words.end(), word->view());
    if (found == words.end())
        throw JsonFault{std::string("unknown word for ") + key};
    return static_cast<Value>(found - words.begin());
}

int whole_at(JsonValue block, const char* key, int usual, int largest) {
    const auto found = block.find(key);
    const int value = found ? found->whole<int>() : usual;
    if (value < 0 || value > largest)
        throw JsonFault{std::string(key) + " is out of range"};
    return value;
}

Block read_block(JsonValue block) {
    const auto name = block.at("block").text();
    const auto text = [&block](const char* key) { return block.at(key).text(); };
    if (name == "text")
        return Text{text("text"), word_at<Size>(block, "size", size_words), block.flag_or("bold", false),
                    word_at<Align>(block, "align", align_words)};
    if (name == "row")
        return Row{text("left"),
                   text("right"),
                   block.text_or("lead"),
                   whole_at(block, "lead_width", 0, 60),
                   word_at<Size>(block, "size", size_words),
                   block.flag_or("bold", false)};
    if (name == "note")
        return Note{text("text"), whole_at(block, "indent", Note{}.indent, 60), block.flag_or("bold", false)};
    if (name == "rule")
        return Rule{word_at<Stroke>(block, "stroke", stroke_words)};
    if (name == "space")
        return Space{whole_at(block, "half_lines", 1, 40)};
    if (name == "qr")
        return QrCode{text("payload")};
    if (name == "banner")
        return Banner{text("text")};
    if (name == "ruler")
        return Ruler{};
    throw JsonFault{"unknown block " + name};
}

} // namespace

std::string to_json(const Document& document) {
    json blocks = json::array();
    for (const Block& block : document.blocks)
        blocks.push_back(std::visit([](const auto& content) { return write(content); }, block));
    const json whole = json_object({{"id", document.id},
                                    {"kind", word_in(kind_words, document.kind)},
                                    {"language", document.language},
                                    {"blocks", std::move(blocks)}});
    return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Document> parse_document(std::string_view text) {
    try {
        const JsonText parsed(text);
        const JsonValue whole = parsed.root();
        Document document;
        document.id = whole.at("id").text();
        document.kind = word_at<Kind>(whole, "kind", kind_words);
        document.language = whole.at("language").text();
        for (const auto block : whole.at("blocks").list())
            document.blocks.emplace_back(read_block(block));
        return document;
    } catch (const JsonFault& fault) {
        return fail("The stored document cannot be read: {0}.", fault.what);
    }
}

} // namespace guichet::receipt
