#pragma once
// What is wrong with an order file, and where.

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace guichet::server {

/// A place in a text file, as editors show it: both count from 1; columns are characters, not bytes.
struct Place {
    std::int64_t line = 1;
    std::int64_t column = 1;

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// One fault: what is wrong; what is expected.
struct Fault {
    Place place;
    std::string text;

    friend auto operator<=>(const Fault&, const Fault&) = default;
};

/// The faults of one file: the first ones in the file's order, and how many there are. It does not grow with
/// the file.
class Faults {
public:
    /// The most faults that are kept.
    static constexpr std::size_t most_kept = 100;

    void add(Place place, std::string text);

    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] const std::vector<Fault>& kept() const { return kept_; } ///< by place

private:
    std::vector<Fault> kept_;
    std::int64_t count_ = 0;
};

/// The faults as a person reads them, "FILE:LINE:COLUMN: text" each, and how many more there are.
[[nodiscard]] std::string describe(const Faults& faults, const std::string& file);

} // namespace guichet::server
