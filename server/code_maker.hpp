#pragma once
// How customers get their codes.

#include "kiosk/core/pickup_code.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace guichet::server {

/// Both forms of a customer's code.
struct CustomerCode {
    PickupCode code;
    std::string short_code;
};

/// Makes the code of a customer of a session; `attempt` rises from 0 until the short code is unique in the
/// session.
using CodeMaker = std::function<CustomerCode(std::string_view session, std::string_view customer_ref,
                                             std::uint64_t attempt)>;

/// The organiser's nonce of a session that is prepared now (Manifest::nonce): 32 letters of hexadecimal.
[[nodiscard]] std::string make_nonce(std::string_view session, const CodeMaker& make_code);

/// Codes that nobody can guess.
[[nodiscard]] CodeMaker random_codes();

/// The same codes for the same seed, for demonstrations and tests: whoever knows the seed knows the codes.
[[nodiscard]] CodeMaker seeded_codes(std::uint64_t seed);

} // namespace guichet::server
