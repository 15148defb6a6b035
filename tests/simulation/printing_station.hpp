#pragma once
// The station of a simulated day of printing: its orders, its wall clock, its printers.

#include "tests/simulation/printing_day.hpp"

#include "drivers/lab/printer/lab_printer.hpp"
#include "drivers/lab/random.hpp"
#include "drivers/printer/profile.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ports/store.hpp"

#include <string>
#include <vector>

namespace guichet::simulation {

/// English, and always the same moment.
class Locality final : public ports::Locality {
public:
    [[nodiscard]] const Texts& texts(const std::string& /*language*/) const override { return texts_; }
    [[nodiscard]] std::vector<std::string> languages() const override { return {"en"}; }
    [[nodiscard]] LocalTime local(Instant /*moment*/) const override { return {2020, 4, 17, 10, 0}; }

private:
    EnglishTexts texts_;
};

[[nodiscard]] std::string name_of_customer(int number);
[[nodiscard]] PickupCode code_of_customer(int number);

/// One order each, of up to twelve lines.
[[nodiscard]] ports::StoredManifest manifest_of(int customers, lab::Random& random);

/// A printer that tells as much as that, and the profile that knows it.
[[nodiscard]] lab::LabPrinterModel model_of(Talkativeness talkativeness);
[[nodiscard]] printer::Profile profile_of(Talkativeness talkativeness);

} // namespace guichet::simulation
