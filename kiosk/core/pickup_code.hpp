#pragma once
// The code that a customer shows, and its typed form.

#include "kiosk/core/digest.hpp"
#include "kiosk/core/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace guichet {

/// How the text in a customer's QR code begins; the number is the format's version.
inline constexpr std::string_view pickup_code_prefix = "GU1:";

/// What is in a customer's QR code: 16 random bytes, written "GU1:" and 26 letters of Crockford's Base32.
/// Nothing in it is personal and nothing can be guessed; the manifest says whose it is.
struct PickupCode {
    std::array<std::uint8_t, 16> bytes{};

    [[nodiscard]] std::string text() const;

    /// What the manifest holds in its place, so that a stolen manifest makes no codes.
    [[nodiscard]] Digest digest() const;

    friend bool operator==(const PickupCode&, const PickupCode&) = default;
};

/// The text of a code that is none of ours: a shop's link, a train ticket.
struct ForeignCode {};

/// A text that begins as ours and does not go on as ours: cut off, mistyped, or of a later version.
struct DamagedCode {};

using ScannedCode = std::variant<PickupCode, DamagedCode, ForeignCode>;

/// Tells what a scanner read. Letters may be small; O is read as 0, I and L as 1; spaces around it are passed
/// over.
[[nodiscard]] ScannedCode read_code(std::string_view text);

/// The number of letters of a short code, its check letter included.
inline constexpr std::size_t short_code_length = 8;

/// The typed form of a code for 7 random letters (35 bits): those letters and a check letter, without the
/// dash that people see in the middle. Only the lowest 35 bits of `random` count.
[[nodiscard]] std::string make_short_code(std::uint64_t random);

/// Reads what a person typed: letters of any case, dashes and spaces anywhere, O for 0, I and L for 1.
/// Any single wrong letter and any two letters exchanged are found.
[[nodiscard]] Result<std::string> read_short_code(std::string_view typed);

/// "ABCD-EFGH", as it is shown and printed.
[[nodiscard]] std::string show_short_code(std::string_view code);

} // namespace guichet
