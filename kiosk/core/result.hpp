#pragma once
// Expected failures as values. A broken invariant is not one of them: that stops the program (see require).

#include <fmt/core.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace guichet {

/// Why something could not be done, and what to do about it, for a person.
/// `text` is an English sentence with {0}, {1} … for the arguments; it is also the key of the translation
/// (gettext msgid), so it is a literal in the code and is found there by xgettext through `fail`.
struct Error {
    std::string text;
    std::vector<std::string> arguments;

    /// The sentence in English, for the log.
    [[nodiscard]] std::string english() const;

    friend bool operator==(const Error&, const Error&) = default;
};

/// Puts arguments in the places {0}, {1} … of a sentence; a place without argument stays as it is.
[[nodiscard]] std::string fill(const std::string& sentence, const std::vector<std::string>& arguments);

/// Builds an Error; each argument is anything fmt can print.
template <typename... Arguments>
[[nodiscard]] Error fail(std::string text, const Arguments&... arguments) {
    return Error{std::move(text), {fmt::format("{}", arguments)...}};
}

/// What an operation without a value gives.
struct Done {
    friend bool operator==(const Done&, const Done&) = default;
};

/// A value, or the Error that prevented it.
template <typename Value = Done>
class [[nodiscard]] Result {
public:
    Result() requires std::is_same_v<Value, Done> : content_(Done{}) {}
    Result(Value value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; calling it on a failure is a broken invariant.
    [[nodiscard]] const Value& value() const& { return std::get<0>(content_); }
    [[nodiscard]] Value& value() & { return std::get<0>(content_); }
    [[nodiscard]] Value&& value() && { return std::get<0>(std::move(content_)); }
    [[nodiscard]] const Value& operator*() const& { return value(); }
    [[nodiscard]] Value& operator*() & { return value(); }
    [[nodiscard]] Value&& operator*() && { return std::move(*this).value(); }
    [[nodiscard]] const Value* operator->() const { return &value(); }
    [[nodiscard]] Value* operator->() { return &value(); }

    /// The error; calling it on a success is a broken invariant.
    [[nodiscard]] const Error& error() const { return std::get<1>(content_); }

private:
    std::variant<Value, Error> content_;
};

/// Stops the program when an invariant is broken, in every build: systemd starts it again without loss.
void require(bool holds, const char* invariant);

} // namespace guichet
