// What happens around the screens of a walk: codes, devices, store, server, another kiosk, time.

#include "tests/simulation/screen_walker.hpp"

#include <algorithm>
#include <array>

namespace guichet::simulation {

using app::test::code_of;

namespace {

template <typename Value, std::size_t count>
const Value& one_of(const std::array<Value, count>& values, std::uint32_t luck) {
    return values[luck % count];
}

} // namespace

void Walker::show_code(Luck luck) {
    static const std::array<std::string, 9> owners{"B1", "B2", "B3", "B4", "B5", "m", "w", "o", "B9"};
    static const std::array<std::string, 4> others{"", "GU1:", "https://example.org/?q=\u202e", "\xff"};
    const auto from = luck % 3 == 0 ? Identification::hand_scanner : Identification::camera;
    luck /= 3;
    if (luck % 12 == 10) {
        did_ = "a code that cannot be read";
        by_device(app::CodeUnreadable{});
    } else if (luck % 12 == 11) {
        did_ = "a foreign code";
        by_device(app::CodeRead{one_of(others, luck / 12), from});
    } else {
        const auto& owner = one_of(owners, luck / 12);
        did_ = "the code of " + owner;
        by_device(app::CodeRead{code_of(owner).text(), from});
    }
}

void Walker::end_prints() {
    for (std::size_t printer = 0; printer < bench_.state.spools.size(); ++printer)
        if (printer == 0 ? bench_.in_printer.has_value() : bench_.in_others.contains(printer))
            bench_.end_print({ports::PrintResult::printed, 1, {}}, printer);
}

void Walker::device(Luck luck) {
    const std::size_t printer = luck / 16 % bench_.state.spools.size();
    switch (luck % 5) {
    case 0: {
        const auto any = static_cast<ports::PrinterCondition>(luck / 64 % 8);
        did_ = fmt::format("printer {} is {}", printer, static_cast<int>(any));
        by_device(app::PrinterState{{any, {}, luck % 7 != 0}, printer});
        break;
    }
    case 1:
        did_ = "camera";
        by_device(app::CameraState{{luck / 16 % 2 == 0, {}}});
        break;
    case 2:
        did_ = "hand scanner";
        by_device(app::HandScannerState{{luck / 16 % 2 == 0, {}}});
        break;
    case 3:
        did_ = "the printer keeps silent, or not";
        bench_.printer_confirms = luck / 16 % 2 == 0;
        break;
    default: {
        did_ = "a print ends";
        const bool prints = printer == 0 ? bench_.in_printer.has_value() : bench_.in_others.contains(printer);
        if (prints)
            bench_.end_print({static_cast<ports::PrintResult>(luck / 64 % 4), 1, {}, 2, luck % 2 == 0},
                             printer);
    }
    }
}

void Walker::world(Luck luck) {
    switch (luck % 6) {
    case 0:
        did_ = "store";
        bench_.store_works = luck / 8 % 3 != 0;
        break;
    case 1:
        did_ = "network";
        server_.reachable = luck / 8 % 3 != 0;
        break;
    case 2:
        did_ = "a newer manifest";
        server_.current = walk_manifest(server_.current.revision + 1);
        break;
    case 3:
        did_ = "the server's age";
        server_.takes_calls = luck / 8 % 4 != 0;
        break;
    case 4:
        if (luck / 8 % 8 == 0) {
            did_ = "restart";
            bench_.restart();
        }
        break;
    default: other_kiosk(luck / 8);
    }
}

/// What happens at the other kiosk: a hand-over, or a call for a volunteer, or its end.
void Walker::other_kiosk(Luck luck) {
    did_ = "the other kiosk";
    other_.now = std::max(other_.now, bench_.now);
    other_.give(app::Tick{});
    other_.settle();
    if (luck % 2 == 0) {
        other_.send(
            app::CodeRead{code_of("B" + std::to_string(1 + luck / 2 % 5)).text(), Identification::camera});
        other_.send(app::EverythingHere{});
        other_.send(app::ConfirmHandOver{});
        other_.send(app::GoHome{});
    } else if (luck % 4 == 1) {
        if (luck / 4 % 2 == 0) // the call tells whose basket is on that screen
            other_.send(app::CodeRead{code_of("B5").text(), Identification::camera});
        other_.send(app::CallVolunteer{});
    } else {
        other_.send(app::VolunteerCame{});
    }
    other_.history.clear();
}

void Walker::pass_time(Luck luck) {
    constexpr std::array<std::int64_t, 8> spans{1, 500, 1'000, 2'000, 5'000, 20'000, 61'000, 100'000};
    const auto span = one_of(spans, luck);
    did_ = fmt::format("{} ms go by", span);
    if (luck / 8 % 40 == 0) {
        did_ += ", and the clock is set back";
        bench_.now = bench_.now + -3'000;
        bench_.give(app::Tick{});
    } else {
        bench_.wait(span);
    }
    tick_practice();
}

} // namespace guichet::simulation
