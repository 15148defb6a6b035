#pragma once
// Who works with this kiosk, and what they may do. Without users everything is open, as long as nobody
// protects the kiosk; a customers' kiosk without users has no staff functions at all.

#include "kiosk/app/state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guichet::app {

/// Whether anybody can sign in.
[[nodiscard]] bool has_users(const State& state);

/// Those who can, by name.
[[nodiscard]] std::vector<const ports::User*> active_users(const State& state);

/// Who works here now; null: nobody signed in.
[[nodiscard]] const ports::User* signed_in(const State& state);

/// A user by id; null when there is none.
[[nodiscard]] const ports::User* find_user(const State& state, const std::string& id);

/// A volunteers' kiosk at which nobody is signed in, although it has users.
[[nodiscard]] bool locked(const State& state);

/// Whether the functions for volunteers are open to whoever stands there.
[[nodiscard]] bool staff_present(const State& state);

/// Whether a coordinator's function needs nobody's PIN.
[[nodiscard]] bool acts_as_coordinator(const State& state);

/// By whom an act that is done now goes on record: their id, or empty.
[[nodiscard]] std::string acting(const State& state);

/// When a volunteers' kiosk locks itself unless somebody touches it.
[[nodiscard]] std::optional<Instant> lock_at(const State& state);

/// The whole seconds until a PIN is looked at again, 0 for now; only while the screen asks for one.
[[nodiscard]] int pin_pause(const State& state);

} // namespace guichet::app
