#pragma once
// The station's languages and wall clock.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/format.hpp"
#include "kiosk/core/texts.hpp"

#include <string>
#include <vector>

namespace guichet::ports {

class Locality {
public:
    virtual ~Locality() = default;

    /// The catalogue of a language (ISO 639-1); French when there is none. It lives as long as this object.
    [[nodiscard]] virtual const Texts& texts(const std::string& language) const = 0;

    /// The languages that can be chosen, the station's own first.
    [[nodiscard]] virtual std::vector<std::string> languages() const = 0;

    /// What the station's wall clock shows at a moment.
    [[nodiscard]] virtual LocalTime local(Instant moment) const = 0;
};

} // namespace guichet::ports
