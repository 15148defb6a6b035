#pragma once
// What the commands say in the same words. Internal to them.

#include "kiosk/core/result.hpp"

#include <cstddef>
#include <string>

namespace guichet::server {

/// Says on stderr why not; gives the exit code.
[[nodiscard]] int could_not(const Error& error);

/// "1 code", "3 codes"
[[nodiscard]] std::string counted(std::size_t count, const char* one, const char* many);

/// Says, where an organiser's key is in force, that kiosks do not hear of a change before it was signed.
void tell_of_signature(bool awaited);

} // namespace guichet::server
