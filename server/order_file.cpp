#include "server/order_file.hpp"

#include "server/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::server {

namespace {

struct Heading {
    std::string_view english;
    std::string_view french;
    bool required = false;
};

/// By OrderColumn; French folded, as it is compared.
constexpr std::array<Heading, order_column_count> known_headings{{
    {"order", "commande", true},
    {"customer_ref", "ref_client", true},
    {"customer", "client", true},
    {"producer", "producteur", true},
    {"product", "article", true},
    {"quantity", "quantite", true},
    {"unit", "unite", true},
    {"unit_price", "prix_unitaire", true},
    {"vat", "tva", false},
    {"storage", "conservation", false},
    {"location", "emplacement", false},
    {"fulfilment", "mode", false},
    {"language", "langue", false},
}};

constexpr std::size_t longest_reference = 64;
constexpr std::size_t longest_text = 200;

constexpr std::size_t index_of(OrderColumn column) {
    return static_cast<std::size_t>(column);
}

std::optional<OrderColumn> column_of(std::string_view heading) {
    const std::string word = folded(heading);
    const auto found = std::find_if(known_headings.begin(), known_headings.end(), [&](const Heading& known) {
        return known.english == word || known.french == word;
    });
    if (found == known_headings.end())
        return std::nullopt;
    return static_cast<OrderColumn>(found - known_headings.begin());
}

} // namespace

OrderFileReader::OrderFileReader(ByteSource source, Faults& faults)
    : faults_(faults), csv_(std::move(source), faults) {}

bool OrderFileReader::read_header() {
    if (!csv_.next(row_)) {
        faults_.add({1, 1}, "the file is empty; a header row is expected");
        return false;
    }
    const auto faults_before = faults_.count();
    heading_count_ = row_.field_count;
    for (std::size_t at = 0; at < row_.fields.size(); ++at)
        take_heading(row_.fields[at], at);
    for (std::size_t column = 0; column < order_column_count; ++column)
        if (known_headings.at(column).required && !positions_.at(column))
            faults_.add(row_.fields.front().place,
                        fmt::format("the column “{0}” is missing; a heading “{0}” or “{1}” is expected",
                                    known_headings.at(column).english, known_headings.at(column).french));
    return faults_.count() == faults_before;
}

void OrderFileReader::take_heading(const CsvField& field, std::size_t at) {
    const auto column = column_of(field.text);
    if (!column) {
        notices_.push_back(
            {field.place, fmt::format("the column “{}” is not used", excerpt(tidied(field.text)))});
        return;
    }
    auto& position = positions_.at(index_of(*column));
    if (position) {
        faults_.add(field.place, fmt::format("the column “{}” is there twice, first as “{}”; one is expected",
                                             tidied(field.text), headings_.at(index_of(*column))));
        return;
    }
    position = at;
    headings_.at(index_of(*column)) = tidied(field.text);
}

std::optional<OrderRow> OrderFileReader::next() {
    for (auto faults_before = faults_.count(); csv_.next(row_); faults_before = faults_.count()) {
        any_row_ = true;
        // After a broken quote the number of fields says nothing more.
        const bool broken = faults_.count() != faults_before;
        if (broken && row_.field_count != heading_count_)
            continue;
        if (auto row = read_row(); row && !broken)
            return row;
    }
    if (!any_row_)
        faults_.add(row_.end, "the file has no rows; at least one order line is expected");
    any_row_ = true;
    return std::nullopt;
}

std::string_view OrderFileReader::text(OrderColumn column) const {
    const auto position = positions_.at(index_of(column));
    return position ? std::string_view(row_.fields[*position].text) : std::string_view();
}

Place OrderFileReader::place(OrderColumn column) const {
    const auto position = positions_.at(index_of(column));
    return row_.fields[position.value_or(0)].place;
}

template <typename Value>
void OrderFileReader::take(OrderColumn column, Result<Value> value, Value& target) {
    if (value)
        target = std::move(value).value();
    else
        faults_.add(place(column),
                    fmt::format("{} {}", headings_.at(index_of(column)), value.error().english()));
}

std::optional<OrderRow> OrderFileReader::read_row() {
    using enum OrderColumn;
    const auto faults_before = faults_.count();
    if (row_.field_count != heading_count_) {
        const bool more = row_.fields.size() > heading_count_;
        faults_.add(more ? row_.fields[heading_count_].place : row_.end,
                    fmt::format("the row has {} fields; {} are expected, as in the header", row_.field_count,
                                heading_count_));
        return std::nullopt;
    }
    OrderRow row;
    const auto value = [this](OrderColumn column) { return tidied(text(column)); };
    take(order, read_required_text(text(order), longest_reference), row.order);
    take(customer_ref, read_required_text(text(customer_ref), longest_reference), row.customer_ref);
    take(customer, read_required_text(text(customer), longest_text), row.customer);
    take(producer, read_required_text(text(producer), longest_text), row.producer);
    take(product, read_required_text(text(product), longest_text), row.product);
    auto sold_in = read_unit(value(unit));
    take(quantity, read_quantity(value(quantity), sold_in ? *sold_in : Unit::kilogram), row.quantity);
    take(unit, std::move(sold_in), row.quantity.unit);
    take(unit_price, read_unit_price(value(unit_price)), row.unit_price);
    take(vat, read_vat(value(vat)), row.vat_per_mille);
    take(storage, read_storage(value(storage)), row.storage);
    take(location, read_text(text(location), longest_reference), row.location);
    take(fulfilment, read_fulfilment(value(fulfilment)), row.fulfilment);
    take(language, read_language(value(language)), row.language);
    if (faults_.count() != faults_before)
        return std::nullopt;
    row.customer_ref_place = place(customer_ref);
    row.customer_place = place(customer);
    row.unit_price_place = place(unit_price);
    row.fulfilment_place = place(fulfilment);
    return row;
}

} // namespace guichet::server
