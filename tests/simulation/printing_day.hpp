#pragma once
// One session of a kiosk in virtual time: the real heart (kiosk/app), the real driver and encoder, a lab
// printer, and an accident in the way of every receipt. At the end the papers are read and compared with what
// the kiosk says of them.

#include "tests/simulation/faults.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace guichet::simulation {

/// The printer at the counter.
enum class Talkativeness : std::uint8_t {
    confirms, ///< GS ( H: says when a paper is out
    barrier,  ///< GS r: says when everything was processed
    silent    ///< tells nothing
};

struct PrintingDayOptions {
    std::uint64_t seed = 1;
    int receipts = 200; ///< 1 to 9,999
    Talkativeness printer = Talkativeness::confirms;
    std::function<void(const std::string&)> trace; ///< told what happens, to understand a seed; may be empty
};

/// What came of it, by document.
struct PrintingFigures {
    std::uint64_t documents = 0;
    std::uint64_t once_unmarked = 0;   ///< one whole copy without mark, and nothing else whole
    std::uint64_t again_marked = 0;    ///< came out again, or after a piece, and the later ones bear the mark
    std::uint64_t lost = 0;            ///< no whole copy
    std::uint64_t twice_unmarked = 0;  ///< two pieces or papers without mark
    std::uint64_t after_confirmed = 0; ///< came out again after it was confirmed
    std::uint64_t printer_faults = 0;  ///< bytes that the strict interpreter did not understand
    std::uint64_t restarts = 0;        ///< of the program
    std::uint64_t people_asked = 0;    ///< whether a paper came out, as nothing else could tell
    std::array<std::uint64_t, fault_words.size()> faults{}; ///< by Fault
    std::uint64_t fingerprint = 0; ///< of everything that happened: the same for the same seed

    [[nodiscard]] bool sound() const {
        return lost == 0 && twice_unmarked == 0 && after_confirmed == 0 && printer_faults == 0;
    }
    void add(const PrintingFigures& more);
    friend bool operator==(const PrintingFigures&, const PrintingFigures&) = default;
};

[[nodiscard]] PrintingFigures play_printing_day(const PrintingDayOptions& options);

} // namespace guichet::simulation
