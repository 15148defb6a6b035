#include "server/order_values.hpp"

#include "server/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace guichet::server {

namespace {

/// A decimal number as it is written, digits still as text: "-1,50" is {true, "1", "50"}.
struct Decimal {
    bool negative = false;
    std::string_view whole;
    std::string_view decimals;
};

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

std::optional<Decimal> parse_decimal(std::string_view text) {
    Decimal number;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        number.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto mark = text.find_first_of(".,");
    number.whole = text.substr(0, mark);
    if (mark != std::string_view::npos) {
        number.decimals = text.substr(mark + 1);
        if (number.decimals.empty())
            return std::nullopt;
    }
    if (number.whole.empty() || !all_digits(number.whole) || !all_digits(number.decimals))
        return std::nullopt;
    return number;
}

/// The number times 10 to the power of `places`, at most `ceiling` (a power of ten above any range here);
/// nothing when it has further decimals that are not zero.
std::optional<std::int64_t> scaled(const Decimal& number, std::size_t places) {
    constexpr std::int64_t ceiling = 1'000'000'000'000;
    std::int64_t value = 0;
    const auto take = [&](char digit) { value = std::min(ceiling, value * 10 + (digit - '0')); };
    for (const char digit : number.whole)
        take(digit);
    for (std::size_t at = 0; at < places; ++at)
        take(at < number.decimals.size() ? number.decimals[at] : '0');
    const auto further = number.decimals.substr(std::min(places, number.decimals.size()));
    if (further.find_first_not_of('0') != std::string_view::npos)
        return std::nullopt;
    return number.negative ? -value : value;
}

/// The value of one of several pairs of folded words.
template <typename Value, std::size_t count>
std::optional<Value> value_of(const std::array<std::pair<std::string_view, Value>, count>& words,
                              std::string_view text) {
    const std::string word = folded(text);
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.first == word; });
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

constexpr std::array<std::pair<std::string_view, Unit>, 3> unit_words{
    {{"piece", Unit::piece}, {"kg", Unit::kilogram}, {"g", Unit::gram}}};
constexpr std::array<std::pair<std::string_view, StorageClass>, 6> storage_words{
    {{"ambient", StorageClass::ambient},
     {"ambiant", StorageClass::ambient},
     {"chilled", StorageClass::chilled},
     {"frais", StorageClass::chilled},
     {"frozen", StorageClass::frozen},
     {"surgele", StorageClass::frozen}}};
constexpr std::array<std::pair<std::string_view, Fulfilment>, 4> fulfilment_words{
    {{"pickup", Fulfilment::pickup},
     {"retrait", Fulfilment::pickup},
     {"delivery", Fulfilment::delivery},
     {"livraison", Fulfilment::delivery}}};

Result<Quantity> read_pieces(std::string_view text, const Decimal& number) {
    constexpr std::int64_t most = 10'000;
    // "1.500" may mean 1500 to its writer; "2.00" can only mean 2.
    const auto pieces = number.decimals.size() > 2 ? std::nullopt : scaled(number, 0);
    if (!pieces)
        return fail("“{0}” is not a whole number; pieces are whole, 1 to {1}", excerpt(text), most);
    if (*pieces < 1 || *pieces > most)
        return fail("“{0}” is out of range; 1 to {1} pieces are expected", excerpt(text), most);
    return Quantity{*pieces, Unit::piece};
}

Result<Quantity> read_weight(std::string_view text, const Decimal& number, Unit unit) {
    constexpr std::int64_t most_grams = 1'000'000;
    const auto grams = scaled(number, unit == Unit::kilogram ? 3 : 0);
    if (!grams)
        return fail("“{0}” is finer than a gram; whole grams are expected", excerpt(text));
    if (*grams < 1 || *grams > most_grams)
        return fail("“{0}” is out of range; a weight of 1 g to 1000 kg is expected", excerpt(text));
    return Quantity{*grams, unit};
}

} // namespace

std::string_view word(Fulfilment fulfilment) {
    return fulfilment == Fulfilment::delivery ? "delivery" : "pickup";
}

