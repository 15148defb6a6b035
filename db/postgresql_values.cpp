#include "db/postgresql_values.hpp"

#include <fmt/format.h>

#include <cctype>
#include <charconv>

namespace guichet::sql {

namespace {

// The numbers of types, the same in every PostgreSQL (its catalogue pg_type).
constexpr Oid type_boolean = 16;
constexpr Oid type_bytes = 17;
constexpr Oid type_big_integer = 20;
constexpr Oid type_small_integer = 21;
constexpr Oid type_integer = 23;
constexpr Oid type_text = 25;

constexpr int binary = 1;

std::array<char, 8> network_order(std::int64_t number) {
    std::array<char, 8> bytes{};
    auto rest = static_cast<std::uint64_t>(number);
    for (auto at = bytes.rbegin(); at != bytes.rend(); ++at, rest >>= 8U)
        *at = static_cast<char>(rest & 0xFFU);
    return bytes;
}

/// A signed number of 2, 4 or 8 bytes.
std::int64_t from_network_order(std::string_view bytes) {
    std::uint64_t number = bytes.empty() || (bytes.front() & 0x80) == 0 ? 0 : ~std::uint64_t{0};
    for (const char byte : bytes)
        number = number << 8U | static_cast<std::uint8_t>(byte);
    return static_cast<std::int64_t>(number);
}

class PostgresqlCursor final : public Cursor {
public:
    explicit PostgresqlCursor(ResultOwner result)
        : result_(std::move(result)), rows_(PQntuples(result_.get())) {}

    Result<bool> step() override {
        if (row_ < rows_)
            ++row_;
        return row_ < rows_;
    }
    [[nodiscard]] std::int64_t integer(int column) const override {
        const auto bytes = value(column);
        if (is_number(column))
            return from_network_order(bytes);
        if (PQftype(result_.get(), column) == type_boolean)
            return bytes == std::string_view("\1", 1) ? 1 : 0;
        std::int64_t number = 0;
        std::from_chars(bytes.data(), bytes.data() + bytes.size(), number);
        return number;
    }
    [[nodiscard]] std::string text(int column) const override {
        if (is_number(column) && !is_null(column))
            return fmt::format("{}", integer(column));
        return std::string(value(column));
    }
    [[nodiscard]] std::string blob(int column) const override { return std::string(value(column)); }
    [[nodiscard]] bool is_null(int column) const override {
        return PQgetisnull(result_.get(), row_, column) == 1;
    }

private:
    [[nodiscard]] bool is_number(int column) const {
        const auto type = PQftype(result_.get(), column);
        return type == type_big_integer || type == type_integer || type == type_small_integer;
    }
    [[nodiscard]] std::string_view value(int column) const {
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
    }

    ResultOwner result_;
    int row_ = -1;
    int rows_;
};

} // namespace

Parameters::Parameters(std::span<const Value> values) {
    numbers_.reserve(values.size()); // values_ points into it
    const auto add = [this](Oid type, const char* bytes, std::size_t size) {
        types_.push_back(type);
        values_.push_back(bytes == nullptr ? "" : bytes); // a null pointer would be NULL
        lengths_.push_back(static_cast<int>(size));
        formats_.push_back(binary);
    };
    for (const auto& value : values) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            numbers_.push_back(network_order(*number));
            add(type_big_integer, numbers_.back().data(), numbers_.back().size());
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            add(type_text, text->data(), text->size());
        } else {
            const auto& bytes = std::get<std::span<const std::uint8_t>>(value);
            add(type_bytes, reinterpret_cast<const char*>(bytes.data()), bytes.size());
        }
    }
}

std::string positional(std::string_view sql) {
    std::string translated;
    translated.reserve(sql.size() + 16);
    int number = 0;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        if (sql[at] != '?') {
            translated += sql[at];
            continue;
        }
        translated += '$';
        const bool numbered =
            at + 1 < sql.size() && std::isdigit(static_cast<unsigned char>(sql[at + 1])) != 0;
        if (!numbered)
            translated += fmt::format("{}", ++number);
    }
    return translated;
}

std::unique_ptr<Cursor> cursor_over(ResultOwner result) {
    return std::make_unique<PostgresqlCursor>(std::move(result));
}

} // namespace guichet::sql
