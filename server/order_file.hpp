#pragma once
// The order file of a shop (design.md, "Order file"): rows in, checked values out.

#include "server/csv.hpp"
#include "server/order_values.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guichet::server {

/// The columns of an order file.
enum class OrderColumn : std::uint8_t {
    order,
    customer_ref,
    customer,
    producer,
    product,
    quantity,
    unit,
    unit_price,
    vat,
    storage,
    location,
    fulfilment,
    language
};
inline constexpr std::size_t order_column_count = 13;

/// One row of an order file whose values are all well.
struct OrderRow {
    std::string order;
    std::string customer_ref;
    std::string customer; ///< name as ordered
    std::string producer;
    std::string product;
    Quantity quantity;
    Money unit_price;
    int vat_per_mille = 55;
    StorageClass storage = StorageClass::ambient;
    std::string location;
    Fulfilment fulfilment = Fulfilment::pickup;
    std::string language = "fr";

    // Where the values stand that must agree with other rows.
    Place customer_ref_place;
    Place customer_place;
    Place unit_price_place;
    Place fulfilment_place;
};

/// Reads an order file row by row. Every fault of every row goes to the faults; only rows without any come
/// out.
class OrderFileReader {
public:
    OrderFileReader(ByteSource source, Faults& faults);

    /// Reads the header row; false when it makes no sense to go on. To be called first.
    bool read_header();

    /// The next row that is well; nothing at the end of the file. A file without rows is a fault.
    [[nodiscard]] std::optional<OrderRow> next();

    /// What the reader wants to say of the header without refusing the file: columns that are not used.
    [[nodiscard]] const std::vector<Fault>& notices() const { return notices_; }

private:
    void take_heading(const CsvField& field, std::size_t at);
    [[nodiscard]] std::optional<OrderRow> read_row();
    [[nodiscard]] std::string_view text(OrderColumn column) const;
    [[nodiscard]] Place place(OrderColumn column) const;

    /// Takes a value, or notes a fault at the column and leaves the target as it was.
    template <typename Value>
    void take(OrderColumn column, Result<Value> value, Value& target);

    Faults& faults_;
    CsvReader csv_;
    CsvRow row_;
    std::vector<Fault> notices_;
    std::size_t heading_count_ = 0;
    std::array<std::optional<std::size_t>, order_column_count> positions_;
    std::array<std::string, order_column_count> headings_; ///< as the file writes them
    bool any_row_ = false;
};

} // namespace guichet::server