Result<Unit> read_unit(std::string_view text) {
    const auto unit = value_of(unit_words, text);
    if (!unit)
        return fail("“{0}” is not a known unit; piece (or pièce), kg or g is expected", excerpt(text));
    return *unit;
}

Result<Quantity> read_quantity(std::string_view text, Unit unit) {
    const auto number = parse_decimal(text);
    if (!number)
        return fail("“{0}” is not a number; a number such as 2 or 1.5 is expected", excerpt(text));
    return unit == Unit::piece ? read_pieces(text, *number) : read_weight(text, *number, unit);
}

Result<Money> read_unit_price(std::string_view text) {
    constexpr std::int64_t most_cents = 1'000'000;
    const auto number = parse_decimal(text);
    if (!number)
        return fail("“{0}” is not a number; euros such as 4.20 are expected", excerpt(text));
    if (number->decimals.size() > 2)
        return fail("“{0}” has more than two decimals; euros and cents such as 4.20 are expected",
                    excerpt(text));
    const auto cents = scaled(*number, 2);
    if (!cents || *cents < 0 || *cents > most_cents || (number->negative && *cents != 0))
        return fail("“{0}” is out of range; 0 to 10000 euros are expected", excerpt(text));
    return Money{*cents};
}

Result<int> read_vat(std::string_view text) {
    constexpr int usual = 55;
    constexpr std::int64_t most = 1000;
    if (text.empty())
        return usual;
    const auto number = parse_decimal(text);
    if (!number)
        return fail("“{0}” is not a number; a percentage such as 5.5 is expected", excerpt(text));
    const auto per_mille = scaled(*number, 1);
    if (!per_mille)
        return fail("“{0}” has more than one decimal; a percentage such as 5.5 is expected", excerpt(text));
    if (*per_mille < 0 || *per_mille > most)
        return fail("“{0}” is out of range; 0 to 100 percent are expected", excerpt(text));
    return static_cast<int>(*per_mille);
}

Result<StorageClass> read_storage(std::string_view text) {
    if (text.empty())
        return StorageClass::ambient;
    const auto storage = value_of(storage_words, text);
    if (!storage)
        return fail("“{0}” is not a known storage; ambient (or ambiant), chilled (or frais) or frozen (or "
                    "surgelé) is expected",
                    excerpt(text));
    return *storage;
}

Result<Fulfilment> read_fulfilment(std::string_view text) {
    if (text.empty())
        return Fulfilment::pickup;
    const auto fulfilment = value_of(fulfilment_words, text);
    if (!fulfilment)
        return fail(
            "“{0}” is not a known fulfilment; pickup (or retrait) or delivery (or livraison) is expected",
            excerpt(text));
    return *fulfilment;
}

Result<std::string> read_language(std::string_view text) {
    if (text.empty())
        return std::string("fr");
    std::string language = folded(text);
    const bool letters = std::all_of(language.begin(), language.end(),
                                     [](char letter) { return letter >= 'a' && letter <= 'z'; });
    if (language.size() != 2 || !letters)
        return fail("“{0}” is not a language; two letters such as fr or en are expected", excerpt(text));
    return language;
}

Result<std::string> read_text(std::string_view text, std::size_t longest) {
    std::string tidy = tidied(text);
    // A NUL is a fault of its own, which the reader of the file has found.
    const bool control = std::any_of(tidy.begin(), tidy.end(), [](char byte) {
        return (byte != 0 && static_cast<unsigned char>(byte) < 0x20) || byte == 0x7F;
    });
    if (control)
        return fail("holds a control character; plain text is expected");
    if (const auto count = character_count(tidy); count > longest)
        return fail("has {0} characters; at most {1} are expected", count, longest);
    return tidy;
}

Result<std::string> read_required_text(std::string_view text, std::size_t longest) {
    auto tidy = read_text(text, longest);
    if (tidy && tidy->empty())
        return fail("is empty; a value is expected");
    return tidy;
}

} // namespace guichet::server
