#include "tests/simulation/printing_station.hpp"

#include <fmt/format.h>

namespace guichet::simulation {

std::string name_of_customer(int number) {
    return fmt::format("Customer {:04}", number);
}

PickupCode code_of_customer(int number) {
    PickupCode code;
    code.bytes[0] = static_cast<std::uint8_t>(number & 0xFF);
    code.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    return code;
}

ports::StoredManifest manifest_of(int customers, lab::Random& random) {
    Manifest made;
    made.station_id = "saint-flour";
    made.station_name = "Gare de Saint-Flour";
    made.date = "2020-04-17";
    made.revision = 1;
    made.producers = {"GAEC Ferrand", "Miels du Cantal"};
    for (int number = 0; number < customers; ++number) {
        Order order{std::to_string(1000 + number), {}};
        const int lines = 1 + static_cast<int>(random.below(12));
        for (int line = 1; line <= lines; ++line)
            order.lines.push_back({line,
                                   fmt::format("Product {} of order {}", line, order.number),
                                   static_cast<std::size_t>(line % 2),
                                   {1 + line, Unit::piece},
                                   {100 * line},
                                   55,
                                   StorageClass::ambient,
                                   "A1"});
        made.baskets.push_back({fmt::format("B{:04}", number),
                                "C",
                                name_of_customer(number),
                                "en",
                                code_of_customer(number).digest(),
                                make_short_code(static_cast<std::uint64_t>(number)),
                                {order}});
    }
    made.index();
    return {to_json(made), made.revision, "signature", "key"};
}

lab::LabPrinterModel model_of(Talkativeness talkativeness) {
    lab::LabPrinterModel model = talkativeness == Talkativeness::silent ? lab::lab_silent() : lab::lab_80mm();
    model.confirmation = talkativeness == Talkativeness::confirms;
    model.halts_at_cutter = talkativeness == Talkativeness::confirms;
    model.draws = false;
    return model;
}

printer::Profile profile_of(Talkativeness talkativeness) {
    printer::Profile profile;
    profile.confirmation = talkativeness == Talkativeness::confirms;
    profile.barrier = profile.automatic_status = profile.real_time_status =
        talkativeness != Talkativeness::silent;
    return profile;
}

} // namespace guichet::simulation
