// The rule of "Plural-Forms": an expression of C with the one variable n (gettext manual, "Plural forms").
#include "kiosk/resources/po_file.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace guichet::resources {

namespace {

constexpr std::size_t longest_rule = 500;
constexpr int deepest = 40;
constexpr int most_forms = 8;
/// For these counts the rule is tried: every language's rule repeats within them.
constexpr std::uint64_t tried_counts = 1'000;

/// Evaluates the expression for one count; all of it is read each time, so that a fault shows at the first.
class Expression {
public:
    Expression(std::string_view text, std::uint64_t n) : rest_(text), n_(n) {}

    /// Nothing: it is no expression, or divides by zero.
    std::optional<std::uint64_t> value() {
        const auto result = choice(0);
        skip();
        return good_ && rest_.empty() ? std::optional(result) : std::nullopt;
    }

private:
    void skip() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
            rest_.remove_prefix(1);
    }

    bool take(std::string_view sign) {
        skip();
        if (!rest_.starts_with(sign))
            return false;
        rest_.remove_prefix(sign.size());
        return true;
    }

    std::uint64_t choice(int depth) {
        if (depth > deepest) {
            good_ = false;
            return 0;
        }
        const auto condition = binary(0, depth + 1);
        if (!take("?"))
            return condition;
        const auto first = choice(depth + 1);
        good_ = take(":") && good_;
        const auto second = choice(depth + 1);
        return condition != 0 ? first : second;
    }

    /// The operators by how loosely they bind; of two that begin alike, the longer one first.
    std::uint64_t binary(std::size_t level, int depth) {
        static constexpr std::array<std::array<std::string_view, 4>, 6> levels{
            {{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}};
        if (level == levels.size())
            return unary(depth);
        auto left = binary(level + 1, depth);
        for (bool found = true; found && good_;) {
            found = false;
            for (const auto sign : levels.at(level)) {
                if (sign.empty() || !take(sign))
                    continue;
                left = apply(sign, left, binary(level + 1, depth));
                found = true;
                break;
            }
        }
        return left;
    }

    std::uint64_t apply(std::string_view sign, std::uint64_t left, std::uint64_t right) {
        if (sign == "/" || sign == "%") {
            good_ = good_ && right != 0;
            return right == 0 ? 0 : sign == "/" ? left / right : left % right;
        }
        if (sign == "||")
            return left != 0 || right != 0 ? 1 : 0;
        if (sign == "&&")
            return left != 0 && right != 0 ? 1 : 0;
        if (sign == "==")
            return left == right ? 1 : 0;
        if (sign == "!=")
            return left != right ? 1 : 0;
        if (sign == "<=")
            return left <= right ? 1 : 0;
        if (sign == ">=")
            return left >= right ? 1 : 0;
        if (sign == "<")
            return left < right ? 1 : 0;
        if (sign == ">")
            return left > right ? 1 : 0;
        return sign == "+" ? left + right : sign == "-" ? left - right : left * right;
    }

    std::uint64_t unary(int depth) {
        if (depth > deepest) {
            good_ = false;
            return 0;
        }
        if (take("!"))
            return unary(depth + 1) == 0 ? 1 : 0;
        if (take("(")) {
            const auto inner = choice(depth + 1);
            good_ = take(")") && good_;
            return inner;
        }
        if (take("n"))
            return n_;
        return number();
    }

    std::uint64_t number() {
        skip();
        std::uint64_t value = 0;
        bool any = false;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9' && value < 1'000'000) {
            value = value * 10 + static_cast<std::uint64_t>(rest_.front() - '0');
            rest_.remove_prefix(1);
            any = true;
        }
        good_ = good_ && any;
        return value;
    }

    std::string_view rest_;
    std::uint64_t n_;
    bool good_ = true;
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

PluralRule read_plural_rule(std::string_view rule) {
    const auto fault = [](std::string words) { return PluralRule{0, std::move(words)}; };
    if (rule.size() > longest_rule)
        return fault("it is too long");
    const auto semicolon = rule.find(';');
    auto count = trimmed(rule.substr(0, semicolon));
    auto formula =
        semicolon == std::string_view::npos ? std::string_view() : trimmed(rule.substr(semicolon + 1));
    constexpr std::string_view count_name = "nplurals=";
    constexpr std::string_view formula_name = "plural=";
    if (!count.starts_with(count_name) || !formula.starts_with(formula_name))
        return fault("it is written “nplurals=2; plural=(n != 1);”");
    count.remove_prefix(count_name.size());
    formula.remove_prefix(formula_name.size());
    if (formula.ends_with(';'))
        formula.remove_suffix(1);
    if (count.size() != 1 || count.front() < '1' || count.front() > '0' + most_forms)
        return fault("nplurals is a number from 1 to 8");
    const int forms = count.front() - '0';
    for (std::uint64_t n = 0; n <= tried_counts; ++n) {
        const auto form = Expression(formula, n).value();
        if (!form)
            return fault("its formula cannot be read");
        if (*form >= static_cast<std::uint64_t>(forms))
            return fault(fmt::format("for {} it gives form {}, and there are {}", n, *form, forms));
    }
    return {forms, {}};
}

} // namespace guichet::resources
