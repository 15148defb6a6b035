#pragma once
// Values on their way to PostgreSQL and back, in its binary formats
// (https://www.postgresql.org/docs/15/protocol-overview.html#PROTOCOL-FORMAT-CODES): whole numbers in network
// order, texts and bytes as they are.

#include "db/sql.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::sql {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultOwner = std::unique_ptr<PGresult, ClearResult>;

/// The parameters of one statement as libpq takes them. Refers to the values that it was made from.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values);

    [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
    [[nodiscard]] const Oid* types() const { return types_.data(); }
    [[nodiscard]] const char* const* values() const { return values_.data(); }
    [[nodiscard]] const int* lengths() const { return lengths_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }

private:
    std::vector<std::array<char, 8>> numbers_;
    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

/// A statement with $1, $2 … where ours has ?, or ?1, ?2 …
[[nodiscard]] std::string positional(std::string_view sql);

/// The rows of a result, all of which is here already.
[[nodiscard]] std::unique_ptr<Cursor> cursor_over(ResultOwner result);

} // namespace guichet::sql
