#pragma once
// The members of a TOML table, one by one, with messages that say file, line, column and what is expected:
// for the data files of devices (assets/printers, assets/devices) and the kiosk's configuration.

#include "kiosk/core/result.hpp"

#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guichet::table {

/// Reads the members of one table; keeps the first fault. What is not there leaves its value alone.
class TableReader {
public:
    /// `section` is the table's heading, such as "[kiosk]"; empty: the whole file.
    TableReader(const toml::table& table, std::string file, std::string section = {})
        : table_(table), begin_(table.source().begin), file_(std::move(file)), section_(std::move(section)) {}

    void text(const std::string& key, std::string& into) {
        if (const toml::node* node = take(key)) {
            if (const auto value = node->value<std::string>())
                into = *value;
            else
                fault(*node, key, "must be a text in quotes");
        }
    }

    /// A text without which the table makes no sense; not empty.
    void needed_text(const std::string& key, std::string& into) {
        needs(key);
        if (const toml::node* node = take(key)) {
            const auto value = node->value<std::string>();
            if (value && !value->empty())
                into = *value;
            else
                fault(*node, key, "must be a text in quotes, not empty");
        }
    }

    void flag(const std::string& key, bool& into) {
        if (const toml::node* node = take(key)) {
            if (node->is_boolean())
                into = *node->value<bool>();
            else
                fault(*node, key, "must be true or false");
        }
    }

    void whole(const std::string& key, int& into, int least, int most) {
        if (const toml::node* node = take(key)) {
            const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
            if (value && *value >= least && *value <= most)
                into = static_cast<int>(*value);
            else
                fault(*node, key, fmt::format("must be a whole number from {} to {}", least, most));
        }
    }

    void decimal(const std::string& key, double& into, double least, double most) {
        if (const toml::node* node = take(key)) {
            const auto value = node->value<double>();
            if (value && *value >= least && *value <= most)
                into = *value;
            else
                fault(*node, key, fmt::format("must be a number from {} to {}", least, most));
        }
    }

    /// One of some words, which stand for the values of an enumeration in its order.
    template <typename Value, std::size_t count>
    void choice(const std::string& key, Value& into, const std::array<std::string_view, count>& words) {
        if (const toml::node* node = take(key)) {
            const auto found = std::find(words.begin(), words.end(), node->value_or(std::string()));
            if (found != words.end())
                into = static_cast<Value>(found - words.begin());
            else
                fault(*node, key, fmt::format("must be one of: {}", fmt::join(words, ", ")));
        }
    }

    /// A list of some words, at least one of them: `into` tells which.
    template <std::size_t count>
    void choices(const std::string& key, std::array<bool, count>& into,
                 const std::array<std::string_view, count>& words) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        const auto expected = fmt::format("must be a list of these: {}", fmt::join(words, ", "));
        const toml::array* list = node->as_array();
        if (list == nullptr || list->empty())
            return fault(*node, key, expected);
        into.fill(false);
        for (const toml::node& entry : *list) {
            const auto found = std::find(words.begin(), words.end(), entry.value_or(std::string()));
            if (found == words.end())
                return fault(entry, key, expected);
            into.at(static_cast<std::size_t>(found - words.begin())) = true;
        }
    }

    void texts(const std::string& key, std::vector<std::string>& into) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        const toml::array* list = node->as_array();
        if (list == nullptr || !std::all_of(list->begin(), list->end(),
                                            [](const toml::node& entry) { return entry.is_string(); }))
            return fault(*node, key, "must be a list of texts");
        for (const toml::node& entry : *list)
            into.push_back(*entry.value<std::string>());
    }

    /// Calls `read` with a reader of the table [key]; of an empty one when it is not there.
    template <typename Read>
    void table(const std::string& key, Read read) {
        static const toml::table nothing;
        const toml::node* node = take(key);
        if (node != nullptr && !node->is_table())
            fault_at(node->source().begin, fmt::format("[{}] must be a table", key));
        const bool there = node != nullptr && node->is_table();
        TableReader reader(there ? *node->as_table() : nothing, file_, "[" + key + "]");
        if (!there)
            reader.begin_ = table_.source().end;
        read(reader);
        keep(reader.finish());
    }

    /// Calls `read` with a reader for each table [[key]].
    template <typename Read>
    void tables(const std::string& key, Read read) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        if (!node->is_array_of_tables() && !(node->is_array() && node->as_array()->empty()))
            return fault_at(node->source().begin,
                            fmt::format("each of them is a table of its own: write [[{}]]", key));
        for (const toml::node& entry : *node->as_array()) {
            TableReader reader(*entry.as_table(), file_, "[[" + key + "]]");
            read(reader);
            keep(reader.finish());
        }
    }

    /// How many tables [[key]] there are.
    [[nodiscard]] std::size_t count(const std::string& key) const {
        const toml::array* list = table_.get_as<toml::array>(key);
        return list == nullptr ? 0 : list->size();
    }

    /// A member without which the table makes no sense.
    void needs(const std::string& key) {
        if (!table_.contains(key))
            keep(fail("{0}:{1}:{2}: “{3}” is missing in {4}.", file_, begin_.line, begin_.column, key,
                      section_));
    }

    /// What was read is wrong in a way that only its reader knows: "“key” " and `expected`, at the member's
    /// place or, when it is not there, at the table's.
    void wrong(const std::string& key, const std::string& expected) {
        const toml::node* node = table_.get(key);
        fault_at(node == nullptr ? begin_ : node->source().begin, fmt::format("“{}” {}", key, expected));
    }

    /// The first fault; a member that nobody asked for is one.
    [[nodiscard]] std::optional<Error> finish() {
        for (const auto& [name, node] : table_) {
            const std::string key(name.str());
            if (known_.contains(key))
                continue;
            if (section_.empty() && (node.is_table() || node.is_array_of_tables()))
                fault_at(node.source().begin, fmt::format("[{}] is not a section of this file", key));
            else
                fault(node, key, "is not a key of " + (section_.empty() ? "this file" : section_));
        }
        return error_;
    }

private:
    const toml::node* take(const std::string& key) {
        known_.insert(key);
        return table_.get(key);
    }

    void fault(const toml::node& node, const std::string& key, const std::string& expected) {
        fault_at(node.source().begin, fmt::format("“{}” {}", key, expected));
    }

    void fault_at(const toml::source_position& place, const std::string& what) {
        keep(fail("{0}:{1}:{2}: {3}.", file_, place.line, place.column, what));
    }

    void keep(std::optional<Error> error) {
        if (!error_)
            error_ = std::move(error);
    }

    const toml::table& table_;
    toml::source_position begin_;
    std::string file_;
    std::string section_;
    std::set<std::string> known_;
    std::optional<Error> error_;
};

/// Parses a whole file and hands its root table to `read`; gives the first fault of either. `file` is its
/// name, for the message.
template <typename Read>
[[nodiscard]] std::optional<Error> read_toml(std::string_view text, const std::string& file, Read read) {
    try {
        const toml::table table = toml::parse(text, file);
        TableReader reader(table, file);
        read(reader);
        return reader.finish();
    } catch (const toml::parse_error& fault) {
        const auto place = fault.source().begin;
        return fail("{0}:{1}:{2}: this is no TOML ({3}).", file, place.line, place.column,
                    fault.description());
    }
}

} // namespace guichet::table
