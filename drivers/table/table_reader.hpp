#pragma once
// The members of a TOML table, one by one, with messages that say file, line and what is expected: for the
// data files of devices (assets/printers, assets/devices).

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

/// Reads the members of one table; keeps the first fault.
class TableReader {
public:
    TableReader(const toml::table& table, std::string origin) : table_(table), origin_(std::move(origin)) {}

    void text(const char* key, std::string& into) {
        if (const toml::node* node = take(key)) {
            if (const auto value = node->value<std::string>())
                into = *value;
            else
                fault(*node, key, "a text");
        }
    }

    void flag(const char* key, bool& into) {
        if (const toml::node* node = take(key)) {
            if (node->is_boolean())
                into = *node->value<bool>();
            else
                fault(*node, key, "true or false");
        }
    }

    void whole(const char* key, int& into, int least, int most) {
        if (const toml::node* node = take(key)) {
            const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
            if (value && *value >= least && *value <= most)
                into = static_cast<int>(*value);
            else
                fault(*node, key, fmt::format("a whole number from {} to {}", least, most));
        }
    }

    template <typename Value, std::size_t count>
    void choice(const char* key, Value& into, const std::array<std::string_view, count>& words) {
        if (const toml::node* node = take(key)) {
            const auto found = std::find(words.begin(), words.end(), node->value_or(std::string()));
            if (found != words.end())
                into = static_cast<Value>(found - words.begin());
            else
                fault(*node, key, fmt::format("one of: {}", fmt::join(words, ", ")));
        }
    }

    void texts(const char* key, std::vector<std::string>& into) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        const toml::array* list = node->as_array();
        if (list == nullptr || !std::all_of(list->begin(), list->end(),
                                            [](const toml::node& entry) { return entry.is_string(); }))
            return fault(*node, key, "a list of texts");
        for (const toml::node& entry : *list)
            into.push_back(*entry.value<std::string>());
    }

    /// Calls `read` with a reader for each table of an array.
    template <typename Read>
    void tables(const char* key, Read read) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        if (!node->is_array_of_tables())
            return fault(*node, key, "a list of tables");
        for (const toml::node& entry : *node->as_array()) {
            TableReader reader(*entry.as_table(), origin_);
            read(reader);
            keep(reader.finish());
        }
    }

    /// A member without which the table makes no sense.
    void needs(const char* key) {
        if (!table_.contains(key))
            keep(fail("{0}, line {1}: “{2}” is missing.", origin_, table_.source().begin.line, key));
    }

    /// The first fault; a member that nobody asked for is one.
    [[nodiscard]] std::optional<Error> finish() {
        for (const auto& [key, node] : table_)
            if (!known_.contains(std::string(key.str())))
                fault(node, std::string(key.str()), "no member of this name");
        return error_;
    }

private:
    const toml::node* take(const char* key) {
        known_.insert(key);
        return table_.get(key);
    }

    void fault(const toml::node& node, const std::string& key, const std::string& expected) {
        keep(fail("{0}, line {1}: “{2}” is wrong, expected is {3}.", origin_, node.source().begin.line, key,
                  expected));
    }

    void keep(std::optional<Error> error) {
        if (!error_)
            error_ = std::move(error);
    }

    const toml::table& table_;
    std::string origin_;
    std::set<std::string> known_;
    std::optional<Error> error_;
};

/// Parses a whole file and hands its root table to `read`; gives the first fault of either.
template <typename Read>
[[nodiscard]] std::optional<Error> read_toml(std::string_view text, const std::string& origin, Read read) {
    try {
        const toml::table table = toml::parse(text, origin);
        TableReader reader(table, origin);
        read(reader);
        return reader.finish();
    } catch (const toml::parse_error& fault) {
        return fail("{0}, line {1}: this is no TOML ({2}).", origin, fault.source().begin.line,
                    fault.description());
    }
}

} // namespace guichet::table
