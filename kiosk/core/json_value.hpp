#pragma once
// JSON from outside, while it is read. Whatever is not as its reader awaits it is thrown as a JsonFault, so
// that a message is taken whole or not at all. What we write ourselves is made with nlohmann's library, whose
// sorted members are our canonical form; this reading is Boost's, four times as fast, a message in one piece
// of memory.

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guichet {

/// Thrown while JSON is read, and made an Error by whoever began to read.
struct JsonFault {
    std::string what; ///< what was awaited and what stands there, in English, without a full stop
};

class JsonList;

/// A value within a JsonText, which must outlive it. Each function but canonical_text() throws a JsonFault
/// when the value is of another kind.
class JsonValue {
public:
    explicit JsonValue(const boost::json::value& value) : value_(&value) {}

    /// The member of that name, which must be there.
    [[nodiscard]] JsonValue at(std::string_view key) const;
    /// Likewise, if it is there.
    [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const;

    [[nodiscard]] std::string_view view() const; ///< of a text, in UTF-8; it lives as long as the JsonText
    [[nodiscard]] std::string text() const { return std::string(view()); }
    [[nodiscard]] bool flag() const;
    /// The text of a member; `usual` when there is none.
    [[nodiscard]] std::string text_or(std::string_view key, std::string_view usual = {}) const;
    [[nodiscard]] bool flag_or(std::string_view key, bool usual) const;

    /// A number without fraction that fits: 1.5, 1e99 and 300 for a byte are all refused.
    template <typename Number>
    [[nodiscard]] Number whole() const {
        if (const auto* number = value_->if_int64(); number != nullptr && std::in_range<Number>(*number))
            return static_cast<Number>(*number);
        if (const auto* number = value_->if_uint64(); number != nullptr && std::in_range<Number>(*number))
            return static_cast<Number>(*number);
        throw JsonFault{shown() + " is no number that fits"};
    }

    [[nodiscard]] JsonList list() const;
    [[nodiscard]] std::vector<std::string> texts() const; ///< of a list of texts

    [[nodiscard]] std::vector<std::pair<std::string_view, JsonValue>> members() const; ///< in their order

    /// Whether both say the same, in whatever order their members stand.
    [[nodiscard]] bool operator==(const JsonValue& other) const { return *value_ == *other.value_; }

    /// The value as the protocol writes it: members sorted by their bytes, no blanks, whole numbers only.
    /// A JsonFault when there is a number with a fraction.
    [[nodiscard]] std::string canonical_text() const;

private:
    [[nodiscard]] const boost::json::object& object() const;
    [[nodiscard]] std::string shown() const; ///< its beginning, for a message

    const boost::json::value* value_;
};

/// The values of a list, one after the other.
class JsonList {
public:
    class Iterator {
    public:
        explicit Iterator(const boost::json::value* at) : at_(at) {}
        JsonValue operator*() const { return JsonValue(*at_); }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const boost::json::value* at_;
    };

    explicit JsonList(const boost::json::array& values) : values_(&values) {}

    [[nodiscard]] Iterator begin() const { return Iterator(values_->data()); }
    [[nodiscard]] Iterator end() const { return Iterator(values_->data() + values_->size()); }
    [[nodiscard]] std::size_t size() const { return values_->size(); }

private:
    const boost::json::array* values_;
};

/// A text of JSON (RFC 8259), parsed: UTF-8 without a mistake, one value and nothing after it. Of members
/// with the same name the last one holds.
class JsonText {
public:
    /// What is nested deeper than this is refused before it can exhaust a stack; no message of ours is.
    static constexpr std::size_t deepest = 32;

    /// Throws a JsonFault, with the place in bytes.
    explicit JsonText(std::string_view text);

    [[nodiscard]] JsonValue root() const { return JsonValue(root_); }

private:
    boost::json::monotonic_resource memory_;
    boost::json::value root_; ///< within the memory, and goes before it
};

} // namespace guichet
