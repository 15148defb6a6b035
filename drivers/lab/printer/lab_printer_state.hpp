#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guichet::lab {

/// How it is, as a person sees it.
struct LabPrinterState {
    bool plugged = true;
    bool paper_out = false;
    bool paper_near_end = false;
    bool cover_open = false;
    bool cutter_jammed = false;
    bool cutter_freed = false; ///< the paper is out of the cutter, but the printer waits to be told
    bool offline = false;      ///< switched off line at its panel
    std::optional<std::int64_t> paper_left;     ///< dots; nothing: a roll that never ends
    std::optional<std::uint64_t> unplugs_after; ///< bytes that it takes until its cable comes out

    [[nodiscard]] bool able() const { return !paper_out && !cover_open && !cutter_jammed && !offline; }
    friend bool operator==(const LabPrinterState&, const LabPrinterState&) = default;
};

/// Bytes that it had taken and not printed when it was switched off: from `begin` to before `end` of all that
/// was received.
struct Lost {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// What a printer remembers besides its paper.
struct KeptState {
    LabPrinterState state;
    std::uint64_t consumed = 0; ///< bytes of all that was received that have been printed, or begun
    std::vector<Lost> lost;     ///< in order
};

[[nodiscard]] std::string to_json(const KeptState& kept);
/// Reads that JSON; anything else is a new printer.
[[nodiscard]] KeptState kept_state(const std::string& json);

/// The four bytes of automatic status back (GS a).
[[nodiscard]] std::string automatic_status(const LabPrinterState& state);

/// The answer to DLE EOT 1 to 4.
[[nodiscard]] std::uint8_t real_time_status(const LabPrinterState& state, int which);

} // namespace guichet::lab
