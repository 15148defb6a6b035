#pragma once
// Practice: a second state, with an example session, that is worked on as the real one is. Whoever holds both
// (station::Kiosk) gives this one what the person does and the codes that are read; all that it asks of the
// outside is answered here, in memory, so that nothing reaches the store, a printer or the server.

#include "kiosk/app/effect.hpp"
#include "kiosk/app/event.hpp"
#include "kiosk/ports/locality.hpp"

#include <span>
#include <string>
#include <string_view>

namespace guichet::app {

/// What there is to learn from an example.
enum class Situation : std::uint8_t {
    one_crate,
    three_crates,
    short_weight,
    large_basket,
    already_collected,
    proxy,
    revoked,
    other_day
};

/// A code to practise with.
struct Example {
    Situation situation = Situation::one_crate;
    std::string code;     ///< what a scanner would read
    std::string customer; ///< first name and initial
};

/// In the order in which they are best learnt. They are the same on every kiosk, and of no real session.
[[nodiscard]] std::span<const Example> examples();

/// The situation's name, and what one learns from it: keys of the catalogues.
[[nodiscard]] std::string_view title_of(Situation situation);
[[nodiscard]] std::string_view lesson_of(Situation situation);

/// The session of the examples: invented customers, the shops of the region. `date` (YYYY-MM-DD) is its day.
[[nodiscard]] Manifest practice_manifest(const std::string& date, const std::string& station_name);

/// Whether practice may begin on a kiosk: a counter's, on which nobody is being served.
[[nodiscard]] bool may_practise(const State& real);

/// An open example session for the kiosk, in the language and look that are on its screen.
[[nodiscard]] State practice_state(const State& real, Instant now, const ports::Locality& locality);

/// As update(), on a state that is only practised on: what it asks of the outside is answered at once. Gives
/// the sounds to be played, nothing else.
[[nodiscard]] Effects practise(State& practice, const Event& event, Instant now,
                               const ports::Locality& locality);

/// A code that was read in practice: that of an example is taken; one that the real session knows is said to
/// be real (Practice::real_code).
[[nodiscard]] Effects read_in_practice(State& practice, const State& real, const CodeRead& read, Instant now,
                                       const ports::Locality& locality);

/// What a person typed in practice; as practise(), but a short code that is a real one is said to be real.
[[nodiscard]] Effects type_in_practice(State& practice, const State& real, const Event& event, Instant now,
                                       const ports::Locality& locality);

/// Brings the real kiosk's devices, and what it needs of people, into the practice: its lights are true.
void mirror(State& practice, const State& real);

/// When a practice is to be given its next Tick: for its countdown and its end.
[[nodiscard]] std::optional<Instant> practice_deadline(const State& state);

/// The seconds left before the practice ends by itself, when that is to be shown.
[[nodiscard]] std::optional<int> practice_seconds_left(const State& state);

} // namespace guichet::app
